//! Named types: which are there, what they are called, which way they are sent, what they are.

use super::difference::Difference;
use super::log::{Draft, Log, code};
use super::operations::deprecation;
use super::{
    Comparing, Rule, Source, Ways, Wire, enumerations, facts, fields, prose, renamed, unions,
};
use crate::config::Features;
use crate::features;
use crate::model::{Shape, Type, TypeDefinition, TypeId};

/// A type on both sides.
pub(super) struct Pair<'a> {
    pub(super) one: TypeId,
    pub(super) other: TypeId,
    pub(super) old: &'a TypeDefinition,
    pub(super) new: &'a TypeDefinition,
    pub(super) ways: Ways,
}

pub(super) fn compare(comparing: &Comparing<'_>, log: &mut Log) {
    for id in comparing.old.emitted() {
        match comparing.pairs.new_of(id) {
            Some(other) => {
                let pair = Pair {
                    one: id,
                    other,
                    old: comparing.old.definition(id),
                    new: comparing.new.definition(other),
                    ways: comparing.ways(id),
                };
                both(comparing, &pair, log);
            }
            None => {
                let definition = comparing.old.definition(id);
                let message = format!(
                    "the type {} was removed: no call uses it",
                    code(&definition.name)
                );
                log.add(Rule::TypeRemoved, comparing.old.type_path(id), message)
                    .was_at(definition.origin.span)
                    .calls(comparing.calls(id));
            }
        }
    }
    for id in comparing.new.emitted() {
        if comparing.pairs.old_of(id).is_none() {
            let definition = comparing.new.definition(id);
            let message = format!("the type {} was added", code(&definition.name));
            log.add(Rule::TypeAdded, comparing.new.type_path(id), message)
                .is_at(definition.origin.span);
        }
    }
}

fn both(comparing: &Comparing<'_>, pair: &Pair<'_>, log: &mut Log) {
    let subject = comparing.new.type_path(pair.other);
    let spans = (pair.old.origin.span, pair.new.origin.span);
    names(comparing, pair, &subject, log);
    gate(comparing, pair, &subject, log);
    shape(comparing, pair, &subject, log);
    deprecation(
        (pair.old.deprecated, &pair.old.facts.sunset),
        (pair.new.deprecated, &pair.new.facts.sunset),
        &subject,
        spans,
        log,
    );
    if prose(&pair.old.docs, &pair.old.facts) != prose(&pair.new.docs, &pair.new.facts) {
        log.add(
            Rule::DocsChanged,
            &subject,
            "the documentation of the type changed",
        )
        .both(spans.0, spans.1);
    }
}

fn names(comparing: &Comparing<'_>, pair: &Pair<'_>, subject: &str, log: &mut Log) {
    let was = comparing.old.type_path(pair.one);
    let is = comparing.new.type_path(pair.other);
    let before = comparing.old.type_name(pair.one);
    let (old, new) = (pair.old, pair.new);
    if old.called() != new.called() {
        let declared = renamed::definition(new) == Some(old.name.as_str());
        let names = comparing.new.side.names.types.get(pair.other.index());
        let former = names.and_then(|names| names.former.as_deref());
        let rule = if declared {
            Rule::TypeRenamedWithAlias
        } else {
            Rule::TypeRenamed
        };
        let source = match (was == is, former == Some(before)) {
            (true, _) => Source::None,
            (false, true) => Source::Added,
            (false, false) => Source::Break,
        };
        let message = format!(
            "the type {} was renamed to {}",
            code(&old.name),
            code(&new.name)
        );
        log.add(rule, subject, message)
            .source(source)
            .both(old.origin.span, new.origin.span)
            .calls(comparing.calls(pair.one));
    } else if was != is {
        let now = comparing.new.type_name(pair.other);
        // Where it only stands elsewhere, its path tells.
        let (was, is) = if before == now {
            (was.as_str(), is.as_str())
        } else {
            (before, now)
        };
        let message = format!(
            "the Rust name of {} is `{is}` instead of `{was}`",
            code(&new.name)
        );
        log.add(Rule::TypeNameChanged, subject, message)
            .both(old.origin.span, new.origin.span)
            .calls(comparing.calls(pair.one));
    }
}

