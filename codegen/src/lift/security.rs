//! Security definitions: `basic` becomes an HTTP scheme, and each flow of OAuth 2.0 an object.

use super::keys;
use super::part::{Map, Part};
use crate::report::Report;
use crate::syntax::Node;
use crate::syntax::object;

/// What each flow is called.
const FLOWS: &[(&str, &str)] = &[
    ("accessCode", "authorizationCode"),
    ("application", "clientCredentials"),
    ("implicit", "implicit"),
    ("password", "password"),
];

/// The schemes of `securityDefinitions`.
pub(super) fn schemes(definitions: Node<'_>, report: &mut Report) -> Part {
    let mut schemes = Map::of(definitions);
    for entry in definitions.entries() {
        let scheme = if entry.value.as_mapping().is_some() && entry.value.get("$ref").is_none() {
            scheme(entry.value, report)
        } else {
            Part::written(entry.value)
        };
        schemes.add(entry.key, entry.key_span, scheme);
    }
    schemes.into()
}

fn scheme(node: Node<'_>, report: &mut Report) -> Part {
    object::check_keys(node, &keys::SECURITY_SCHEME, report);
    if node.get("type").and_then(Node::text) == Some("oauth2") {
        let mark = report.mark();
        let at = object::head(node);
        object::required(node, "flow", "the security scheme", at, report);
        report.guess_since(mark, "callers bring the token");
    }
    let mut scheme = Map::of(node);
    for entry in node.entries() {
        let at = entry.value.span();
        match entry.key {
            "type" if entry.value.text() == Some("basic") => {
                scheme.add("type", entry.key_span, Part::text("http", at));
                scheme.add("scheme", entry.key_span, Part::text("basic", at));
            }
            "type" | "description" | "name" | "in" => scheme.keep(&entry),
            "flow" => {
                let words: Vec<_> = FLOWS.iter().map(|(older, _)| *older).collect();
                let mark = report.mark();
                let word = object::word(entry.value, "flow", &words, report);
                report.guess_since(mark, "callers bring the token");
                let mut flow = Map::new(at);
                for key in ["authorizationUrl", "tokenUrl", "scopes"] {
                    if let Some(entry) = node.entry(key) {
                        flow.keep(&entry);
                    }
                }
                let mut flows = Map::new(at);
                if let Some((_, newer)) = FLOWS.iter().find(|(older, _)| Some(*older) == word) {
                    flows.add(newer, at, flow.into());
                }
                scheme.add("flows", entry.key_span, flows.into());
            }
            key if keys::is_extension(key) => scheme.keep(&entry),
            _ => {}
        }
    }
    scheme.into()
}
