//! Properties that are not described one by one: what they are, beside described ones and without.

use super::{Used, anything, nameless, used};
use crate::config::Undescribed;
use crate::model::{Access, Field, Presence, Type, XmlNode};
use crate::report::Report;
use crate::resolve::Types;
use crate::resolve::openapi::{Document, widen};
use crate::source::Span;
use crate::syntax::object;
use crate::syntax::{Entry, Node};

/// The field of a record that keeps what no other one is for; nothing where the description says
/// nothing of it.
pub(super) fn field(
    document: &Document<'_, '_>,
    schema: Node<'_>,
    name: &str,
    types: &mut Types,
    report: &mut Report,
) -> Option<Field> {
    let entry = asked(schema)?;
    let place = format!("{name}_additional_property");
    let values = values(document, schema, &place, types, report);
    Some(keeping(document, entry.key_span, name, values))
}

/// The field of a record that keeps such values.
fn keeping(document: &Document<'_, '_>, at: Span, name: &str, values: Used) -> Field {
    Field {
        wire: "additionalProperties".to_owned(),
        xml: XmlNode::Unsaid("are properties of any name".to_owned()),
        rust_name: None,
        origin: document
            .context
            .origin(at, &format!("{name}.additionalProperties")),
        docs: values.docs,
        deprecated: values.deprecated,
        ty: Type::Map(Box::new(member(values.ty, values.nullable))),
        presence: Presence::Further,
        access: Access::Any,
        facts: values.facts,
    }
}

/// The field of a record that keeps what its schema says nothing of, where the configuration asks
/// for it.
pub(super) fn undescribed(
    document: &Document<'_, '_>,
    schema: Node<'_>,
    name: &str,
) -> Option<Field> {
    let keeps = document.context.undescribed != Undescribed::Drop;
    (keeps && says_nothing(schema)).then(|| {
        let values = Used {
            docs: "Properties that the description says nothing of.".to_owned(),
            ..Used::plain(Type::Json)
        };
        keeping(document, object::head(schema), name, values)
    })
}

/// Whether a record keeps what its schema says nothing of, whichever way it travels.
pub(in crate::resolve::openapi) fn always_keeps_undescribed(
    document: &Document<'_, '_>,
    schema: Node<'_>,
) -> bool {
    document.context.undescribed == Undescribed::Keep && says_nothing(schema)
}

/// Whether an object may have properties that its schema says nothing of.
fn says_nothing(schema: Node<'_>) -> bool {
    let keys = ["additionalProperties", "unevaluatedProperties"];
    keys.iter().all(|key| schema.get(key).is_none())
}

/// The key that says that an object with described properties may have others.
pub(in crate::resolve::openapi) fn asked(schema: Node<'_>) -> Option<Entry<'_>> {
    let patterns = schema.entry("patternProperties");
    let patterns = patterns.filter(|entry| entry.value.len() > 0);
    described(schema).or(patterns)
}

/// The schema of further properties, where they are not excluded.
fn described(schema: Node<'_>) -> Option<Entry<'_>> {
    ["additionalProperties", "unevaluatedProperties"]
        .into_iter()
        .find_map(|key| schema.entry(key))
        .filter(|entry| entry.value.as_bool() != Some(false))
}

/// Whether a schema that says no type describes an object by its further properties alone.
pub(super) fn tells_an_object(schema: Node<'_>) -> bool {
    schema.entry("patternProperties").is_some()
        || (schema.entry("additionalProperties"))
            .is_some_and(|entry| entry.value.as_bool().is_none())
}

/// The type of a map: of an object without described properties.
pub(super) fn map(
    document: &Document<'_, '_>,
    schema: Node<'_>,
    name: &str,
    types: &mut Types,
    report: &mut Report,
) -> Type {
    let kept = values(document, schema, &format!("{name}_value"), types, report);
    Type::Map(Box::new(member(kept.ty, kept.nullable)))
}

/// What all further properties are: any JSON where nothing describes them, or where they are
/// described as several things.
fn values(
    document: &Document<'_, '_>,
    schema: Node<'_>,
    name: &str,
    types: &mut Types,
    report: &mut Report,
) -> Used {
    let patterns = schema
        .get("patternProperties")
        .and_then(|node| object::mapping_or_empty(node, "patternProperties", report));
    let patterns = patterns.into_iter().flat_map(Node::entries);
    let others = described(schema);
    let mut found: Option<Used> = None;
    for entry in patterns.chain(others) {
        // That nothing may be called so is no type.
        if entry.value.as_bool() == Some(false) {
            continue;
        }
        nameless(entry.value, report);
        let next = used(document, entry.value, name, types, report);
        match &mut found {
            None => found = Some(next),
            Some(known) if known.ty == next.ty => known.nullable |= next.nullable,
            Some(_) => return several(document, schema, entry.key_span, report),
        }
    }
    found.unwrap_or_else(|| anything(schema, true, report))
}

/// Values of several types.
fn several(document: &Document<'_, '_>, schema: Node<'_>, at: Span, report: &mut Report) -> Used {
    let at = schema
        .entry("patternProperties")
        .map_or(at, |entry| entry.key_span);
    let message = "further properties of several types become any JSON";
    widen::report_widened(document, schema, at, message, report);
    anything(schema, true, report)
}

fn member(ty: Type, nullable: bool) -> Type {
    if nullable && ty != Type::Nothing {
        Type::Optional(Box::new(ty))
    } else {
        ty
    }
}
