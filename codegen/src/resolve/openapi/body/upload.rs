//! Which fields of a form are files.

use crate::resolve::Types;
use crate::resolve::openapi::{Document, schema};
use crate::syntax::Node;

/// How many files a field holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Several {
    One,
    List,
}

/// How deep a list of alternatives is looked into.
const DEEPEST: usize = 8;

/// Whether a field holds files: its schema says that it is bytes, or a list of these; of several
/// alternatives each does. A field that says nothing of itself is one where its part has a media
/// type that is neither text nor JSON.
pub(super) fn files(
    document: &Document<'_, '_>,
    node: Node<'_>,
    media_type: Option<&str>,
) -> Option<Several> {
    let schema = document.follow(node)?;
    let silent = schema.get("type").is_none() && schema.get("properties").is_none();
    if silent && schema.get("enum").is_none() && media_type.is_some_and(is_bytes) {
        return Some(Several::One);
    }
    files_at(document, schema, DEEPEST)
}

/// Whether a property of a schema holds files, or the schema itself is one.
pub(in super::super) fn holds_files(document: &Document<'_, '_>, schema: Node<'_>) -> bool {
    let Some(schema) = document.follow(schema) else {
        return false;
    };
    is_binary(schema)
        || schema
            .get("properties")
            .into_iter()
            .flat_map(Node::entries)
            .any(|property| files(document, property.value, None).is_some())
}

fn files_at(document: &Document<'_, '_>, schema: Node<'_>, depth: usize) -> Option<Several> {
    let depth = depth.checked_sub(1)?;
    if is_binary(schema) {
        return Some(Several::One);
    }
    let kinds = schema::kinds(schema);
    if kinds.contains(&"array") {
        let items = document.follow(schema.get("items")?)?;
        return (files_at(document, items, depth)? == Several::One).then_some(Several::List);
    }
    if !kinds.is_empty() {
        return None;
    }
    let alternatives = schema.get("anyOf").or_else(|| schema.get("oneOf"))?;
    let mut found = None;
    for alternative in alternatives.items() {
        let alternative = document.follow(alternative)?;
        if crate::compose::is_null(alternative) {
            continue;
        }
        let several = files_at(document, alternative, depth)?;
        if found != Some(Several::List) {
            found = Some(several);
        }
    }
    found
}

/// Whether a schema describes bytes as they are.
pub(super) fn is_binary(schema: Node<'_>) -> bool {
    let kinds = schema::kinds(schema);
    let text = |key: &str| schema.get(key).and_then(Node::text);
    let may_be = kinds.iter().all(|kind| matches!(*kind, "null" | "string"));
    may_be
        && (schema::is_binary(schema)
            || (text("contentEncoding").is_none()
                && text("contentMediaType").is_some_and(is_bytes)))
}

/// Whether values of a media type are bytes to a form.
fn is_bytes(media_type: &str) -> bool {
    let media_type = media_type.to_ascii_lowercase();
    !["text/", "application/json", "application/xml"]
        .iter()
        .any(|text| media_type.starts_with(text))
        && !media_type.ends_with("+json")
}

/// Remembers that the schemas of a file were read: they are no types.
pub(super) fn mark_read(document: &Document<'_, '_>, node: Node<'_>, types: &mut Types) {
    if let Some(target) = document.follow(node) {
        types.mark_read(target.identity());
        if let Some(items) = target.get("items").and_then(|items| document.follow(items)) {
            types.mark_read(items.identity());
        }
    }
}
