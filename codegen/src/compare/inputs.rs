//! What callers pass: arguments by their place, settings and fields of structs by their names.

use super::log::{Log, code};
use super::operations::{Call, deprecation};
use super::{
    Comparing, Rule, SENT, Source, Ways, Wire, arguments, constants, facts, input_pairs, prose,
};
use crate::model::{Input, Location, Operation, Presence, StyleKind, Switch, Type};

pub(super) fn compare(comparing: &Comparing<'_>, call: &Call<'_>, log: &mut Log) {
    arguments::form(comparing, call, log);
    let same = input_pairs::pair(comparing, call);
    let mut known = vec![false; call.old.inputs.len()];
    for before in same.iter().flatten() {
        known[*before] = true;
    }
    let bodies = body_kind(comparing, call, log);
    switches(comparing, call, log);
    for (at, input) in call.new.inputs.iter().enumerate() {
        match same[at] {
            Some(before) => both(comparing, call, before, at, log),
            None if bodies && is_body(input) => {}
            None => match constants::of(comparing.old.side.api, call.old, input) {
                Some(constant) => {
                    constants::begins(comparing, call, (&constant, input), at, log);
                }
                None => added(comparing, call, at, log),
            },
        }
    }
    for (at, input) in call.old.inputs.iter().enumerate() {
        if known[at] || (bodies && is_body(input)) {
            continue;
        }
        let what = if input.presence == Presence::Required {
            "the required"
        } else {
            "the optional"
        };
        let path = comparing.old.input_path(call.one, at);
        if let Some(switch) = switch(call.new).filter(|switch| is_same(input, switch)) {
            let message = format!(
                "{} is set only by the method that returns a stream",
                code(&input.wire)
            );
            log.add(Rule::ParameterNameChanged, path, message)
                .source(Source::Break)
                .both(input.origin.span, switch.origin.span);
            continue;
        }
        if let Some(constant) = constants::of(comparing.new.side.api, call.new, input) {
            constants::ends(comparing, &path, (input, &constant), log);
            continue;
        }
        let message = format!("{what} {} was removed", called(input));
        log.add(Rule::ParameterRemoved, path, message)
            .source(Source::Break)
            .was_at(input.origin.span);
    }
    constants::compare(comparing, call, log);
    arguments::order(comparing, call, &same, log);
}

/// How a value is sent: JSON tells a number from a text, and addresses and headers do not.
pub(super) fn sent(input: &Input) -> Ways {
    let is_json = input
        .style
        .is_some_and(|style| style.kind == StyleKind::Json);
    let as_text = match input.place {
        Location::Path
        | Location::Query
        | Location::QueryString
        | Location::Header
        | Location::Cookie => !is_json,
        Location::BodyField | Location::Body | Location::Child => false,
    };
    Ways { as_text, ..SENT }
}

/// What travels like an input and asks for a stream.
fn switch(operation: &Operation) -> Option<&Input> {
    match operation.output.switch.as_ref()? {
        Switch::Input { input, .. } => Some(input),
        Switch::Member(_) => None,
    }
}

fn is_same(one: &Input, other: &Input) -> bool {
    one.wire == other.wire && one.place == other.place
}

/// Reports what asks for a stream where it comes, goes or travels elsewhere: no caller sets it.
fn switches(comparing: &Comparing<'_>, call: &Call<'_>, log: &mut Log) {
    let (old, new) = (switch(call.old), switch(call.new));
    match (old, new) {
        (Some(old), Some(new)) if old.place != new.place => {
            let message = format!(
                "{}, which requests a stream, is sent {} instead of {}",
                code(&new.wire),
                place(new.place),
                place(old.place)
            );
            log.add(
                Rule::ParameterMoved,
                comparing.new.call_path(call.other),
                message,
            )
            .source(Source::None)
            .both(old.origin.span, new.origin.span);
        }
        (Some(old), None) if !call.new.inputs.iter().any(|input| is_same(input, old)) => {
            let message = format!(
                "{}, which requests a stream, is no longer sent",
                code(&old.wire)
            );
            log.add(
                Rule::ParameterMoved,
                comparing.new.call_path(call.other),
                message,
            )
            .was_at(old.origin.span);
        }
        _ => {}
    }
}

fn is_body(input: &Input) -> bool {
    matches!(input.place, Location::Body | Location::BodyField)
}

/// Reports a body that is taken as a whole on one side and by its fields on the other; whether
/// there is one.
fn body_kind(comparing: &Comparing<'_>, call: &Call<'_>, log: &mut Log) -> bool {
    let has =
        |operation: &Operation, place| operation.inputs.iter().any(|input| input.place == place);
    let (old, new) = (call.old, call.new);
    let message = match (has(old, Location::Body), has(new, Location::Body)) {
        (true, false) if has(new, Location::BodyField) => {
            "the method takes the properties of the body one by one instead of the body as one value"
        }
        (false, true) if has(old, Location::BodyField) => {
            "the method takes the body as one value instead of its properties one by one"
        }
        _ => return false,
    };
    let place = |operation: &Operation| {
        let mut inputs = operation.inputs.iter();
        inputs
            .find(|input| is_body(input))
            .map_or(operation.origin.span, |input| input.origin.span)
    };
    log.add(
        Rule::RequestBodyKindChanged,
        comparing.new.call_path(call.other),
        message,
    )
    .both(place(old), place(new));
    true
}

