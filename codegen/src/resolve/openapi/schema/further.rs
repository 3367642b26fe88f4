//! Properties that are not described one by one: what they are, beside described ones and without.

use super::{Used, member, nameless};
use crate::config::Undescribed;
use crate::keywords::Keyword;
use crate::model::{Access, Field, Presence, Type, XmlNode};
use crate::report::Report;
use crate::resolve::Types;
use crate::resolve::openapi::{Document, widen};
use crate::schemas::{Said, SchemaRef, Value};
use crate::source::Span;
use crate::syntax::object;

/// The field of a record that keeps what no other one is for; nothing where the description says
/// nothing of it.
pub(super) fn field(
    document: &Document<'_, '_>,
    schema: SchemaRef<'_>,
    name: &str,
    types: &mut Types,
    report: &mut Report,
) -> Option<Field> {
    let at = asked(&schema)?.span;
    let place = format!("{name}_additional_property");
    let values = values(document, schema, &place, types, report);
    Some(keeping(document, at, name, values))
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
        ty: Type::Map(Box::new(values.member())),
        docs: values.docs,
        deprecated: values.deprecated,
        presence: Presence::Further,
        access: Access::Any,
        facts: values.facts,
    }
}

/// The field of a record that keeps what its schema says nothing of, where the configuration asks
/// for it.
pub(super) fn undescribed(
    document: &Document<'_, '_>,
    schema: SchemaRef<'_>,
    name: &str,
) -> Option<Field> {
    let keeps = document.context.undescribed != Undescribed::Drop;
    (keeps && says_nothing(schema)).then(|| {
        let values = Used {
            docs: "Properties that the schema does not describe.".to_owned(),
            ..Used::plain(Type::Json)
        };
        keeping(document, schema.head(), name, values)
    })
}

/// Whether a record keeps what its schema says nothing of, whichever way it travels.
pub(in crate::resolve::openapi) fn always_keeps_undescribed(
    document: &Document<'_, '_>,
    schema: SchemaRef<'_>,
) -> bool {
    document.context.undescribed == Undescribed::Keep && says_nothing(schema)
}

/// Whether an object may have properties that its schema says nothing of.
fn says_nothing(schema: SchemaRef<'_>) -> bool {
    !schema.has_any(&FURTHER)
}

const FURTHER: [Keyword; 2] = [
    Keyword::AdditionalProperties,
    Keyword::UnevaluatedProperties,
];

/// The keyword that says that an object with described properties may have others.
pub(in crate::resolve::openapi) fn asked<'s>(schema: &'s SchemaRef<'_>) -> Option<&'s Said<'s>> {
    let patterns = schema.said(Keyword::PatternProperties);
    let patterns =
        patterns.filter(|_| !schema.schema().named(Keyword::PatternProperties).is_empty());
    described(schema).or(patterns)
}

/// The schema of further properties, where they are not excluded.
fn described<'s>(schema: &'s SchemaRef<'_>) -> Option<&'s Said<'s>> {
    let said = FURTHER.into_iter().find_map(|keyword| schema.said(keyword));
    said.filter(|said| said.node.as_bool() != Some(false))
}

/// Whether a schema that says no type describes an object by its further properties alone.
pub(super) fn tells_an_object(schema: SchemaRef<'_>) -> bool {
    schema.has(Keyword::PatternProperties)
        || (schema.under(Keyword::AdditionalProperties))
            .is_some_and(|further| further.as_bool().is_none())
}

/// The type of a map: of an object without described properties.
pub(super) fn map(
    document: &Document<'_, '_>,
    schema: SchemaRef<'_>,
    name: &str,
    types: &mut Types,
    report: &mut Report,
) -> Type {
    let kept = values(document, schema, &format!("{name}_value"), types, report);
    Type::Map(Box::new(kept.member()))
}

/// What all further properties are: any JSON where nothing describes them, or where they are
/// described as several things.
fn values(
    document: &Document<'_, '_>,
    schema: SchemaRef<'_>,
    name: &str,
    types: &mut Types,
    report: &mut Report,
) -> Used {
    if let Some(node) = schema.malformed(Keyword::PatternProperties) {
        object::mapping_or_empty(node, Keyword::PatternProperties.name(), report);
    }
    let patterns = schema.named(Keyword::PatternProperties);
    let patterns = patterns.map(|(pattern, schema)| (pattern.span, schema));
    let others = described(&schema).and_then(|said| {
        let Value::Schema(id) = said.value else {
            return None;
        };
        Some((said.span, schema.other(id)))
    });
    let mut found: Option<Used> = None;
    for (at, further) in patterns.chain(others) {
        // That nothing may be called so is no type.
        if further.as_bool() == Some(false) {
            continue;
        }
        nameless(further, report);
        let next = member(
            document,
            further,
            name,
            |ty| Type::Map(Box::new(ty)),
            types,
            report,
        );
        match &mut found {
            None => found = Some(next),
            Some(known) if known.ty == next.ty => known.nullable |= next.nullable,
            Some(_) => return several(schema, at, report),
        }
    }
    found.unwrap_or_else(|| Used::plain(Type::Json))
}

/// Values of several types.
fn several(schema: SchemaRef<'_>, at: Span, report: &mut Report) -> Used {
    let patterns = schema.said(Keyword::PatternProperties);
    let at = patterns.map_or(at, |said| said.span);
    let message = "additional properties of several types become any JSON";
    widen::report_widened(schema, at, message, report);
    Used::plain(Type::Json)
}
