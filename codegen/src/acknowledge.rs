//! Drops the findings that the configuration accepts, and reports acceptances that match nothing.

use crate::config::Acknowledgement;
use crate::report::{Code, Report};
use crate::resolve::Context;
use crate::source::Span;
use crate::syntax::Node;

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

/// The text that `file#/json/pointer` names.
fn place(context: &Context<'_>, at: &str) -> Option<Span> {
    let (path, pointer) = at.split_once('#')?;
    context.documents.inputs().find_map(|root| {
        let file = root.span().file;
        (context.sources.path(file) == path)
            .then(|| root.pointer(pointer))?
            .map(Node::span)
    })
}
