//! What stands beside `$ref`: it says something of one use of a schema.

use super::kinds;
use crate::resolve::openapi::Document;
use crate::syntax::{Entry, Node};

/// Keys that say something of a use to people, and choose no type.
const DOCUMENTATION: &[&str] = &[
    "$anchor",
    "$comment",
    "$defs",
    "$dynamicAnchor",
    "$id",
    "$ref",
    "$schema",
    "contentEncoding",
    "contentMediaType",
    "default",
    "definitions",
    "deprecated",
    "description",
    "example",
    "examples",
    "exclusiveMaximum",
    "exclusiveMinimum",
    "externalDocs",
    "maxItems",
    "maxLength",
    "maxProperties",
    "maximum",
    "minItems",
    "minLength",
    "minProperties",
    "minimum",
    "multipleOf",
    "nullable",
    "pattern",
    "readOnly",
    "summary",
    "title",
    "uniqueItems",
    "writeOnly",
    "x-bindery-name",
    "x-bindery-renamed-from",
    "xml",
];

/// Whether what stands beside a reference is reflected: as documentation, or because what is
/// referred to says the same.
pub(super) fn documents(document: &Document<'_, '_>, schema: Node<'_>, entry: &Entry<'_>) -> bool {
    if entry.key == "type" {
        let target = schema
            .get("$ref")
            .and_then(|reference| document.target(reference));
        let own = kinds(schema);
        let own = own.iter().filter(|kind| **kind != "null");
        return target.is_some_and(|target| {
            let said = kinds(target);
            own.clone().all(|kind| said.contains(kind))
        });
    }
    DOCUMENTATION.contains(&entry.key)
}