/// The feature that a type is there with.
fn gate(comparing: &Comparing<'_>, pair: &Pair<'_>, subject: &str, log: &mut Log) {
    let kind = comparing.old.side.crate_options.features;
    if kind != comparing.new.side.crate_options.features {
        return;
    }
    let was = comparing.old.gate(pair.one);
    let is = comparing.new.gate(pair.other);
    let all = match kind {
        // A type that all tags reach names none of them.
        Features::Tags => features::of_tags(comparing.old.side.names),
        Features::None | Features::Protocols => Vec::new(),
    };
    let had = match was.names() {
        [] => &all[..],
        names => names,
    };
    let (rule, message) = match is.names() {
        _ if was == is => return,
        [] => (
            Rule::TypeLeavesFeature,
            "the type needs no feature".to_owned(),
        ),
        names if !had.is_empty() && had.iter().all(|name| names.contains(name)) => {
            if was.names().is_empty() {
                return;
            }
            (
                Rule::TypeLeavesFeature,
                format!("the type needs {}", listed(names)),
            )
        }
        names => (
            Rule::TypeNeedsFeature,
            format!("the type needs {}", listed(names)),
        ),
    };
    log.add(rule, subject, message)
        .both(pair.old.origin.span, pair.new.origin.span);
}

/// Features by their names.
fn listed(names: &[String]) -> String {
    let shown: Vec<_> = names.iter().map(|name| format!("`{name}`")).collect();
    match &shown[..] {
        [name] => format!("the feature {name}"),
        names => format!("one of the features {}", names.join(", ")),
    }
}

fn shape(comparing: &Comparing<'_>, pair: &Pair<'_>, subject: &str, log: &mut Log) {
    let spans = (pair.old.origin.span, pair.new.origin.span);
    let calls = || comparing.calls(pair.one);
    match (&pair.old.shape, &pair.new.shape) {
        (Shape::Record(old), Shape::Record(new)) => {
            direction(comparing, pair, subject, log);
            fields::compare(comparing, pair, (old, new), log);
        }
        (Shape::Enumeration(old), Shape::Enumeration(new)) => {
            enumerations::compare(comparing, pair, (old, new), log);
        }
        (Shape::Union(old), Shape::Union(new)) => {
            unions::compare(comparing, pair, (old, new), log);
        }
        (Shape::Alias(old), Shape::Alias(new)) => {
            if let Some(difference) = comparing.difference(old, new) {
                let instead = comparing.instead(difference, old, new);
                let message = format!("the name is an alias of {instead}");
                change(
                    comparing,
                    pair.ways,
                    (difference, old, new),
                    subject,
                    message,
                    log,
                )
                .both(spans.0, spans.1)
                .calls(calls());
                return;
            }
        }
        (old, new) => {
            kind(comparing, pair, (old, new), subject, log);
            return;
        }
    }
    let owner = facts::Owner {
        subject,
        ways: pair.ways,
        optional: true,
        old: spans.0,
        new: spans.1,
    };
    facts::compare(&owner, &pair.old.facts, &pair.new.facts, log);
}