fn added(comparing: &Comparing<'_>, call: &Call<'_>, at: usize, log: &mut Log) {
    let input = &call.new.inputs[at];
    let subject = comparing.new.input_path(call.other, at);
    let ty = code(&comparing.new.rust(&input.ty));
    if input.presence == Presence::Required {
        let message = format!("the required {} of type {ty} was added", called(input));
        log.add(Rule::ParameterAddedRequired, subject, message)
            .source(Source::Break)
            .is_at(input.origin.span);
    } else {
        let message = format!("the optional {} of type {ty} was added", called(input));
        log.add(Rule::ParameterAddedOptional, subject, message)
            .is_at(input.origin.span);
    }
}

/// How callers set an input.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Set {
    /// By its place in the signature: its name is nobody's.
    Argument,
    /// By its name, as a field of the struct of arguments.
    Field,
    /// By its name, as a method of the request.
    Method,
}

fn both(comparing: &Comparing<'_>, call: &Call<'_>, before: usize, at: usize, log: &mut Log) {
    let (old, new) = (&call.old.inputs[before], &call.new.inputs[at]);
    let subject = comparing.new.input_path(call.other, at);
    let spans = (old.origin.span, new.origin.span);
    names(comparing, call, before, at, &subject, log);
    if old.place != new.place {
        let message = format!(
            "{} is sent {} instead of {}",
            code(&new.wire),
            place(new.place),
            place(old.place)
        );
        log.add(Rule::ParameterMoved, &subject, message)
            .both(spans.0, spans.1);
    } else if old.style != new.style {
        let message = format!(
            "{} is written as {} instead of {}",
            code(&new.wire),
            written(new),
            written(old)
        );
        log.add(Rule::ParameterMoved, &subject, message)
            .both(spans.0, spans.1);
    }
    presence(old, new, &subject, log);
    let difference = comparing.difference(old.ty.present(), new.ty.present());
    if let Some(difference) = difference {
        let (was, is) = (old.ty.present(), new.ty.present());
        let instead = comparing.instead(difference, was, is);
        let message = format!("{} is {instead}", code(&new.wire));
        let types = (difference, was, is);
        super::types::change(comparing, sent(new), types, &subject, message, log)
            .both(spans.0, spans.1);
    } else {
        let owner = facts::Owner {
            subject: &subject,
            ways: SENT,
            optional: old.presence != Presence::Required,
            old: spans.0,
            new: spans.1,
        };
        let (was, is) = comparing.facts((&old.ty, &old.facts), (&new.ty, &new.facts));
        facts::compare(&owner, &was, &is, log);
    }
    constants::switch(comparing, (old, new), &subject, log);
    deprecation(
        (old.deprecated, &old.facts.sunset),
        (new.deprecated, &new.facts.sunset),
        &subject,
        spans,
        log,
    );
    if prose(&old.docs, &old.facts) != prose(&new.docs, &new.facts) {
        log.add(
            Rule::DocsChanged,
            &subject,
            "the documentation of the parameter changed",
        )
        .both(spans.0, spans.1);
    }
}

fn names(
    comparing: &Comparing<'_>,
    call: &Call<'_>,
    before: usize,
    at: usize,
    subject: &str,
    log: &mut Log,
) {
    let (old, new) = (&call.old.inputs[before], &call.new.inputs[at]);
    let was = comparing.old.operation_names(call.one);
    let is = comparing.new.operation_names(call.other);
    let same = was.inputs.get(before) == is.inputs.get(at);
    let set = match (&was.holder, old.presence) {
        (None, Presence::Required) => Set::Argument,
        (Some(_), Presence::Required) => Set::Field,
        _ => Set::Method,
    };
    let by_header = old.place == Location::Header && new.place == Location::Header;
    if old.wire == new.wire || (by_header && old.wire.eq_ignore_ascii_case(&new.wire)) {
        if !same {
            let source = if set == Set::Argument {
                Source::None
            } else {
                Source::Break
            };
            let message = format!(
                "the Rust name of {} is `{}` instead of `{}`",
                code(&new.wire),
                is.inputs.get(at).map_or("", String::as_str),
                was.inputs.get(before).map_or("", String::as_str)
            );
            log.add(Rule::ParameterNameChanged, subject, message)
                .source(source)
                .both(old.origin.span, new.origin.span);
        }
        return;
    }
    let former = is.former_inputs.get(at).and_then(Option::as_ref);
    let aliased = former.is_some() && former == was.inputs.get(before);
    let source = match set {
        _ if same => Source::None,
        Set::Argument => Source::None,
        // The method of the old name stays, deprecated.
        Set::Method if aliased => Source::Added,
        Set::Field | Set::Method => Source::Break,
    };
    // No server sees the name of a path parameter, nor that of a query string.
    let is_unseen = matches!(old.place, Location::Path | Location::QueryString);
    let wire = if is_unseen && old.place == new.place {
        Wire::None
    } else {
        Wire::Break
    };
    let message = format!("the {} was renamed to {}", called(old), code(&new.wire));
    log.add(Rule::ParameterRenamed, subject, message)
        .source(source)
        .wire(wire)
        .both(old.origin.span, new.origin.span);
}

