//! Parameters: the keywords of their values become a schema, and `collectionFormat` becomes a
//! style.

use super::keys;
use super::part::{Key, Map, Part};
use super::references::{Defaults, Lifting};
use super::{bodies, schemas};
use crate::openapi::Swagger;
use crate::report::{Code, Report};
use crate::source::Span;
use crate::syntax::Node;
use crate::syntax::object;

/// Where a parameter is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum In {
    Body,
    Form,
    /// In the path, the query or a header.
    Line,
}

impl In {
    pub(super) fn of(parameter: Node<'_>) -> Self {
        match parameter.get("in").and_then(Node::text) {
            Some("body") => Self::Body,
            Some("formData") => Self::Form,
            _ => Self::Line,
        }
    }
}

/// How the items of a list are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Joined {
    /// It is no list, or one that is text by now.
    No,
    /// Each on its own.
    Each,
    /// One behind the other, in a style of OpenAPI.
    By(&'static str),
}

/// What a parameter, a header or items say of their values.
pub(super) struct Typed {
    pub(super) schema: Map,
    pub(super) joined: Joined,
    pub(super) joined_at: Span,
    /// Where the values are described.
    at: Span,
}

impl Typed {
    /// Reads what is said of values at a place: `query`, `path`, `header`, `formData` for a form,
    /// `part` for one in parts, `body`.
    pub(super) fn of(node: Node<'_>, place: &str, what: &str, report: &mut Report) -> Self {
        let (mut joined, mut joined_at) = (Joined::No, node.span());
        let ty = node.entry("type");
        let at = ty.map_or(object::head(node), |entry| entry.key_span);
        let text = ty.and_then(|entry| entry.value.text());
        let items = node.get("items").and_then(Node::as_mapping);
        if ty.is_none() && items.is_none() {
            report.assumed(at, format!("{what} has no `type`"), "it is text");
        } else if ty.is_none() {
            report.assumed(at, format!("{what} has no `type`"), "it is a list");
        }
        let is_list = text == Some("array") || (ty.is_none() && items.is_some());
        if is_list && place != "body" {
            let (found, found_at) = join(node, place, what, report);
            joined_at = found_at;
            let Some(found) = found else {
                // What is wrong with the items is reported all the same.
                check_text(node, report);
                return Self {
                    schema: as_text(node, at),
                    joined,
                    joined_at,
                    at,
                };
            };
            joined = found;
        }
        let mut schema = Map::new(node.span());
        match (ty, text) {
            (_, Some("file")) => {
                let value = ty.map_or(node.span(), |entry| entry.value.span());
                for (Key { text, at }, part) in schemas::bytes(at, value) {
                    schema.add(&text, at, part);
                }
            }
            (Some(entry), _) => schema.keep(&entry),
            (None, _) => {
                let ty = if is_list { "array" } else { "string" };
                schema.add("type", at, Part::text(ty, at));
            }
        }
        for entry in node.entries() {
            match entry.key {
                "format" if !schema.has("format") => schema.keep(&entry),
                "items" => schema.add("items", entry.key_span, items_of(entry.value, report)),
                key if keys::RULES.contains(&key) => schema.keep(&entry),
                _ => {}
            }
        }
        extend(&mut schema, node);
        Self {
            schema,
            joined,
            joined_at,
            at,
        }
    }
}

/// The schema of a list that callers write as text.
fn as_text(node: Node<'_>, at: Span) -> Map {
    let mut schema = Map::new(node.span());
    schema.add("type", at, Part::text("string", at));
    schema
}

/// Checks the type and the items of a list that callers write as text: no schema reads them.
fn check_text(node: Node<'_>, report: &mut Report) {
    let types = [
        "array", "boolean", "file", "integer", "number", "object", "string",
    ];
    let mark = report.mark();
    if let Some(ty) = node.get("type") {
        object::word(ty, "type", &types, report);
    }
    if let Some(format) = node.get("collectionFormat") {
        let words = ["csv", "multi", "pipes", "ssv", "tsv"];
        object::word(format, "collectionFormat", &words, report);
    }
    if node.get("type").and_then(Node::text) == Some("array") {
        object::required(node, "items", "the list", object::head(node), report);
    }
    let items = node.get("items");
    let items = items.and_then(|items| object::mapping_or_empty(items, "items", report));
    report.guess_since(mark, "the caller writes it as text");
    if let Some(items) = items.filter(|items| items.get("$ref").is_none()) {
        object::check_keys(items, &keys::ITEMS, report);
        let mark = report.mark();
        object::required(items, "type", "the items", object::head(items), report);
        report.guess_since(mark, "the caller writes it as text");
        check_text(items, report);
    }
}

