//! Operations: ids, effects, what a caller passes.

use super::body::{Adding, body};
use super::identity::{Called, Calls};
use super::response::responses;
use super::{Document, Meant, is, parameter, said, servers};
use crate::model::{Effect, Example, Input, Operation, RestCall, Wire};
use crate::openapi::{self, Described};
use crate::report::Report;
use crate::resolve::Types;

/// Resolves an operation.
pub(super) fn operation<'d>(
    document: &Document<'_, 'd>,
    called: &Called<'d>,
    calls: &Calls<'_>,
    types: &mut Types,
    report: &mut Report,
) -> Operation {
    let Called { method, id, .. } = called;
    let described = method.value;
    let mut inputs: Vec<Input> = Vec::new();
    let mut example = Example::default();
    for (input, shown) in parameter::inputs(document, called, types, report) {
        example
            .inputs
            .extend(shown.map(|value| (input.wire.clone(), value)));
        inputs.push(input);
    }
    let sent = described.request_body.and_then(|sent| {
        let mut adding = Adding {
            called,
            types,
            inputs: &mut inputs,
            example: &mut example,
        };
        body(document, sent.value, &mut adding, report)
    });
    let (output, enveloped, errors) = responses(document, (called, calls), types, report);

    let http = super::method::sent(method.name);
    let also = further_tags(described);
    let docs = described.description().to_owned();
    let variant = called.variant.as_ref();
    let named = |name: Option<String>| match variant {
        Some(variant) => Some(variant.named(&name?)),
        None => name,
    };
    let (summary, docs) = match described.summary() {
        "" => (docs, String::new()),
        summary => (sentence(summary), docs),
    };
    let docs = match variant {
        Some(variant) => paragraphs(&variant.said(), &docs),
        None => docs,
    };
    Operation {
        id: id.clone(),
        rust_name: named(said(described.rust_name)),
        renamed_from: named(said(described.renamed_from)),
        origin: document.context.origin(called.id_span, id),
        derived: called.derived,
        variant: variant.map(|variant| variant.words.clone()),
        tag: document.groups.map_or(0, |groups| groups.at(called)),
        also,
        summary,
        docs,
        deprecated: is(described.deprecated),
        sunset: said(described.sunset).map(|date| (*date).to_owned()),
        effect: effect(described.effect.map(|said| said.value), &http),
        inputs,
        constants: Vec::new(),
        output,
        errors,
        pagination: None,
        example,
        wire: Wire::Rest(RestCall {
            method: http,
            path: parameter::template::read(called.sent()).0,
            server: servers::own(document.context, &described.servers, report)
                .or_else(|| called.server.clone())
                .filter(|server| Some(server) != document.base_url),
            enveloped,
            needs: document
                .security
                .and_then(|security| security.needs(&described.security, report)),
            body: sent,
        }),
    }
}

/// What an object says of itself: its summary as a sentence, and its description.
pub(super) fn summarised<'d, T: Described<'d>>(meant: &Meant<'d, T>) -> String {
    match meant.summary() {
        "" => meant.description().to_owned(),
        summary => paragraphs(&sentence(summary), meant.description()),
    }
}

/// Two paragraphs, each of which may be missing.
pub(super) fn paragraphs(first: &str, second: &str) -> String {
    match (first, second) {
        (one, "") | ("", one) => one.to_owned(),
        (first, second) => format!("{first}\n\n{second}"),
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

/// The names of the tags of an operation behind its first.
fn further_tags(described: &openapi::Operation<'_>) -> Vec<String> {
    let tags = described.tags.iter().flat_map(|tags| &tags.value);
    let mut names = tags.map(|tag| tag.text);
    let first = names.next();
    let mut also: Vec<String> = Vec::new();
    for further in names {
        if Some(further) != first && also.iter().all(|one| one != further) {
            also.push(further.to_owned());
        }
    }
    also
}

fn effect(asked: Option<openapi::Effect>, method: &str) -> Effect {
    match asked {
        Some(openapi::Effect::Read) => return Effect::Read,
        Some(openapi::Effect::Idempotent) => return Effect::Idempotent,
        Some(openapi::Effect::Write) => return Effect::Write,
        None => {}
    }
    match method {
        "GET" | "HEAD" | "OPTIONS" | "QUERY" | "TRACE" => Effect::Read,
        "PUT" | "DELETE" => Effect::Idempotent,
        // What a method of the service's own does is not known.
        _ => Effect::Write,
    }
}
