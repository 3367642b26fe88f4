//! What a `type` and its `format` make of a value.

use super::collection::{list, map};
use super::enumeration::listed_values;
use crate::model::Type;
use crate::report::{Code, Repair, Report};
use crate::resolve::Types;
use crate::resolve::object::{self, head};
use crate::resolve::openapi::{Document, widen};
use crate::syntax::{Kind, Node};

pub(super) const KINDS: &[&str] = &[
    "array", "boolean", "integer", "null", "number", "object", "string",
];

pub(super) fn scalar_or_list(
    document: &Document<'_, '_>,
    schema: Node<'_>,
    name: &str,
    types: &mut Types,
    report: &mut Report,
) -> Type {
    let at = head(schema);
    listed_values(document, schema, report);
    let Some(node) = schema.get("type") else {
        if schema.get("items").is_some() {
            return list(document, schema, name, types, report);
        }
        // A schema that does not say what it is takes anything.
        return Type::Json;
    };
    let nodes: Vec<_> = if node.kind() == Kind::Sequence {
        node.items().collect()
    } else {
        vec![node]
    };
    let mut kinds = Vec::new();
    for node in nodes {
        match object::word(node, "type", KINDS, report) {
            Some("null") => {}
            Some(kind) => kinds.push(kind),
            None => return Type::Json,
        }
    }
    let [kind] = kinds[..] else {
        let message = if kinds.is_empty() {
            "null alone is no type: the value"
        } else {
            "a value of several types"
        };
        return widen::widen(document, schema, node.span(), message, report);
    };
    let format = object::text_of(schema, "format", report).unwrap_or_default();
    known_format(schema, kind, format, report);
    match kind {
        "boolean" => Type::Boolean,
        "integer" if matches!(format, "int32" | "int16" | "int8" | "uint8" | "uint16") => {
            Type::Int32
        }
        "integer" if format == "uint64" => without_type(document, schema, format, report),
        "integer" => Type::Int64,
        "number" if format == "float" => Type::Float32,
        "number" if format == "decimal" => without_type(document, schema, format, report),
        "number" => Type::Float64,
        "string" if format == "password" || object::flag(schema, "x-bindery-secret", report) => {
            Type::Secret
        }
        "string" if format == "date-time" => Type::DateTime,
        "string" if matches!(format, "binary" | "byte") => {
            widen::report_widened(
                document,
                schema,
                schema.get("format").map_or(at, Node::span),
                &format!("the format `{format}` is read as text"),
                report,
            );
            Type::Text
        }
        "string" => Type::Text,
        "array" => list(document, schema, name, types, report),
        _ => map(document, schema, name, types, report),
    }
}

/// Formats that a type or its documentation reflects, or that tell people what a text is.
pub(super) const FORMATS: &[(&str, &[&str])] = &[
    (
        "integer",
        &[
            "int16", "int32", "int64", "int8", "uint16", "uint32", "uint64", "uint8",
        ],
    ),
    ("number", &["decimal", "double", "float"]),
    (
        "string",
        &[
            "binary",
            "byte",
            "date",
            "date-time",
            "duration",
            "email",
            "hostname",
            "idn-email",
            "idn-hostname",
            "ipv4",
            "ipv6",
            "iri",
            "iri-reference",
            "json-pointer",
            "password",
            "regex",
            "relative-json-pointer",
            "time",
            "uri",
            "uri-reference",
            "uri-template",
            "uuid",
        ],
    ),
];

/// Reports a format that nobody knows: it may be misspelled, and would be passed over.
pub(super) fn known_format(schema: Node<'_>, kind: &str, format: &str, report: &mut Report) {
    let known = FORMATS
        .iter()
        .find(|(of, _)| *of == kind)
        .map_or(&[][..], |(_, formats)| formats);
    if format.is_empty() || known.contains(&format) {
        return;
    }
    let at = schema
        .get("format")
        .map_or_else(|| head(schema), Node::span);
    let finding = report.error(
        Code::Ignored,
        at,
        format!("the format `{format}` of a `{kind}` has no meaning here"),
    );
    match crate::report::suggest(format, known.iter().copied()) {
        Some(meant) => finding
            .help(format!("did you mean `{meant}`?"))
            .repair(Repair::update(
                schema.identity(),
                &serde_json::json!({ "format": meant }),
            )),
        None => finding
            .help("leave it out, or acknowledge it in `bindery.yaml`")
            .repair(Repair::remove(schema.identity(), ".format")),
    };
}

/// A format whose values no number of Rust's holds.
pub(super) fn without_type(
    document: &Document<'_, '_>,
    schema: Node<'_>,
    format: &str,
    report: &mut Report,
) -> Type {
    let at = schema
        .get("format")
        .map_or_else(|| head(schema), Node::span);
    let message = format!("the format `{format}` is not supported yet: the value");
    widen::widen(document, schema, at, &message, report)
}
