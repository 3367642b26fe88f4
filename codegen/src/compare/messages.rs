//! What the services send to endpoints of callers: what came, what went, and what it holds.

use std::collections::BTreeSet;

use super::log::{Log, code};
use super::{Comparing, RECEIVED, Rule, Source, Wire, headers, operations};
use crate::model::{Header, Message, Sender};
use crate::names::MESSAGES;

/// A webhook or a callback.
struct Named<'a> {
    message: &'a Message,
    /// As callers write it; what has no body has no type, and is told by the module.
    path: String,
}

pub(super) fn compare(comparing: &Comparing<'_>, log: &mut Log) {
    for &(one, other) in &comparing.pairs.services {
        let old = named(&comparing.old, one);
        let new = named(&comparing.new, other);
        let same = |all: &[Named<'_>], name: &str| {
            // They are in the order of their names.
            all.binary_search_by(|known| known.message.name.as_str().cmp(name))
                .ok()
        };
        for was in &old {
            match same(&new, &was.message.name) {
                Some(at) => both(comparing, was, &new[at], log),
                None => {
                    let message = format!("{} is no longer sent", said(was.message));
                    log.add(Rule::WebhookRemoved, &was.path, message)
                        .source(match was.message.ty {
                            Some(_) => Source::Break,
                            None => Source::None,
                        })
                        .was_at(was.message.origin.span);
                }
            }
        }
        for is in &new {
            if same(&old, &is.message.name).is_none() {
                let message = format!("{} is sent", said(is.message));
                log.add(Rule::WebhookAdded, &is.path, message)
                    .source(match is.message.ty {
                        Some(_) => Source::Added,
                        None => Source::None,
                    })
                    .is_at(is.message.origin.span);
            }
        }
    }
}

fn named<'a>(view: &super::side::View<'a>, service: usize) -> Vec<Named<'a>> {
    let names = &view.side.names.services[service].messages;
    let messages = view.service(service).messages.iter().zip(names);
    messages
        .map(|(message, name)| Named {
            message,
            path: match message.ty {
                Some(_) => format!("{MESSAGES}::{name}"),
                None => MESSAGES.to_owned(),
            },
        })
        .collect()
}

fn said(message: &Message) -> String {
    let kind = match &message.from {
        Sender::Webhook => "webhook",
        Sender::Callback { .. } => "callback",
    };
    format!("the {kind} {}", code(&message.name))
}

fn both(comparing: &Comparing<'_>, was: &Named<'_>, is: &Named<'_>, log: &mut Log) {
    let (old, new) = (was.message, is.message);
    let spans = (old.origin.span, new.origin.span);
    match (&old.ty, &new.ty) {
        (Some(before), Some(after)) => {
            if was.path != is.path {
                let message = format!(
                    "{} is named `{}` instead of `{}`",
                    said(new),
                    is.path,
                    was.path
                );
                log.add(Rule::TypeNameChanged, &is.path, message)
                    .both(spans.0, spans.1);
            }
            if let Some(difference) = comparing.difference(before, after) {
                let instead = comparing.instead(difference, before, after);
                let message = format!("{} holds {instead}", said(new));
                let types = (difference, before, after);
                super::types::change(comparing, RECEIVED, types, &is.path, message, log)
                    .both(spans.0, spans.1);
            }
        }
        (None, Some(after)) => {
            let after = code(&comparing.new.rust(after));
            let message = format!("{} holds {after} instead of nothing", said(new));
            log.add(Rule::WebhookRequestChanged, &is.path, message)
                .source(Source::Added)
                .wire(Wire::Compatible)
                .both(spans.0, spans.1);
        }
        (Some(before), None) => {
            let before = code(&comparing.old.rust(before));
            let message = format!("{} holds nothing instead of {before}", said(new));
            log.add(Rule::WebhookRequestChanged, &was.path, message)
                .source(Source::Break)
                .wire(Wire::Break)
                .both(spans.0, spans.1);
        }
        (None, None) => {}
    }
    request(is, (old, new), log);
    responses(is, (old, new), log);
    operations::deprecation(
        (old.deprecated, &None),
        (new.deprecated, &None),
        &is.path,
        spans,
        log,
    );
    if old.summary != new.summary
        || old.docs != new.docs
        || headers::documented_otherwise(&old.parameters, &new.parameters)
        || old.responses.iter().any(|(status, docs)| {
            let mut news = new.responses.iter();
            news.any(|(known, other)| known == status && other != docs)
        })
    {
        let message = format!("the documentation of {} changed", said(new));
        log.add(Rule::DocsChanged, &is.path, message)
            .both(spans.0, spans.1);
    }
}

/// How an endpoint of the caller is called. Another method is another name.
fn request(is: &Named<'_>, (old, new): (&Message, &Message), log: &mut Log) {
    let mut add = |message: String, wire: Wire| {
        log.add(Rule::WebhookRequestChanged, &is.path, message)
            .wire(wire)
            .both(old.origin.span, new.origin.span);
    };
    if old.from != new.from {
        let place = |sender: &Sender| match sender {
            Sender::Webhook => "a registered address".to_owned(),
            Sender::Callback { operation, address } => {
                format!("{} of {}", code(address), code(operation))
            }
        };
        let (before, now) = (place(&old.from), place(&new.from));
        add(
            format!("{} is sent to {now} instead of {before}", said(new)),
            Wire::Break,
        );
    }
    let required = |header: &Header| {
        if header.required {
            Wire::Break
        } else {
            Wire::Compatible
        }
    };
    for header in &new.parameters {
        let name = code(&header.name);
        match headers::named(&old.parameters, &header.name) {
            None => add(
                format!("{} is sent with the parameter {name}", said(new)),
                Wire::Compatible,
            ),
            Some(known) => {
                if known.required != header.required {
                    let (message, wire) = if header.required {
                        ("is always sent with", Wire::Compatible)
                    } else {
                        ("may be sent without", Wire::Break)
                    };
                    add(
                        format!("{} {message} the parameter {name}", said(new)),
                        wire,
                    );
                }
                if known.kind != header.kind {
                    let (before, now) = (headers::said(known), headers::said(header));
                    add(
                        format!(
                            "the parameter {name} of {} is {now} instead of {before}",
                            said(new)
                        ),
                        Wire::Break,
                    );
                }
            }
        }
    }
    for header in &old.parameters {
        if headers::named(&new.parameters, &header.name).is_none() {
            let name = code(&header.name);
            add(
                format!("{} is sent without the parameter {name}", said(new)),
                required(header),
            );
        }
    }
}

/// What an endpoint of the caller may respond.
fn responses(is: &Named<'_>, (old, new): (&Message, &Message), log: &mut Log) {
    let statuses = |message: &'_ Message| -> BTreeSet<String> {
        let responses = message.responses.iter();
        responses.map(|(status, _)| status.clone()).collect()
    };
    let (before, after) = (statuses(old), statuses(new));
    let spans = (old.origin.span, new.origin.span);
    for status in after.difference(&before) {
        let message = format!(
            "{} may get a response with the status {}",
            said(new),
            code(status)
        );
        log.add(Rule::WebhookResponseChanged, &is.path, message)
            .wire(Wire::Compatible)
            .both(spans.0, spans.1);
    }
    for status in before.difference(&after) {
        let message = format!(
            "{} may no longer get a response with the status {}",
            said(new),
            code(status)
        );
        log.add(Rule::WebhookResponseChanged, &is.path, message)
            .wire(Wire::Break)
            .both(spans.0, spans.1);
    }
}