/// What extensions say of values.
fn extend(schema: &mut Map, node: Node<'_>) {
    for entry in node.entries() {
        match entry.key {
            "x-nullable" if entry.value.text() == Some("true") => {
                let value = Part::Flag(true, entry.value.span());
                schema.add("nullable", entry.key_span, value);
            }
            "x-example" => schema.add("example", entry.key_span, Part::written(entry.value)),
            key if keys::is_extension(key) => schema.keep(&entry),
            _ => {}
        }
    }
}

/// The schema of the items of a list.
fn items_of(node: Node<'_>, report: &mut Report) -> Part {
    // Some refer to a definition, which 2.0 does not know there.
    if node.as_mapping().is_none() || node.get("$ref").is_some() {
        return Part::itself(node);
    }
    object::check_keys(node, &keys::ITEMS, report);
    let mark = report.mark();
    object::required(node, "type", "the items", object::head(node), report);
    report.guess_since(mark, "they are any JSON");
    let mut schema = Map::of(node);
    for entry in node.entries() {
        match (entry.key, entry.value.text()) {
            ("type", Some("file")) => {
                for (Key { text, at }, part) in schemas::bytes(entry.key_span, entry.value.span()) {
                    schema.add(&text, at, part);
                }
            }
            ("type", _) => schema.keep(&entry),
            ("format", _) if !schema.has("format") => schema.keep(&entry),
            ("items", _) => schema.add("items", entry.key_span, items_of(entry.value, report)),
            (key, _) if keys::RULES.contains(&key) => schema.keep(&entry),
            _ => {}
        }
    }
    extend(&mut schema, node);
    schema.into()
}

/// How the items of a list are joined at a place; nothing where OpenAPI 3 cannot express it.
fn join(node: Node<'_>, place: &str, what: &str, report: &mut Report) -> (Option<Joined>, Span) {
    let format = node.entry("collectionFormat");
    let at = format.map_or(object::head(node), |entry| entry.value.span());
    let mark = report.mark();
    let words = ["csv", "multi", "pipes", "ssv", "tsv"];
    let word = format
        .and_then(|entry| object::word(entry.value, "collectionFormat", &words, report))
        .unwrap_or("csv");
    report.assume_since(mark, "the items are joined by commas");
    let items = node.get("items");
    let kind = items
        .and_then(|items| items.get("type"))
        .and_then(Node::text);
    // Files are parts of their own, whatever else is said.
    if kind == Some("file") {
        return (Some(Joined::Each), at);
    }
    let is_multi = word == "multi";
    if is_multi && matches!(place, "path" | "header") {
        report.assumed(
            at,
            format!("{what} is in the {place}, where `multi` means nothing"),
            "the items are joined by commas",
        );
    }
    let joined = match (place, word) {
        _ if kind == Some("array") => None,
        ("query" | "formData" | "part", "multi") => Some(Joined::Each),
        ("part", _) => None,
        ("query" | "formData", "csv") => Some(Joined::By("form")),
        ("query" | "formData", "ssv") => Some(Joined::By("spaceDelimited")),
        ("query" | "formData", "pipes") => Some(Joined::By("pipeDelimited")),
        ("path" | "header", "csv" | "multi") => Some(Joined::By("simple")),
        _ => None,
    };
    if joined.is_none() {
        let how = match word {
            _ if kind == Some("array") => "is a list of lists",
            "csv" => "is a list joined by commas in a part of a form",
            "pipes" => "is a list joined by pipes",
            "ssv" => "is a list joined by spaces",
            "tsv" => "is a list joined by tabs",
            _ => "is a list of repeated values",
        };
        report
            .error(
                Code::Widened,
                at,
                format!("{what} {how}: it becomes text that the caller writes"),
            )
            .help("describe it in another way, or acknowledge it in `bindery.yaml`");
    }
    (joined, at)
}

