//! Documentation of schemas: the description, and what the bounds say.

mod rules;

use super::facts;
use super::schema::{is_documentation, text};
use crate::keywords::Keyword;
use crate::report::Report;
use crate::schemas::{Schema, SchemaRef};
use crate::syntax::Node;

/// The documentation of a schema: its description or title, its bounds and its default.
pub(super) fn of(schema: SchemaRef<'_>, report: &mut Report) -> String {
    let mut said = |keyword| text(schema, keyword, report).filter(|text| !text.is_empty());
    let description = said(Keyword::Description).or_else(|| said(Keyword::Title));
    described(schema, description.unwrap_or_default().to_owned(), report)
}

/// The documentation of a schema that something else describes: the parameter that it is of.
pub(super) fn described(schema: SchemaRef<'_>, docs: String, report: &mut Report) -> String {
    let mut paragraphs = vec![docs];
    let bounds = bounds(&schema);
    if !bounds.is_empty() {
        paragraphs.push(format!("Bounds: {}.", bounds.join(", ")));
    }
    paragraphs.extend(sentences(&schema));
    paragraphs.extend(rules::sentences(schema, report));
    let default = schema.data(Keyword::Default).and_then(Node::text);
    paragraphs.extend(default.map(|default| format!("Default: `{default}`.")));
    paragraphs.retain(|paragraph| !paragraph.is_empty());
    paragraphs.join("\n\n")
}

/// What is said of a value that its type does not say, and that is no limit.
fn sentences(schema: &Schema<'_>) -> Vec<String> {
    let mut found = Vec::new();
    let format = schema.text(Keyword::Format);
    if let Some(format) = format.filter(|format| is_documentation(format)) {
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
        Some(keyword.row().limit?.words.replace("{}", &value))
    });
    words.collect()
}
