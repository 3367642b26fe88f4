//! Takes out of records the place for properties that their schema says nothing of, where such
//! properties are not to be kept.
//!
//! Schemas are resolved as if their records kept them: which way a record travels is known once all
//! calls are.

use crate::config::Undescribed;
use crate::model::{Api, Shape, TypeId};
use crate::usage::{Direction, Usage};

/// Takes the field for them from records that calls only take, unless these keep them, too; and from
/// records that travel as XML alone, which is read by its elements.
pub(crate) fn settle(api: &mut Api, usage: &Usage, undescribed: Undescribed) {
    for (index, definition) in api.types.iter_mut().enumerate() {
        let id = TypeId::new(index);
        let is_taken =
            undescribed == Undescribed::KeepAnswered && usage.direction(id) == Direction::Write;
        if let Shape::Record(record) = &mut definition.shape
            && record.keeps_undescribed
            && (is_taken || usage.only_over_xml(id))
        {
            record.keeps_undescribed = false;
            record.fields.pop();
        }
    }
}
