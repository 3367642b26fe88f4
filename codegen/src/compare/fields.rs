//! The fields of records: structs with named fields, that grow where calls return them.

use std::collections::HashMap;

use super::log::{Log, code};
use super::operations::deprecation;
use super::types::Pair;
use super::{Comparing, Rule, Source, Ways, Wire, constants, facts, is_reordered, prose, types};
use crate::model::{Access, Field, Presence, Record};
use crate::rust::Start;

pub(super) fn compare(
    comparing: &Comparing<'_>,
    pair: &Pair<'_>,
    (old, new): (&Record, &Record),
    log: &mut Log,
) {
    // What keeps the rest is told from a property that is called like it.
    let key = |field: &'_ Field| (field.wire.clone(), is_further(field));
    let by_name: HashMap<(String, bool), usize> = old
        .fields
        .iter()
        .enumerate()
        .map(|(at, field)| (key(field), at))
        .collect();
    let mut same: Vec<Option<usize>> = new
        .fields
        .iter()
        .map(|field| by_name.get(&key(field)).copied())
        .collect();
    let mut known = vec![false; old.fields.len()];
    for before in same.iter().flatten() {
        known[*before] = true;
    }
    // A field that callers write as before is the same one, whatever its key.
    let by_rust: HashMap<&str, usize> = (0..old.fields.len())
        .filter(|at| !known[*at])
        .map(|at| (comparing.old.member_name(pair.one, at), at))
        .collect();
    for (at, same) in same.iter_mut().enumerate() {
        if same.is_none()
            && let Some(&before) = by_rust.get(comparing.new.member_name(pair.other, at))
            && is_further(&old.fields[before]) == is_further(&new.fields[at])
        {
            *same = Some(before);
            known[before] = true;
        }
    }
    for (at, field) in new.fields.iter().enumerate() {
        match same[at] {
            Some(before) => both(
                comparing,
                pair,
                (before, &old.fields[before]),
                (at, field),
                log,
            ),
            None => added(comparing, pair, at, field, log),
        }
    }
    for (at, field) in old.fields.iter().enumerate().filter(|(at, _)| !known[*at]) {
        removed(comparing, pair, at, field, log);
    }
    if is_reordered(same.iter().flatten().copied()) {
        let subject = comparing.new.type_path(pair.other);
        let spans = (pair.old.origin.span, pair.new.origin.span);
        if pair.ways.written && comparing.old.usage.over_soap(pair.one) {
            let message =
                "the elements of the record stand in another order, and servers may ask for theirs";
            log.add(Rule::SoapElementsReordered, subject, message)
                .both(spans.0, spans.1)
                .calls(comparing.calls(pair.one));
        } else if started_otherwise(comparing, pair, (old, new), &same) {
            let message = "`new` takes the fields in another order";
            log.add(Rule::PropertiesReordered, subject, message)
                .source(Source::Break)
                .both(spans.0, spans.1)
                .calls(comparing.calls(pair.one));
        } else {
            let message = "the fields stand in another order, which no caller relies on";
            log.add(Rule::PropertiesReordered, subject, message)
                .source(Source::None)
                .both(spans.0, spans.1);
        }
    }
}

/// Whether a field keeps what the others are not for.
fn is_further(field: &Field) -> bool {
    field.presence == Presence::Further
}

/// Whether the function that starts a record takes what it took in another order.
fn started_otherwise(
    comparing: &Comparing<'_>,
    pair: &Pair<'_>,
    (old, new): (&Record, &Record),
    same: &[Option<usize>],
) -> bool {
    let starts = comparing.old.start(pair.one, old) == Start::New
        && comparing.new.start(pair.other, new) == Start::New;
    let fields = new.fields.iter().zip(same);
    starts
        && is_reordered(
            fields
                .filter(|(field, _)| field.is_asked())
                .filter_map(|(_, before)| *before)
                .filter(|before| old.fields[*before].is_asked()),
        )
}

fn added(comparing: &Comparing<'_>, pair: &Pair<'_>, at: usize, field: &Field, log: &mut Log) {
    let is_constant = field.constant().is_some();
    let name = code(&field.wire);
    let (rule, source, message) = match (pair.ways.written, field.presence.is_required()) {
        (true, true) => (
            Rule::RequestPropertyAddedRequired,
            match (is_constant, field.is_asked()) {
                (true, _) => Source::None,
                (false, true) => Source::Break,
                (false, false) => Source::Added,
            },
            format!("the required property {name} was added"),
        ),
        (true, false) => (
            Rule::RequestPropertyAddedOptional,
            Source::Added,
            format!("the optional property {name} was added"),
        ),
        (false, _) => (
            Rule::ResponsePropertyAdded,
            Source::Added,
            format!("the property {name} was added"),
        ),
    };
    log.add(rule, comparing.new.member_path(pair.other, at), message)
        .source(source)
        .is_at(field.origin.span)
        .calls(comparing.calls(pair.one));
}