/// Adds the schema and the style of a parameter or a header.
pub(super) fn describe(object: &mut Map, node: Node<'_>, typed: Typed) {
    let at = typed.joined_at;
    match typed.joined {
        Joined::No | Joined::By("simple") => {}
        Joined::Each => {
            object.add("style", at, Part::text("form", at));
            object.add("explode", at, Part::Flag(true, at));
        }
        Joined::By(style) => {
            object.add("style", at, Part::text(style, at));
            object.add("explode", at, Part::Flag(false, at));
        }
    }
    if let Some(example) = node.entry("x-example") {
        object.add("example", example.key_span, Part::written(example.value));
    }
    object.add("schema", typed.at, typed.schema.into());
}

/// The parameters of a path or an operation.
pub(super) struct Listed<'d> {
    /// Those that stay parameters.
    pub(super) kept: Vec<Node<'d>>,
    pub(super) body: Vec<Node<'d>>,
    pub(super) form: Vec<Node<'d>>,
}

/// Sorts parameters by where they are, behind their references.
pub(super) fn listed<'d>(lifting: &mut Lifting<'_, 'd>, list: Option<Node<'d>>) -> Listed<'d> {
    let mut listed = Listed {
        kept: Vec::new(),
        body: Vec::new(),
        form: Vec::new(),
    };
    for node in list.into_iter().flat_map(Node::items) {
        if node.get("$ref").is_some() {
            object::beside_reference(node, false, lifting.report);
        }
        match In::of(lifting.meant(node).0) {
            In::Body => listed.body.push(node),
            In::Form => listed.form.push(node),
            In::Line => listed.kept.push(node),
        }
    }
    listed
}

/// The parameters that stay parameters.
pub(super) fn kept<'d>(
    lifting: &mut Lifting<'_, 'd>,
    list: Node<'d>,
    kept: &[Node<'d>],
    defaults: &Defaults<'d>,
) -> Part {
    let parts = kept.iter().map(|node| {
        if node.get("$ref").is_some() {
            lifting.refer(*node, Swagger::Parameter, defaults)
        } else if node.as_mapping().is_some() {
            parameter(lifting, *node)
        } else {
            Part::written(*node)
        }
    });
    Part::List(parts.collect(), list.span())
}

/// A parameter that is shared: one in the body is a body, one in a form a form of its own.
pub(super) fn shared<'d>(
    lifting: &mut Lifting<'_, 'd>,
    node: Node<'d>,
    defaults: &Defaults<'d>,
) -> Part {
    match In::of(node) {
        In::Body => bodies::body(lifting, node, &defaults.consumes),
        In::Form => bodies::form_of_one(lifting, node).in_place_of(node).into(),
        In::Line => parameter(lifting, node),
    }
}

/// A parameter in the path, the query or a header.
fn parameter<'d>(lifting: &mut Lifting<'_, 'd>, node: Node<'d>) -> Part {
    lifting.stands.insert(node.identity());
    let mut parameter = Map::of(node);
    let place = node.get("in").and_then(Node::text).unwrap_or_default();
    let name = node.get("name").and_then(Node::text).unwrap_or_default();
    for entry in node.entries() {
        match entry.key {
            "name"
            | "in"
            | "description"
            | "required"
            | "allowEmptyValue"
            | "x-bindery-secret"
            | "x-bindery-name"
            | "x-bindery-renamed-from" => parameter.keep(&entry),
            key if keys::is_extension(key) => parameter.keep(&entry),
            _ => {}
        }
    }
    if place == "cookie" {
        let at = node.get("in").map_or(node.span(), Node::span);
        lifting.report.assumed(
            at,
            "Swagger 2.0 has no parameters in cookies",
            "it is sent in a cookie",
        );
    }
    // Some describe it as OpenAPI 3 does.
    let described = node.entry("schema").filter(|_| node.get("type").is_none());
    if let Some(entry) = described {
        lifting.report.assumed(
            entry.key_span,
            format!(
                "the parameter `{name}` has a `schema`, which Swagger 2.0 knows in the body only"
            ),
            "its `schema` counts",
        );
        object::check_keys(node, &keys::PARAMETER_WITH_SCHEMA, lifting.report);
        parameter.add("schema", entry.key_span, Part::itself(entry.value));
        return parameter.into();
    }
    object::check_keys(node, &keys::PARAMETER, lifting.report);
    let typed = Typed::of(
        node,
        place,
        &format!("the parameter `{name}`"),
        lifting.report,
    );
    describe(&mut parameter, node, typed);
    parameter.into()
}
