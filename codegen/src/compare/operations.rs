//! Calls: added, removed, renamed, moved; their requests on the wire and what repeating them does.

use std::collections::BTreeMap;

use super::headers::Headers;
use super::log::{Log, code};
use super::{
    Comparing, Rule, Source, Wire, bodies, headers, inputs, outputs, pages, pairs, prose, renamed,
    statuses, tags,
};
use crate::model::{
    Body, Effect, ErrorResponse, Location, Operation, Protocol, RestCall, Service, SoapCall,
};
use crate::names::OperationNames;

/// One call on both sides.
pub(super) struct Call<'a> {
    /// Service and place on the old side.
    pub(super) one: (usize, usize),
    /// Service and place on the new side.
    pub(super) other: (usize, usize),
    pub(super) old: &'a Operation,
    pub(super) new: &'a Operation,
    /// The method, as callers of the new crate write it.
    pub(super) path: String,
}

pub(super) fn compare(comparing: &Comparing<'_>, log: &mut Log) {
    for &at in &comparing.pairs.removed {
        let operation = comparing.old.operation(at);
        let message = format!("the call {} was removed", request(operation));
        log.add(Rule::OperationRemoved, comparing.old.call_path(at), message)
            .was_at(operation.origin.span);
    }
    for &at in &comparing.pairs.added {
        let operation = comparing.new.operation(at);
        let message = format!("the call {} was added", request(operation));
        log.add(Rule::OperationAdded, comparing.new.call_path(at), message)
            .is_at(operation.origin.span);
    }
    for &(one, other) in &comparing.pairs.operations {
        let call = Call {
            one,
            other,
            old: comparing.old.operation(one),
            new: comparing.new.operation(other),
            path: comparing.new.call_path(other),
        };
        names(comparing, &call, log);
        group(comparing, &call, log);
        wire(comparing, &call, log);
        effect(&call, log);
        inputs::compare(comparing, &call, log);
        bodies::compare(comparing, &call, log);
        outputs::compare(comparing, &call, log);
        pages::compare(comparing, &call, log);
        errors(&call, log);
        error_bodies(comparing, &call, log);
        documentation(&call, log);
    }
}

/// What a call sends first: `GET /keys/{id}`, or its element.
fn request(operation: &Operation) -> String {
    match &operation.wire {
        crate::model::Wire::Rest(rest) => code(&format!("{} {}", rest.method, rest.path)),
        crate::model::Wire::Soap(soap) => code(&soap.element),
    }
}

fn names(comparing: &Comparing<'_>, call: &Call<'_>, log: &mut Log) {
    let was = comparing.old.operation_names(call.one);
    let is = comparing.new.operation_names(call.other);
    let (old, new) = (call.old.origin.span, call.new.origin.span);
    let holders = match (&was.holder, &is.holder) {
        (Some(was), Some(is)) => was == is,
        _ => true,
    };
    let requests = was.request == is.request && holders;
    if call.old.id != call.new.id {
        let message = format!(
            "the call {} was renamed to {}",
            code(&call.old.id),
            code(&call.new.id)
        );
        let declared = renamed::operation(call.new) == Some(call.old.id.as_str());
        let aliased = is.former.as_ref().is_some_and(|former| {
            let whole = |names: &OperationNames| names.whole.as_ref().map(|one| one.method.clone());
            (former.method == was.method || was.method == is.method)
                && former.request == was.request
                && is_kept(&was.holder, &is.holder, &former.holder)
                && is_kept(&was.response, &is.response, &former.response)
                && is_kept(&whole(was), &whole(is), &former.whole)
                && is_kept(&was.without, &is.without, &former.without)
        });
        let source = match (was.method == is.method && requests, aliased) {
            (true, _) => Source::None,
            (false, true) => Source::Added,
            (false, false) => Source::Break,
        };
        let rule = if declared {
            Rule::OperationRenamedWithAlias
        } else {
            Rule::OperationRenamed
        };
        log.add(rule, &call.path, message)
            .source(source)
            .both(old, new);
        return;
    }
    if was.method != is.method {
        let message = format!(
            "the method is named `{}` instead of `{}`",
            is.method, was.method
        );
        log.add(Rule::MethodNameChanged, &call.path, message)
            .both(old, new);
    }
    if !requests {
        let (before, after) = if was.request == is.request {
            (was.holder.as_deref(), is.holder.as_deref())
        } else {
            (Some(was.request.as_str()), Some(is.request.as_str()))
        };
        let (before, after) = (before.unwrap_or_default(), after.unwrap_or_default());
        let message = format!("the struct `{before}` was renamed to `{after}`");
        log.add(Rule::RequestNameChanged, &call.path, message)
            .both(old, new);
    }
}

