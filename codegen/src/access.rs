//! Fields that travel one way only, in records that travel the other.
//!
//! A record that calls take and answer is one type. What only answers hold cannot be asked of
//! callers, and what only requests hold must not be waited for in answers: such a field may be
//! absent, whatever is required of it. It chooses no type and reports nothing.

use crate::model::{Access, Api, Presence, Shape, TypeId};
use crate::usage::Direction;
use crate::usage::Usage;

/// Lets fields be absent where their records travel the way that the fields do not.
pub(crate) fn settle(api: &mut Api, usage: &Usage) {
    for (index, definition) in api.types.iter_mut().enumerate() {
        let Shape::Record(record) = &mut definition.shape else {
            continue;
        };
        let direction = usage.direction(TypeId::new(index));
        for field in &mut record.fields {
            let is_against = match field.access {
                Access::Any => false,
                Access::ReadOnly => direction != Direction::Read,
                Access::WriteOnly => direction != Direction::Write,
            };
            field.presence = match field.presence {
                Presence::Required if is_against => Presence::Optional,
                Presence::Nullable if is_against => Presence::OptionalNullable,
                presence => presence,
            };
        }
    }
}
