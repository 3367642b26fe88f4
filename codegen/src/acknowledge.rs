//! Removes the findings that the configuration acknowledges, and reports acknowledgements that
//! match nothing.

use crate::config::Acknowledgement;
use crate::report::{ACCEPTABLE, Code, Degradation, Report};
use crate::resolve::Context;
use crate::source::Span;

/// Applies the acknowledgements of the configuration.
pub(crate) fn acknowledge(
    context: &Context<'_>,
    accepted: &[Acknowledgement],
    report: &mut Report,
) -> Vec<Degradation> {
    let mut degradations = Vec::new();
    for acknowledgement in accepted {
        let place = place(context, &acknowledgement.at);
        let code = acknowledgement.code.parse::<Code>().ok();
        let matched = match (code, place) {
            (Some(code), Some(place)) => {
                // What an overlay put there is in the overlay's lines.
                let (path, pointer) = acknowledgement.at.split_once('#').unwrap_or_default();
                let wanted = |span: Span| {
                    if span.file == place.file {
                        return place.start <= span.start && span.end <= place.end;
                    }
                    context.documents.pointer(span).is_some_and(|(file, at)| {
                        context.sources.path(file) == path
                            && at
                                .strip_prefix(pointer)
                                .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
                    })
                };
                take(context, code, wanted, report, &mut degradations)
            }
            _ => false,
        };
        if !matched {
            let finding = report.error(
                Code::UnknownAcknowledgement,
                acknowledgement.span,
                format!(
                    "nothing at `{}` is found to be `{}`",
                    acknowledgement.at, acknowledgement.code
                ),
            );
            let acceptable = crate::syntax::object::listed(
                &ACCEPTABLE
                    .iter()
                    .map(|code| code.as_str())
                    .collect::<Vec<_>>(),
            );
            finding.help(format!(
                "take the acknowledgement out; what can be acknowledged is {acceptable}, and what has a help line that says so"
            ));
        }
    }
    degradations
}

/// Accepts what generating would refuse, as a comparison does: it tells what is lost, and emits
/// nothing.
pub(crate) fn acknowledge_all(context: &Context<'_>, report: &mut Report) -> Vec<Degradation> {
    let mut degradations = Vec::new();
    for code in ACCEPTABLE {
        take(context, *code, |_| true, report, &mut degradations);
    }
    let unsupported = report.take_unsupported();
    degradations.extend(
        unsupported
            .into_iter()
            .map(|taken| degradation(context, taken)),
    );
    degradations
}

/// Accepts whatever could be acknowledged, where there is no configuration to acknowledge it in.
#[cfg(feature = "cli")]
pub(crate) fn acknowledge_acceptable(
    context: &Context<'_>,
    report: &mut Report,
) -> Vec<Degradation> {
    let mut degradations = Vec::new();
    for code in ACCEPTABLE {
        take(context, *code, |_| true, report, &mut degradations);
    }
    degradations
}

/// Takes the findings that a code accepts out of the report; whether there were any.
fn take(
    context: &Context<'_>,
    code: Code,
    wanted: impl Fn(Span) -> bool,
    report: &mut Report,
    degradations: &mut Vec<Degradation>,
) -> bool {
    let taken = report.take(code, wanted);
    let any = !taken.is_empty();
    degradations.extend(taken.into_iter().map(|taken| degradation(context, taken)));
    any
}

/// Something that was found, as it is in the lock file.
pub(crate) fn degradation(
    context: &Context<'_>,
    (code, span, message): (Code, Span, String),
) -> Degradation {
    let pointer = context.documents.pointer(span);
    let (file, pointer) = pointer.unwrap_or((span.file, String::new()));
    Degradation {
        code,
        place: format!("{}#{pointer}", context.file_name(file)),
        message,
        span,
    }
}

/// The text that `file#/json/pointer` names, in an input or a file that one refers to: the value,
/// with its key where it has one.
fn place(context: &Context<'_>, at: &str) -> Option<Span> {
    let (path, pointer) = at.split_once('#')?;
    let root = context
        .documents
        .written_roots()
        .find(|root| context.sources.path(root.identity().0) == path)?;
    let mut place = root.pointer(pointer)?.span();
    if let Some((parent, _)) = pointer.rsplit_once('/')
        && let Some(key) = root.pointer(parent).and_then(|parent| {
            parent
                .entries()
                .find(|entry| entry.value.span() == place)
                .map(|entry| entry.key_span)
        })
        && key.file == place.file
    {
        place.start = place.start.min(key.start);
    }
    Some(place)
}
