//! Documentation of schemas: the description, and what the bounds say.

mod rules;

use super::facts;
use super::schema::{is_documentation, kinds, single_alternatives, text};
use crate::keywords::Keyword;
use crate::report::Report;
use crate::schemas::{Schema, SchemaRef};
use crate::syntax::{Node, canonical};

/// The documentation of a schema: its description or title, its bounds and its default.
pub(super) fn of(schema: SchemaRef<'_>, report: &mut Report) -> String {
    let mut said = |keyword| text(schema, keyword, report).filter(|text| !text.is_empty());
    let description = said(Keyword::Description).or_else(|| said(Keyword::Title));
    described(schema, description.unwrap_or_default().to_owned(), report)
}

/// The documentation of a schema that something else describes: the parameter that it is of, or the
/// alternatives that it is one of.
pub(super) fn described(schema: SchemaRef<'_>, docs: String, report: &mut Report) -> String {
    let mut paragraphs = vec![docs];
    let bounds = bounds(&schema);
    if !bounds.is_empty() {
        paragraphs.push(format!("Bounds: {}.", bounds.join(", ")));
    }
    paragraphs.extend(sentences(&schema));
    paragraphs.extend(rules::sentences(schema, report));
    paragraphs.extend(inside(schema));
    paragraphs.extend(choice(schema));
    let default = schema.data(Keyword::Default);
    paragraphs.extend(default.map(|default| match default.text() {
        Some(text) => format!("Default: {}.", code(text)),
        None => format!("Default: {}.", code(&canonical(default))),
    }));
    paragraphs.retain(|paragraph| !paragraph.is_empty());
    paragraphs.join("\n\n")
}

/// What is said of a value that its type does not say, and that is no limit.
fn sentences(schema: &Schema<'_>) -> Vec<String> {
    let mut found = Vec::new();
    let format = schema.text(Keyword::Format);
    if let Some(format) = format.filter(|format| is_documentation(schema, format)) {
        found.push(format!("Format: {}.", code(format)));
    }
    if let Some(encoding) = schema.text(Keyword::ContentEncoding) {
        found.push(format!("Encoding: {}.", code(encoding)));
    }
    if let Some(media_type) = schema.text(Keyword::ContentMediaType) {
        found.push(format!("Content: {}.", code(media_type)));
    }
    let more = schema
        .data(Keyword::ExternalDocs)
        .and_then(|more| more.get("url"));
    if let Some(url) = more.and_then(Node::as_str) {
        found.push(format!("See {url}"));
    }
    if let Some(value) = facts::always(schema) {
        found.push(format!("Always `{value}`."));
    }
    found
}

/// What is said of the values of alternatives that one type holds, and whose variants say nothing.
fn choice(schema: SchemaRef<'_>) -> Option<String> {
    let members = single_alternatives(schema)?;
    let said = members
        .iter()
        .map(|member| limited(member))
        .collect::<Vec<_>>();
    if said.iter().all(Vec::is_empty) {
        return None;
    }
    let words = members.iter().zip(said).map(|(member, said)| {
        let kinds = kinds(*member).join(" or ");
        let words = [vec![code(&kinds)], said].concat();
        words.join(" ")
    });
    Some(format!("One of: {}.", words.collect::<Vec<_>>().join("; ")))
}

/// Bounds and format in words.
fn limited(schema: &Schema<'_>) -> Vec<String> {
    let mut said = bounds(schema);
    let format = schema.text(Keyword::Format);
    let format = format.filter(|format| is_documentation(schema, format));
    said.extend(format.map(|format| format!("of the format {}", code(format))));
    said
}

/// What is said of the values inside of a list or a map, where no type of theirs says it.
fn inside(schema: SchemaRef<'_>) -> Option<String> {
    let (words, inner) = facts::inside(schema)?;
    let said = limited(&inner);
    let deeper = inside(inner);
    let own = (!said.is_empty()).then(|| format!("{words}: {}.", said.join(", ")));
    match (own, deeper) {
        (Some(own), Some(deeper)) => Some(format!("{own} {words}: {deeper}")),
        (None, Some(deeper)) => Some(format!("{words}: {deeper}")),
        (own, None) => own,
    }
}

/// A text of the description between back quotes.
fn code(text: &str) -> String {
    format!("`{}`", text.replace('`', "'"))
}

fn bounds(schema: &Schema<'_>) -> Vec<String> {
    let limits = facts::limits(schema);
    let words = limits.filter_map(|(keyword, value)| {
        let value = if keyword == Keyword::Pattern {
            code(value)
        } else {
            value.to_owned()
        };
        Some(keyword.row().limit?.at(&value))
    });
    words.collect()
}