/// A type that is something else than before.
fn kind(
    comparing: &Comparing<'_>,
    pair: &Pair<'_>,
    (old, new): (&Shape, &Shape),
    subject: &str,
    log: &mut Log,
) {
    let said = |shape: &Shape| match shape {
        Shape::Record(_) => "a record",
        Shape::Enumeration(_) => "an enumeration",
        Shape::Union(_) => "one of several types",
        Shape::Alias(_) => "another name for a type",
    };
    let mut message = format!("the type is {} instead of {}", said(new), said(old));
    let named = (Type::Named(pair.one), Type::Named(pair.other));
    // The pair itself is no difference; what is behind the alias may be.
    let behind = (
        comparing.old.side.api.resolved(&named.0),
        comparing.new.side.api.resolved(&named.1),
    );
    let difference = match (old, new) {
        (Shape::Alias(_), _) => comparing.difference(behind.0, &named.1),
        (_, Shape::Alias(_)) => comparing.difference(&named.0, behind.1),
        _ => Some(Difference::Changed),
    };
    let draft = match difference {
        Some(text @ (Difference::TextBecomesEnum | Difference::EnumBecomesText)) => {
            let types = (text, &named.0, &named.1);
            change(comparing, pair.ways, types, subject, message, log)
        }
        _ => {
            let (wire, reason) = comparing.replaced(pair.ways, &named.0, &named.1);
            message.push_str(&reason);
            log.add(Rule::TypeKindChanged, subject, message).wire(wire)
        }
    };
    draft
        .both(pair.old.origin.span, pair.new.origin.span)
        .calls(comparing.calls(pair.one));
}

/// Whether callers can begin a record, as they can where a call sends it.
fn direction(comparing: &Comparing<'_>, pair: &Pair<'_>, subject: &str, log: &mut Log) {
    let was_sent = comparing.old.is_sent(pair.one);
    let is_sent = comparing.new.is_sent(pair.other);
    let (rule, message) = match (was_sent, is_sent) {
        (false, true) => (
            Rule::TypeAddedToRequests,
            "the type is used in requests, too: callers can begin it by `new` or `default`",
        ),
        (true, false) => (
            Rule::TypeRemovedFromRequests,
            "the type is no longer used in requests: it has neither `new` nor `default`",
        ),
        (true, true) | (false, false) => return,
    };
    log.add(rule, subject, message)
        .both(pair.old.origin.span, pair.new.origin.span)
        .calls(comparing.calls(pair.one));
}

/// Adds the change of a type, by which way its values travel.
pub(super) fn change<'l>(
    comparing: &Comparing<'_>,
    ways: Ways,
    (difference, old, new): (Difference, &Type, &Type),
    subject: &str,
    mut message: String,
    log: &'l mut Log,
) -> &'l mut Draft {
    let when = |condition, level| if condition { level } else { Wire::None };
    let (rule, wire) = match difference {
        // Programs that are deployed cannot read what is new to them.
        Difference::Widened if ways.read => (Rule::ResponseTypeWidened, Wire::Break),
        Difference::Widened => (Rule::RequestTypeWidened, Wire::None),
        Difference::Narrowed if ways.written => (Rule::RequestTypeNarrowed, Wire::Break),
        Difference::Narrowed => (Rule::ResponseTypeNarrowed, Wire::None),
        Difference::List => (Rule::ListChanged, Wire::Break),
        Difference::BecomesSecret => (Rule::BecomesSecret, Wire::None),
        Difference::NoLongerSecret => (Rule::NoLongerSecret, Wire::None),
        Difference::TextBecomesEnum => (Rule::TextBecomesEnum, when(ways.written, Wire::Break)),
        Difference::EnumBecomesText => (Rule::EnumBecomesText, when(ways.read, Wire::Compatible)),
        Difference::ItemName => (Rule::ListItemNameChanged, Wire::Break),
        Difference::Constant if ways.written => (Rule::ConstantChanged, Wire::Break),
        Difference::Constant => (Rule::ConstantChanged, Wire::Compatible),
        Difference::BecomesChoice => (
            Rule::ConstantBecomesChoice,
            when(ways.read, Wire::Compatible),
        ),
        Difference::BecomesConstant => {
            (Rule::ChoiceBecomesConstant, when(ways.written, Wire::Break))
        }
        Difference::Changed => {
            let (wire, reason) = comparing.replaced(ways, old, new);
            message.push_str(&reason);
            (Rule::TypeChanged, wire)
        }
    };
    let draft = log.add(rule, subject, message).wire(wire);
    if rule == Rule::ConstantBecomesChoice && !ways.written {
        draft.source(Source::Added);
    } else if matches!(
        rule,
        Rule::ConstantBecomesChoice | Rule::ChoiceBecomesConstant
    ) {
        draft.source(Source::Break);
    }
    draft
}
