//! Schemas that list their values: enumerations of texts.

use super::{is_nullable, kinds};
use crate::model::EnumValue;
use crate::report::{Code, Report};
use crate::resolve::object::{self, head};
use crate::resolve::openapi::{self as openapi, Document, keys, widen};
use crate::syntax::Node;

pub(super) fn values(
    document: &Document<'_, '_>,
    schema: Node<'_>,
    name: &str,
    report: &mut Report,
) -> Vec<EnumValue> {
    let (key, node) = match (schema.get("enum"), schema.get("oneOf"), schema.get("const")) {
        (Some(node), ..) => ("enum", node),
        (_, Some(node), _) => ("oneOf", node),
        (.., Some(node)) => {
            return value(document, name, node, Default::default())
                .into_iter()
                .collect();
        }
        _ => return Vec::new(),
    };
    let Some(list) = object::list(node, key, report) else {
        return Vec::new();
    };
    let mut found: Vec<EnumValue> = Vec::new();
    if list.len() == 0 {
        let at = schema
            .entry(key)
            .map_or_else(|| head(schema), |entry| entry.key_span);
        report.error(
            Code::EnumWithoutValues,
            at,
            format!("`{name}` is an enumeration without values"),
        );
    }
    for item in list.items() {
        let (item, docs) = if key == "oneOf" {
            object::check_keys(item, &keys::ENUM_VALUE, report);
            let docs = object::text_or_empty(item, "description", report);
            let docs = if docs.is_empty() {
                object::text_or_empty(item, "title", report)
            } else {
                docs
            };
            let Some(constant) = item.get("const") else {
                continue;
            };
            let names = (
                docs,
                openapi::rust_name(item, report),
                openapi::renamed_from(item, report),
            );
            (constant, names)
        } else {
            (item, Default::default())
        };
        if item.is_null() && is_nullable(schema) {
            continue;
        }
        if let Some(value) = value(document, name, item, docs) {
            if let Some(first) = found.iter().find(|known| known.wire == value.wire) {
                report
                    .error(
                        Code::DuplicateValue,
                        item.span(),
                        format!("`{}` is listed twice", value.wire),
                    )
                    .label(first.origin.span, "first here");
                continue;
            }
            found.push(value);
        }
    }
    found
}

pub(super) fn value(
    document: &Document<'_, '_>,
    name: &str,
    node: Node<'_>,
    (docs, rust_name, renamed_from): (String, Option<String>, Option<String>),
) -> Option<EnumValue> {
    // Anything else is no enumeration, and was reported as a list of values.
    let text = node.as_str()?;
    let origin = document
        .context
        .origin(node.span(), &format!("{name}.{text}"));
    Some(EnumValue {
        wire: text.to_owned(),
        rust_name,
        renamed_from,
        origin,
        docs,
    })
}

/// Whether a schema lists its values, which are text. An empty list counts: it is reported where
/// the values are read.
pub(in crate::resolve::openapi) fn is_enumeration(schema: Node<'_>) -> bool {
    let text = kinds(schema)
        .iter()
        .all(|kind| matches!(*kind, "string" | "null"));
    let texts = |node: Node<'_>| {
        node.as_sequence().is_none()
            || node
                .items()
                .all(|item| item.as_str().is_some() || item.is_null())
    };
    let one_of = schema.get("oneOf").and_then(Node::as_sequence);
    schema.get("enum").is_some_and(texts)
        || one_of.is_some_and(|node| {
            node.items().all(|item| {
                item.get("const")
                    .is_some_and(|value| value.as_str().is_some())
            })
        })
        || (text
            && schema
                .get("const")
                .is_some_and(|value| value.as_str().is_some()))
}

/// Reports a list of values that is no enumeration of texts.
pub(super) fn listed_values(document: &Document<'_, '_>, schema: Node<'_>, report: &mut Report) {
    let Some(listed) = ["enum", "const"]
        .into_iter()
        .find_map(|key| schema.entry(key))
    else {
        return;
    };
    let mut items = listed.value.items();
    let other = items
        .find(|item| item.as_str().is_none() && !item.is_null())
        .unwrap_or(listed.value);
    let is = other.describe();
    widen::report_widened(
        document,
        schema,
        other.span(),
        &format!("only texts are listed in an enumeration, and this is {is}: any value is read"),
        report,
    );
    if kinds(schema).contains(&"string") {
        report.help_last("put the value in quotes if it is text");
    }
}