/// Whether a name that a call had is the one that it has, or an alias of that; what came or went is
/// told as what it is.
fn is_kept(was: &Option<String>, is: &Option<String>, former: &Option<String>) -> bool {
    was.is_none() || is.is_none() || was == is || was == former
}

/// Whether the call is reached by the same method of the client.
fn group(comparing: &Comparing<'_>, call: &Call<'_>, log: &mut Log) {
    let (one, other) = (call.one.0, call.other.0);
    let was = &comparing.old.service(one).tags[call.old.tag];
    let is = &comparing.new.service(other).tags[call.new.tag];
    if was.name == is.name
        || tags::renamed(comparing, one, other, call.new.tag) == Some(call.old.tag)
        || tags::names(comparing, one, other, call.old.tag, call.new.tag)
    {
        return;
    }
    let message = format!(
        "the call is a method of `{}` instead of `{}`",
        comparing.new.handle_path(other, call.new.tag),
        comparing.old.handle_path(one, call.old.tag)
    );
    log.add(Rule::OperationMoved, &call.path, message)
        .both(call.old.origin.span, call.new.origin.span);
}

fn wire(comparing: &Comparing<'_>, call: &Call<'_>, log: &mut Log) {
    match (&call.old.wire, &call.new.wire) {
        (crate::model::Wire::Rest(old), crate::model::Wire::Rest(new)) => {
            rest(comparing, call, old, new, log);
        }
        (crate::model::Wire::Soap(old), crate::model::Wire::Soap(new)) => {
            soap(comparing, call, old, new, log);
        }
        _ => {}
    }
}

fn rest(comparing: &Comparing<'_>, call: &Call<'_>, old: &RestCall, new: &RestCall, log: &mut Log) {
    let (from, to) = (call.old.origin.span, call.new.origin.span);
    if old.method != new.method {
        let message = format!(
            "the call is a {} instead of a {}",
            code(&new.method),
            code(&old.method)
        );
        log.add(Rule::HttpMethodChanged, &call.path, message)
            .both(from, to);
    }
    if pairs::template(&old.path) != pairs::template(&new.path) {
        let message = format!(
            "the call goes to {} instead of {}",
            code(&new.path),
            code(&old.path)
        );
        log.add(Rule::PathChanged, &call.path, message)
            .both(from, to);
    }
    if old.server != new.server {
        let told = |server: &Option<String>| {
            server
                .as_deref()
                .map_or_else(|| "the base URL".to_owned(), code)
        };
        let message = format!(
            "the call goes to {} instead of {}",
            told(&new.server),
            told(&old.server)
        );
        log.add(Rule::ServerUrlChanged, &call.path, message)
            .both(from, to);
    }
    content(call, old, new, log);
    let has_envelope = |service: &Service| matches!(&service.protocol, Protocol::Rest(rest) if rest.envelope.is_some());
    // An envelope that came or went as a whole is said once, at the service.
    let kept = has_envelope(comparing.old.service(call.one.0))
        && has_envelope(comparing.new.service(call.other.0));
    if kept && old.enveloped != new.enveloped {
        let message = if new.enveloped {
            "the response is wrapped in the envelope"
        } else {
            "the response is no longer wrapped in the envelope"
        };
        log.add(Rule::OperationEnvelopeChanged, &call.path, message)
            .both(call.old.output.span, call.new.output.span);
    }
}

/// How the body travels, where both have one.
fn content(call: &Call<'_>, old: &RestCall, new: &RestCall, log: &mut Log) {
    let (Some(was), Some(is)) = (&old.body, &new.body) else {
        return;
    };
    let spans = (call.old.origin.span, call.new.origin.span);
    if was.media_type != is.media_type {
        let message = format!(
            "the body is sent as {} instead of {}",
            code(&is.media_type),
            code(&was.media_type)
        );
        log.add(Rule::MediaTypeChanged, &call.path, message)
            .both(spans.0, spans.1);
        return;
    }
    let node = |body: &'_ Body| body.root.as_ref().map(|root| root.node.clone());
    if node(was) != node(is) {
        log.add(
            Rule::XmlChanged,
            &call.path,
            "the XML root element of the body changed",
        )
        .both(spans.0, spans.1);
    }
    let names: std::collections::BTreeSet<_> =
        was.encodings.keys().chain(is.encodings.keys()).collect();
    let sent = |operation: &Operation, name: &str| {
        let mut inputs = operation.inputs.iter();
        inputs.any(|input| input.place == Location::Body || input.wire == name)
    };
    for name in names {
        let changed = was.encodings.get(name) != is.encodings.get(name);
        if changed && sent(call.old, name) && sent(call.new, name) {
            let message = format!(
                "the encoding of the property {} of the body changed",
                code(name)
            );
            log.add(Rule::MediaTypeChanged, &call.path, message)
                .both(spans.0, spans.1);
        }
    }
}

