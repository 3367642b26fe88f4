//! Documentation of schemas: the description, and what the bounds say.

mod rules;

use super::schema::is_documentation;
use crate::report::Report;
use crate::syntax::Node;
use crate::syntax::object;

/// The documentation of a schema: its description or title, its bounds and its default.
pub(super) fn of(schema: Node<'_>, report: &mut Report) -> String {
    let mut docs = object::text_or_empty(schema, "description", report);
    if docs.is_empty() {
        docs = object::text_or_empty(schema, "title", report);
    }
    described(schema, docs, report)
}

/// The documentation of a schema that something else describes: the parameter that it is of.
pub(super) fn described(schema: Node<'_>, mut docs: String, report: &mut Report) -> String {
    let bounds = bounds(schema);
    if !bounds.is_empty() {
        if !docs.is_empty() {
            docs.push_str("\n\n");
        }
        docs.push_str(&format!("Bounds: {}.", bounds.join(", ")));
    }
    let sentences = sentences(schema);
    for sentence in sentences
        .into_iter()
        .chain(rules::sentences(schema, report))
    {
        if !docs.is_empty() {
            docs.push_str("\n\n");
        }
        docs.push_str(&sentence);
    }
    if let Some(default) = schema.get("default").and_then(Node::text) {
        docs.push_str(&format!(
            "{}Default: `{default}`.",
            if docs.is_empty() { "" } else { "\n\n" }
        ));
    }
    docs
}

/// What is said of a value that its type does not say, and that is no limit.
fn sentences(schema: Node<'_>) -> Vec<String> {
    let text = |key: &str| schema.get(key).and_then(Node::as_str);
    let mut found = Vec::new();
    if let Some(format) = text("format").filter(|format| is_documentation(format)) {
        found.push(format!("Format: {}.", code(format)));
    }
    if let Some(encoding) = text("contentEncoding") {
        found.push(format!("Encoding: {}.", code(encoding)));
    }
    if let Some(media_type) = text("contentMediaType") {
        found.push(format!("Content: {}.", code(media_type)));
    }
    let more = schema.get("externalDocs").and_then(|more| more.get("url"));
    if let Some(url) = more.and_then(Node::as_str) {
        found.push(format!("See {url}"));
    }
    let listed = schema.get("enum").filter(|list| list.len() == 1);
    let only = listed.and_then(|list| list.items().next());
    if let Some(value) = only.or_else(|| schema.get("const")).and_then(Node::as_bool) {
        found.push(format!("Always `{value}`."));
    }
    found
}

/// A text of the description between back quotes.
fn code(text: &str) -> String {
    format!("`{}`", text.replace('`', "'"))
}

fn bounds(schema: Node<'_>) -> Vec<String> {
    const BOUNDS: &[(&str, &str, &str)] = &[
        ("minimum", "at least ", ""),
        ("exclusiveMinimum", "more than ", ""),
        ("maximum", "at most ", ""),
        ("exclusiveMaximum", "less than ", ""),
        ("multipleOf", "a multiple of ", ""),
        ("minLength", "at least ", " characters"),
        ("maxLength", "at most ", " characters"),
        ("minItems", "at least ", " items"),
        ("maxItems", "at most ", " items"),
        ("minProperties", "at least ", " entries"),
        ("maxProperties", "at most ", " entries"),
    ];
    let mut found: Vec<String> = BOUNDS
        .iter()
        .filter_map(|(key, before, after)| {
            let number = schema.get(key)?.number_text()?;
            // 3.0 makes a bound exclusive by a second key that is true.
            let is_exclusive = |key: &str| schema.get(key).and_then(Node::as_bool) == Some(true);
            let before = match *key {
                "minimum" if is_exclusive("exclusiveMinimum") => "more than ",
                "maximum" if is_exclusive("exclusiveMaximum") => "less than ",
                _ => before,
            };
            Some(format!("{before}{number}{after}"))
        })
        .collect();
    if let Some(pattern) = schema.get("pattern").and_then(Node::as_str) {
        found.push(format!("matching `{}`", pattern.replace('`', "'")));
    }
    if schema.get("uniqueItems").and_then(Node::as_bool) == Some(true) {
        found.push("no item twice".to_owned());
    }
    found
}
