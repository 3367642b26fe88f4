//! Answers: the payload of the good one, and what the bad ones say.

use super::{Document, keys, schema};
use crate::documents::referred_name;
use crate::model::{Envelope, ErrorAnswer, Facts, Output, Presence, Type};
use crate::report::{Code, Report};
use crate::resolve::Types;
use crate::resolve::object::{self, head};
use crate::source::Span;
use crate::syntax::Node;

/// The only media type that is read and written.
pub(super) const JSON: &str = "application/json";

/// The answers of an operation: payload, whether it is enveloped, errors.
pub(super) fn answers(
    document: &Document<'_, '_>,
    operation: Node<'_>,
    id: &str,
    types: &mut Types,
    report: &mut Report,
) -> Option<(Output, bool, Vec<ErrorAnswer>)> {
    let at = head(operation);
    let responses = object::required(operation, "responses", "the operation", at, report)?;
    let responses = object::mapping(responses, "responses", report)?;
    let mut output: Option<(Output, bool, Span)> = None;
    let mut errors = Vec::new();
    // Whether there is a good answer, if only one that cannot be read, which was reported.
    let mut succeeds = false;
    let mut entries: Vec<_> = responses
        .entries()
        .filter(|entry| !entry.key.starts_with("x-"))
        .collect();
    entries.sort_by_key(|entry| entry.key);
    for entry in entries {
        let status = entry.key;
        if !is_status(status) {
            report
                .error(
                    Code::InvalidValue,
                    entry.key_span,
                    format!("`{status}` is no status"),
                )
                .help("a status is three digits, a range like `4XX`, or `default`");
            continue;
        }
        let response = document
            .follow(entry.value)
            .and_then(|node| object::mapping(node, "a response", report));
        let Some(response) = response else { continue };
        super::components::response(document, response, report);
        let docs = object::text_or_empty(response, "description", report);
        if status.starts_with('2') {
            succeeds = true;
            // What stands under a name of its own is named by it, whoever refers to it first.
            let own = entry.value.get("$ref").and_then(referred_name);
            let owner = own.as_deref().unwrap_or(id);
            let read = payload(document, response, owner, types, report);
            if let (Some((_, _, first)), Some(_)) = (&output, &read) {
                report
                    .error(
                        Code::Ignored,
                        entry.key_span,
                        "only the first successful answer is read",
                    )
                    .label(*first, "the first one")
                    .help("leave the others out, or acknowledge it in `bindery.yaml`");
            } else if let Some(payload) = read {
                let output_of = Output {
                    span: entry.key_span,
                    ty: payload.ty,
                    docs: if docs.is_empty() { payload.docs } else { docs },
                    facts: payload.facts,
                };
                output = Some((output_of, payload.enveloped, entry.key_span));
            }
        } else {
            if let Some(envelope) = document.envelope {
                error_envelope(document, response, envelope, types, report);
            } else if let Some(content) = response.entry("content") {
                report
                    .error(
                        Code::Ignored,
                        content.key_span,
                        "the body of an error is not read without an envelope",
                    )
                    .help("leave its `content` out, or acknowledge it in `bindery.yaml`: the status and what it means are kept");
            }
            errors.push(ErrorAnswer {
                span: entry.key_span,
                status: status.to_owned(),
                docs,
            });
        }
    }
    let Some((output, enveloped, _)) = output else {
        // Answers that are all of another kind are described, and nothing can be made of them.
        if succeeds {
            return None;
        }
        let described = errors
            .iter()
            .any(|error| !error.status.starts_with(['4', '5']));
        report
            .error(
                if described {
                    Code::Unsupported
                } else {
                    Code::MissingKey
                },
                // The key: which of the answers comes first says nothing.
                operation
                    .entries()
                    .find(|entry| entry.key == "responses")
                    .map_or(at, |entry| entry.key_span),
                "the operation has no successful answer",
            )
            .help(
                "describe the answer under its status: `'200'`, or `'204'` for one without content",
            );
        return None;
    };
    errors.sort_by(|one, other| one.status.cmp(&other.status));
    Some((output, enveloped, errors))
}

fn is_status(text: &str) -> bool {
    let bytes = text.as_bytes();
    text == "default"
        || (bytes.len() == 3
            && (b'1'..=b'5').contains(&bytes[0])
            && (bytes[1..].iter().all(u8::is_ascii_digit) || &bytes[1..] == b"XX"))
}

