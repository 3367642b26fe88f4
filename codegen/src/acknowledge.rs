//! Drops the findings that the configuration accepts, and reports acceptances that match nothing.

use crate::config::Acknowledgement;
use crate::report::{Code, Report};
use crate::resolve::Context;
use crate::source::Span;

/// Only a finding that leaves something out can be accepted; a mistake cannot.
const ACCEPTABLE: &[Code] = &[Code::Ignored];

/// Applies the acknowledgements of the configuration.
pub(crate) fn acknowledge(
    context: &Context<'_>,
    accepted: &[Acknowledgement],
    report: &mut Report,
) {
    for acknowledgement in accepted {
        let place = place(context, &acknowledgement.at);
        let code = acknowledgement
            .code
            .parse::<Code>()
            .ok()
            .filter(|code| ACCEPTABLE.contains(code));
        let matched = match (code, place) {
            (Some(code), Some(place)) => report.drop_within(code, place),
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
            let acceptable = crate::resolve::object::listed(
                &ACCEPTABLE
                    .iter()
                    .map(|code| code.as_str())
                    .collect::<Vec<_>>(),
            );
            finding.help(format!(
                "take the acknowledgement out; what can be acknowledged is {acceptable}"
            ));
        }
    }
}

/// The text that `file#/json/pointer` names, in an input or a file that one refers to: the value,
/// with its key where it has one.
fn place(context: &Context<'_>, at: &str) -> Option<Span> {
    let (path, pointer) = at.split_once('#')?;
    let root = context
        .documents
        .roots()
        .find(|root| context.sources.path(root.span().file) == path)?;
    let mut place = root.pointer(pointer)?.span();
    if let Some((parent, _)) = pointer.rsplit_once('/')
        && let Some(key) = root.pointer(parent).and_then(|parent| {
            parent
                .entries()
                .find(|entry| entry.value.span() == place)
                .map(|entry| entry.key_span)
        })
    {
        place.start = place.start.min(key.start);
    }
    Some(place)
}
