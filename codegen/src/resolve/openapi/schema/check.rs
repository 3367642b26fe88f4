//! What is wrong with the keys of a schema, whatever its values become.

use super::beside;
use super::scalar::KINDS;
use crate::report::{Code, Report};
use crate::resolve::openapi::{Document, keys};
use crate::syntax::object::{self, head};
use crate::syntax::{Kind, Node};

/// Reports keys that mean nothing, and values that say nothing under their key.
pub(in crate::resolve::openapi) fn check(schema: Node<'_>, report: &mut Report) {
    object::check_keys(schema, &keys::SCHEMA, report);
    empty(schema, report);
    values(schema, report);
    let discriminator = schema.entry("discriminator");
    let Some(entry) = discriminator.filter(|entry| !entry.value.is_null()) else {
        return;
    };
    object::check_keys(entry.value, &keys::DISCRIMINATOR, report);
    // Beside alternatives it is read, and the rest of it with them.
    if ["oneOf", "anyOf"]
        .iter()
        .all(|key| schema.get(key).is_none())
    {
        let mark = report.mark();
        if let Some(node) = object::mapping(entry.value, "discriminator", report) {
            object::text_of(node, "propertyName", report);
            if let Some(mapping) = node.get("mapping") {
                object::mapping(mapping, "mapping", report);
            }
        }
        report.guess_since(mark, "it is as if it were not there");
    }
}

/// Reports keys without a value whose value composes a schema.
fn empty(schema: Node<'_>, report: &mut Report) {
    let mark = report.mark();
    for entry in schema.entries().filter(|entry| entry.value.is_null()) {
        match entry.key {
            "allOf" | "anyOf" | "oneOf" | "required" => {
                object::list(entry.value, entry.key, report);
            }
            "discriminator" | "properties" => {
                object::mapping(entry.value, entry.key, report);
            }
            _ => {}
        }
    }
    report.guess_since(mark, "it is as if it were not there");
}

/// Reports what stands beside a reference and has no part in the code.
pub(super) fn beside_reference(document: &Document<'_, '_>, schema: Node<'_>, report: &mut Report) {
    values(schema, report);
    for entry in schema.entries() {
        let documents = beside::documents(document, schema, &entry);
        if !documents && (!entry.key.starts_with("x-") || entry.key.starts_with("x-bindery-")) {
            report
                .error(
                    Code::Ignored,
                    entry.key_span,
                    format!("`{}` beside `$ref` has no part in the code", entry.key),
                )
                .help(
                    "say it in the schema that is referred to, or acknowledge it in `bindery.yaml`",
                );
        }
    }
}

/// Reports a `type` that is none, where the other keys say what the values are.
pub(super) fn kinds(schema: Node<'_>, report: &mut Report) {
    let mark = report.mark();
    if let Some(node) = schema.get("type") {
        if node.kind() == Kind::Sequence {
            for item in node.items() {
                object::word(item, "type", KINDS, report);
            }
        } else {
            object::word(node, "type", KINDS, report);
        }
    }
    report.guess_since(mark, "it is as if it were not there");
}

/// Reports values that are of another type than their key takes, and are passed over.
fn values(schema: Node<'_>, report: &mut Report) {
    for entry in schema.entries() {
        let value = entry.value;
        let (is_right, wanted) = match entry.key {
            "nullable" | "readOnly" | "writeOnly" | "uniqueItems" => {
                (value.as_bool().is_some(), "`true` or `false`")
            }
            "minimum" | "maximum" | "multipleOf" | "minLength" | "maxLength" | "minItems"
            | "maxItems" | "minProperties" | "maxProperties" => {
                (value.number_text().is_some(), "a number")
            }
            // A boolean in 3.0.
            "exclusiveMinimum" | "exclusiveMaximum" => {
                let is_right = value.number_text().is_some() || value.as_bool().is_some();
                (is_right, "a number")
            }
            "pattern" | "contentEncoding" | "contentMediaType" => {
                (value.as_str().is_some(), "text")
            }
            _ => continue,
        };
        if !is_right {
            report
                .error(
                    Code::WrongType,
                    head(value),
                    object::mistaken(value, entry.key, wanted),
                )
                .guess("it is as if it were not there");
        }
    }
}
