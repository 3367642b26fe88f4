//! Operations of the SOAP description.

use super::types::{self, element_name};
use super::{Document, keys};
use crate::model::{
    Effect, Example, Facts, Input, Location, Operation, Output, Presence, SoapCall, Type, Wire,
};
use crate::report::{Code, Report};
use crate::resolve::Types;
use crate::source::Span;
use crate::syntax::object;
use crate::syntax::{Entry, Node};

/// Resolves all operations.
pub(super) fn operations(
    document: &Document<'_, '_>,
    at: Span,
    known: &mut Types,
    report: &mut Report,
) -> Vec<Operation> {
    let Some(node) = object::required(document.root, "operations", "the description", at, report)
    else {
        return Vec::new();
    };
    let Some(node) = object::mapping(node, "operations", report) else {
        return Vec::new();
    };
    node.entries()
        .filter_map(|entry| operation(document, &entry, known, report))
        .collect()
}

fn operation(
    document: &Document<'_, '_>,
    entry: &Entry<'_>,
    known: &mut Types,
    report: &mut Report,
) -> Option<Operation> {
    let id = entry.key;
    let node = object::mapping(entry.value, "an operation", report)?;
    object::check_keys(node, &keys::OPERATION, report);
    let at = entry.key_span;
    let what = format!("the operation `{id}`");
    let element = match node.get("wire") {
        Some(wire) => {
            let name = object::text(wire, "wire", report)?;
            element_name(name, wire.span(), report);
            name.to_owned()
        }
        None => {
            element_name(id, entry.key_span, report);
            id.to_owned()
        }
    };
    let tag = tag(document, node, &what, at, report);
    let effect = object::required(node, "effect", &what, at, report)
        .and_then(|node| object::word(node, "effect", &["idempotent", "read", "write"], report));
    let session = match node.get("session") {
        Some(word) => object::word(word, "session", &["none"], report).is_none(),
        None => document.session.is_some(),
    };

    let mut inputs = Vec::new();
    if let Some(fields) = object::required(node, "in", &what, at, report)
        .and_then(|node| object::mapping(node, "in", report))
    {
        for field in fields.entries() {
            element_name(field.key, field.key_span, report);
            if document.session == Some(field.key) {
                report
                    .error(
                        Code::DuplicateParameter,
                        field.key_span,
                        format!("`{}` is the session, which every call carries", field.key),
                    )
                    .help("leave it out of `in`; an operation without it says `session: none`");
                continue;
            }
            let Some(used) = types::used(document, field.value, known, report) else {
                continue;
            };
            inputs.push(Input {
                wire: field.key.to_owned(),
                rust_name: None,
                renamed_from: None,
                origin: document
                    .context
                    .origin(field.key_span, &format!("{id}.{}", field.key)),
                place: Location::Child,
                style: None,
                docs: used.docs,
                deprecated: false,
                ty: used.ty,
                presence: if used.optional {
                    Presence::Optional
                } else {
                    Presence::Required
                },
                facts: Facts::default(),
            });
        }
    }
    let out = object::required(node, "out", &what, at, report)?;
    let used = types::used(document, out, known, report)?;
    let ty = if used.optional {
        Type::Optional(Box::new(used.ty))
    } else {
        used.ty
    };
    let summary = object::required(node, "summary", &what, at, report)
        .and_then(|node| object::text(node, "summary", report))
        .unwrap_or_default();
    Some(Operation {
        id: id.to_owned(),
        rust_name: None,
        renamed_from: object::text_of(node, "renamed_from", report).map(str::to_owned),
        origin: document.context.origin(at, id),
        derived: false,
        variant: None,
        tag,
        summary: summary.to_owned(),
        docs: object::text_or_empty(node, "docs", report),
        deprecated: false,
        sunset: None,
        effect: match effect {
            Some("read") => Effect::Read,
            Some("idempotent") => Effect::Idempotent,
            _ => Effect::Write,
        },
        example: example(node, &inputs, report),
        inputs,
        constants: Vec::new(),
        output: Output::document(object::head(out), ty, used.docs, Facts::default()),
        pagination: None,
        also: Vec::new(),
        errors: Vec::new(),
        wire: Wire::Soap(SoapCall {
            element,
            session,
            equivalent: object::text_of(node, "rest", report).map(str::to_owned),
        }),
    })
}

/// Reports operations whose `rest` names no operation of a REST service; `known` are the ids of
/// those, absent when the inputs have no REST service.
pub(super) fn check_equivalents(root: Node<'_>, known: Option<&[&str]>, report: &mut Report) {
    let operations = root.get("operations");
    for operation in operations.into_iter().flat_map(Node::entries) {
        let Some(rest) = operation.value.get("rest") else {
            continue;
        };
        let Some(id) = rest.as_str() else { continue };
        match known {
            Some(known) if known.contains(&id) => {}
            Some(known) => {
                let meant = report.suggest(id, known.iter().copied());
                let finding = report.error(
                    Code::UnknownReference,
                    rest.span(),
                    format!("no REST operation is called `{id}`"),
                );
                match meant {
                    Some(meant) => finding.help(format!("did you mean `{meant}`?")),
                    None => finding.help("name the `operationId` of the call that does the same"),
                };
            }
            None => {
                report
                    .error(
                        Code::UnknownReference,
                        rest.span(),
                        format!(
                            "no REST service has the operation `{id}`: the inputs describe none"
                        ),
                    )
                    .help("list its description under `inputs`, or leave `rest` out");
            }
        }
    }
}

fn tag(
    document: &Document<'_, '_>,
    node: Node<'_>,
    what: &str,
    at: Span,
    report: &mut Report,
) -> usize {
    let Some(tag) = object::required(node, "tag", what, at, report) else {
        return 0;
    };
    let Some(name) = object::text(tag, "tag", report) else {
        return 0;
    };
    let found = document.tags.iter().position(|known| known == name);
    if found.is_none() {
        let meant = report.suggest(name, document.tags.iter().map(String::as_str));
        report
            .error(
                Code::UnknownReference,
                tag.span(),
                format!("the tag `{name}` is not defined under `tags`"),
            )
            .did_you_mean(meant);
    }
    found.unwrap_or_default()
}

fn example(node: Node<'_>, inputs: &[Input], report: &mut Report) -> Example {
    let mut example = Example::default();
    let Some(shown) = node
        .get("example")
        .and_then(|node| object::mapping(node, "example", report))
    else {
        return example;
    };
    object::check_keys(shown, &keys::EXAMPLE, report);
    let Some(values) = shown
        .get("in")
        .and_then(|node| object::mapping(node, "in", report))
    else {
        return example;
    };
    for entry in values.entries() {
        if !inputs.iter().any(|input| input.wire == entry.key) {
            let meant = report.suggest(entry.key, inputs.iter().map(|input| input.wire.as_str()));
            let finding = report.error(
                Code::UnknownReference,
                entry.key_span,
                format!("the operation takes no `{}`", entry.key),
            );
            finding.help(match meant {
                Some(meant) => format!("did you mean `{meant}`?"),
                None => "the values are under the names of `in`".to_owned(),
            });
        }
        let value = crate::resolve::openapi::example_value(entry.value);
        example
            .inputs
            .extend(value.map(|value| (entry.key.to_owned(), value)));
    }
    example
}
