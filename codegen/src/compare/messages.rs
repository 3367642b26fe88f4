//! What the services send to endpoints of callers: what came, what went, and what it holds.

use super::log::{Log, code};
use super::{ANSWERED, Comparing, Rule, operations};
use crate::model::{Message, Sender};
use crate::names::MESSAGES;

/// Something that is sent, where it has a name.
struct Named<'a> {
    message: &'a Message,
    /// As callers write it.
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
                    log.add(Rule::TypeRemoved, &was.path, message)
                        .was_at(was.message.origin.span);
                }
            }
        }
        for is in &new {
            if same(&old, &is.message.name).is_none() {
                let message = format!("{} is sent", said(is.message));
                log.add(Rule::TypeAdded, &is.path, message)
                    .is_at(is.message.origin.span);
            }
        }
    }
}

fn named<'a>(view: &super::side::View<'a>, service: usize) -> Vec<Named<'a>> {
    let names = &view.side.names.services[service].messages;
    let messages = view.service(service).messages.iter().zip(names);
    messages
        .filter(|(message, _)| message.ty.is_some())
        .map(|(message, name)| Named {
            message,
            path: format!("{MESSAGES}::{name}"),
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
    if let (Some(before), Some(after)) = (&old.ty, &new.ty)
        && let Some(difference) = comparing.difference(before, after)
    {
        let instead = comparing.instead(difference, before, after);
        let message = format!("{} holds {instead}", said(new));
        super::types::change(ANSWERED, difference, &is.path, message, log).both(spans.0, spans.1);
    }
    operations::deprecation(old.deprecated, new.deprecated, &is.path, spans, log);
    if old.summary != new.summary
        || old.docs != new.docs
        || old.from != new.from
        || operations::headers(&old.parameters).ne(operations::headers(&new.parameters))
        || old.answers != new.answers
    {
        let message = format!("the documentation of {} changed", said(new));
        log.add(Rule::DocsChanged, &is.path, message)
            .both(spans.0, spans.1);
    }
}
