//! Any JSON may be null: where it may be absent as well, these are two things, and stay two.

use super::unions::resolved;
use crate::model::{Place, Presence, Service, Shape, Type, TypeDefinition};

/// Tells null from absent wherever any JSON may be either, in records and in what calls send.
pub(super) fn settle(types: &mut [TypeDefinition], services: &mut [Service]) {
    let is_loose = |ty: &Type, presence: Presence| {
        presence == Presence::Optional && *resolved(types, ty) == Type::Json
    };
    let mut found = Vec::new();
    for (index, definition) in types.iter().enumerate() {
        if let Shape::Record(record) = &definition.shape {
            for (at, field) in record.fields.iter().enumerate() {
                if is_loose(&field.ty, field.presence) {
                    found.push((index, at));
                }
            }
        }
    }
    for input in services
        .iter_mut()
        .flat_map(|service| &mut service.operations)
        .flat_map(|operation| &mut operation.inputs)
    {
        if input.place == Place::BodyField && is_loose(&input.ty, input.presence) {
            input.presence = Presence::OptionalNullable;
        }
    }
    for (index, at) in found {
        if let Shape::Record(record) = &mut types[index].shape {
            record.fields[at].presence = Presence::OptionalNullable;
        }
    }
}
