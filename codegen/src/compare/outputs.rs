//! What calls return.

use super::headers::{self, Headers};
use super::log::{Log, code};
use super::operations::Call;
use super::{Comparing, RECEIVED, Rule, Source, Wire, facts, statuses};
use crate::model::{Choice, Content, Output, Type, XmlRoot};
use crate::source::Span;

pub(super) fn compare(comparing: &Comparing<'_>, call: &Call<'_>, log: &mut Log) {
    let (old, new) = (&call.old.output, &call.new.output);
    asked(call, log);
    let headers = Headers {
        subject: &call.path,
        of: String::new(),
        old: &old.headers,
        new: &new.headers,
        old_span: old.span,
        new_span: new.span,
    };
    headers::compare(&headers, log);
    if form(old) != form(new) {
        return forms(call, log);
    }
    if !old.choices.is_empty() {
        return choices(comparing, call, log);
    }
    statuses::compare(call, log);
    if old.content == Content::Bytes {
        return;
    }
    stream(comparing, call, log);
    root(
        call,
        (old.root.as_ref(), new.root.as_ref()),
        (old.span, new.span),
        log,
    );
    let was = code(&comparing.old.rust(&old.ty));
    let is = code(&comparing.new.rust(&new.ty));
    let spans = (old.span, new.span);
    let (before, after) = (old.ty.present(), new.ty.present());
    let [may_miss, may_miss_now] = [&old.ty, &new.ty].map(|ty| matches!(ty, Type::Optional(_)));
    let nothing = |ty: &Type| *ty == Type::Nothing;
    match (nothing(before), nothing(after)) {
        (true, true) => return,
        (true, false) => {
            log.add(
                Rule::ResponseBodyAdded,
                &call.path,
                format!("the call returns {is} instead of nothing"),
            )
            .both(spans.0, spans.1);
            return;
        }
        (false, true) => {
            log.add(
                Rule::ResponseBodyRemoved,
                &call.path,
                format!("the call returns nothing instead of {was}"),
            )
            .both(spans.0, spans.1);
            return;
        }
        (false, false) => {}
    }
    match (may_miss, may_miss_now) {
        (false, true) => {
            log.add(
                Rule::ResponseBodyBecomesOptional,
                &call.path,
                "the response body may be absent: it is an `Option`",
            )
            .both(spans.0, spans.1);
        }
        (true, false) => {
            log.add(
                Rule::ResponseBodyBecomesRequired,
                &call.path,
                "the response body is always present: it is not an `Option`",
            )
            .both(spans.0, spans.1);
        }
        _ => {}
    }
    if let Some(difference) = comparing.difference(before, after) {
        let instead = comparing.instead(difference, &old.ty, &new.ty);
        let message = format!("the call returns {instead}");
        let types = (difference, before, after);
        super::types::change(comparing, RECEIVED, types, &call.path, message, log)
            .both(spans.0, spans.1);
        return;
    }
    let owner = facts::Owner {
        subject: &call.path,
        ways: RECEIVED,
        optional: may_miss,
        old: spans.0,
        new: spans.1,
    };
    let (was, is) = comparing.facts((before, &old.facts), (after, &new.facts));
    facts::compare(&owner, &was, &is, log);
}

/// The root of a response in XML.
fn root(
    call: &Call<'_>,
    (old, new): (Option<&XmlRoot>, Option<&XmlRoot>),
    spans: (Span, Span),
    log: &mut Log,
) {
    let message = match (old, new) {
        (Some(old), Some(new)) if old.node != new.node => {
            "the XML root element of the response changed"
        }
        (None, Some(_)) => "the response is XML",
        (Some(_), None) => "the response is no longer XML",
        (Some(_), Some(_)) | (None, None) => return,
    };
    log.add(Rule::XmlChanged, &call.path, message)
        .both(spans.0, spans.1);
}

/// The media types that deployed programs ask for and that are no longer described.
fn asked(call: &Call<'_>, log: &mut Log) {
    let (old, new) = (&call.old.output, &call.new.output);
    if old.is_nothing() || new.is_nothing() {
        return;
    }
    let (before, after) = (media_types(old), media_types(new));
    if !before.iter().all(|one| after.contains(one)) {
        let message = format!(
            "the call accepts {} instead of {}",
            code(&after.join(", ")),
            code(&before.join(", "))
        );
        log.add(Rule::MediaTypeChanged, &call.path, message)
            .both(old.span, new.span);
    }
}

/// The media types that a call asks for.
fn media_types(output: &Output) -> Vec<&str> {
    let asked = output.accept.as_deref().unwrap_or("application/json");
    let types = asked.split(", ");
    types
        .map(|one| one.strip_suffix(";q=0.5").unwrap_or(one))
        .collect()
}

