//! The version that a document names, and what it uses that only a later version has.
//!
//! What OpenAPI 3.2 adds is read wherever it stands; a document of 3.0 or 3.1 that has it says something
//! that other readers of that document do not see.

use std::collections::HashSet;

use super::Context;
use crate::documents::position::{Object, Position};
use crate::report::{Code, Report};
use crate::syntax::{Entry, Kind, Node};

/// The keys that OpenAPI 3.2 adds, by object, and by the key below which they stand in it.
///
/// `itemSchema` is not among them: streams have been described by it since before there was a 3.2. What
/// it adds to schemas is in the table of their keywords.
const KEYS: &[(Object, &str, &[&str])] = &[
    (Object::Components, "", &["mediaTypes"]),
    (Object::Document, "", &["$self"]),
    (Object::Document, "servers", &["name"]),
    (Object::Document, "tags", &["kind", "parent", "summary"]),
    (
        Object::Encoding,
        "",
        &["encoding", "itemEncoding", "prefixEncoding"],
    ),
    (Object::Example, "", &["dataValue", "serializedValue"]),
    (Object::Link, "server", &["name"]),
    (
        Object::MediaType,
        "",
        &["$ref", "itemEncoding", "prefixEncoding"],
    ),
    (Object::Operation, "servers", &["name"]),
    (Object::PathItem, "", &["additionalOperations", "query"]),
    (Object::PathItem, "servers", &["name"]),
    (Object::Response, "", &["summary"]),
    (
        Object::SecurityScheme,
        "",
        &["deprecated", "oauth2MetadataUrl"],
    ),
    (Object::SecurityScheme, "flows", &["deviceAuthorization"]),
];

/// The values that OpenAPI 3.2 adds, by object and key.
const VALUES: &[(Object, &str, &str)] = &[
    (Object::Parameter, "in", "querystring"),
    (Object::Parameter, "style", "cookie"),
];

/// Checks the version of a document, and what it uses of later ones.
pub(super) fn version(context: &Context<'_>, root: Node<'_>, report: &mut Report) {
    let Some(node) = root.get("openapi") else {
        return;
    };
    let text = node.text().unwrap_or_default();
    if is_version(text, "3.2") {
        return;
    }
    if is_version(text, "3.0") || is_version(text, "3.1") {
        later(context, root, text, report);
        return;
    }
    report
        .error(
            Code::UnsupportedVersion,
            node.span(),
            format!("OpenAPI `{text}` is not read"),
        )
        .help("bindery reads Swagger 2.0 and OpenAPI 3.0, 3.1 and 3.2, as in `3.1.0`");
}

/// Whether a text is a version, of whatever patch.
fn is_version(text: &str, version: &str) -> bool {
    let rest = text.strip_prefix(version);
    rest.is_some_and(|patch| {
        // `3.1.0-rc1` is one as well.
        let patch = patch.split_once('-').map_or(patch, |(patch, _)| patch);
        let number = if patch.is_empty() {
            "0"
        } else {
            patch.strip_prefix('.').unwrap_or_default()
        };
        !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit())
    })
}

/// Reports what a document, and the files without a version that it refers to, use of OpenAPI 3.2.
fn later(context: &Context<'_>, root: Node<'_>, version: &str, report: &mut Report) {
    let documents = context.documents;
    let mut pending: Vec<_> = Position::of_root(root)
        .map(|position| (root, position))
        .into_iter()
        .collect();
    let mut seen = HashSet::new();
    while let Some((node, position)) = pending.pop() {
        let is_skipped = matches!(
            position,
            Position::Data | Position::One(Object::Schema) | Position::Named(Object::Schema)
        );
        let named = documents
            .home(node)
            .filter(|home| home.get("openapi").is_some());
        let is_elsewhere = named.is_some_and(|home| home.identity() != root.identity());
        if is_skipped || is_elsewhere || !seen.insert((node.identity(), position)) {
            continue;
        }
        match position {
            Position::One(object) if node.kind() == Kind::Mapping => {
                used(node, object, version, report);
            }
            Position::One(_) | Position::Named(_) | Position::Data => {}
        }
        let reference = node.get("$ref").filter(|_| node.kind() == Kind::Mapping);
        let target = reference.and_then(|reference| documents.target(context.sources, reference));
        pending.extend(target.map(|target| (target, position.referred())));
        pending.extend(position.inside(node));
    }
}

/// Reports what an object uses of OpenAPI 3.2.
fn used(node: Node<'_>, object: Object, version: &str, report: &mut Report) {
    let mut tell = |entry: Entry<'_>, what: String| {
        report.assumed(
            entry.key_span,
            format!("{what} is of OpenAPI 3.2, and the document is of `{version}`"),
            "it is read as in 3.2",
        );
    };
    // Beside a reference stands what documents it.
    let is_reference = node.get("$ref").is_some();
    let keys = KEYS.iter().filter(|(of, _, _)| *of == object);
    for (_, below, names) in keys {
        let holders: Vec<_> = match (*below, node.get(below)) {
            ("", _) => vec![node],
            (_, Some(list)) if list.kind() == Kind::Sequence => list.items().collect(),
            (_, member) => member.into_iter().collect(),
        };
        for holder in holders {
            for name in names
                .iter()
                .filter(|name| !is_reference || **name == "$ref")
            {
                if let Some(entry) = holder.entry(name) {
                    tell(entry, format!("the key `{name}`"));
                }
            }
        }
    }
    for (_, key, value) in VALUES.iter().filter(|(of, _, _)| *of == object) {
        let entry = node.entry(key);
        if let Some(entry) = entry.filter(|entry| entry.value.text() == Some(value)) {
            tell(entry, format!("`{key}: {value}`"));
        }
    }
}
