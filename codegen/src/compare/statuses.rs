//! The statuses of success. Those that are read alike choose no type: callers see them beside what
//! a call returns.

use super::log::{Log, code};
use super::operations::Call;
use super::{Rule, Source, Wire};
use crate::model::Output;

/// Compares the statuses of responses that are read alike.
pub(super) fn compare(call: &Call<'_>, log: &mut Log) {
    let (old, new) = (&call.old.output, &call.new.output);
    let (before, after) = (of(old), of(new));
    let added: Vec<_> = after.iter().filter(|one| !before.contains(one)).collect();
    let removed: Vec<_> = before.iter().filter(|one| !after.contains(one)).collect();
    let listed = |statuses: &[&&str]| {
        let statuses: Vec<_> = statuses.iter().map(|status| code(status)).collect();
        statuses.join(" and ")
    };
    // Clients read every status of success alike, and a redirection only where they expect one.
    let wire = if new.redirects && !old.redirects {
        Wire::Break
    } else {
        Wire::Compatible
    };
    let (rule, message) = match (&added[..], &removed[..]) {
        ([], []) => return,
        (added, []) => (
            Rule::SuccessStatusAdded,
            format!(
                "the call may also succeed with the status {}",
                listed(added)
            ),
        ),
        ([], removed) => (
            Rule::SuccessStatusRemoved,
            format!(
                "the call no longer succeeds with the status {}",
                listed(removed)
            ),
        ),
        (added, removed) => (
            Rule::SuccessStatusChanged,
            format!(
                "the call succeeds with the status {} instead of {}",
                listed(added),
                listed(removed)
            ),
        ),
    };
    log.add(rule, &call.path, message)
        .source(Source::None)
        .wire(wire)
        .both(old.span, new.span);
}

/// The statuses of success.
fn of(output: &Output) -> Vec<&str> {
    let described = output.statuses.iter().map(|(status, _)| status.as_str());
    described.chain(output.redirects.then_some("3XX")).collect()
}

/// Whether a status that is on both sides is documented otherwise.
pub(super) fn documented_otherwise(old: &Output, new: &Output) -> bool {
    let statuses = new.statuses.iter().any(|(status, docs)| {
        let mut olds = old.statuses.iter();
        olds.find(|(known, _)| known == status)
            .is_some_and(|(_, known)| known != docs)
    });
    statuses
        || new.choices.iter().any(|choice| {
            let mut olds = old.choices.iter();
            olds.find(|known| known.status == choice.status)
                .is_some_and(|known| known.docs != choice.docs)
        })
}

/// Whether a description of statuses, such as `4XX`, also holds for one that it does not name.
pub(super) fn covers(described: &str, status: &str) -> bool {
    described == "default"
        || described
            .strip_suffix("XX")
            .is_some_and(|digit| status.len() == 3 && status.starts_with(digit))
}