fn soap(comparing: &Comparing<'_>, call: &Call<'_>, old: &SoapCall, new: &SoapCall, log: &mut Log) {
    let (from, to) = (call.old.origin.span, call.new.origin.span);
    if old.element != new.element {
        let message = format!(
            "the element and the action of the call are {} instead of {}",
            code(&new.element),
            code(&old.element)
        );
        log.add(Rule::SoapElementChanged, &call.path, message)
            .both(from, to);
    }
    let has_session = |service: &Service| matches!(&service.protocol, Protocol::Soap(soap) if soap.session.is_some());
    let kept = has_session(comparing.old.service(call.one.0))
        && has_session(comparing.new.service(call.other.0));
    if kept && old.session != new.session {
        let message = if new.session {
            "the call sends the session"
        } else {
            "the call no longer sends the session"
        };
        log.add(Rule::OperationSessionChanged, &call.path, message)
            .both(from, to);
    }
}

/// Whether repeating the call is as harmless as before.
fn effect(call: &Call<'_>, log: &mut Log) {
    let rank = |effect: Effect| match effect {
        Effect::Read => 0,
        Effect::Idempotent => 1,
        Effect::Write => 2,
    };
    let said = |effect: Effect| match effect {
        Effect::Read => "only reads",
        Effect::Idempotent => "has no additional effect when it is repeated",
        Effect::Write => "may take effect twice when it is repeated",
    };
    let (was, is) = (call.old.effect, call.new.effect);
    let message = format!("the call {}; before, it {}", said(is), said(was));
    let (from, to) = (call.old.origin.span, call.new.origin.span);
    match rank(was).cmp(&rank(is)) {
        std::cmp::Ordering::Less => {
            // Deployed programs repeat what they take for harmless.
            let wire = if is == Effect::Write {
                Wire::Break
            } else {
                Wire::Compatible
            };
            log.add(Rule::EffectRaised, &call.path, message)
                .wire(wire)
                .both(from, to);
        }
        std::cmp::Ordering::Greater => {
            log.add(Rule::EffectLowered, &call.path, message)
                .both(from, to);
        }
        std::cmp::Ordering::Equal => {}
    }
}

fn errors(call: &Call<'_>, log: &mut Log) {
    let by_status = |operation: &'_ Operation| -> BTreeMap<String, usize> {
        let errors = operation.errors.iter().enumerate();
        errors
            .map(|(at, error)| (error.status.clone(), at))
            .collect()
    };
    let (before, after) = (by_status(call.old), by_status(call.new));
    for (status, at) in after
        .iter()
        .filter(|(status, _)| !before.contains_key(*status))
    {
        let message = format!("the call may fail with the status {}", code(status));
        log.add(Rule::ErrorStatusAdded, &call.path, message)
            .is_at(call.new.errors[*at].span);
    }
    for (status, at) in before
        .iter()
        .filter(|(status, _)| !after.contains_key(*status))
    {
        let message = format!("the call no longer fails with the status {}", code(status));
        log.add(Rule::ErrorStatusRemoved, &call.path, message)
            .was_at(call.old.errors[*at].span);
    }
}

