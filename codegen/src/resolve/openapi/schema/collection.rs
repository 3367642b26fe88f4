//! Lists.

use super::{anything, kinds, member, nameless, used};
use crate::keywords::Keyword;
use crate::model::{Item, Type};
use crate::report::{Code, Report};
use crate::resolve::Types;
use crate::resolve::openapi::{Document, widen};
use crate::schemas::{Said, SchemaRef, Value};
use crate::syntax::Node;

/// A list: the schema of its members stands under `items`.
pub(super) fn list(
    document: &Document<'_, '_>,
    schema: SchemaRef<'_>,
    name: &str,
    types: &mut Types,
    report: &mut Report,
) -> Type {
    let item = format!("{name}_item");
    if let Some((said, rest)) = places(&schema) {
        return tuple(document, schema, (said, rest), &item, types, report);
    }
    let Some(said) = schema.said(Keyword::Items) else {
        // Only 3.0 asks for it.
        let version = document.root.get("openapi").and_then(Node::text);
        if version.is_some_and(|version| version.starts_with("3.0")) {
            report
                .error(Code::MissingKey, schema.head(), "the list has no `items`")
                .guess("its items are any JSON");
        }
        return Type::List(Box::new(Type::Json), Item::Member);
    };
    let items = schema.under(Keyword::Items);
    let used = match items.filter(|items| items.as_bool() != Some(false)) {
        Some(items) => {
            nameless(items, report);
            member(
                document,
                items,
                &item,
                |ty| Type::List(Box::new(ty), Item::Member),
                types,
                report,
            )
        }
        // A list that is always empty.
        None => anything(said.span, true, report),
    };
    Type::List(Box::new(used.member()), Item::Member)
}

/// The schemas of the members by their places, and that of all members behind them.
fn places<'s>(schema: &'s SchemaRef<'_>) -> Option<(&'s Said<'s>, Option<SchemaRef<'s>>)> {
    let is_list =
        |said: &&Said<'_>| matches!(&said.value, Value::Schemas(places) if !places.is_empty());
    let (said, rest) = match schema.said(Keyword::PrefixItems) {
        Some(said) => (said, Keyword::Items),
        None => (schema.said(Keyword::Items)?, Keyword::AdditionalItems),
    };
    let rest = schema.under(rest);
    let rest = rest.or_else(|| schema.under(Keyword::UnevaluatedItems));
    Some(said).filter(is_list).map(|said| (said, rest))
}

/// How many places a tuple has at most: Rust compares and prints no more.
const LONGEST: usize = 12;

/// A list of which each place has a schema of its own: a tuple, where there are as many members and
/// no objects among them; a list, where all are of one type; else a list of any JSON.
fn tuple(
    document: &Document<'_, '_>,
    schema: SchemaRef<'_>,
    (said, rest): (&Said<'_>, Option<SchemaRef<'_>>),
    name: &str,
    types: &mut Types,
    report: &mut Report,
) -> Type {
    let Value::Schemas(listed) = &said.value else {
        return Type::Json;
    };
    let count = listed.len();
    let is_closed = rest.is_some_and(|rest| rest.as_bool() == Some(false))
        || (schema.float(Keyword::MaxItems)).is_some_and(|most| most <= count as f64);
    let is_full = (schema.float(Keyword::MinItems)).is_some_and(|least| least >= count as f64);
    let mut places = Vec::new();
    let mut plain = true;
    for place in listed.iter().map(|id| schema.other(*id)) {
        nameless(place, report);
        plain &= is_plain(place);
        places.push(used(document, place, name, types, report).member());
    }
    let others = rest.filter(|rest| rest.as_bool().is_none()).map(|rest| {
        nameless(rest, report);
        used(document, rest, name, types, report).member()
    });
    let mut all = places.iter().chain(&others);
    if let Some(first) = all.next()
        && (is_closed || others.is_some())
        && all.all(|other| other == first)
    {
        return Type::List(Box::new(first.clone()), Item::Member);
    }
    let has_secrets = schema.holds_secret();
    if is_closed && is_full && plain && !has_secrets && (2..=LONGEST).contains(&count) {
        return Type::Tuple(places);
    }
    let message = "the places of a list are of several types: each item";
    let any = widen::widen(schema, said.span, message, report);
    Type::List(Box::new(any), Item::Member)
}

/// How many references a place of a tuple is followed through.
const MOST_FOLLOWED: usize = 8;

/// Whether a schema describes a scalar: what a tuple can hold by value,
/// wherever the tuple stands.
fn is_plain(place: SchemaRef<'_>) -> bool {
    let mut schema = place;
    for _ in 0..MOST_FOLLOWED {
        if schema.has(Keyword::Reference) {
            let Some(next) = schema.target() else {
                return false;
            };
            schema = next;
            continue;
        }
        let scalar = ["boolean", "integer", "null", "number", "string"];
        let kinds = kinds(schema);
        return kinds.iter().all(|kind| scalar.contains(kind))
            && !kinds.is_empty()
            && !schema.has_any(&[Keyword::OneOf, Keyword::AnyOf, Keyword::AllOf]);
    }
    false
}
