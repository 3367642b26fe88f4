//! What a `type` and its `format` make of a value.

use super::collection::list;
use super::enumeration::{listed_values, lists_booleans};
use super::format;
use super::further::{self, map};
use crate::compose::says_null;
use crate::keywords::Keyword;
use crate::model::Type;
use crate::report::{Code, Report};
use crate::resolve::Types;
use crate::resolve::openapi::{Document, widen};
use crate::schemas::{SchemaRef, Value};
use crate::syntax::object;

pub(super) const KINDS: &[&str] = &[
    "array", "boolean", "integer", "null", "number", "object", "string",
];

/// Bytes as Swagger 2.0 says it: `type: string` with `format: binary`.
pub(in crate::resolve::openapi) const FILE: &str = "file";

pub(super) fn scalar_or_list(
    document: &Document<'_, '_>,
    schema: SchemaRef<'_>,
    name: &str,
    types: &mut Types,
    report: &mut Report,
) -> Type {
    if says_null(&schema) {
        return Type::Nothing;
    }
    listed_values(schema, name, report);
    if let Some(said) = schema.said(Keyword::Properties) {
        report
            .error(
                Code::Ignored,
                said.span,
                "`properties` is beside a `type` that is not an object, and is not supported and is ignored",
            )
            .help("write `type: object`, or acknowledge it in `bindery.yaml`");
    }
    let Some(said) = schema.said(Keyword::Type) else {
        let items = schema.said(Keyword::Items);
        if let Some(said) = items.filter(|said| matches!(said.value, Value::Schemas(_))) {
            // It says where items of a list stand, and some write alternatives so.
            let message = "`items` lists schemas, and no `type` says that the value is a list: it";
            return widen::widen(schema, said.span, message, report);
        }
        if schema.has_any(&[Keyword::Items, Keyword::PrefixItems]) {
            return list(document, schema, name, types, report);
        }
        if further::tells_an_object(schema) {
            return map(document, schema, name, types, report);
        }
        if lists_booleans(schema) {
            return Type::Boolean;
        }
        // A schema that does not say what it is takes anything.
        return Type::Json;
    };
    let nodes = if let Value::Types { names, .. } = &said.value {
        names.as_slice()
    } else {
        &[]
    };
    let mut kinds = Vec::new();
    let mark = report.mark();
    for node in nodes {
        // A word of Swagger 2.0 that later versions write as a format.
        if node.text() == Some(FILE) {
            kinds.push("string");
            continue;
        }
        match object::word(*node, "type", KINDS, report) {
            Some("null") => {}
            Some(kind) => kinds.push(kind),
            None => {
                report.guess_since(mark, "it is any JSON");
                return Type::Json;
            }
        }
    }
    let [kind] = kinds[..] else {
        let message = "a value of several types";
        return widen::widen(schema, said.node.span(), message, report);
    };
    let format = super::text(schema, Keyword::Format, report).unwrap_or_default();
    format::check(schema, kind, format, report);
    match kind {
        "boolean" => Type::Boolean,
        "integer" if format == "int32" => Type::Int32,
        "integer" if format.is_empty() => format::bounded_integer(schema),
        "integer" => format::integer(format),
        "number" if format::is_decimal(format) => Type::Decimal,
        "number" => Type::Float64,
        "string" if format == "password" || super::flag(schema, Keyword::Secret, report) => {
            Type::Secret
        }
        "string" if format == "date-time" => Type::DateTime,
        "string" if format == "date" => Type::Date,
        "string" if format::is_base64(schema, format) => Type::Base64,
        "string" => Type::Text,
        "array" => list(document, schema, name, types, report),
        _ => map(document, schema, name, types, report),
    }
}
