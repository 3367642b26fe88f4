//! Operations: ids, effects, what a caller passes.

use super::answer::{answers, json_schema};
use super::parameter::{self, value};
use super::{Document, UNTAGGED, keys, schema, security, widen};
use crate::documents::referred_name;
use crate::model::{
    Effect, Example, Input, Operation, Place, Presence, RestCall, Type, Value, Wire,
};
use crate::report::{Code, Repair, Report};
use crate::resolve::Types;
use crate::resolve::object::{self, head};
use crate::syntax::{Entry, Node};

/// Resolves an operation.
pub(super) fn operation(
    document: &Document<'_, '_>,
    path: &Entry<'_>,
    item: Node<'_>,
    method: &Entry<'_>,
    types: &mut Types,
    report: &mut Report,
) -> Option<Operation> {
    let node = object::mapping(method.value, "an operation", report)?;
    object::check_keys(node, &keys::OPERATION, report);
    let Some(id_node) = node.get("operationId") else {
        report
            .error(
                Code::MissingOperationId,
                method.key_span,
                "the operation has no `operationId`",
            )
            .help("it names the method of the client, and stays when the path changes")
            .repair(Repair::update(
                node.identity(),
                &serde_json::json!({ "operationId": proposed_id(method.key, path.key) }),
            ));
        return None;
    };
    let id = object::text(id_node, "operationId", report)?;
    security::check_operation(document, node, report);

    let mut inputs: Vec<Input> = Vec::new();
    let mut example = Example::default();
    for (input, shown) in parameter::inputs(document, path, item, node, id, types, report) {
        example
            .inputs
            .extend(shown.map(|value| (input.wire.clone(), value)));
        inputs.push(input);
    }
    if let Some(body) = node.get("requestBody") {
        self::body(document, body, id, types, &mut inputs, &mut example, report);
    }
    let (output, enveloped, errors) = answers(document, node, id, types, report)?;

    let http = method.key.to_uppercase();
    let tag = tag(document, node, report);
    let summary = object::text_or_empty(node, "summary", report);
    let docs = object::text_or_empty(node, "description", report);
    let (summary, docs) = if summary.is_empty() {
        (docs, String::new())
    } else {
        (sentence(&summary), docs)
    };
    Some(Operation {
        id: id.to_owned(),
        rust_name: super::rust_name(node, report),
        renamed_from: super::renamed_from(node, report),
        origin: document.context.origin(id_node.span(), id),
        tag,
        summary,
        docs,
        deprecated: object::flag(node, "deprecated", report),
        effect: effect(node, &http, report),
        inputs,
        output,
        errors,
        example,
        wire: Wire::Rest(RestCall {
            method: http,
            path: path.key.to_owned(),
            enveloped,
        }),
    })
}

/// A summary with its full stop.
fn sentence(text: &str) -> String {
    let text = text.trim();
    if text.ends_with(['.', '!', '?', ':']) {
        text.to_owned()
    } else {
        format!("{text}.")
    }
}

/// An id for an operation that has none, made of its method and its path.
fn proposed_id(method: &str, path: &str) -> String {
    let words = path
        .split(|character: char| !character.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty());
    let mut id = method.to_owned();
    for word in words {
        let (first, rest) = word.split_at(1);
        id.push_str(&first.to_ascii_uppercase());
        id.push_str(rest);
    }
    id
}

fn tag(document: &Document<'_, '_>, node: Node<'_>, report: &mut Report) -> usize {
    let tags: Vec<_> = node
        .get("tags")
        .and_then(|tags| object::list(tags, "tags", report))
        .into_iter()
        .flat_map(|tags| tags.items().collect::<Vec<_>>())
        .collect();
    if let Some(second) = tags.get(1) {
        let finding = report.error(
            Code::Ignored,
            second.span(),
            "an operation stands under its first tag only",
        );
        finding.help("leave the others out, or acknowledge it in `bindery.yaml`");
        if let Some(list) = node.get("tags") {
            finding.repair(Repair::remove(list.identity(), "[1:]"));
        }
    }
    let name = tags
        .first()
        .and_then(|tag| object::text(*tag, "tags", report))
        .unwrap_or(UNTAGGED);
    document
        .tags
        .iter()
        .position(|tag| tag == name)
        .unwrap_or_default()
}

