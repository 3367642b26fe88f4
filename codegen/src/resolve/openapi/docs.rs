//! Documentation of schemas: the description, and what the bounds say.

mod rules;

use super::facts;
use super::schema::{is_documentation, kinds, single_alternatives, text};
use crate::keywords::Keyword;
use crate::report::Report;
use crate::schemas::{Schema, SchemaRef};
use crate::syntax::{Node, canonical};
use crate::words;

/// The documentation of a schema whose type, property or parameter is called `name`: its
/// description or title, its bounds and its default.
pub(super) fn of(schema: SchemaRef<'_>, name: &str, report: &mut Report) -> String {
    described(schema, description(schema, name, report).to_owned(), report)
}

/// The description of what is called `name`, else a title that says more than that. Many titles
/// are written by programs: an identifier, or the name once more.
pub(super) fn description<'d>(schema: SchemaRef<'d>, name: &str, report: &mut Report) -> &'d str {
    let description = text(schema, Keyword::Description, report);
    if let Some(description) = description.filter(|text| !text.is_empty()) {
        return description;
    }
    let title = text(schema, Keyword::Title, report).unwrap_or_default();
    let is_identifier = !title.trim().contains(char::is_whitespace);
    if is_identifier || words::split(name).ends_with(&words::split(title)) {
        ""
    } else {
        title
    }
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
    paragraphs.extend(inside(schema, ""));
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

/// The bounds of the items of a list or the values of a map that have no type of their own.
/// `around` names the lists and maps around them.
fn inside(schema: SchemaRef<'_>, around: &str) -> Vec<String> {
    let Some((one, inner)) = facts::inside(schema) else {
        return Vec::new();
    };
    let said = limited(&inner);
    let own = (!said.is_empty()).then(|| format!("Each {one}{around}: {}.", said.join(", ")));
    let deeper = inside(inner, &format!(" of each {one}{around}"));
    own.into_iter().chain(deeper).collect()
}

/// A text of the description between back quotes.
fn code(text: &str) -> String {
    if text.is_empty() {
        return "the empty text".to_owned();
    }
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
