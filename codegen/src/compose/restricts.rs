//! Which schemas choose no type: those that allow null alone, and those that only restrict what
//! something else describes.

use crate::syntax::{Kind, Node};

/// Keys that say nothing of values.
const ANNOTATIONS: &[&str] = &[
    "$anchor",
    "$comment",
    "$defs",
    "$dynamicAnchor",
    "$id",
    "$schema",
    "default",
    "definitions",
    "deprecated",
    "description",
    "example",
    "examples",
    "externalDocs",
    "nullable",
    "readOnly",
    "summary",
    "title",
    "writeOnly",
    "xml",
];

/// Keys that restrict values, and choose no type of theirs.
const RESTRICTIONS: &[&str] = &[
    "contains",
    "dependentRequired",
    "dependentSchemas",
    "else",
    "exclusiveMaximum",
    "exclusiveMinimum",
    "format",
    "if",
    "maxContains",
    "maxItems",
    "maxLength",
    "maxProperties",
    "maximum",
    "minContains",
    "minItems",
    "minLength",
    "minProperties",
    "minimum",
    "multipleOf",
    "not",
    "pattern",
    "propertyNames",
    "required",
    "then",
    "uniqueItems",
];

fn is_annotation(key: &str) -> bool {
    ANNOTATIONS.contains(&key) || key.starts_with("x-")
}

/// Whether an alternative allows null and nothing else: by its type, by its only value, or because
/// that is all that it says (`nullable: true`, which says nothing of other values).
pub(crate) fn is_null(node: Node<'_>) -> bool {
    says_null(node)
        || node.get("nullable").and_then(Node::as_bool) == Some(true) && says_nothing(node)
}

/// Whether a schema says that its values are null: by its type, or by its only value.
pub(crate) fn says_null(node: Node<'_>) -> bool {
    let is_type = |node: Node<'_>| node.text() == Some("null");
    let by_type = node.get("type").is_some_and(|kind| match kind.kind() {
        Kind::Sequence => kind.len() > 0 && kind.items().all(is_type),
        Kind::Scalar => is_type(kind),
        Kind::Mapping => false,
    });
    by_type
        || node.get("const").is_some_and(Node::is_null)
        || node
            .get("enum")
            .is_some_and(|list| list.len() > 0 && list.items().all(Node::is_null))
}

/// Whether a schema, and each part of it, says nothing of values but that they may be null.
fn says_nothing(node: Node<'_>) -> bool {
    node.kind() == Kind::Mapping
        && node.entries().all(|entry| match entry.key {
            "allOf" => entry.value.items().all(says_nothing),
            key => is_annotation(key),
        })
}

/// Whether a schema only restricts the values of one that stands beside it: of some of these types,
/// where it says any.
pub(crate) fn only_restricts(node: Node<'_>, kinds: &[&str]) -> bool {
    node.kind() == Kind::Mapping
        && node.entries().all(|entry| match entry.key {
            "type" => match entry.value.kind() {
                Kind::Scalar => kinds.iter().any(|kind| entry.value.text() == Some(kind)),
                Kind::Sequence | Kind::Mapping => false,
            },
            "allOf" | "anyOf" | "oneOf" => {
                entry.value.items().all(|one| only_restricts(one, kinds))
            }
            key => is_annotation(key) || RESTRICTIONS.contains(&key),
        })
}
