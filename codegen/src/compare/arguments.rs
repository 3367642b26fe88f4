//! Arguments: required parameters go by their place in the signature, up to four of them, or else by
//! their names in a struct.

use super::log::{Log, code};
use super::operations::Call;
use super::{Comparing, Rule, is_reordered};
use crate::model::{Input, Operation, Presence};

/// Whether the required parameters are arguments, or one struct.
pub(super) fn form(comparing: &Comparing<'_>, call: &Call<'_>, log: &mut Log) {
    let was = &comparing.old.operation_names(call.one).holder;
    let is = &comparing.new.operation_names(call.other).holder;
    let (from, to) = (call.old.origin.span, call.new.origin.span);
    match (was, is) {
        (None, Some(holder)) => {
            let message = format!(
                "more than four arguments are required: the method takes them as a `{holder}`"
            );
            log.add(Rule::ArgumentsBecomeStruct, &call.path, message)
                .both(from, to);
        }
        (Some(holder), None) => {
            let message = format!(
                "at most four arguments are required: the method takes them one by one and not as a `{holder}`"
            );
            log.add(Rule::ArgumentsLeaveStruct, &call.path, message)
                .both(from, to);
        }
        _ => {}
    }
}

/// The order of the inputs that both sides have.
pub(super) fn order(
    comparing: &Comparing<'_>,
    call: &Call<'_>,
    same: &[Option<usize>],
    log: &mut Log,
) {
    let olds = &call.old.inputs;
    let news = &call.new.inputs;
    let names = (
        comparing.old.operation_names(call.one),
        comparing.new.operation_names(call.other),
    );
    let positional = names.0.holder.is_none() && names.1.holder.is_none();
    let is_required = |input: &Input| input.presence == Presence::Required;
    let arguments = |at: &(usize, usize)| is_required(&olds[at.0]) && is_required(&news[at.1]);
    let common: Vec<(usize, usize)> = same
        .iter()
        .enumerate()
        .filter_map(|(at, before)| Some(((*before)?, at)))
        .collect();
    let (from, to) = (call.old.origin.span, call.new.origin.span);
    let moved = positional && is_reordered(common.iter().filter(|at| arguments(at)).map(|at| at.0));
    if moved {
        let listed = |operation: &Operation, names: &[String]| {
            let required = operation.inputs.iter().zip(names);
            let names: Vec<&str> = required
                .filter(|(input, _)| is_required(input))
                .map(|(_, name)| name.as_str())
                .collect();
            code(&names.join(", "))
        };
        let silently = if compiles_as_before(comparing, call) {
            "; existing calls still compile and pass their values to the wrong parameters"
        } else {
            ""
        };
        let message = format!(
            "the arguments are {} instead of {}{silently}",
            listed(call.new, &names.1.inputs),
            listed(call.old, &names.0.inputs)
        );
        log.add(Rule::ArgumentsReordered, &call.path, message)
            .both(from, to);
    }
    if !is_reordered(common.iter().map(|at| at.0)) {
        return;
    }
    if matches!(call.new.wire, crate::model::Wire::Soap(_)) {
        let message =
            "the order of the elements of the request changed, and servers may require theirs";
        log.add(Rule::SoapElementsReordered, &call.path, message)
            .both(from, to);
    } else if !moved {
        let message = "the order of parameters that are set by name changed";
        log.add(Rule::ParametersReordered, &call.path, message)
            .both(from, to);
    }
}

/// Whether the arguments have the same types in the same places, so that a call of before compiles.
fn compiles_as_before(comparing: &Comparing<'_>, call: &Call<'_>) -> bool {
    let required = |operation: &'_ Operation| -> Vec<usize> {
        let inputs = operation.inputs.iter().enumerate();
        inputs
            .filter(|(_, input)| input.presence == Presence::Required)
            .map(|(at, _)| at)
            .collect()
    };
    let (before, after) = (required(call.old), required(call.new));
    before.len() == after.len()
        && before.iter().zip(&after).all(|(one, other)| {
            let (one, other) = (&call.old.inputs[*one].ty, &call.new.inputs[*other].ty);
            comparing.old.rust(one) == comparing.new.rust(other)
                && comparing.difference(one, other).is_none()
        })
}