fn removed(comparing: &Comparing<'_>, pair: &Pair<'_>, at: usize, field: &Field, log: &mut Log) {
    let (rule, wire) = match (pair.ways.written, field.presence.is_required()) {
        // What callers meant by it is lost, or refused.
        (true, _) => (Rule::RequestPropertyRemoved, Wire::Break),
        (false, true) => (Rule::ResponsePropertyRemoved, Wire::Break),
        (false, false) => (Rule::ResponsePropertyRemoved, Wire::Compatible),
    };
    let source = match field.constant() {
        Some(_) => Source::None,
        None => Source::Break,
    };
    let message = format!("the property {} was removed", code(&field.wire));
    log.add(rule, comparing.old.member_path(pair.one, at), message)
        .source(source)
        .wire(wire)
        .was_at(field.origin.span)
        .calls(comparing.calls(pair.one));
}

fn both(
    comparing: &Comparing<'_>,
    pair: &Pair<'_>,
    (before, old): (usize, &Field),
    (at, new): (usize, &Field),
    log: &mut Log,
) {
    let subject = comparing.new.member_path(pair.other, at);
    let spans = (old.origin.span, new.origin.span);
    let calls = || comparing.calls(pair.one);
    let was = comparing.old.member_name(pair.one, before);
    let is = comparing.new.member_name(pair.other, at);
    if old.wire != new.wire {
        let wire = if pair.ways.written || old.presence.is_required() {
            Wire::Break
        } else {
            Wire::Compatible
        };
        let message = format!(
            "the property is named {} instead of {}",
            code(&new.wire),
            code(&old.wire)
        );
        log.add(Rule::PropertyRenamed, &subject, message)
            .wire(wire)
            .both(spans.0, spans.1)
            .calls(calls());
    } else if old.xml != new.xml
        && comparing.old.usage.over_xml(pair.one)
        && comparing.new.usage.over_xml(pair.other)
    {
        let message = format!("the XML form of {} changed", code(&new.wire));
        log.add(Rule::XmlChanged, &subject, message)
            .both(spans.0, spans.1)
            .calls(calls());
    }
    if old.wire == new.wire && was != is {
        let message = format!(
            "the Rust name of {} is `{is}` instead of `{was}`",
            code(&new.wire)
        );
        log.add(Rule::MemberNameChanged, &subject, message)
            .both(spans.0, spans.1)
            .calls(calls());
    }
    let was_maybe = comparing.old.is_maybe(pair.one, old);
    let is_maybe = comparing.new.is_maybe(pair.other, new);
    let before = written(pair.ways, old.presence, was_maybe);
    let now = written(pair.ways, new.presence, is_maybe);
    let is_constant = old.constant().is_some() && new.constant().is_some();
    if is_constant {
        // No caller sees whether it may be absent.
    } else if old.presence == new.presence && was_maybe != is_maybe {
        let message = if is_maybe {
            "is a `Maybe`, because calls send it as well"
        } else {
            "is an `Option`, because calls no longer send it"
        };
        let message = format!("{} {message}", code(&new.wire));
        log.add(Rule::FieldOptionOrMaybe, &subject, message)
            .both(spans.0, spans.1)
            .calls(calls());
    } else if (before == Presence::Defaulted) != (now == Presence::Defaulted)
        && before.is_required()
        && now.is_required()
    {
        let message = if now == Presence::Defaulted {
            "starts at its default: `new` does not take it"
        } else {
            "has no default to start at: `new` takes it"
        };
        let message = format!("{} {message}", code(&new.wire));
        log.add(Rule::RequiredDefaultChanged, &subject, message)
            .both(spans.0, spans.1)
            .calls(calls());
    } else if let Some((rule, message)) = maybe(pair.ways, before, now) {
        // Programs of before read null as nothing where they read absence so.
        let wire = (rule.wire())
            .filter(|_| rule != Rule::ResponsePropertyBecomesNullable)
            .unwrap_or(Wire::None);
        log.add(rule, &subject, format!("{} {message}", code(&new.wire)))
            .wire(wire)
            .both(spans.0, spans.1)
            .calls(calls());
    } else if let Some((rule, message)) = presence(pair.ways, before, now) {
        log.add(rule, &subject, format!("{} {message}", code(&new.wire)))
            .wire(rule.wire().unwrap_or(Wire::Break))
            .both(spans.0, spans.1)
            .calls(calls());
    } else if old.presence != new.presence && before == now {
        let (rule, message) = match new.presence {
            Presence::OptionalNullable => (
                Rule::ResponsePropertyNullInsteadOfAbsent,
                "may be null as well as absent",
            ),
            Presence::Required
            | Presence::Defaulted
            | Presence::Nullable
            | Presence::Optional
            | Presence::Further => (
                Rule::ResponsePropertyAbsentInsteadOfNull,
                "may be absent, and is no longer null",
            ),
        };
        if new.presence != Presence::Defaulted && old.presence != Presence::Defaulted {
            log.add(rule, &subject, format!("{} {message}", code(&new.wire)))
                .both(spans.0, spans.1)
                .calls(calls());
        }
    }
    if let Some(difference) = comparing.difference(&old.ty, &new.ty) {
        let instead = comparing.instead(difference, &old.ty, &new.ty);
        let message = format!("{} is {instead}", code(&new.wire));
        let types = (difference, &old.ty, &new.ty);
        types::change(comparing, pair.ways, types, &subject, message, log)
            .both(spans.0, spans.1)
            .calls(calls());
    } else {
        boxing(comparing, pair, (old, new), &subject, log);
        let owner = facts::Owner {
            subject: &subject,
            ways: pair.ways,
            optional: !old.presence.is_required(),
            old: spans.0,
            new: spans.1,
        };
        let (was, is) = comparing.facts((&old.ty, &old.facts), (&new.ty, &new.facts));
        facts::compare(&owner, &was, &is, log);
        constants::boolean(&owner, &was, &is, log);
    }
    let is_said = access(comparing, pair, (old, new), &subject, log);
    deprecation(
        (old.deprecated, &old.facts.sunset),
        (new.deprecated, &new.facts.sunset),
        &subject,
        spans,
        log,
    );
    // What is sent in one direction only is said in the documentation as well.
    if !is_said && prose(&old.docs, &old.facts) != prose(&new.docs, &new.facts) {
        log.add(
            Rule::DocsChanged,
            &subject,
            "the documentation of the property changed",
        )
        .both(spans.0, spans.1);
    }
}

