//! Bounds, formats, defaults, and schemas that are represented as any JSON: what changes on the
//! wire while every type stays.

use std::collections::BTreeMap;

use super::log::{Log, code};
use super::{Rule, Ways, Wire};
use crate::keywords::{Keyword, Tightens};
use crate::model::{Bound, Facts};
use crate::source::Span;

/// Whose facts they are.
pub(super) struct Owner<'a> {
    pub(super) subject: &'a str,
    pub(super) ways: Ways,
    /// Whether a value can be left out, so that a default stands for it.
    pub(super) optional: bool,
    pub(super) old: Span,
    pub(super) new: Span,
}

/// Compares what is said of the values of one thing, whose type is the same.
pub(super) fn compare(owner: &Owner<'_>, old: &Facts, new: &Facts, log: &mut Log) {
    if let (Some(before), Some(after)) = (&old.widened, &new.widened)
        && before != after
    {
        let message = "the schema of this `JsonValue` changed; bindery cannot tell whether old values are still valid";
        log.add(Rule::WidenedSchemaChanged, owner.subject, message)
            .both(owner.old, owner.new);
    }
    default(owner, old, new, log);
    bounds(owner, old, new, log);
    format(owner, old, new, log);
}

fn default(owner: &Owner<'_>, old: &Facts, new: &Facts, log: &mut Log) {
    let (rule, message) = match (&old.default, &new.default) {
        (Some(before), Some(after)) if before != after => {
            let rule = match (owner.optional, owner.ways.written) {
                (false, _) => Rule::DocsChanged,
                (true, true) => Rule::RequestDefaultChanged,
                (true, false) => Rule::ResponseDefaultChanged,
            };
            let message = format!("the default is {} instead of {}", code(after), code(before));
            (rule, message)
        }
        (None, Some(after)) => (
            Rule::DefaultAdded,
            format!("the default is documented as {}", code(after)),
        ),
        (Some(before), None) => (
            Rule::DefaultRemoved,
            format!("the default {} is no longer documented", code(before)),
        ),
        _ => return,
    };
    log.add(rule, owner.subject, message)
        .both(owner.old, owner.new);
}

/// What became of one limit.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Turn {
    Tightened,
    Loosened,
}

fn bounds(owner: &Owner<'_>, old: &Facts, new: &Facts, log: &mut Log) {
    let turns = turns(&old.bounds, &new.bounds);
    if turns.is_empty() {
        return;
    }
    let is_tighter = turns.iter().any(|(turn, _)| *turn == Turn::Tightened);
    let rule = if !owner.ways.written {
        Rule::ResponseBoundsChanged
    } else if is_tighter {
        Rule::RequestBoundsTightened
    } else {
        Rule::RequestBoundsLoosened
    };
    let words: Vec<_> = turns.into_iter().map(|(_, words)| words).collect();
    log.add(
        rule,
        owner.subject,
        format!("values are {}", words.join("; ")),
    )
    .both(owner.old, owner.new);
}

/// The first limit that lets fewer values pass than before, in words.
pub(super) fn tightened(old: &[&Facts], new: &[&Facts]) -> Option<String> {
    fn bounds<'f>(facts: &'f [&Facts]) -> impl Iterator<Item = &'f Bound> {
        facts.iter().flat_map(|facts| &facts.bounds)
    }
    let mut turns = turns(bounds(old), bounds(new)).into_iter();
    turns
        .find(|(turn, _)| *turn == Turn::Tightened)
        .map(|(_, words)| words)
}

/// What became of each limit, in words.
fn turns<'b>(
    old: impl IntoIterator<Item = &'b Bound>,
    new: impl IntoIterator<Item = &'b Bound>,
) -> Vec<(Turn, String)> {
    let (before, after) = (limits(old), limits(new));
    let mut turns = Vec::new();
    for (key, bound) in &after {
        match before.get(key) {
            Some(known) => {
                if let Some(turn) = turn(known, bound) {
                    let words = if bound.kind.is_rule() {
                        format!("limited by another {}", code(bound.kind.name()))
                    } else {
                        format!("{} instead of {}", said(bound), said(known))
                    };
                    turns.push((turn, words));
                }
            }
            None => {
                let words = format!("{}, which was not required", said(bound));
                turns.push((Turn::Tightened, words));
            }
        }
    }
    for (_, bound) in before.iter().filter(|(key, _)| !after.contains_key(*key)) {
        turns.push((Turn::Loosened, format!("no longer {}", said(bound))));
    }
    turns
}

/// The limits and rules by place and side: a bound and its exclusive form limit the same side.
fn limits<'b>(
    bounds: impl IntoIterator<Item = &'b Bound>,
) -> BTreeMap<(&'b str, Keyword), &'b Bound> {
    let limits = bounds.into_iter().filter_map(|bound| {
        let side = match bound.kind.row().limit {
            Some(limit) => limit.side,
            None => Some(bound.kind).filter(|kind| kind.is_rule())?,
        };
        Some(((bound.inside.as_str(), side), bound))
    });
    limits.collect()
}

/// Whether a limit lets fewer values pass than before. What cannot be told is taken for tighter.
fn turn(old: &Bound, new: &Bound) -> Option<Turn> {
    let number = |bound: &Bound| bound.value.parse::<f64>().ok();
    let exclusive = |bound: &Bound| {
        let limit = bound.kind.row().limit;
        limit.is_some_and(|limit| limit.side != bound.kind)
    };
    let (before, after) = (number(old), number(new));
    if old.value == new.value || (before.is_some() && before == after) {
        return match (exclusive(old), exclusive(new)) {
            (false, true) => Some(Turn::Tightened),
            (true, false) => Some(Turn::Loosened),
            (false, false) | (true, true) => None,
        };
    }
    let (Some(before), Some(after)) = (before, after) else {
        return Some(Turn::Tightened);
    };
    let tightens = old.kind.row().limit.map(|limit| limit.tightens);
    let tighter = match tightens.unwrap_or(Tightens::Always) {
        Tightens::Larger => after > before,
        Tightens::Smaller => after < before,
        // Every multiple of 6 is one of 3.
        Tightens::NoMultiple => before % after != 0.0,
        Tightens::Always => true,
    };
    Some(if tighter {
        Turn::Tightened
    } else {
        Turn::Loosened
    })
}

/// A limit in words.
fn said(bound: &Bound) -> String {
    let text = match bound.kind.row().limit {
        Some(limit) => limit.at(&code(&bound.value)),
        None => format!("limited by {}", code(bound.kind.name())),
    };
    if bound.inside.is_empty() {
        text
    } else {
        format!("{text} inside")
    }
}

fn format(owner: &Owner<'_>, old: &Facts, new: &Facts, log: &mut Log) {
    let formats = |facts: &Facts| -> Vec<Bound> {
        let bounds = facts.bounds.iter();
        bounds
            .filter(|bound| bound.kind == Keyword::Format)
            .cloned()
            .collect()
    };
    let (before, after) = (formats(old), formats(new));
    if before == after {
        return;
    }
    let listed = |formats: &[Bound]| {
        let names: Vec<_> = formats.iter().map(|bound| code(&bound.value)).collect();
        if names.is_empty() {
            "any format".to_owned()
        } else {
            names.join(" and ")
        }
    };
    let wire = if owner.ways.written && !after.is_empty() {
        Wire::Break
    } else {
        Wire::Compatible
    };
    let message = format!(
        "values are of {} instead of {}",
        listed(&after),
        listed(&before)
    );
    log.add(Rule::FormatChanged, owner.subject, message)
        .wire(wire)
        .both(owner.old, owner.new);
}