/// What callers hold: the value of a document, text, bytes, or one of several responses. Nothing is
/// whatever was or comes instead.
fn form(output: &Output) -> Option<&'static str> {
    if !output.choices.is_empty() {
        return Some("one of several responses, by status");
    }
    match output.content {
        Content::Bytes => Some("the content unread"),
        Content::Events(_) => Some("events"),
        Content::Lines => Some("lines of JSON"),
        Content::Document | Content::Xml | Content::Text => None,
    }
}

/// A response that is held otherwise than before.
fn forms(call: &Call<'_>, log: &mut Log) {
    let (old, new) = (&call.old.output, &call.new.output);
    let said = |output: &Output| form(output).unwrap_or("a value");
    let nothing = |output: &Output| form(output).is_none() && output.ty == Type::Nothing;
    let (rule, message) = if nothing(old) {
        let message = format!("the call returns {} instead of nothing", said(new));
        (Rule::ResponseBodyAdded, message)
    } else if nothing(new) {
        let message = format!("the call returns nothing instead of {}", said(old));
        (Rule::ResponseBodyRemoved, message)
    } else {
        let message = format!("the call returns {} instead of {}", said(new), said(old));
        log.add(Rule::TypeChanged, &call.path, message)
            .wire(Wire::Break)
            .both(old.span, new.span);
        return;
    };
    log.add(rule, &call.path, message).both(old.span, new.span);
}

/// What a call can return as a stream, in addition to its response.
fn stream(comparing: &Comparing<'_>, call: &Call<'_>, log: &mut Log) {
    match (&call.old.output.stream, &call.new.output.stream) {
        (Some(old), Some(new)) => {
            if old.content != new.content {
                let message = "an item of the stream is written in another form";
                log.add(Rule::TypeChanged, &call.path, message)
                    .wire(Wire::Break)
                    .both(old.span, new.span);
            } else if let Some(difference) = comparing.difference(&old.ty, &new.ty) {
                let instead = comparing.instead(difference, &old.ty, &new.ty);
                let message = format!("an item of the stream is {instead}");
                let types = (difference, &old.ty, &new.ty);
                super::types::change(comparing, RECEIVED, types, &call.path, message, log)
                    .both(old.span, new.span);
            }
        }
        (None, Some(new)) => {
            let message = "the call can return a stream";
            log.add(Rule::StreamAdded, &call.path, message)
                .is_at(new.span);
        }
        (Some(old), None) => {
            let message = "the call can no longer return a stream";
            log.add(Rule::StreamRemoved, &call.path, message)
                .was_at(old.span);
        }
        (None, None) => {}
    }
}

/// The responses of a call by status, on both sides.
fn choices(comparing: &Comparing<'_>, call: &Call<'_>, log: &mut Log) {
    let (old, new) = (&call.old.output.choices, &call.new.output.choices);
    let of = |choices: &'_ [Choice], status: &str| {
        let mut choices = choices.iter();
        choices.position(|choice| choice.status == status)
    };
    for choice in new {
        let status = code(&choice.status);
        let Some(at) = of(old, &choice.status) else {
            let mut olds = old.iter();
            let is_read = olds
                .find(|old| statuses::covers(&old.status, &choice.status))
                .is_some_and(|old| {
                    old.content == choice.content
                        && comparing.difference(&old.ty, &choice.ty).is_none()
                });
            let wire = if is_read {
                Wire::Compatible
            } else {
                Wire::Break
            };
            let message = format!("the call may return the status {status}");
            log.add(Rule::SuccessStatusAdded, &call.path, message)
                .source(Source::Added)
                .wire(wire)
                .is_at(choice.span);
            continue;
        };
        let before = &old[at];
        let spans = (before.span, choice.span);
        root(
            call,
            (before.root.as_ref(), choice.root.as_ref()),
            spans,
            log,
        );
        let held = |choice: &Choice| {
            if choice.content == Content::Xml {
                Content::Document
            } else {
                choice.content
            }
        };
        if held(before) != held(choice) {
            let message =
                format!("with the status {status} the call returns content of another kind");
            log.add(Rule::TypeChanged, &call.path, message)
                .wire(Wire::Break)
                .both(before.span, choice.span);
        } else if let Some(difference) = comparing.difference(&before.ty, &choice.ty) {
            let instead = comparing.instead(difference, &before.ty, &choice.ty);
            let message = format!("with the status {status} the call returns {instead}");
            let types = (difference, &before.ty, &choice.ty);
            super::types::change(comparing, RECEIVED, types, &call.path, message, log)
                .source(Source::Break)
                .both(before.span, choice.span);
        }
    }
    for choice in old {
        if of(new, &choice.status).is_none() {
            let status = code(&choice.status);
            let message = format!("the call no longer returns the status {status}");
            log.add(Rule::SuccessStatusRemoved, &call.path, message)
                .source(Source::Break)
                .wire(Wire::None)
                .was_at(choice.span);
        }
    }
}
