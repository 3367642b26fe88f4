//! A parameter that is the whole query string: its media type says how it is written.

use super::Parameter;
use crate::model::{Form, Shape, Style, StyleKind, Type};
use crate::openapi::Use;
use crate::report::{Code, Report};
use crate::resolve::Types;
use crate::resolve::openapi::{Document, media, schema};
use crate::schemas::SchemaRef;
use crate::source::Span;

const FORM: &str = "application/x-www-form-urlencoded";

/// The schema of a query string, and its style: `form`, `json`, or `simple` for a text.
pub(super) fn described_by<'d>(
    document: &Document<'_, 'd>,
    parameter: &'d Parameter<'d>,
    wire: &str,
    written: &mut Style,
    report: &mut Report,
) -> Option<SchemaRef<'d>> {
    let described = &parameter.schema;
    if parameter.content.is_none() {
        let (at, reading) = match described {
            Some(schema) => (schema.key, "it is a form"),
            None => {
                written.kind = StyleKind::Simple;
                (parameter.at(), "it is text")
            }
        };
        let message = format!("the query string `{wire}` has no `content`");
        report.assumed(at, message, reading);
        return document.schema(described);
    }
    if let Some(schema) = described {
        let message = format!("the query string `{wire}` has both `schema` and `content`");
        report.assumed(schema.key, message, "its `content` counts");
    }
    written.kind = StyleKind::Simple;
    let entries = media::entries(document, &parameter.content);
    let form = entries
        .iter()
        .find(|entry| media::essence(entry.name) == FORM);
    let json = entries.iter().find(|entry| super::is_json(entry.name));
    let Some(chosen) = form.or(json).or(entries.first()) else {
        let message = format!("the `content` of the query string `{wire}` names no media type");
        report.assumed(parameter.at(), message, "it is text");
        return None;
    };
    for other in entries.iter().filter(|entry| entry.name != chosen.name) {
        super::never(chosen, other, report);
    }
    chosen.value.check_use(Use::Any, report);
    let described = document.schema(&chosen.value.schema);
    if form.is_some() || json.is_some() {
        written.kind = match form {
            Some(_) => StyleKind::Form,
            None => StyleKind::Json,
        };
        if described.is_none() {
            let message = format!("the `content` of the query string `{wire}` has no `schema`");
            report.assumed(chosen.span, message, "it is text");
            written.kind = StyleKind::Simple;
        }
        return described.filter(|schema| schema.followed().is_some());
    }
    let target = described.and_then(SchemaRef::followed)?;
    if schema::kinds(target) == ["string"] {
        return described;
    }
    report
        .error(
            Code::Widened,
            chosen.span,
            format!("a query string of `{}` becomes text", chosen.name),
        )
        .help("callers write it themselves; acknowledge it in `bindery.yaml`");
    None
}

/// Sees to it that a form is an object: what is none is sent as text.
pub(super) fn require_object(
    ty: &Type,
    wire: &str,
    at: Span,
    written: &mut Style,
    types: &Types,
    report: &mut Report,
) {
    let is_object = match types.resolved(ty).form() {
        Form::Map(_) | Form::Json => true,
        Form::Named(id) => !matches!(types.definition(id).shape, Shape::Enumeration(_)),
        Form::Scalar
        | Form::Upload
        | Form::Nothing
        | Form::Optional(_)
        | Form::List(_)
        | Form::Tuple(_) => false,
    };
    if written.kind == StyleKind::Form && !is_object {
        let message = format!("the query string `{wire}` is a form and not an object");
        report.assumed(at, message, "it is sent as text");
        written.kind = StyleKind::Simple;
    }
}
