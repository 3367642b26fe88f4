//! Whether the properties of a body are inputs of the call, each of its own, and which these are.
//!
//! Everything that a body asks of the shape of its schema is asked here.

use std::collections::{BTreeMap, HashSet};

use super::upload;
use crate::compose;
use crate::keywords::Keyword;
use crate::model::BodyFormat;
use crate::report::{Code, Report};
use crate::resolve::Types;
use crate::resolve::openapi::{Document, schema, widen};
use crate::schemas::{Named, SchemaRef};

/// The properties that are inputs of the call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Several {
    /// Those of a component, which can be given whole as well.
    Component,
    /// Those of an object that nothing else refers to, or that no record can hold.
    Inline,
    /// Those of all alternatives: some of them are files, which no value holds.
    Alternatives,
}

/// The keywords of alternatives.
const CHOICES: [Keyword; 2] = [Keyword::OneOf, Keyword::AnyOf];

/// Which properties of a body are inputs; none where the body is one input, because inputs one by
/// one could not say all that its schema does.
pub(super) fn inputs(
    document: &Document<'_, '_>,
    described: SchemaRef<'_>,
    format: BodyFormat,
) -> Option<Several> {
    let whole = described.followed()?;
    let is_component = described.has(Keyword::Reference);
    let has_files = format == BodyFormat::Parts
        && all(whole).any(|(_, property)| upload::files(property, None).is_some());
    if widen::key(&whole).is_some() {
        None
    } else if schema::is_choice(whole) {
        has_files.then_some(Several::Alternatives)
    } else if !schema::is_record(whole) {
        None
    } else if has_files {
        Some(Several::Inline)
    } else if keeps_further(whole)
        || format == BodyFormat::Json
            && [described, whole]
                .iter()
                .any(|schema| schema::is_nullable(*schema))
        || is_component
            && format == BodyFormat::Json
            && schema::always_keeps_undescribed(document, whole)
    {
        None
    } else if is_component {
        Some(Several::Component)
    } else {
        Some(Several::Inline)
    }
}

/// Whether a schema has a place for properties that it does not describe one by one.
pub(super) fn keeps_further(whole: SchemaRef<'_>) -> bool {
    schema::keeps_further(&whole).is_some()
}

/// The property that a schema, or one of its alternatives, describes.
pub(super) fn described<'d>(whole: SchemaRef<'d>, name: &str) -> Option<SchemaRef<'d>> {
    all(whole).find_map(|(property, schema)| (property.name == name).then_some(schema))
}

/// The properties of a schema and of its alternatives.
fn all<'d>(whole: SchemaRef<'d>) -> impl Iterator<Item = (&'d Named<'d>, SchemaRef<'d>)> {
    let schemas = within(whole).into_iter();
    schemas.flat_map(|schema| schema.named(Keyword::Properties))
}

/// A schema and its alternatives, those of alternatives included, each once and in their order.
fn within(whole: SchemaRef<'_>) -> Vec<SchemaRef<'_>> {
    let mut seen = HashSet::new();
    let mut found = Vec::new();
    let mut pending = vec![whole];
    while let Some(schema) = pending.pop() {
        if seen.insert(schema.id) {
            found.push(schema);
            pending.extend(choices(schema).into_iter().rev());
        }
    }
    found
}

/// The alternatives of a schema, but null.
fn choices(schema: SchemaRef<'_>) -> Vec<SchemaRef<'_>> {
    CHOICES
        .into_iter()
        .flat_map(|keyword| schema.listed(keyword))
        .filter_map(SchemaRef::followed)
        .filter(|alternative| !compose::is_null(*alternative))
        .collect()
}

/// The properties of all alternatives, each once; only what every alternative requires is required.
pub(super) fn alternatives<'d>(
    whole: SchemaRef<'d>,
    types: &mut Types,
    report: &mut Report,
) -> Vec<schema::Property<'d>> {
    let mut found: Vec<schema::Property<'d>> = Vec::new();
    let mut required: BTreeMap<&str, usize> = BTreeMap::new();
    let mut ends = 0;
    for one in within(whole) {
        types.mark_read(one.id);
        let is_end = choices(one).is_empty();
        ends += usize::from(is_end);
        for property in schema::properties(one, report) {
            if property.required && is_end {
                *required.entry(property.name).or_default() += 1;
            }
            if found.iter().all(|known| known.name != property.name) {
                found.push(property);
            }
        }
    }
    for property in &mut found {
        property.required = required.get(property.name) == Some(&ends);
    }
    for said in CHOICES
        .into_iter()
        .filter_map(|keyword| whole.said(keyword))
    {
        report
            .error(
                Code::Ignored,
                said.span,
                format!(
                    "`{}` tells which properties go together, which no type says: some of them are files",
                    said.key
                ),
            )
            .help("acknowledge it in `bindery.yaml`: callers set the properties of one alternative");
    }
    found
}
