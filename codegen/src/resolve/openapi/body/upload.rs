//! Which fields of a form are files.

use crate::keywords::Keyword;
use crate::resolve::Types;
use crate::resolve::openapi::schema;
use crate::schemas::SchemaRef;

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
pub(super) fn files(schema: SchemaRef<'_>, media_type: Option<&str>) -> Option<Several> {
    let schema = schema.followed()?;
    let telling = [Keyword::Type, Keyword::Properties, Keyword::Enum];
    if !schema.has_any(&telling) && media_type.is_some_and(is_bytes) {
        return Some(Several::One);
    }
    files_at(schema, DEEPEST)
}

/// Whether a property of a schema holds files, or the schema itself is one.
pub(in super::super) fn holds_files(schema: SchemaRef<'_>) -> bool {
    let Some(schema) = schema.followed() else {
        return false;
    };
    let mut properties = schema.named(Keyword::Properties);
    is_binary(schema) || properties.any(|(_, property)| files(property, None).is_some())
}

fn files_at(schema: SchemaRef<'_>, depth: usize) -> Option<Several> {
    let depth = depth.checked_sub(1)?;
    if is_binary(schema) {
        return Some(Several::One);
    }
    let kinds = schema::kinds(schema);
    if kinds.contains(&"array") {
        let items = schema.under(Keyword::Items)?.followed()?;
        return (files_at(items, depth)? == Several::One).then_some(Several::List);
    }
    if !kinds.is_empty() {
        return None;
    }
    let mut alternatives = [Keyword::AnyOf, Keyword::OneOf].into_iter();
    let alternatives = alternatives.find(|keyword| schema.has(*keyword))?;
    let mut found = None;
    for alternative in schema.listed(alternatives) {
        let alternative = alternative.followed()?;
        if crate::compose::is_null(alternative) {
            continue;
        }
        let several = files_at(alternative, depth)?;
        if found != Some(Several::List) {
            found = Some(several);
        }
    }
    found
}

/// Whether a field holds objects or the like, or a list of these.
pub(super) fn is_structure(schema: SchemaRef<'_>) -> bool {
    is_structure_at(schema, DEEPEST)
}

fn is_structure_at(schema: SchemaRef<'_>, depth: usize) -> bool {
    let (Some(schema), Some(depth)) = (schema.followed(), depth.checked_sub(1)) else {
        return true;
    };
    let alternatives = [Keyword::AnyOf, Keyword::OneOf].into_iter();
    let alternatives: Vec<_> = alternatives
        .flat_map(|keyword| schema.listed(keyword))
        .collect();
    match schema::kinds(schema).as_slice() {
        [] if schema.has_any(&[Keyword::Enum, Keyword::Const]) => false,
        [] if !alternatives.is_empty() => {
            let mut alternatives = alternatives.into_iter();
            alternatives.any(|one| is_structure_at(one, depth))
        }
        [] => true,
        kinds if kinds.contains(&"object") => true,
        kinds if kinds.contains(&"array") => {
            let items = schema.under(Keyword::Items);
            items.is_none_or(|items| is_structure_at(items, depth))
        }
        _ => false,
    }
}

/// Whether a schema describes bytes as they are.
pub(super) fn is_binary(schema: SchemaRef<'_>) -> bool {
    let kinds = schema::kinds(schema);
    let may_be = kinds.iter().all(|kind| matches!(*kind, "null" | "string"));
    may_be
        && (schema::is_binary(schema)
            || (!schema.has(Keyword::ContentEncoding)
                && schema.text(Keyword::ContentMediaType).is_some_and(is_bytes)))
}

/// Whether values of a media type are bytes to a form.
fn is_bytes(media_type: &str) -> bool {
    let media_type = media_type.to_ascii_lowercase();
    !["text/", "application/json", "application/xml"]
        .iter()
        .any(|text| media_type.starts_with(text))
        && !media_type.ends_with("+json")
}

/// Marks the schemas of a file as read: they are no types.
pub(super) fn mark_read(schema: SchemaRef<'_>, types: &mut Types) {
    let whole = schema.followed();
    let items = whole.and_then(|whole| whole.under(Keyword::Items)?.followed());
    for schema in whole.into_iter().chain(items) {
        types.mark_read(schema.id);
    }
}