/// Reports whether a property is sent in both directions; whether there was something to report.
fn access(
    comparing: &Comparing<'_>,
    pair: &Pair<'_>,
    (old, new): (&Field, &Field),
    subject: &str,
    log: &mut Log,
) -> bool {
    let name = code(&new.wire);
    let mut is_said = false;
    let mut add = |is_seen: bool, rule: Rule, message: String| {
        if is_seen {
            is_said = true;
            log.add(rule, subject, message)
                .both(old.origin.span, new.origin.span)
                .calls(comparing.calls(pair.one));
        }
    };
    let Ways { read, written, .. } = pair.ways;
    if old.access == new.access {
        return false;
    }
    match old.access {
        Access::Any => {}
        Access::ReadOnly => add(
            written,
            Rule::PropertyNoLongerReadOnly,
            format!("{name} is no longer read-only: requests send it"),
        ),
        Access::WriteOnly => add(
            read,
            Rule::PropertyNoLongerWriteOnly,
            format!("{name} is no longer write-only: responses may have it"),
        ),
    }
    match new.access {
        Access::Any => {}
        Access::ReadOnly => add(
            written,
            Rule::PropertyBecomesReadOnly,
            format!("{name} is read-only: requests no longer send it"),
        ),
        Access::WriteOnly => add(
            read,
            Rule::PropertyBecomesWriteOnly,
            format!("{name} is write-only: responses no longer have it"),
        ),
    }
    is_said
}

/// A record cannot hold itself by value, so that a field may need a box because of another record.
fn boxing(
    comparing: &Comparing<'_>,
    pair: &Pair<'_>,
    (old, new): (&Field, &Field),
    subject: &str,
    log: &mut Log,
) {
    let was = comparing.old_boxes.is_endless(pair.one, &old.ty);
    let is = comparing.new_boxes.is_endless(pair.other, &new.ty);
    if was == is {
        return;
    }
    let message = if is {
        "the field is recursive now: it is a `Box`"
    } else {
        "the field is no longer recursive: it is not a `Box`"
    };
    log.add(Rule::FieldBoxingChanged, subject, message)
        .both(old.origin.span, new.origin.span)
        .calls(comparing.calls(pair.one));
}

