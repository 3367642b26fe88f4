//! The envelope around an answer: checked where it stands, and no type itself.

use super::super::media::entries;
use super::super::{Document, schema};
use super::json_schema;
use crate::model::Envelope;
use crate::report::{Code, Report};
use crate::resolve::Types;
use crate::syntax::Node;
use crate::syntax::object::{self, head};

/// Checks the envelope around an error. It describes no type: the runtime reads what
/// `x-bindery-envelope` names.
pub(in crate::resolve::openapi) fn error_envelope<'d>(
    document: &Document<'_, 'd>,
    response: Node<'d>,
    envelope: &Envelope,
    types: &mut Types,
    report: &mut Report,
) {
    let Some(content) = response.get("content") else {
        return;
    };
    let target = |schema: Node<'_>| document.follow(schema).map(Node::identity);
    // Under a media type that is not read it is an envelope all the same.
    for place in entries(document, content).filter_map(|media| target(media.value.get("schema")?)) {
        types.mark_read(place);
    }
    let whole = json_schema(document, content, report)
        .and_then(target)
        .and_then(|place| document.context.documents.node(place))
        .and_then(|node| object::mapping_or_empty(node, "a schema", report));
    let Some(whole) = whole else { return };
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
    whole: Node<'d>,
    named: &[&str],
    types: &mut Types,
    report: &mut Report,
) -> Vec<schema::Property<'d>> {
    types.mark_read(whole.identity());
    schema::check(whole, report);
    let kinds = schema::kinds(whole);
    if !kinds.is_empty() && !kinds.contains(&"object") {
        report
            .error(
                Code::WrongType,
                whole.get("type").map_or_else(|| head(whole), Node::span),
                "the envelope of an answer is no object",
            )
            .help("write `type: object`, and describe its `properties`");
        return Vec::new();
    }
    let properties = schema::properties(whole, report);
    for property in properties.iter().filter(|it| it.described) {
        if let Some(schema) = object::mapping_or_empty(property.schema, "a schema", report) {
            schema::check(schema, report);
        }
    }
    for name in named {
        if !properties.iter().any(|property| property.name == *name) {
            missing(whole, name, report);
        }
    }
    properties
}

pub(super) fn missing(schema: Node<'_>, key: &str, report: &mut Report) {
    report
        .error(
            Code::MissingKey,
            head(schema),
            format!("the answer has no `{key}`, which `x-bindery-envelope` names"),
        )
        .help(format!(
            "describe `{key}` under the `properties` of the answer"
        ));
}
