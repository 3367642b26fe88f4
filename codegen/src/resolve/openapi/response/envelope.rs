//! The envelope around a response: checked where it stands, and no type itself.

use super::super::media::entries;
use super::super::{Document, schema};
use super::json_schema;
use crate::keywords::Keyword;
use crate::model::Envelope;
use crate::openapi;
use crate::report::{Code, Report};
use crate::resolve::Types;
use crate::schemas::SchemaRef;
use crate::syntax::{Node, object};

/// Checks the envelope around an error. It describes no type: the runtime reads what
/// `x-bindery-envelope` names.
pub(in crate::resolve::openapi) fn error_envelope<'d>(
    document: &Document<'_, 'd>,
    response: &'d openapi::Response<'d>,
    envelope: &Envelope,
    types: &mut Types,
    report: &mut Report,
) {
    if response.content.is_none() {
        return;
    }
    // Under a media type that is not read it is an envelope all the same.
    for media in entries(document, &response.content) {
        let whole = document.schema(&media.value.schema);
        let whole = whole.and_then(SchemaRef::followed);
        whole
            .into_iter()
            .for_each(|whole| types.mark_read(whole.id));
    }
    let whole = json_schema(document, &response.content, report).and_then(SchemaRef::followed);
    let Some(whole) = whole.filter(|whole| is_mapping(*whole, report)) else {
        return;
    };
    let named: Vec<&str> = [
        Some(&envelope.success),
        envelope.code.as_ref(),
        envelope.message.as_ref(),
    ]
    .into_iter()
    .flatten()
    .map(String::as_str)
    .collect();
    enveloping(whole, &named, types, report);
}

/// The properties of an envelope, which has those that are named, and is no type itself.
pub(super) fn enveloping<'d>(
    whole: SchemaRef<'d>,
    named: &[&str],
    types: &mut Types,
    report: &mut Report,
) -> Vec<schema::Property<'d>> {
    types.mark_read(whole.id);
    let kinds = schema::kinds(whole);
    if !kinds.is_empty() && !kinds.contains(&"object") {
        report
            .error(
                Code::WrongType,
                whole
                    .data(Keyword::Type)
                    .map_or_else(|| whole.head(), Node::span),
                "the envelope of a response is not an object",
            )
            .help("write `type: object`, and describe its `properties`");
        return Vec::new();
    }
    let properties = schema::properties(whole, report);
    for schema in properties.iter().filter_map(|property| property.schema) {
        is_mapping(schema, report);
    }
    for name in named {
        if !properties.iter().any(|property| property.name == *name) {
            missing(whole, name, report);
        }
    }
    properties
}

/// Whether a schema is an object, or nothing stands there; anything else is reported.
fn is_mapping(schema: SchemaRef<'_>, report: &mut Report) -> bool {
    let written = schema.written;
    written.is_none_or(|node| object::mapping_or_empty(node, "a schema", report).is_some())
}

pub(super) fn missing(schema: SchemaRef<'_>, key: &str, report: &mut Report) {
    report
        .error(
            Code::MissingKey,
            schema.head(),
            format!("the response has no `{key}`, which `x-bindery-envelope` names"),
        )
        .help(format!(
            "describe `{key}` under the `properties` of the response"
        ));
}