/// The payload of a good answer.
struct Payload {
    ty: Type,
    docs: String,
    facts: Facts,
    enveloped: bool,
}

/// Reads the payload of a good answer.
fn payload(
    document: &Document<'_, '_>,
    response: Node<'_>,
    id: &str,
    types: &mut Types,
    report: &mut Report,
) -> Option<Payload> {
    let Some(content) = response.get("content") else {
        return Some(Payload {
            ty: Type::Nothing,
            docs: String::new(),
            facts: Facts::default(),
            enveloped: false,
        });
    };
    let schema = json_schema(content, report)?;
    let name = format!("{id}_answer");
    schema::nameless(schema, report);
    let Some(envelope) = document.envelope else {
        let used = schema::used(document, schema, &name, types, report);
        return Some(Payload {
            ty: optional(used.ty, used.nullable),
            docs: used.docs,
            facts: used.facts,
            enveloped: false,
        });
    };
    let whole = document.follow(schema)?;
    let properties = enveloping(whole, &[&envelope.success], types, report);
    let Some(data) = properties
        .iter()
        .find(|property| property.name == envelope.data)
    else {
        missing(whole, &envelope.data, report);
        return None;
    };
    let used = schema::used(document, data.schema, &name, types, report);
    let presence = schema::presence(data.required, used.nullable);
    Some(Payload {
        ty: optional(used.ty, presence != Presence::Required),
        docs: used.docs,
        facts: used.facts,
        enveloped: true,
    })
}

/// Checks the envelope around an error. It describes no type: the runtime reads what
/// `x-bindery-envelope` names.
pub(super) fn error_envelope(
    document: &Document<'_, '_>,
    response: Node<'_>,
    envelope: &Envelope,
    types: &mut Types,
    report: &mut Report,
) {
    let Some(content) = response.get("content") else {
        return;
    };
    let target = |schema: Node<'_>| document.follow(schema).map(Node::identity);
    // Under a media type that is not read it is an envelope all the same.
    for place in content
        .entries()
        .filter_map(|media| target(media.value.get("schema")?))
    {
        types.mark_read(place);
    }
    let whole = json_schema(content, report)
        .and_then(target)
        .and_then(|place| document.context.documents.node(place))
        .and_then(|node| object::mapping(node, "a schema", report));
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
fn enveloping<'d>(
    whole: Node<'d>,
    named: &[&str],
    types: &mut Types,
    report: &mut Report,
) -> Vec<schema::Property<'d>> {
    types.mark_read(whole.identity());
    object::check_keys(whole, &keys::SCHEMA, report);
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
    for property in &properties {
        if let Some(schema) = object::mapping(property.schema, "a schema", report) {
            object::check_keys(schema, &keys::SCHEMA, report);
        }
    }
    for name in named {
        if !properties.iter().any(|property| property.name == *name) {
            missing(whole, name, report);
        }
    }
    properties
}

fn optional(ty: Type, optional: bool) -> Type {
    if optional && ty != Type::Nothing {
        Type::Optional(Box::new(ty))
    } else {
        ty
    }
}

fn missing(schema: Node<'_>, key: &str, report: &mut Report) {
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

/// The schema of the JSON under `content`.
pub(super) fn json_schema<'d>(content: Node<'d>, report: &mut Report) -> Option<Node<'d>> {
    let content = object::mapping(content, "content", report)?;
    let is_json = |key: &str| {
        let name = key.split(';').next().unwrap_or_default().trim();
        name.eq_ignore_ascii_case(JSON)
    };
    let found = content.entries().rfind(|entry| is_json(entry.key));
    for entry in content.entries().filter(|entry| !is_json(entry.key)) {
        if found.is_some() {
            report
                .error(
                    Code::Ignored,
                    entry.key_span,
                    format!(
                        "beside JSON the media type `{}` has no part in the code",
                        entry.key
                    ),
                )
                .help("leave it out, or acknowledge it in `bindery.yaml`");
        } else {
            report
                .error(
                    Code::Unsupported,
                    entry.key_span,
                    format!("the media type `{}` is not supported yet", entry.key),
                )
                .help(format!("describe the JSON of it under `{JSON}`"));
        }
    }
    let media = object::mapping(found?.value, "a media type", report)?;
    object::check_keys(media, &keys::MEDIA_TYPE, report);
    object::required(media, "schema", "the media type", head(media), report)
}
