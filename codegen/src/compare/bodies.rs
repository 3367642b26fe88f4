//! Bodies: whether they can be given whole, and whether a call can be sent without.

use super::log::{Log, code};
use super::operations::Call;
use super::{Comparing, Rule, SENT, Source, Wire};
use crate::model::{BodyFormat, Location, Operation};

pub(super) fn compare(comparing: &Comparing<'_>, call: &Call<'_>, log: &mut Log) {
    whole(comparing, call, log);
    absent(comparing, call, log);
}

/// The method that takes the body as a record.
fn whole(comparing: &Comparing<'_>, call: &Call<'_>, log: &mut Log) {
    let was = &comparing.old.operation_names(call.one).whole;
    let is = &comparing.new.operation_names(call.other).whole;
    let (from, to) = (call.old.origin.span, call.new.origin.span);
    match (was, is) {
        (None, None) => {}
        (None, Some(names)) => {
            let message = format!(
                "the method {}, which takes the body as a record, was added",
                code(&names.method)
            );
            log.add(Rule::RequestBodyMethodAdded, &call.path, message)
                .both(from, to);
        }
        (Some(names), None) => {
            let message = format!(
                "the method {}, which takes the body as a record, was removed",
                code(&names.method)
            );
            log.add(Rule::RequestBodyMethodRemoved, &call.path, message)
                .both(from, to);
        }
        (Some(was), Some(is)) => {
            renamed(call, &was.method, &is.method, log);
            if let (Some(old), Some(new)) = (call.old.record(), call.new.record())
                && let Some(difference) = comparing.difference(old, new)
            {
                let message = format!("the body is {}", comparing.instead(difference, old, new));
                let types = (difference, old, new);
                super::types::change(comparing, SENT, types, &call.path, message, log)
                    .both(from, to);
            }
        }
    }
}

/// Whether the call can be sent without a body that is taken by its properties.
fn absent(comparing: &Comparing<'_>, call: &Call<'_>, log: &mut Log) {
    let was = &comparing.old.operation_names(call.one).without;
    let is = &comparing.new.operation_names(call.other).without;
    let (from, to) = (call.old.origin.span, call.new.origin.span);
    if let (Some(was), Some(is)) = (was, is) {
        renamed(call, was, is, log);
    }
    // One input says so itself, and so does a body that comes or goes.
    if [call.old, call.new].iter().any(|call| !has_fields(call)) {
        return;
    }
    match (may_be_absent(call.old), may_be_absent(call.new)) {
        (false, true) => {
            log.add(
                Rule::RequestBodyBecomesOptional,
                &call.path,
                "the call can be sent without its body",
            )
            .source(match is {
                Some(_) => Source::Added,
                None => Source::None,
            })
            .both(from, to);
        }
        (true, false) => {
            let is_required = call.new.body().is_some_and(|body| body.required);
            let message = match was {
                Some(method) if !is_required => format!(
                    "the method {} was removed: no property of the body is required",
                    code(method)
                ),
                Some(_) | None => "the call can no longer be sent without its body".to_owned(),
            };
            log.add(Rule::RequestBodyBecomesRequired, &call.path, message)
                .source(match was {
                    Some(_) => Source::Break,
                    None => Source::None,
                })
                .wire(if is_required { Wire::Break } else { Wire::None })
                .both(from, to);
        }
        (true, true) | (false, false) => {}
    }
}

/// Whether the properties of the body are parameters of the call.
fn has_fields(operation: &Operation) -> bool {
    let mut inputs = operation.inputs.iter();
    inputs.any(|input| input.place == Location::BodyField)
}

/// Whether the call can be sent without the body that it has: by a method of its own, or a form
/// because nothing of it is set.
fn may_be_absent(operation: &Operation) -> bool {
    operation.may_lack_body()
        || operation.body().is_some_and(|body| {
            !body.required && matches!(body.format, BodyFormat::Form | BodyFormat::Parts)
        })
}

/// A method that is called otherwise where the usual one is called as before.
fn renamed(call: &Call<'_>, was: &str, is: &str, log: &mut Log) {
    if was != is && call.old.id == call.new.id {
        let message = format!("the method is named `{is}` instead of `{was}`");
        log.add(Rule::MethodNameChanged, &call.path, message)
            .both(call.old.origin.span, call.new.origin.span);
    }
}
