//! Operations: ids, effects, what a caller passes.

use super::answer::answers;
use super::body::{Adding, body};
use super::identity::{Called, Calls};
use super::{Document, UNTAGGED, keys, parameter, servers};
use crate::model::{Effect, Example, Input, Operation, RestCall, Wire};
use crate::report::Report;
use crate::resolve::Types;
use crate::syntax::Node;
use crate::syntax::object;

/// Resolves an operation.
pub(super) fn operation(
    document: &Document<'_, '_>,
    called: &Called<'_>,
    calls: &Calls<'_>,
    types: &mut Types,
    report: &mut Report,
) -> Option<Operation> {
    let Called {
        item, method, id, ..
    } = called;
    let node = object::mapping(method.value, "an operation", report)?;
    object::check_keys(node, &keys::OPERATION, report);

    let mut inputs: Vec<Input> = Vec::new();
    let mut example = Example::default();
    for (input, shown) in parameter::inputs(document, called, *item, node, types, report) {
        example
            .inputs
            .extend(shown.map(|value| (input.wire.clone(), value)));
        inputs.push(input);
    }
    let sent = node.get("requestBody").and_then(|described| {
        let mut adding = Adding {
            called,
            types,
            inputs: &mut inputs,
            example: &mut example,
        };
        body(document, described, &mut adding, report)
    });
    let (output, enveloped, errors) = answers(document, node, (called, calls), types, report);

    let http = super::method::sent(method.key);
    let (tag, also) = tag(document, node, report);
    let summary = object::text_or_empty(node, "summary", report);
    let docs = object::text_or_empty(node, "description", report);
    let rust_name = super::rust_name(node, report);
    let renamed_from = super::renamed_from(node, report);
    let otherwise = called.otherwise.as_ref();
    let named = |name: Option<String>| match otherwise {
        Some(otherwise) => Some(otherwise.named(&name?)),
        None => name,
    };
    let (summary, docs) = if summary.is_empty() {
        (docs, String::new())
    } else {
        (sentence(&summary), docs)
    };
    let docs = match otherwise {
        Some(otherwise) => paragraphs(&otherwise.said(), &docs),
        None => docs,
    };
    Some(Operation {
        id: id.clone(),
        rust_name: named(rust_name),
        renamed_from: named(renamed_from),
        origin: document.context.origin(called.id_span, id),
        tag,
        also,
        summary,
        docs,
        deprecated: object::flag(node, "deprecated", report),
        effect: effect(node, &http, report),
        inputs,
        constants: Vec::new(),
        output,
        errors,
        pagination: None,
        example,
        wire: Wire::Rest(RestCall {
            method: http,
            path: parameter::template::read(called.sent()).0,
            server: servers::own(node, report)
                .or_else(|| called.server.clone())
                .filter(|server| Some(server) != document.base_url),
            enveloped,
            needs: document
                .security
                .and_then(|security| security.needs(node, report)),
            body: sent,
        }),
    })
}

/// What an object says of itself: its summary as a sentence, and its description.
pub(super) fn summarised(node: Node<'_>, report: &mut Report) -> String {
    let summary = object::text_or_empty(node, "summary", report);
    let docs = object::text_or_empty(node, "description", report);
    if summary.is_empty() {
        docs
    } else {
        paragraphs(&sentence(&summary), &docs)
    }
}

/// Two paragraphs, of which the second may be missing.
fn paragraphs(first: &str, second: &str) -> String {
    if second.is_empty() {
        first.to_owned()
    } else {
        format!("{first}\n\n{second}")
    }
}

/// A summary with its full stop.
pub(super) fn sentence(text: &str) -> String {
    let text = text.trim();
    if text.ends_with(['.', '!', '?', ':']) {
        text.to_owned()
    } else {
        format!("{text}.")
    }
}

/// The tag that a call stands under, which is its first one, and the names of the others.
fn tag(document: &Document<'_, '_>, node: Node<'_>, report: &mut Report) -> (usize, Vec<String>) {
    let tags: Vec<_> = node
        .get("tags")
        .and_then(|tags| object::list_or_empty(tags, "tags", report))
        .into_iter()
        .flat_map(|tags| tags.items().collect::<Vec<_>>())
        .collect();
    let mark = report.mark();
    let name = tags
        .first()
        .and_then(|tag| object::text(*tag, "tags", report))
        .unwrap_or(UNTAGGED);
    let mut also: Vec<String> = Vec::new();
    for tag in tags.iter().skip(1) {
        let further = object::text(*tag, "tags", report);
        let is_new = |further: &&str| *further != name && also.iter().all(|one| one != further);
        also.extend(further.filter(is_new).map(str::to_owned));
    }
    report.guess_since(mark, "the tag is left out");
    let tag = document.tags.iter().position(|tag| tag == name);
    (tag.unwrap_or_default(), also)
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
        "GET" | "HEAD" | "OPTIONS" | "QUERY" | "TRACE" => Effect::Read,
        "PUT" | "DELETE" => Effect::Idempotent,
        // What a method of the service's own does is not known.
        _ => Effect::Write,
    }
}
