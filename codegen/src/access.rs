//! `readOnly` and `writeOnly` fields in records that are sent in the other direction.
//!
//! A record that calls send and return is one type. Callers cannot pass what is only returned, and
//! a response does not contain what is only sent: such a field may be absent, even if it is
//! required. This stage chooses no type and reports nothing.

use crate::model::{Access, Api, Presence, Shape, TypeId};
use crate::usage::Direction;
use crate::usage::Usage;

/// Lets fields be absent where their records travel the way that the fields do not.
pub(crate) fn relax(api: &mut Api, usage: &Usage) {
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
                kept @ (Presence::Required
                | Presence::Defaulted
                | Presence::Nullable
                | Presence::Optional
                | Presence::OptionalNullable
                | Presence::Further) => kept,
            };
        }
    }
}
