//! What the description says and emitted code does not: gained and lost.

use std::collections::BTreeMap;

use super::log::{Log, code, harmless};
use super::{Comparing, Rule, Side};
use crate::report::Degradation;

pub(super) fn compare(comparing: &Comparing<'_>, log: &mut Log) {
    let before = by_place(comparing.old.side);
    let after = by_place(comparing.new.side);
    for (_, found) in after.iter().filter(|(key, _)| !before.contains_key(*key)) {
        log.add(Rule::DegradationGained, place(found), said(found))
            .is_at(found.span);
    }
    for (_, found) in before.iter().filter(|(key, _)| !after.contains_key(*key)) {
        log.add(Rule::DegradationLost, place(found), said(found))
            .was_at(found.span);
    }
}

/// Each by what it says and where.
fn by_place<'a>(side: Side<'a>) -> BTreeMap<(&'a str, &'a str, &'a str), &'a Degradation> {
    let degradations = side.degradations.iter();
    degradations
        .map(|one| {
            (
                (one.place.as_str(), one.code.as_str(), one.message.as_str()),
                one,
            )
        })
        .collect()
}

/// The place in the description: there is no Rust item.
fn place(found: &Degradation) -> String {
    harmless(&found.place).replace('`', "'")
}

/// The finding's own sentence, whose backticks pair up; its code where they do not.
fn said(found: &Degradation) -> String {
    let message = harmless(&found.message);
    if message.matches('`').count().is_multiple_of(2) {
        message
    } else {
        code(found.code.as_str())
    }
}
