//! Rules of a schema that no type says: told to callers where a sentence can tell them.
//!
//! A rule that takes more than a sentence is a finding, and nothing of it is told.

use crate::documents::referred_name;
use crate::report::{Code, Report};
use crate::source::Span;
use crate::syntax::Node;
use crate::syntax::canonical;
use crate::syntax::object::{listed, text};

/// The most names or values that a sentence lists.
const MOST_LISTED: usize = 20;

/// The sentences of a schema.
pub(super) fn sentences(schema: Node<'_>, report: &mut Report) -> Vec<String> {
    let mut found = Vec::new();
    match (is_true(schema, "readOnly"), is_true(schema, "writeOnly")) {
        (true, false) => found.push("Read-only: only answers hold it.".to_owned()),
        (false, true) => found.push("Write-only: no answer holds it.".to_owned()),
        _ => {}
    }
    // Where properties are described, their fields say so.
    let required = schema.get("required").and_then(Node::as_sequence);
    if let Some(required) = required.filter(|_| schema.get("properties").is_none()) {
        let names: Vec<_> = required
            .items()
            .filter_map(Node::as_str)
            .take(MOST_LISTED + 1)
            .collect();
        if !names.is_empty() && names.len() <= MOST_LISTED {
            found.push(format!("Always with {}.", listed(&names)));
        }
    }
    if let Some(entry) = schema.entry("propertyNames") {
        match names(entry.value) {
            Some(sentence) => found.extend(sentence),
            None => untold("propertyNames", entry.key_span, report),
        }
    }
    if let Some(entry) = schema.entry("contains") {
        match contained(schema, entry.value) {
            Some(sentence) => found.push(sentence),
            None => untold("contains", entry.key_span, report),
        }
    }
    if let Some(entry) = schema.entry("not") {
        match excluded(entry.value) {
            Some(sentence) => found.push(sentence),
            None => untold("not", entry.key_span, report),
        }
    }
    let patterns = schema.get("patternProperties");
    let patterns: Vec<_> = patterns
        .into_iter()
        .flat_map(Node::entries)
        .take(MOST_LISTED)
        .map(|entry| code(entry.key))
        .collect();
    if !patterns.is_empty() {
        found.push(format!("Further names match {}.", patterns.join(" or ")));
    }
    for entry in schema
        .get("dependentRequired")
        .into_iter()
        .flat_map(Node::entries)
        .take(MOST_LISTED)
    {
        let names: Vec<_> = (entry.value.items().take(MOST_LISTED))
            .filter_map(|name| text(name, "dependentRequired", report))
            .map(|name| name.replace('`', "'"))
            .collect();
        if !names.is_empty() {
            let names: Vec<_> = names.iter().map(String::as_str).collect();
            found.push(format!("With {} goes {}.", code(entry.key), listed(&names)));
        }
    }
    found
}

/// Reports a rule that no sentence tells.
fn untold(key: &str, at: Span, report: &mut Report) {
    report
        .error(
            Code::Ignored,
            at,
            format!("`{key}` of a schema has no part in the code"),
        )
        .help("leave it out, or acknowledge it in `bindery.yaml`");
}

/// What the names of properties are; an empty sentence where that is nothing new.
fn names(schema: Node<'_>) -> Option<Option<String>> {
    if schema.as_bool() == Some(true) {
        return Some(None);
    }
    if let Some(reference) = schema.get("$ref") {
        let name = referred_name(reference)?;
        return Some(Some(format!("Names are of the type {}.", code(&name))));
    }
    let known = |key: &str| matches!(key, "$comment" | "description" | "title" | "type");
    let mut said = schema.entries().filter(|entry| !known(entry.key));
    let (first, second) = (said.next(), said.next());
    let Some(entry) = first else {
        return Some(None);
    };
    if second.is_some() {
        return None;
    }
    let value = entry.value;
    Some(Some(match entry.key {
        "pattern" => format!("Names match {}.", code(value.as_str()?)),
        "format" => format!("Names have the format {}.", code(value.as_str()?)),
        "minLength" => format!("Names have at least {} characters.", value.number_text()?),
        "maxLength" => format!("Names have at most {} characters.", value.number_text()?),
        "enum" | "const" => format!("Names: {}.", values(entry.key, value)?),
        _ => return None,
    }))
}

/// What some of the items are.
fn contained(schema: Node<'_>, item: Node<'_>) -> Option<String> {
    let what = described(item)?;
    let bound = |key: &str| schema.get(key).and_then(Node::number_text);
    let least = bound("minContains").unwrap_or("1");
    Some(match bound("maxContains") {
        Some(most) => format!("At least {least} and at most {most} of the items: {what}."),
        None => format!("At least {least} of the items: {what}."),
    })
}

/// What values are not.
fn excluded(schema: Node<'_>) -> Option<String> {
    let names = schema.get("required").filter(|_| schema.len() == 1);
    if let Some(names) = names.filter(|names| names.len() <= MOST_LISTED) {
        let names: Option<Vec<_>> = names.items().map(Node::as_str).collect();
        return match &names?[..] {
            [] => None,
            [only] => Some(format!("Without {}.", code(only))),
            several => Some(format!("Never with all of {}.", listed(several))),
        };
    }
    Some(format!("Never: {}.", described(schema)?))
}

/// A schema in a few words: a type, a reference, or values.
fn described(schema: Node<'_>) -> Option<String> {
    let mut said = schema
        .entries()
        .filter(|entry| !matches!(entry.key, "$comment" | "description" | "title"));
    let (entry, second) = (said.next()?, said.next());
    match entry.key {
        "type" if second.is_none() => Some(code(entry.value.as_str()?)),
        "$ref" if second.is_none() => Some(code(&referred_name(entry.value)?)),
        "enum" | "const" if second.is_none() => values(entry.key, entry.value),
        // A type beside values says nothing more.
        "type" => second
            .filter(|second| matches!(second.key, "enum" | "const") && said.next().is_none())
            .and_then(|second| values(second.key, second.value)),
        _ => None,
    }
}

/// Listed values.
fn values(key: &str, value: Node<'_>) -> Option<String> {
    let values: Vec<_> = if key == "const" {
        vec![canonical(value)]
    } else {
        value.items().take(MOST_LISTED + 1).map(canonical).collect()
    };
    if values.is_empty() || values.len() > MOST_LISTED {
        return None;
    }
    let values: Vec<_> = values.iter().map(|value| code(value)).collect();
    Some(values.join(", "))
}

fn is_true(schema: Node<'_>, key: &str) -> bool {
    schema.get(key).and_then(Node::as_bool) == Some(true)
}

/// A text of the description between back quotes.
fn code(text: &str) -> String {
    format!("`{}`", text.replace('`', "'").replace(['\n', '\r'], " "))
}
