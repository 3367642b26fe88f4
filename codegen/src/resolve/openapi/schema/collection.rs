//! Lists.

use super::{Used, anything, kinds, nameless, used};
use crate::model::{Item, Type};
use crate::report::{Code, Report};
use crate::resolve::Types;
use crate::resolve::openapi::{Document, widen};
use crate::syntax::object::head;
use crate::syntax::{Entry, Kind, Node};

/// A list: the schema of its members stands under `items`.
pub(super) fn list(
    document: &Document<'_, '_>,
    schema: Node<'_>,
    name: &str,
    types: &mut Types,
    report: &mut Report,
) -> Type {
    let item = format!("{name}_item");
    if let Some((entry, rest)) = places(schema) {
        return tuple(document, schema, (&entry, rest), &item, types, report);
    }
    let Some(items) = schema.get("items") else {
        // Only 3.0 asks for it.
        let version = document.root.get("openapi").and_then(Node::text);
        if version.is_some_and(|version| version.starts_with("3.0")) {
            report
                .error(Code::MissingKey, head(schema), "the list has no `items`")
                .guess("its items are any JSON");
        }
        return Type::List(Box::new(Type::Json), Item::Member);
    };
    // A list that is always empty.
    let used = if items.as_bool() == Some(false) || items.kind() == Kind::Sequence {
        anything(items, true, report)
    } else {
        nameless(items, report);
        used(document, items, &item, types, report)
    };
    Type::List(Box::new(member(used)), Item::Member)
}

/// The schemas of the members by their places, and that of all members behind them.
fn places(schema: Node<'_>) -> Option<(Entry<'_>, Option<Node<'_>>)> {
    let items = schema.entry("items");
    let listed = items.filter(|items| items.value.kind() == Kind::Sequence);
    let (entry, rest) = match (schema.entry("prefixItems"), listed) {
        (Some(entry), _) => (entry, schema.get("items")),
        (None, entry) => (entry?, schema.get("additionalItems")),
    };
    let rest = rest.or_else(|| schema.get("unevaluatedItems"));
    (entry.value.kind() == Kind::Sequence && entry.value.len() > 0).then_some((entry, rest))
}

/// How many places a tuple has at most: Rust compares and prints no more.
const LONGEST: usize = 12;

/// A list of which each place has a schema of its own: a tuple, where there are as many members and
/// no objects among them; a list, where all are of one type; else a list of any JSON.
fn tuple(
    document: &Document<'_, '_>,
    schema: Node<'_>,
    (entry, rest): (&Entry<'_>, Option<Node<'_>>),
    name: &str,
    types: &mut Types,
    report: &mut Report,
) -> Type {
    let count = entry.value.len();
    let bound = |key: &str| schema.get(key).and_then(Node::as_f64);
    let is_closed = rest.and_then(Node::as_bool) == Some(false)
        || bound("maxItems").is_some_and(|most| most <= count as f64);
    let is_full = bound("minItems").is_some_and(|least| least >= count as f64);
    let mut places = Vec::new();
    let mut plain = true;
    for place in entry.value.items() {
        nameless(place, report);
        plain &= is_plain(document, place);
        places.push(member(used(document, place, name, types, report)));
    }
    let others = rest.filter(|rest| rest.as_bool().is_none()).map(|rest| {
        nameless(rest, report);
        member(used(document, rest, name, types, report))
    });
    let mut all = places.iter().chain(&others);
    if let Some(first) = all.next()
        && (is_closed || others.is_some())
        && all.all(|other| other == first)
    {
        return Type::List(Box::new(first.clone()), Item::Member);
    }
    let has_secrets = widen::holds_secret(document, schema);
    if is_closed && is_full && plain && !has_secrets && (2..=LONGEST).contains(&count) {
        return Type::Tuple(places);
    }
    let message = "the places of a list are of several types: each item";
    let any = widen::widen(document, schema, entry.key_span, message, report);
    Type::List(Box::new(any), Item::Member)
}

/// How many references a place of a tuple is followed through.
const MOST_FOLLOWED: usize = 8;

/// Whether a schema describes a scalar: what a tuple can hold by value,
/// wherever the tuple stands.
fn is_plain(document: &Document<'_, '_>, place: Node<'_>) -> bool {
    let mut schema = place;
    for _ in 0..MOST_FOLLOWED {
        match schema.get("$ref") {
            Some(reference) => match document.target(reference) {
                Some(next) => schema = next,
                None => return false,
            },
            None => {
                let scalar = ["boolean", "integer", "null", "number", "string"];
                let kinds = kinds(schema);
                return kinds.iter().all(|kind| scalar.contains(kind))
                    && !kinds.is_empty()
                    && ["oneOf", "anyOf", "allOf"]
                        .iter()
                        .all(|key| schema.get(key).is_none());
            }
        }
    }
    false
}

fn member(used: Used) -> Type {
    if used.nullable && used.ty != Type::Nothing {
        Type::Optional(Box::new(used.ty))
    } else {
        used.ty
    }
}