/// How a field is written in Rust: callers see a default where they send it, and tell null from
/// absence where it is a `Maybe`.
fn written(ways: Ways, presence: Presence, is_maybe: bool) -> Presence {
    match presence {
        Presence::Defaulted if !ways.written => Presence::Required,
        Presence::OptionalNullable if !is_maybe => Presence::Optional,
        Presence::Required
        | Presence::Defaulted
        | Presence::Nullable
        | Presence::Optional
        | Presence::OptionalNullable
        | Presence::Further => presence,
    }
}

/// Whether a field began or ceased to tell null from absence.
fn maybe(ways: Ways, old: Presence, new: Presence) -> Option<(Rule, &'static str)> {
    const MAYBE: Presence = Presence::OptionalNullable;
    let told = match (old, new) {
        _ if old == new => return None,
        (Presence::Optional, MAYBE) if ways.read => (
            Rule::ResponsePropertyBecomesNullable,
            "may be null as well as absent: it is a `Maybe`",
        ),
        (Presence::Optional, MAYBE) => (
            Rule::RequestPropertyBecomesNullable,
            "may be null as well as left out: it is a `Maybe`",
        ),
        (_, MAYBE) if ways.read => (
            Rule::ResponsePropertyBecomesOptional,
            "may be absent, and may be null: it is a `Maybe`",
        ),
        (_, MAYBE) => (
            Rule::RequestPropertyBecomesOptional,
            "may be left out, and may be null: it is a `Maybe`",
        ),
        (MAYBE, Presence::Optional) if ways.written => (
            Rule::RequestPropertyBecomesRequired,
            "may be left out, and no longer be null: it is an `Option`",
        ),
        (MAYBE, Presence::Optional) => (
            Rule::ResponsePropertyBecomesRequired,
            "is no longer null: it is an `Option`",
        ),
        (MAYBE, _) if ways.written => (
            Rule::RequestPropertyBecomesRequired,
            "must be sent: it is not a `Maybe`",
        ),
        (MAYBE, _) => (
            Rule::ResponsePropertyBecomesRequired,
            "is always present: it is not a `Maybe`",
        ),
        _ => return None,
    };
    Some(told)
}

/// Whether a field may be missing: each way by itself, and the worse of the two where it is sent
/// both.
fn presence(ways: Ways, old: Presence, new: Presence) -> Option<(Rule, &'static str)> {
    let required = |presence| {
        if presence == Presence::Defaulted {
            Presence::Required
        } else {
            presence
        }
    };
    let told = match (required(old), required(new)) {
        (old, new) if old == new => return None,
        (Presence::Required, Presence::Optional) if ways.read => (
            Rule::ResponsePropertyBecomesOptional,
            "may be absent: it is an `Option`",
        ),
        (Presence::Required, Presence::Optional) => (
            Rule::RequestPropertyBecomesOptional,
            "may be left out: it is an `Option`",
        ),
        (Presence::Required, Presence::Nullable) if ways.read => (
            Rule::ResponsePropertyBecomesNullable,
            "may be null: it is an `Option`",
        ),
        (Presence::Required, Presence::Nullable) => (
            Rule::RequestPropertyBecomesNullable,
            "may be null: it is an `Option`",
        ),
        (_, Presence::Required) if ways.written => (
            Rule::RequestPropertyBecomesRequired,
            "must be sent: it is not an `Option`",
        ),
        (_, Presence::Required) => (
            Rule::ResponsePropertyBecomesRequired,
            "is always present: it is not an `Option`",
        ),
        (Presence::Optional, _) if ways.written => (
            Rule::RequestPropertyNullInsteadOfAbsent,
            "must be sent, as null if it has no value; deployed programs leave it out",
        ),
        (Presence::Optional, _) => (
            Rule::ResponsePropertyNullInsteadOfAbsent,
            "is null if it has no value, and was absent",
        ),
        _ if ways.written => (
            Rule::RequestPropertyAbsentInsteadOfNull,
            "is left out if it has no value; deployed programs send null",
        ),
        _ => (
            Rule::ResponsePropertyAbsentInsteadOfNull,
            "is absent if it has no value, and was null",
        ),
    };
    Some(told)
}
