//! Finds the schemas that are made of others.

use super::kinds;
use crate::documents::Documents;
use crate::report::{Code, Report};
use crate::syntax::NodeId;
use crate::syntax::{Kind, Node};

/// What a walk over the documents found.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// Schemas with parts, or with alternatives beside other things.
    pub(super) composed: Vec<NodeId>,
    /// Schemas with a discriminator and without alternatives.
    pub(super) parents: Vec<NodeId>,
    /// Schemas of several types that none of the above is said of.
    pub(super) several: Vec<NodeId>,
    /// How many nodes the documents have.
    pub(super) size: usize,
}

impl Found {
    pub(super) fn is_empty(&self) -> bool {
        self.composed.is_empty() && self.several.is_empty()
    }
}

/// The keys of a schema that say what its values are made of.
pub(super) const STRUCTURE: &[&str] = &[
    "additionalProperties",
    "const",
    "enum",
    "items",
    "patternProperties",
    "prefixItems",
    "properties",
    "required",
];

/// Finds every schema that is to be composed, in an order that says nothing.
pub(super) fn schemas(documents: &Documents) -> Found {
    let walked = &documents.walked;
    let mut found = Found {
        size: walked.size,
        ..Found::default()
    };
    for place in &walked.schemas {
        let Some(node) = documents.node(*place) else {
            continue;
        };
        if is_composed(node) {
            found.composed.push(*place);
        } else if kinds::is_several(node) {
            found.several.push(*place);
        }
        let has = |key: &str| node.get(key).is_some_and(|value| value.len() > 0);
        if has("discriminator") && !has("oneOf") && !has("anyOf") {
            found.parents.push(*place);
        }
    }
    found
}

/// Whether a schema has parts, or alternatives beside properties.
pub(super) fn is_composed(node: Node<'_>) -> bool {
    let list = |key: &str| {
        node.get(key)
            .and_then(Node::as_sequence)
            .is_some_and(|list| {
                list.len() > 0 && list.items().all(|item| item.kind() == Kind::Mapping)
            })
    };
    // A part may be `true` or `false`.
    let is_part = |item: Node<'_>| item.kind() == Kind::Mapping || item.as_bool().is_some();
    let parts = node.get("allOf").and_then(Node::as_sequence);
    if parts.is_some_and(|parts| parts.len() > 0 && parts.items().all(is_part)) {
        return true;
    }
    let structured = || STRUCTURE.iter().any(|key| node.get(key).is_some());
    let several = || list("oneOf") && list("anyOf");
    ((list("oneOf") || list("anyOf")) && (structured() || several())) || has_beside_reference(node)
}

/// Keys beside a reference that say nothing of its values.
const PROSE: &[&str] = &[
    "$comment",
    "$ref",
    "default",
    "deprecated",
    "description",
    "example",
    "examples",
    "externalDocs",
    "summary",
    "title",
];

/// Reports what stands beside references that are parts of a schema, and is passed over.
pub(super) fn report_beside_references(node: Node<'_>, report: &mut Report) {
    let parts = node.get("allOf").into_iter().flat_map(Node::items);
    for part in parts.filter(|part| part.get("$ref").is_some() && !has_beside_reference(*part)) {
        for entry in part.entries() {
            if !PROSE.contains(&entry.key) && !entry.key.starts_with("x-") {
                report
                    .error(
                        Code::Ignored,
                        entry.key_span,
                        format!("`{}` beside `$ref` has no part in the code", entry.key),
                    )
                    .help("write it as another part, or acknowledge it in `bindery.yaml`");
            }
        }
    }
}

/// Whether a reference has properties beside it, which are a part like what it refers to.
pub(super) fn has_beside_reference(node: Node<'_>) -> bool {
    let is_list = |key: &str| node.get(key).is_some_and(|it| it.as_sequence().is_some());
    node.get("$ref").is_some_and(|it| it.text().is_some())
        && (node.get("properties").is_some_and(|it| it.len() > 0)
            || ["allOf", "oneOf", "anyOf", "required"]
                .into_iter()
                .any(is_list))
}
