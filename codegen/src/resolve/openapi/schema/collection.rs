//! Lists.

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
