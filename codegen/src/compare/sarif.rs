//! Draws a comparison as SARIF 2.1.0, which code scanning and editors read.
//!
//! Every change is a result at its line; what the configuration accepts is suppressed there, with
//! the reason.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use super::annotations::said;
use super::outline::{Cause, Standing, outline};
use super::{Change, Comparison, Location, Rule, Verdict};

const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";

/// Draws one run.
pub(super) fn render(comparison: &Comparison) -> String {
    let used: BTreeSet<Rule> = comparison.changes.iter().map(Change::rule).collect();
    let order: BTreeMap<Rule, usize> = used.iter().copied().zip(0..).collect();
    let rules: Vec<Value> = used.into_iter().map(rule).collect();
    let mut results = Vec::new();
    for section in outline(comparison) {
        let causes = section.groups.iter().flat_map(|group| &group.causes);
        let changes = causes.flat_map(Cause::all);
        results.extend(changes.map(|change| result(section.standing, change, &order)));
    }
    let notes: Vec<Value> = comparison
        .unmatched
        .iter()
        .map(|unmatched| {
            json!({
                "level": "warning",
                "message": { "text": unmatched.to_string() },
                "locations": [place(unmatched.place(), None)],
            })
        })
        .collect();
    let log = json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "bindery",
                "version": env!("CARGO_PKG_VERSION"),
                "rules": rules,
            } },
            // Columns count characters, and a character of Unicode is one.
            "columnKind": "unicodeCodePoints",
            "invocations": [{
                "executionSuccessful": true,
                "toolConfigurationNotifications": notes,
            }],
            "properties": { "verdict": comparison.verdict(), "counts": comparison.counts() },
            "results": results,
        }],
    });
    format!("{log}\n")
}

fn rule(rule: Rule) -> Value {
    let text = rule.explanation().trim_end();
    json!({
        "id": rule.as_str(),
        "shortDescription": { "text": rule.summary() },
        "fullDescription": { "text": format!("{}.", rule.summary()) },
        "help": { "text": text, "markdown": text },
    })
}

fn result(standing: Standing, change: &Change, order: &BTreeMap<Rule, usize>) -> Value {
    let level = match (standing, change.verdict) {
        (Standing::Breaking, _) => "error",
        (
            Standing::Accepted | Standing::Added | Standing::Other,
            Verdict::Major | Verdict::Minor,
        ) => "warning",
        (
            Standing::Accepted | Standing::Added | Standing::Other,
            Verdict::None | Verdict::Patch,
        ) => "note",
    };
    let mut result = json!({
        "ruleId": change.rule.as_str(),
        "ruleIndex": order.get(&change.rule),
        "level": level,
        "message": { "text": said(change) },
        "partialFingerprints": {
            "change/v1": format!("{} {} {}", change.rule, change.subject, change.message),
        },
        "properties": {
            "source": change.source,
            "wire": change.wire,
            "verdict": change.verdict,
            "groups": change.about.groups,
        },
    });
    if let Some(at) = &change.anchor {
        result["locations"] = json!([place(at, Some(change))]);
    }
    if let Some(was) = &change.old {
        let mut was = place(was, None);
        was["id"] = json!(0);
        was["message"] = json!({ "text": "before" });
        result["relatedLocations"] = json!([was]);
    }
    if let Some(why) = &change.accepted {
        result["suppressions"] = json!([{ "kind": "external", "justification": why }]);
    }
    result
}

fn place(at: &Location, of: Option<&Change>) -> Value {
    let mut place = json!({
        "physicalLocation": {
            "artifactLocation": { "uri": uri(&at.path) },
            "region": { "startLine": at.line, "startColumn": at.column },
        },
    });
    if let Some(change) = of {
        place["logicalLocations"] = json!([{ "fullyQualifiedName": change.subject }]);
    }
    place
}

/// A path as a reference that is relative to the working folder: what means something else in one is
/// percent-encoded, so that no name of a file is an address.
pub(super) fn uri(path: &str) -> String {
    let mut uri = String::new();
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                uri.push(char::from(byte));
            }
            other => uri.push_str(&format!("%{other:02X}")),
        }
    }
    uri
}
