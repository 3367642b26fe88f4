//! Request bodies: from the body parameter, or from the form parameters.

use std::collections::HashSet;

use super::keys;
use super::parameters::{Joined, Typed};
use super::part::{Map, Part};
use super::references::{Lifting, Media};
use crate::report::Code;
use crate::source::Span;
use crate::syntax::Node;
use crate::syntax::object;

const FORM: &str = "application/x-www-form-urlencoded";
const PARTS: &str = "multipart/form-data";

/// The body that a parameter describes.
pub(super) fn body<'d>(lifting: &mut Lifting<'_, 'd>, node: Node<'d>, media: &Media<'d>) -> Part {
    lifting.stands.insert(node.identity());
    let described = node.entry("schema");
    // Some describe the body as they do any other parameter.
    let typed = (described.is_none() && node.get("type").is_some()).then(|| {
        let typed = Typed::of(node, "body", "the body", lifting.report);
        lifting.report.assumed(
            object::head(node),
            "the body has no `schema`",
            "it is what the parameter describes",
        );
        typed.schema
    });
    if described.is_none() && typed.is_none() {
        lifting.report.assumed(
            object::head(node),
            "the body has no `schema`",
            "it is any JSON",
        );
    }
    let known = if typed.is_some() {
        &keys::PARAMETER
    } else {
        &keys::BODY
    };
    object::check_keys(node, known, lifting.report);
    object::text_of(node, "name", lifting.report);
    let mut body = Map::of(node);
    for entry in node.entries() {
        match entry.key {
            "description" | "required" => body.keep(&entry),
            key if keys::is_extension(key) => body.keep(&entry),
            _ => {}
        }
    }
    let at = described.map_or(object::head(node), |entry| entry.key_span);
    let usual = [("application/json", at)];
    let media = if media.is_empty() { &usual } else { &media[..] };
    let mut content = Map::new(node.span());
    for (name, named_at) in media {
        let mut media_type = Map::new(node.span());
        if let Some(entry) = described {
            media_type.add("schema", entry.key_span, Part::itself(entry.value));
        } else if let Some(schema) = &typed {
            media_type.add("schema", at, schema.clone().into());
        }
        if let Some(example) = node.entry("x-example") {
            media_type.add("example", example.key_span, Part::written(example.value));
        }
        content.add(name, *named_at, media_type.into());
    }
    body.add("content", at, content.into());
    body.into()
}

/// The form of a field that operations share: each of them says how its own is sent.
pub(super) fn form_of_one<'d>(lifting: &mut Lifting<'_, 'd>, field: Node<'d>) -> Map {
    let usual = if is_file(field) { PARTS } else { FORM };
    let at = object::head(field);
    form(lifting, &[field], (at, field.span()), &[(usual, at)].into())
}

/// Whether a field holds files.
fn is_file(field: Node<'_>) -> bool {
    let is_file = |node: Node<'_>| node.get("type").and_then(Node::text) == Some("file");
    is_file(field) || field.get("items").is_some_and(is_file)
}