/// How an input is written where it is sent, in words.
fn written(input: &Input) -> String {
    let style = input.style.map(crate::model::Style::words);
    style.map_or("a plain value".to_owned(), |words| code(&words))
}

/// An input by what it is in the description.
fn called(input: &Input) -> String {
    let what = match input.place {
        Location::Path
        | Location::Query
        | Location::QueryString
        | Location::Header
        | Location::Cookie => "parameter",
        Location::BodyField => "property",
        Location::Body => return "request body".to_owned(),
        Location::Child => "element",
    };
    format!("{what} {}", code(&input.wire))
}

/// Where an input is sent, in words.
pub(super) fn place(place: Location) -> &'static str {
    match place {
        Location::Path => "in the path",
        Location::Query => "in the query",
        Location::QueryString => "as the query string",
        Location::Header => "in a header",
        Location::Cookie => "in a cookie",
        Location::BodyField => "in the body",
        Location::Body => "as the body",
        Location::Child => "in the request element",
    }
}

/// Whether an input may be left out or null.
fn presence(old: &Input, new: &Input, subject: &str, log: &mut Log) {
    let said = |input: &Input| match (input.presence, matches!(input.ty, Type::Optional(_))) {
        (Presence::Required, false) => Presence::Required,
        (Presence::Required, true) => Presence::Nullable,
        (Presence::Defaulted, _) => Presence::Defaulted,
        (Presence::OptionalNullable, _) => Presence::OptionalNullable,
        _ => Presence::Optional,
    };
    let name = code(&new.wire);
    let is_method = |presence: Presence| match presence {
        Presence::Defaulted | Presence::Optional => true,
        Presence::Required
        | Presence::Nullable
        | Presence::OptionalNullable
        | Presence::Further => false,
    };
    let source = match (said(old), said(new)) {
        // What becomes a method of its own breaks nobody.
        (Presence::Optional, Presence::OptionalNullable) => Source::Added,
        // The method takes the same value.
        (was, is) if is_method(was) && is_method(is) => Source::None,
        _ => Source::Break,
    };
    let (rule, wire, message) = match (said(old), said(new)) {
        (Presence::Required | Presence::Nullable, Presence::Defaulted) => (
            Rule::RequiredDefaultChanged,
            Wire::None,
            format!(
                "{name} starts at its default: it is a method of the request instead of an argument"
            ),
        ),
        (Presence::Defaulted, Presence::Required | Presence::Nullable) => (
            Rule::RequiredDefaultChanged,
            Wire::None,
            format!(
                "{name} has no default to start at: it is an argument instead of a method of the request"
            ),
        ),
        (Presence::Optional | Presence::OptionalNullable, Presence::Defaulted) => (
            Rule::ParameterBecomesRequired,
            Wire::Break,
            format!(
                "{name} is required, and starts at its default; deployed programs leave it out"
            ),
        ),
        (Presence::Defaulted, Presence::Optional | Presence::OptionalNullable) => (
            Rule::ParameterBecomesOptional,
            Wire::None,
            format!("{name} is optional: it is left out unless it is set"),
        ),
        (
            Presence::Required | Presence::Nullable,
            Presence::Optional | Presence::OptionalNullable,
        ) => {
            // Programs that send null are no longer understood.
            let wire = if said(old) == Presence::Nullable && said(new) == Presence::Optional {
                Wire::Break
            } else {
                Wire::None
            };
            let message =
                format!("{name} is optional: it is a method of the request instead of an argument");
            (Rule::ParameterBecomesOptional, wire, message)
        }
        (
            Presence::Optional | Presence::OptionalNullable,
            Presence::Required | Presence::Nullable,
        ) => {
            let message =
                format!("{name} is required: it is an argument instead of a method of the request");
            (Rule::ParameterBecomesRequired, Wire::Break, message)
        }
        (Presence::Required, Presence::Nullable) => (
            Rule::ParameterBecomesNullable,
            Wire::None,
            format!("{name} may be null: it is an `Option`"),
        ),
        (Presence::Optional, Presence::OptionalNullable) => (
            Rule::ParameterBecomesNullable,
            Wire::None,
            format!("{name} may be null as well as left out: another method sends that"),
        ),
        (Presence::OptionalNullable, Presence::Optional) => (
            Rule::ParameterNoLongerNullable,
            Wire::Break,
            format!("{name} may no longer be null: the method that sends that is gone"),
        ),
        (Presence::Nullable, Presence::Required) => (
            Rule::ParameterNoLongerNullable,
            Wire::Break,
            format!("{name} may no longer be null: it is not an `Option`"),
        ),
        _ => return,
    };
    log.add(rule, subject, message)
        .source(source)
        .wire(wire)
        .both(old.origin.span, new.origin.span);
}
