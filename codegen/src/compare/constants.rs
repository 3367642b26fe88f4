//! What calls send and no caller passes, because it has one value: it changes, it begins to have
//! others, or it is the only one that is left.

use super::facts::Owner;
use super::inputs::sent;
use super::log::{Log, code};
use super::operations::Call;
use super::{Comparing, Rule, Source, Ways, Wire, types};
use crate::model::{Api, Facts, Input, Location, Operation, Shape, Type};
use crate::source::Span;

/// What has one value in a call: its name, its value and where it is described.
pub(super) struct Constant<'a> {
    ty: &'a Type,
    span: Span,
}

/// What has one value in a call, and is an input in another.
pub(super) fn of<'a>(
    api: &'a Api,
    operation: &'a Operation,
    input: &Input,
) -> Option<Constant<'a>> {
    let mut constants = operation.constants.iter();
    let own = constants.find(|one| one.wire == input.wire && one.place == input.place);
    if let Some(own) = own {
        return Some(Constant {
            ty: &own.ty,
            span: own.origin.span,
        });
    }
    let record = operation
        .record()
        .filter(|_| input.place == Location::BodyField);
    let Type::Named(id) = api.resolved(record?) else {
        return None;
    };
    let Shape::Record(record) = &api.definition(*id).shape else {
        return None;
    };
    let mut fields = record.fields.iter();
    let field = fields.find(|field| field.wire == input.wire && field.constant().is_some())?;
    Some(Constant {
        ty: &field.ty,
        span: field.origin.span,
    })
}

/// What had one value is an input.
pub(super) fn begins(
    comparing: &Comparing<'_>,
    call: &Call<'_>,
    (old, new): (&Constant<'_>, &Input),
    at: usize,
    log: &mut Log,
) {
    let subject = comparing.new.input_path(call.other, at);
    if let Some(difference) = comparing.difference(old.ty, &new.ty) {
        let instead = comparing.instead(difference, old.ty, &new.ty);
        let message = format!("{} is {instead}", code(&new.wire));
        let types = (difference, old.ty, &new.ty);
        types::change(comparing, sent(new), types, &subject, message, log)
            .both(old.span, new.origin.span);
    }
}

/// What was an input has one value.
pub(super) fn ends(
    comparing: &Comparing<'_>,
    subject: &str,
    (old, new): (&Input, &Constant<'_>),
    log: &mut Log,
) {
    if let Some(difference) = comparing.difference(&old.ty, new.ty) {
        let instead = comparing.instead(difference, &old.ty, new.ty);
        let message = format!("{} is {instead}", code(&old.wire));
        let types = (difference, &old.ty, new.ty);
        types::change(comparing, sent(old), types, subject, message, log)
            .both(old.origin.span, new.span);
    }
}

/// What has one value on both sides, or is sent on one alone.
pub(super) fn compare(comparing: &Comparing<'_>, call: &Call<'_>, log: &mut Log) {
    let is_same = |one: &Input, other: &Input| one.wire == other.wire && one.place == other.place;
    let is_input = |operation: &Operation, constant: &Input| {
        operation
            .inputs
            .iter()
            .any(|input| is_same(input, constant))
    };
    for new in &call.new.constants {
        let mut olds = call.old.constants.iter();
        if let Some(old) = olds.find(|old| is_same(old, new)) {
            if let Some(difference) = comparing.difference(&old.ty, &new.ty) {
                let instead = comparing.instead(difference, &old.ty, &new.ty);
                let message = format!("{} is {instead}", code(&new.wire));
                let types = (difference, &old.ty, &new.ty);
                types::change(comparing, sent(new), types, &call.path, message, log)
                    .both(old.origin.span, new.origin.span);
            }
        } else if !is_input(call.old, new) {
            let message = format!(
                "{} is sent, and is always {}",
                code(&new.wire),
                code(&comparing.new.rust(&new.ty))
            );
            log.add(Rule::ParameterAddedRequired, &call.path, message)
                .source(Source::None)
                .is_at(new.origin.span);
        }
    }
    for old in &call.old.constants {
        let mut news = call.new.constants.iter();
        if !news.any(|new| is_same(old, new)) && !is_input(call.new, old) {
            let message = format!(
                "{}, which was always {}, is no longer sent",
                code(&old.wire),
                code(&comparing.old.rust(&old.ty))
            );
            log.add(Rule::ParameterRemoved, &call.path, message)
                .source(Source::None)
                .was_at(old.origin.span);
        }
    }
}

/// Whether a boolean of a record began or ceased to have one value: its type is the same.
pub(super) fn boolean(owner: &Owner<'_>, old: &Facts, new: &Facts, log: &mut Log) {
    let Ways { read, written, .. } = owner.ways;
    let (rule, message, wire) = match (old.always, new.always) {
        (Some(before), Some(after)) if before != after => (
            Rule::ConstantChanged,
            format!("the only value is `{after}` instead of `{before}`"),
            if written {
                Wire::Break
            } else {
                Wire::Compatible
            },
        ),
        (Some(before), None) => (
            Rule::ConstantBecomesChoice,
            format!("may be other than `{before}`"),
            if read { Wire::Compatible } else { Wire::None },
        ),
        (None, Some(after)) => (
            Rule::ChoiceBecomesConstant,
            format!("the only value is `{after}`"),
            if written { Wire::Break } else { Wire::None },
        ),
        (Some(_), Some(_)) | (None, None) => return,
    };
    log.add(rule, owner.subject, message)
        .source(Source::None)
        .wire(wire)
        .both(owner.old, owner.new);
}

/// Whether what may be left out began or ceased to have one value: it is set without an argument
/// then.
pub(super) fn switch(
    comparing: &Comparing<'_>,
    (old, new): (&Input, &Input),
    subject: &str,
    log: &mut Log,
) {
    let was = comparing.old.side.api.is_switch(old);
    let is = comparing.new.side.api.is_switch(new);
    if was == is || old.presence != new.presence {
        return;
    }
    let (rule, message) = if is {
        (
            Rule::ChoiceBecomesConstant,
            "has one value: its method takes no argument",
        )
    } else {
        (
            Rule::ConstantBecomesChoice,
            "may have several values: its method takes one",
        )
    };
    log.add(rule, subject, format!("{} {message}", code(&new.wire)))
        .source(Source::Break)
        .both(old.origin.span, new.origin.span);
}
