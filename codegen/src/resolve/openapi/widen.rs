//! What no type can say yet: it becomes any JSON, with a finding at its place.
//!
//! Widening loses nothing on the way: the value arrives and is sent as it is. What must not happen
//! is that a secret hides in it, because any JSON is printed as it is.

use crate::keywords::Keyword;
use crate::model::Type;
use crate::report::{Code, Report};
use crate::schemas::{Said, Schema, SchemaRef};
use crate::source::Span;

/// The keyword of a schema that no type follows. The parts of `allOf` are one shape,
/// unless they could not be brought together.
pub(super) fn key<'s, 'd>(schema: &'s Schema<'d>) -> Option<&'s Said<'d>> {
    if schema.failure().is_none() {
        return schema.said(Keyword::DynamicReference);
    }
    let composing = [
        Keyword::AllOf,
        Keyword::OneOf,
        Keyword::AnyOf,
        Keyword::Reference,
        Keyword::Type,
    ];
    composing
        .into_iter()
        .find_map(|keyword| schema.said(keyword))
}

/// Widens a schema to any JSON: `message` says what it is, without an end.
pub(super) fn widen(schema: SchemaRef<'_>, at: Span, message: &str, report: &mut Report) -> Type {
    report_widened(schema, at, &format!("{message} becomes any JSON"), report);
    Type::Json
}

/// Reports that a schema is read as something wider than it is.
pub(super) fn report_widened(schema: SchemaRef<'_>, at: Span, message: &str, report: &mut Report) {
    // Whether a schema, or one that it refers to, describes a secret.
    if schema.holds_secret() {
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
