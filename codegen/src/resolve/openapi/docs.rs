//! Documentation of schemas: the description, and what the bounds say.

use crate::report::Report;
use crate::resolve::object;
use crate::syntax::Node;

/// The documentation of a schema: its description or title, its bounds and its default.
pub(super) fn of(schema: Node<'_>, report: &mut Report) -> String {
    let mut docs = object::text_or_empty(schema, "description", report);
    if docs.is_empty() {
        docs = object::text_or_empty(schema, "title", report);
    }
    let bounds = bounds(schema);
    if !bounds.is_empty() {
        if !docs.is_empty() {
            docs.push_str("\n\n");
        }
        docs.push_str(&format!("Bounds: {}.", bounds.join(", ")));
    }
    if let Some(default) = schema.get("default").and_then(Node::text) {
        docs.push_str(&format!(
            "{}Default: `{default}`.",
            if docs.is_empty() { "" } else { "\n\n" }
        ));
    }
    docs
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
