//! What no type can say yet: it becomes any JSON, with a finding at its place.
//!
//! Widening loses nothing on the way: the value arrives and is sent as it is. What must not happen
//! is that a secret hides in it, because any JSON is printed as it is.

use super::Document;
use crate::model::Type;
use crate::report::{Code, Report};
use crate::source::Span;
use crate::syntax::{Entry, Node};

/// The key of a schema that no type follows. The parts of `allOf` are one shape,
/// unless they could not be brought together.
pub(super) fn key<'d>(document: &Document<'_, '_>, schema: Node<'d>) -> Option<Entry<'d>> {
    if document.composed().failure(schema.identity()).is_some() {
        return ["allOf", "oneOf", "anyOf", "$ref"]
            .into_iter()
            .find_map(|key| schema.entry(key));
    }
    schema.entry("$dynamicRef")
}

/// Widens a schema to any JSON: `message` says what it is, without an end.
pub(super) fn widen(
    document: &Document<'_, '_>,
    schema: Node<'_>,
    at: Span,
    message: &str,
    report: &mut Report,
) -> Type {
    report_widened(
        document,
        schema,
        at,
        &format!("{message} becomes any JSON"),
        report,
    );
    Type::Json
}

/// Reports that a schema is read as something wider than it is.
pub(super) fn report_widened(
    document: &Document<'_, '_>,
    schema: Node<'_>,
    at: Span,
    message: &str,
    report: &mut Report,
) {
    if holds_secret(document, schema) {
        report
            .error(
                Code::Unsupported,
                at,
                format!("{message}, and holds a secret that would then be printed"),
            )
            .help("describe the secret where a type can say so");
        return;
    }
    report
        .error(Code::Widened, at, message)
        .help("describe it without, or acknowledge it in `bindery.yaml`");
}

/// Whether a schema, or one that it refers to, describes a secret.
pub(super) fn holds_secret(document: &Document<'_, '_>, schema: Node<'_>) -> bool {
    let context = document.context;
    context.documents.hold_secret(context.sources, schema)
}
