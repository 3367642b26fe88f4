//! Schemas of several types: an alternative for each of them.

use super::merge::names;
use super::plan::{Key, Plan, Planner, Value, copied, word};
use crate::syntax::NodeId;
use crate::syntax::{Kind, Node};

/// Keys that say something of one kind of values only.
const OF_TEXT: &[&str] = &["format", "maxLength", "minLength", "pattern"];
const OF_NUMBERS: &[&str] = &[
    "exclusiveMaximum",
    "exclusiveMinimum",
    "format",
    "maximum",
    "minimum",
    "multipleOf",
];
const OF_LISTS: &[&str] = &[
    "contains",
    "items",
    "maxContains",
    "maxItems",
    "minContains",
    "minItems",
    "prefixItems",
    "unevaluatedItems",
    "uniqueItems",
];
const OF_OBJECTS: &[&str] = &[
    "additionalProperties",
    "dependentRequired",
    "dependentSchemas",
    "maxProperties",
    "minProperties",
    "patternProperties",
    "properties",
    "propertyNames",
    "required",
    "unevaluatedProperties",
];

/// Whether a schema gives its values several types, and nothing else that decides on them.
pub(super) fn is_several(node: Node<'_>) -> bool {
    node.get("type").is_some_and(|value| {
        value.kind() == Kind::Sequence && value.items().all(|item| item.kind() == Kind::Scalar)
    }) && apart(node).len() > 1
        && ["enum", "const", "oneOf", "anyOf", "allOf", "$ref"]
            .iter()
            .all(|key| node.get(key).is_none())
}

/// The types of a schema that are apart: every integer is a number.
fn apart(node: Node<'_>) -> Vec<&str> {
    let mut names = names(node);
    if names.contains(&"number") {
        names.retain(|name| *name != "integer");
    }
    names
}

impl Planner<'_> {
    /// Plans a schema of several types.
    pub(super) fn kinds(&mut self, place: NodeId) {
        let Some(node) = self.leaves.node(place) else {
            return;
        };
        let Some(entry) = node.entry("type") else {
            return;
        };
        let at = entry.key_span;
        let kinds = apart(node);
        if !self.leaves.spend(node.len().saturating_mul(kinds.len())) {
            self.composed.failed.insert(place, "has too many types");
            return;
        }
        let mut members = Vec::new();
        for kind in &kinds {
            let of_kind = match *kind {
                "string" => OF_TEXT,
                "integer" | "number" => OF_NUMBERS,
                "array" => OF_LISTS,
                "object" => OF_OBJECTS,
                _ => &[],
            };
            let mut entries = vec![(word("type", at), Value::Text((*kind).to_owned()))];
            let said = node.entries().filter(|entry| of_kind.contains(&entry.key));
            entries.extend(said.map(copied));
            let plan = Plan {
                at,
                entries,
                dropped: Vec::new(),
            };
            members.push(self.add(place.0, plan));
        }
        let mut entries: Vec<(Key, Value)> = vec![(word("anyOf", at), Value::List(members))];
        if entry.value.items().any(|item| item.text() == Some("null")) {
            entries.push((word("nullable", at), Value::Flag(true)));
        }
        let mut dropped = vec!["type"];
        for keys in [OF_TEXT, OF_NUMBERS, OF_LISTS, OF_OBJECTS] {
            dropped.extend(keys);
        }
        self.set(
            place,
            Plan {
                at,
                entries,
                dropped,
            },
        );
    }
}
