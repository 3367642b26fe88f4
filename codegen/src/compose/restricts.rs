//! Which schemas choose no type: those that only allow null, and those that only restrict what
//! another schema describes.

use crate::keywords::{Keyword, Role};
use crate::schemas::{Said, Schema, SchemaRef};
use crate::syntax::Node;

/// Whether a keyword says nothing of values.
fn is_annotation(said: &Said<'_>) -> bool {
    match said.keyword {
        Some(keyword) => keyword.row().role == Role::Annotation || keyword.is_extension(),
        None => said.key.starts_with("x-"),
    }
}

/// Whether an alternative allows null and nothing else: by its type, by its only value, or because
/// that is all that it says (`nullable: true`, which says nothing of other values).
pub(crate) fn is_null(schema: SchemaRef<'_>) -> bool {
    says_null(&schema) || schema.is(Keyword::Nullable) && says_nothing(schema)
}

/// Whether a schema says that its values are null: by its type, or by its only value.
pub(crate) fn says_null(schema: &Schema<'_>) -> bool {
    let types = schema.types();
    let listed = schema.list(Keyword::Enum).unwrap_or_default();
    !types.is_empty() && types.iter().all(|name| *name == "null")
        || schema.data(Keyword::Const).is_some_and(Node::is_null)
        || !listed.is_empty() && listed.iter().all(|value| value.is_null())
}

/// Whether a schema, and each part of it, says nothing of values but that they may be null.
fn says_nothing(schema: SchemaRef<'_>) -> bool {
    schema.is_object()
        && schema.schema().says.iter().all(|said| {
            if said.keyword == Some(Keyword::AllOf) {
                schema.listed(Keyword::AllOf).all(says_nothing)
            } else {
                is_annotation(said)
            }
        })
}

/// Whether a schema only restricts the values of one that stands beside it: of some of these types,
/// where it says any.
pub(crate) fn only_restricts(schema: SchemaRef<'_>, kinds: &[&str]) -> bool {
    schema.is_object()
        && schema.schema().says.iter().all(|said| match said.keyword {
            Some(Keyword::Type) => {
                let own = said.node.text();
                own.is_some_and(|own| kinds.contains(&own))
            }
            Some(keyword @ (Keyword::AllOf | Keyword::AnyOf | Keyword::OneOf)) => {
                let mut members = schema.listed(keyword);
                members.all(|member| only_restricts(member, kinds))
            }
            Some(keyword) if keyword.row().role == Role::Restriction => true,
            _ => is_annotation(said),
        })
}