/// What the responses hold that are errors, where a status has one on both sides.
fn error_bodies(comparing: &Comparing<'_>, call: &Call<'_>, log: &mut Log) {
    let old: BTreeMap<_, _> = call
        .old
        .errors
        .iter()
        .map(|error| (error.status.as_str(), error))
        .collect();
    for new in &call.new.errors {
        let status = code(&new.status);
        let Some(old) = old.get(new.status.as_str()) else {
            covered(comparing, call, new, log);
            continue;
        };
        let headers = Headers {
            subject: &call.path,
            of: format!(" of the status {status}"),
            old: &old.headers,
            new: &new.headers,
            old_span: old.span,
            new_span: new.span,
        };
        headers::compare(&headers, log);
        if old.ty.is_some() && new.ty.is_some() && old.root.is_some() != new.root.is_some() {
            let message = format!("the error of the status {status} is XML now, or no longer");
            log.add(Rule::XmlChanged, &call.path, message)
                .both(old.span, new.span);
        }
        match (&old.ty, &new.ty) {
            (Some(was), Some(is)) => {
                if let Some(difference) = comparing.difference(was, is) {
                    let instead = comparing.instead(difference, was, is);
                    let message = format!("with the status {status} the call fails with {instead}");
                    let types = (difference, was, is);
                    let path = &call.path;
                    super::types::change(comparing, super::RECEIVED, types, path, message, log)
                        .both(old.span, new.span);
                }
            }
            (Some(_), None) => {
                let message = format!("the status {status} no longer has a described body");
                log.add(Rule::ErrorBodyRemoved, &call.path, message)
                    .both(old.span, new.span);
            }
            (None, Some(is)) => {
                let is = code(&comparing.new.rust(is));
                let message = format!("the body of the status {status} is described as {is}");
                log.add(Rule::ErrorBodyAdded, &call.path, message)
                    .both(old.span, new.span);
            }
            (None, None) => {}
        }
    }
}

/// What the response holds of a status that an old range of statuses was described for.
fn covered(comparing: &Comparing<'_>, call: &Call<'_>, new: &ErrorResponse, log: &mut Log) {
    let mut olds = call.old.errors.iter();
    let old = olds.find(|old| statuses::covers(&old.status, &new.status));
    if let Some(old) = old
        && let (Some(was), Some(is)) = (&old.ty, &new.ty)
        && let Some(difference) = comparing.difference(was, is)
    {
        let message = format!(
            "with the status {}, which {} described, the call fails with {}",
            code(&new.status),
            code(&old.status),
            comparing.instead(difference, was, is)
        );
        let types = (difference, was, is);
        super::types::change(comparing, super::RECEIVED, types, &call.path, message, log)
            .both(old.span, new.span);
    }
}

fn documentation(call: &Call<'_>, log: &mut Log) {
    let (from, to) = (call.old.origin.span, call.new.origin.span);
    deprecation(
        (call.old.deprecated, &call.old.sunset),
        (call.new.deprecated, &call.new.sunset),
        &call.path,
        (from, to),
        log,
    );
    let errors_differ = call.new.errors.iter().any(|new| {
        let mut olds = call.old.errors.iter();
        olds.find(|old| old.status == new.status)
            .is_some_and(|old| {
                old.docs != new.docs || headers::documented_otherwise(&old.headers, &new.headers)
            })
    });
    let equivalent = |operation: &Operation| match &operation.wire {
        crate::model::Wire::Soap(soap) => soap.equivalent.clone(),
        crate::model::Wire::Rest(_) => None,
    };
    let (old, new) = (call.old, call.new);
    if old.summary != new.summary
        || old.docs != new.docs
        || prose(&old.output.docs, &old.output.facts) != prose(&new.output.docs, &new.output.facts)
        || old.example.inputs != new.example.inputs
        || equivalent(old) != equivalent(new)
        || errors_differ
        || old.also != new.also
        || old.output.links != new.output.links
        || statuses::documented_otherwise(&old.output, &new.output)
        || headers::documented_otherwise(&old.output.headers, &new.output.headers)
    {
        log.add(
            Rule::DocsChanged,
            &call.path,
            "the documentation of the call changed",
        )
        .both(from, to);
    }
}

/// Compares `deprecated`, and the sunset date.
pub(super) fn deprecation(
    (old, was): (bool, &Option<String>),
    (new, is): (bool, &Option<String>),
    subject: &str,
    (from, to): (crate::source::Span, crate::source::Span),
    log: &mut Log,
) {
    match (old, new) {
        (false, true) => {
            log.add(
                Rule::Deprecated,
                subject,
                "it is deprecated: uses compile with a warning",
            )
            .both(from, to);
        }
        (true, false) => {
            log.add(
                Rule::NoLongerDeprecated,
                subject,
                "it is no longer deprecated",
            )
            .both(from, to);
        }
        (false, false) | (true, true) => {}
    }
    let message = match (was, is) {
        (Some(was), Some(is)) if was == is => return,
        (Some(was), Some(is)) => format!("it goes away on {} instead of {}", code(is), code(was)),
        (None, Some(is)) => format!("it goes away on {}", code(is)),
        (Some(was), None) => format!(
            "the description no longer says that it goes away on {}",
            code(was)
        ),
        (None, None) => return,
    };
    log.add(Rule::SunsetChanged, subject, message)
        .both(from, to);
}
