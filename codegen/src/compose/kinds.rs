//! Schemas with several types: an alternative for each type.

use super::plan::{Plan, Planner};
use crate::keywords::Keyword;
use crate::schemas::{Said, Schema, SchemaId, Value};
use crate::syntax::Node;

/// Keywords that decide on values beside several types.
const DECIDING: &[Keyword] = &[
    Keyword::Enum,
    Keyword::Const,
    Keyword::OneOf,
    Keyword::AnyOf,
    Keyword::AllOf,
    Keyword::Reference,
];

/// Whether a schema gives its values several types, and nothing else that decides on them.
pub(super) fn is_several(schema: &Schema<'_>) -> bool {
    let are_names = match schema.said(Keyword::Type).map(|said| &said.value) {
        Some(Value::Types { names, .. }) => names.iter().all(|node| node.text().is_some()),
        _ => false,
    };
    are_names && apart(schema).len() > 1 && !schema.has_any(DECIDING)
}

/// The names of the types of a schema, but null, each where it is written.
pub(super) fn names<'d>(schema: &Schema<'d>) -> Vec<Node<'d>> {
    let Some(Value::Types { names, .. }) = schema.said(Keyword::Type).map(|said| &said.value)
    else {
        return Vec::new();
    };
    let names = names.iter().copied();
    names
        .filter(|node| node.text().is_some_and(|name| name != "null"))
        .collect()
}

/// The types of a schema that are apart: every integer is a number.
fn apart<'d>(schema: &Schema<'d>) -> Vec<Node<'d>> {
    let mut names = names(schema);
    if names.iter().any(|node| node.text() == Some("number")) {
        names.retain(|node| node.text() != Some("integer"));
    }
    names
}

impl Planner<'_, '_> {
    /// Plans a schema of several types.
    pub(super) fn kinds(&mut self, id: SchemaId) {
        let schema = self.leaves.schemas.get(id);
        let Some(types) = schema.said(Keyword::Type) else {
            return;
        };
        let kinds = apart(schema);
        let size = schema.says.len();
        if !self.leaves.spend(size.saturating_mul(kinds.len())) {
            self.failed.insert(id, "has too many types");
            return;
        }
        let at = types.span;
        let of_kind = |said: &Said<'_>, kind: &str| {
            said.keyword.is_some_and(|keyword| keyword.is_only_of(kind))
        };
        let mut members = Vec::new();
        for kind in &kinds {
            let names = vec![*kind];
            let only = Value::Types {
                names,
                or_null: false,
            };
            let mut says = vec![Said::of(Keyword::Type, at, *kind, only)];
            let name = kind.text().unwrap_or_default();
            says.extend(schema.says.iter().filter(|it| of_kind(it, name)).cloned());
            members.push(self.add(Schema::made(at, says)));
        }
        let mut plan = Plan::default();
        plan.says(Said::of(
            Keyword::AnyOf,
            at,
            types.node,
            Value::Schemas(members),
        ));
        if schema.types().contains(&"null") {
            let nullable = Value::Flag(true);
            plan.says(Said::of(Keyword::Nullable, at, types.node, nullable));
        }
        plan.dropped.push(Keyword::Type);
        let kinds = ["string", "number", "array", "object"];
        let said = Keyword::ALL.iter().copied();
        plan.dropped
            .extend(said.filter(|keyword| kinds.iter().any(|kind| keyword.is_only_of(kind))));
        self.set(id, plan);
    }
}
