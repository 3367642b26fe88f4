//! Distinguishes null from absence for any JSON that may be absent, because any JSON may be null.
//!
//! Which fields may be absent is known after [`access`](crate::access), so this stage runs after
//! it. It chooses no type and reports nothing.

use crate::model::{Api, Location, Presence, Shape, Type};

/// Tells null from absent wherever any JSON may be either, in records and in what calls send.
pub(crate) fn tell_apart(api: &mut Api) {
    let aliases: Vec<bool> = api
        .types
        .iter()
        .map(|definition| match &definition.shape {
            Shape::Alias(ty) => *api.resolved(ty) == Type::Json,
            Shape::Record(_) | Shape::Enumeration(_) | Shape::Union(_) => false,
        })
        .collect();
    let tell = |ty: &Type, presence: &mut Presence| {
        let is_json = if let Type::Named(id) = ty {
            aliases[id.index()]
        } else {
            *ty == Type::Json
        };
        if is_json && *presence == Presence::Optional {
            *presence = Presence::OptionalNullable;
        }
    };
    for definition in &mut api.types {
        if let Shape::Record(record) = &mut definition.shape {
            for field in &mut record.fields {
                tell(&field.ty, &mut field.presence);
            }
        }
    }
    for input in api
        .services
        .iter_mut()
        .flat_map(|service| &mut service.operations)
        .flat_map(|operation| &mut operation.inputs)
        .filter(|input| input.place == Location::BodyField)
    {
        tell(&input.ty, &mut input.presence);
    }
}
