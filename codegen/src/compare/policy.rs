//! What a configuration says of changes: how severe a kind of change is here, and which changes
//! were looked at and are accepted.
//!
//! It hides nothing: what is accepted is presented with the reason, and an entry that accepts
//! nothing is presented as well.

use std::collections::HashMap;
use std::fmt;

use serde::Serialize;

use super::log::{code, harmless, location};
use super::{Comparison, Location, Rule, Verdict};
use crate::config::{ChangePolicy, Severity};
use crate::describe::Described;
use crate::report::{Code, Findings, Report};
use crate::source::{Sources, Span};

/// An entry of a configuration that accepts a change which is not there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Unmatched {
    rule: String,
    at: String,
    place: Location,
}

impl Unmatched {
    /// The kind of change that is accepted.
    pub fn rule(&self) -> &str {
        &self.rule
    }

    /// The item at which it is accepted.
    pub fn at(&self) -> &str {
        &self.at
    }

    /// Where the configuration says so.
    pub fn place(&self) -> &Location {
        &self.place
    }
}

impl fmt::Display for Unmatched {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { rule, at, place } = self;
        write!(
            formatter,
            "{place}: accepts {} at {}, but there is no such change: remove the entry if it was released",
            code(rule),
            code(at)
        )
    }
}

/// Refuses a description that names kinds of changes that do not exist.
pub(crate) fn checked(described: &Described) -> Result<(), Findings> {
    let mut report = Report::new();
    check(&described.config.changes, &mut report);
    if report.is_empty() {
        Ok(())
    } else {
        Err(report.into_findings(&described.sources))
    }
}

/// Reports the kinds of changes that do not exist.
pub(crate) fn check(policy: &ChangePolicy, report: &mut Report) {
    let rated = policy.severities.iter().map(|one| (&one.rule, one.span));
    let accepted = policy.accepted.iter().map(|one| (&one.rule, one.span));
    for (rule, span) in rated.chain(accepted) {
        unknown(rule, span, report);
    }
}

fn unknown(rule: &str, span: Span, report: &mut Report) {
    let Err(unknown) = rule.parse::<Rule>() else {
        return;
    };
    let finding = report.error(Code::InvalidValue, span, unknown.to_string());
    match unknown.suggestion() {
        Some(meant) => finding.help(format!("did you mean `{meant}`?")),
        None => finding.help("`bindery explain` lists every kind of change"),
    };
}

/// Applies what the configuration of the new side says.
pub(super) fn apply(comparison: &mut Comparison, policy: &ChangePolicy, sources: &Sources) {
    let severities: HashMap<&str, Severity> = policy
        .severities
        .iter()
        .map(|one| (one.rule.as_str(), one.severity))
        .collect();
    let mut is_used = vec![false; policy.accepted.len()];
    for change in &mut comparison.changes {
        let rule = change.rule.as_str();
        if let Some(severity) = severities.get(rule) {
            change.verdict = verdict(*severity);
            change.is_rated = true;
        }
        for (entry, is_used) in policy.accepted.iter().zip(&mut is_used) {
            if entry.rule == rule && is_within(&change.subject, &entry.at) {
                *is_used = true;
                change.accepted.get_or_insert_with(|| harmless(&entry.why));
            }
        }
    }
    let unused = policy
        .accepted
        .iter()
        .zip(is_used)
        .filter(|(_, used)| !used);
    comparison.unmatched = unused
        .map(|(entry, _)| Unmatched {
            rule: harmless(&entry.rule),
            at: harmless(&entry.at),
            place: location(sources, entry.span),
        })
        .collect();
}

/// Whether an item is this one, or inside of it.
fn is_within(item: &str, outer: &str) -> bool {
    item.strip_prefix(outer)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with("::") || rest.starts_with('('))
}

fn verdict(severity: Severity) -> Verdict {
    match severity {
        Severity::None => Verdict::None,
        Severity::Patch => Verdict::Patch,
        Severity::Minor => Verdict::Minor,
        Severity::Major => Verdict::Major,
    }
}