fn effect(node: Node<'_>, method: &str, report: &mut Report) -> Effect {
    if let Some(effect) = node.get("x-bindery-effect") {
        return match object::word(
            effect,
            "x-bindery-effect",
            &["idempotent", "read", "write"],
            report,
        ) {
            Some("read") => Effect::Read,
            Some("idempotent") => Effect::Idempotent,
            _ => Effect::Write,
        };
    }
    match method {
        "GET" | "HEAD" | "OPTIONS" => Effect::Read,
        "PUT" | "DELETE" => Effect::Idempotent,
        _ => Effect::Write,
    }
}

/// What the body adds to the inputs: its properties one by one when it is an object, itself
/// otherwise.
fn body(
    document: &Document<'_, '_>,
    node: Node<'_>,
    id: &str,
    types: &mut Types,
    inputs: &mut Vec<Input>,
    example: &mut Example,
    report: &mut Report,
) {
    // What stands under a name of its own is named by it, whoever refers to it first.
    let own = node.get("$ref").and_then(referred_name);
    let owner = own.as_deref().unwrap_or(id);
    let node = match node.get("$ref") {
        Some(reference) => document
            .context
            .documents
            .target(document.context.sources, reference),
        None => object::mapping(node, "a request body", report),
    };
    let Some(node) = node else { return };
    // `required` says nothing to read: the body is always sent, and a server that can do without
    // takes it too.
    object::check_keys(node, &keys::REQUEST_BODY, report);
    let Some(content) = object::required(node, "content", "the request body", head(node), report)
    else {
        return;
    };
    let Some(schema) = json_schema(content, report) else {
        return;
    };
    let shown = content.entries().find_map(|entry| shown(entry.value));
    let whole = match schema.get("$ref") {
        Some(reference) => document
            .context
            .documents
            .target(document.context.sources, reference),
        None => Some(schema),
    };
    let Some(whole) = whole else { return };
    if whole.get("properties").is_none() || widen::key(whole).is_some() {
        schema::nameless(schema, report);
        let used = schema::used(document, schema, &format!("{owner}_body"), types, report);
        let docs = object::text_or_empty(node, "description", report);
        inputs.push(Input {
            wire: "body".to_owned(),
            rust_name: None,
            renamed_from: None,
            origin: document.context.origin(head(node), &format!("{id}.body")),
            place: Place::Body,
            docs: if docs.is_empty() { used.docs } else { docs },
            deprecated: used.deprecated,
            ty: used.ty,
            presence: Presence::Required,
            facts: used.facts,
        });
        return;
    }
    types.mark_read(whole.identity());
    object::check_keys(whole, &keys::SCHEMA, report);
    if let Some(more) = whole
        .get("additionalProperties")
        .filter(|node| node.as_bool() != Some(false))
    {
        report
            .error(
                Code::Ignored,
                head(more),
                "further properties of a request body cannot be sent",
            )
            .help("leave `additionalProperties` out, or acknowledge it in `bindery.yaml`");
    }
    for property in schema::properties(whole, report) {
        let used = schema::used(
            document,
            property.schema,
            &format!("{owner}_{}", property.name),
            types,
            report,
        );
        let value = shown
            .and_then(|shown| shown.get(property.name))
            .and_then(value);
        let value: Option<Value> = value.or_else(|| parameter::example(property.schema));
        example
            .inputs
            .extend(value.map(|value| (property.name.to_owned(), value)));
        schema::check_presence(&property, used.nullable, report);
        inputs.push(Input {
            wire: property.name.to_owned(),
            rust_name: super::rust_name(property.schema, report),
            renamed_from: super::renamed_from(property.schema, report),
            origin: document
                .context
                .origin(property.span, &format!("{id}.{}", property.name)),
            place: Place::BodyField,
            docs: used.docs,
            deprecated: used.deprecated,
            ty: if used.nullable && property.required {
                Type::Optional(Box::new(used.ty))
            } else {
                used.ty
            },
            presence: if property.required {
                Presence::Required
            } else {
                Presence::Optional
            },
            facts: used.facts,
        });
    }
}

/// The example of a media type: its own, or the first of several.
fn shown(media: Node<'_>) -> Option<Node<'_>> {
    media
        .get("example")
        .or_else(|| media.get("examples")?.entries().next()?.value.get("value"))
}
