//! Lists, and objects that describe their values and not their properties.

use super::{nameless, used};
use crate::model::{Item, Type};
use crate::report::Report;
use crate::resolve::Types;
use crate::resolve::object::{self, head};
use crate::resolve::openapi::Document;
use crate::syntax::Node;

/// A list: the schema of its members stands under `items`.
pub(super) fn list(
    document: &Document<'_, '_>,
    schema: Node<'_>,
    name: &str,
    types: &mut Types,
    report: &mut Report,
) -> Type {
    let Some(items) = object::required(schema, "items", "the list", head(schema), report) else {
        return Type::Nothing;
    };
    nameless(items, report);
    let item = used(document, items, &format!("{name}_item"), types, report);
    let ty = if item.nullable {
        Type::Optional(Box::new(item.ty))
    } else {
        item.ty
    };
    Type::List(Box::new(ty), Item::Member)
}

/// An object without properties of its own.
pub(super) fn map(
    document: &Document<'_, '_>,
    schema: Node<'_>,
    name: &str,
    types: &mut Types,
    report: &mut Report,
) -> Type {
    match schema
        .get("additionalProperties")
        .filter(|node| node.as_bool().is_none())
    {
        Some(values) => {
            nameless(values, report);
            let value = used(document, values, &format!("{name}_value"), types, report);
            let ty = if value.nullable {
                Type::Optional(Box::new(value.ty))
            } else {
                value.ty
            };
            Type::Map(Box::new(ty))
        }
        // An object that describes nothing of itself holds anything.
        None => Type::Map(Box::new(Type::Json)),
    }
}
