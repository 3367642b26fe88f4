//! Shapes of faults: they document what the runtime reads, and so must be shapes that it reads.

use super::keys;
use crate::model::FaultShape;
use crate::report::{Code, Report, suggest};
use crate::syntax::Node;
use crate::syntax::object::{self, head};

/// The children of `ErrorInfo` that are read.
const INFO: &[&str] = &["ErrorCode", "ErrorItem", "ErrorMessage", "ErrorString"];

/// What may describe a shape, apart from its place and documentation.
const CONTENT: &[&str] = &["fields", "type", "values"];

/// The shapes of faults, as they are described.
pub(super) fn shapes(root: Node<'_>) -> Vec<FaultShape> {
    let faults = root.get("faults").into_iter().flat_map(Node::items);
    faults
        .filter_map(|fault| {
            let at = fault.get("at")?;
            let content: Vec<String> = CONTENT
                .iter()
                .filter_map(|key| {
                    Some(format!(
                        "{key}={}",
                        crate::syntax::canonical(fault.get(key)?)
                    ))
                })
                .collect();
            Some(FaultShape {
                span: at.span(),
                at: at.text()?.to_owned(),
                content: content.join(" "),
                docs: fault
                    .get("docs")
                    .and_then(Node::text)
                    .unwrap_or_default()
                    .to_owned(),
            })
        })
        .collect()
}

/// Checks the faults of a description.
pub(super) fn check(root: Node<'_>, report: &mut Report) {
    let Some(faults) = root
        .get("faults")
        .and_then(|node| object::list(node, "faults", report))
    else {
        return;
    };
    for fault in faults.items() {
        if let Some(fault) = object::mapping(fault, "a fault", report) {
            shape(fault, report);
        }
    }
}

fn shape(fault: Node<'_>, report: &mut Report) {
    object::check_keys(fault, &keys::FAULT, report);
    let Some(at) = object::required(fault, "at", "the fault", head(fault), report) else {
        return;
    };
    let Some(path) = object::text(at, "at", report) else {
        return;
    };
    let read: &[&str] = match path.strip_prefix("detail/") {
        Some("ErrorInfo") => &["fields"],
        Some(name) if name.ends_with("ErrorCode") && !name.contains('/') => &["type", "values"],
        None if path == "detail" => &["type"],
        _ => {
            report
                .error(
                    Code::Unsupported,
                    at.span(),
                    format!("the runtime does not read a fault at `{path}`"),
                )
                .help("it reads `detail/ErrorInfo`, an element of the detail whose name ends in `ErrorCode`, and `detail` as XML");
            return;
        }
    };
    for entry in fault
        .entries()
        .filter(|entry| CONTENT.contains(&entry.key) && !read.contains(&entry.key))
    {
        report
            .error(
                Code::Unsupported,
                entry.key_span,
                format!(
                    "the runtime does not read `{}` of a fault at `{path}`",
                    entry.key
                ),
            )
            .help(format!("describe it by {}", object::listed(read)));
    }
    if read.contains(&"fields")
        && let Some(fields) = fault
            .get("fields")
            .and_then(|node| object::mapping(node, "fields", report))
    {
        self::fields(fields, report);
    }
}

fn fields(fields: Node<'_>, report: &mut Report) {
    for entry in fields.entries() {
        if let Some(field) = object::mapping(entry.value, "a field", report) {
            object::check_keys(field, &keys::FIELD, report);
        }
        if INFO.contains(&entry.key) {
            continue;
        }
        let finding = report.error(
            Code::Unsupported,
            entry.key_span,
            format!("the runtime does not read `{}` of a fault", entry.key),
        );
        match suggest(entry.key, INFO.iter().copied()) {
            Some(meant) => finding.help(format!("did you mean `{meant}`?")),
            None => finding.help(format!("it reads {}", object::listed(INFO))),
        };
    }
}
