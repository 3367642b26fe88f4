//! Removes the field for undescribed properties from records, where such properties are not to be
//! kept.
//!
//! Schemas are resolved as if all records kept them, because the direction of a record is known
//! only after all calls are resolved.

use crate::config::Undescribed;
use crate::model::{Api, Shape, TypeId};
use crate::usage::{Direction, Usage};

/// Takes the field for them from records that calls only take, unless these keep them, too; and from
/// records that travel as XML alone, which is read by its elements.
pub(crate) fn apply(api: &mut Api, usage: &Usage, undescribed: Undescribed) {
    for (index, definition) in api.types.iter_mut().enumerate() {
        let id = TypeId::new(index);
        let is_taken =
            undescribed == Undescribed::KeepReturned && usage.direction(id) == Direction::Write;
        if let Shape::Record(record) = &mut definition.shape
            && record.keeps_undescribed
            && (is_taken || usage.only_over_xml(id))
        {
            record.keeps_undescribed = false;
            record.fields.pop();
        }
    }
}