/// The form that parameters describe, each one a field.
pub(super) fn form<'d>(
    lifting: &mut Lifting<'_, 'd>,
    fields: &[Node<'d>],
    (at, whole): (Span, Span),
    media: &Media<'d>,
) -> Map {
    let has_file = fields.iter().any(|field| is_file(*field));
    let is_form = |name: &str| essence(name) == FORM;
    let is_parts = |name: &str| essence(name) == PARTS;
    let fits = |name: &str| is_parts(name) || (!has_file && is_form(name));
    let (mut sent, others): (Vec<_>, Vec<_>) =
        media.iter().copied().partition(|(name, _)| fits(name));
    for (name, named_at) in others.iter().filter(|_| !sent.is_empty()) {
        let what = if has_file {
            "a form with a file"
        } else {
            "a form"
        };
        lifting
            .report
            .error(
                Code::Ignored,
                *named_at,
                format!("{what} is not sent as `{name}`"),
            )
            .help("leave it out, or acknowledge it in `bindery.yaml`");
    }
    if sent.is_empty() {
        let usual = if has_file { PARTS } else { FORM };
        let at = fields.first().map_or(at, |field| object::head(*field));
        lifting.report.assumed(
            at,
            "no `consumes` say in which media type the form is sent",
            format!("it is `{usual}`"),
        );
        sent.push((usual, at));
    }
    // Where both are possible, the plain form is sent.
    let in_parts = !sent.iter().any(|(name, _)| is_form(name));
    let mut properties = Map::new(whole);
    let mut encoding = Map::new(whole);
    let mut required = Vec::new();
    let mut known = HashSet::new();
    for field in fields {
        lifting.stands.insert(field.identity());
        object::check_keys(*field, &keys::PARAMETER, lifting.report);
        let mark = lifting.report.mark();
        let head = object::head(*field);
        let name = object::required(*field, "name", "the parameter", head, lifting.report);
        let text = name.and_then(|name| object::text(name, "name", lifting.report));
        lifting.report.assume_since(mark, "the field is left out");
        let (Some(name), Some(text)) = (name, text) else {
            continue;
        };
        if !known.insert(text) {
            lifting
                .report
                .error(
                    Code::DuplicateParameter,
                    name.span(),
                    format!("the parameter `{text}` is described twice"),
                )
                .assume("the first one counts");
            continue;
        }
        let place = if in_parts { "part" } else { "formData" };
        let typed = Typed::of(
            *field,
            place,
            &format!("the field `{text}`"),
            lifting.report,
        );
        let mut joined = Map::new(field.span());
        if let Joined::By(style) = typed.joined {
            joined.add("style", typed.joined_at, Part::text(style, typed.joined_at));
            joined.add(
                "explode",
                typed.joined_at,
                Part::Flag(false, typed.joined_at),
            );
        }
        if !joined.is_empty() {
            encoding.add(text, name.span(), joined.into());
        }
        let empty = field.entry("allowEmptyValue");
        if let Some(entry) = empty.filter(|entry| {
            entry.value.text() == Some("true")
                && field.get("type").and_then(Node::text) != Some("string")
        }) {
            lifting
                .report
                .error(
                    Code::Ignored,
                    entry.value.span(),
                    "a field of a form is sent with a value or not at all",
                )
                .help("leave `allowEmptyValue` out, or acknowledge it in `bindery.yaml`");
        }
        if object::flag(*field, "required", lifting.report) {
            required.push(Part::text(text, name.span()));
        }
        let mut schema = typed.schema;
        for entry in field.entries() {
            let ours = matches!(
                entry.key,
                "description" | "x-bindery-secret" | "x-bindery-name" | "x-bindery-renamed-from"
            );
            if ours && !schema.has(entry.key) {
                schema.keep(&entry);
            }
        }
        properties.add(text, name.span(), schema.into());
    }
    let mut schema = Map::new(whole);
    schema.add("type", at, Part::text("object", at));
    let any_required = !required.is_empty();
    if any_required {
        schema.add("required", at, Part::List(required, at));
    }
    schema.add("properties", at, properties.into());
    let mut content = Map::new(whole);
    for (name, named_at) in sent {
        let mut media_type = Map::new(whole);
        media_type.add("schema", at, schema.clone().into());
        if !encoding.is_empty() {
            media_type.add("encoding", at, encoding.clone().into());
        }
        content.add(name, named_at, media_type.into());
    }
    let mut body = Map::new(whole);
    if any_required {
        body.add("required", at, Part::Flag(true, at));
    }
    body.add("content", at, content.into());
    body
}

/// Type and subtype without parameters, in lower case.
fn essence(media_type: &str) -> String {
    let essence = media_type.split(';').next().unwrap_or_default();
    essence.trim().to_ascii_lowercase()
}
