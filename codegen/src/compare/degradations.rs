//! What the description says and emitted code does not: gained and lost.

use std::collections::BTreeMap;

use super::log::{Log, code, harmless};
use super::{Comparing, Rule};
use crate::acknowledge::Degradation;

pub(super) fn compare(comparing: &Comparing<'_>, log: &mut Log) {
    let before = by_place(comparing.old.side.degradations);
    let after = by_place(comparing.new.side.degradations);
    for (_, found) in after.iter().filter(|(key, _)| !before.contains_key(*key)) {
        log.add(Rule::DegradationGained, place(found), said(found))
            .is_at(found.span);
    }
    for (_, found) in before.iter().filter(|(key, _)| !after.contains_key(*key)) {
        log.add(Rule::DegradationLost, place(found), said(found))
            .was_at(found.span);
    }
}

/// Each by what it says and where, whatever folder the description lies in.
fn by_place(found: &[Degradation]) -> BTreeMap<(&str, &str, &str), &Degradation> {
    found
        .iter()
        .map(|one| {
            let (file, _) = one.place.split_once('#').unwrap_or((&one.place, ""));
            let folder = file.rfind('/').map_or(0, |slash| slash + 1);
            let place = one.place.get(folder..).unwrap_or_default();
            ((place, one.code.as_str(), one.message.as_str()), one)
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
