//! Responses: the content is repeated for each media type that the operation produces.

use super::keys;
use super::parameters::{self, Typed};
use super::part::{Map, Part};
use super::references::{Defaults, Lifting, Media};
use crate::openapi::Swagger;
use crate::syntax::object;
use crate::syntax::{Kind, Node};

/// The responses of an operation.
pub(super) fn responses<'d>(
    lifting: &mut Lifting<'_, 'd>,
    node: Node<'d>,
    defaults: &Defaults<'d>,
) -> Part {
    if node.get("$ref").is_some() {
        return lifting.refer(node, Swagger::Responses, defaults);
    }
    if node.as_mapping().is_none() {
        return Part::written(node);
    }
    let mut responses = Map::of(node);
    for entry in node.entries() {
        let value = entry.value;
        let part = if entry.key.starts_with("x-") || value.as_mapping().is_none() {
            Part::written(value)
        } else if value.get("$ref").is_some() {
            let produces = |defaults: &Defaults<'d>| defaults.produces.clone();
            lifting.refer_with(value, Swagger::Response, defaults, produces, response)
        } else {
            response(lifting, value, &defaults.produces)
        };
        responses.add(entry.key, entry.key_span, part);
    }
    let silent = node.entries().find_map(|entry| {
        let (response, _) = lifting.meant(entry.value);
        let schema = response.entry("schema")?;
        (!is_file(schema.value)).then_some(entry.key_span)
    });
    if let Some(at) = silent.filter(|_| defaults.produces.is_empty()) {
        lifting.report.assumed(
            at,
            "no `produces` say in which media type the response comes",
            "it is `application/json`",
        );
    }
    responses.into()
}

/// A response whose content comes in media types.
pub(super) fn response<'d>(
    lifting: &mut Lifting<'_, 'd>,
    node: Node<'d>,
    media: &Media<'d>,
) -> Part {
    object::check_keys(node, &keys::RESPONSE, lifting.report);
    lifting.stands.insert(node.identity());
    let mut response = Map::of(node);
    let examples = node.get("examples");
    for entry in node.entries() {
        match entry.key {
            "description" => response.keep(&entry),
            "schema" => {
                let usual = if is_file(entry.value) {
                    "*/*"
                } else {
                    "application/json"
                };
                let usual = [(usual, entry.key_span)];
                let media = if media.is_empty() { &usual } else { &media[..] };
                let mut content = Map::new(entry.value.span());
                for (name, at) in media {
                    let mut described = Map::new(entry.value.span());
                    described.add("schema", entry.key_span, Part::itself(entry.value));
                    if let Some(example) = examples.and_then(|examples| examples.entry(name)) {
                        described.add("example", example.key_span, Part::written(example.value));
                    }
                    content.add(name, *at, described.into());
                }
                response.add("content", entry.key_span, content.into());
            }
            "headers" if entry.value.kind() == Kind::Mapping => {
                let mut headers = Map::of(entry.value);
                for header in entry.value.entries() {
                    let part = self::header(lifting, header.value);
                    headers.add(header.key, header.key_span, part);
                }
                response.add("headers", entry.key_span, headers.into());
            }
            "headers" => response.keep(&entry),
            key if keys::is_extension(key) => response.keep(&entry),
            _ => {}
        }
    }
    response.into()
}

fn header<'d>(lifting: &mut Lifting<'_, 'd>, node: Node<'d>) -> Part {
    if node.as_mapping().is_none() || node.get("$ref").is_some() {
        return Part::itself(node);
    }
    object::check_keys(node, &keys::HEADER, lifting.report);
    let mut header = Map::of(node);
    for entry in node.entries() {
        if entry.key == "description" || keys::is_extension(entry.key) {
            header.keep(&entry);
        }
    }
    let typed = Typed::of(node, "header", "the header", lifting.report);
    parameters::describe(&mut header, node, typed);
    header.into()
}

fn is_file(schema: Node<'_>) -> bool {
    schema.get("type").and_then(Node::text) == Some("file")
}
