//! What changed for integrators since a revision, in the words of a changelog.

use std::path::Path;

use bindery::release::{ApiChanges, Entry, Heading, Verdict as Demand};
use bindery::revision::Side;
use bindery::{Cause, Comparison, Error, Rule, Snapshot, SourceEffect, Verdict, WireEffect};

use super::release::Failure;

/// How many items of one line are named.
const FIRST: usize = 5;

/// Compares the description with what it was at a revision.
///
/// # Errors
///
/// The description cannot be read, now or then.
pub(crate) fn since(spec: &Path, revision: &str) -> Result<ApiChanges, Failure> {
    let old = Snapshot::of(&Side::parse(revision, spec)?, spec)?;
    let new = Snapshot::of(&Side::WorkingTree, spec)?;
    let comparison = bindery::compare(&old, &new).map_err(Error::Findings)?;
    Ok(told(&comparison))
}

fn told(comparison: &Comparison) -> ApiChanges {
    ApiChanges {
        // What is accepted is released as well, under any version.
        verdict: demand(comparison.verdict())
            .or_else(|| (!comparison.is_empty()).then_some(Demand::Patch)),
        entries: comparison
            .causes()
            .filter_map(|cause| entry(&cause))
            .collect(),
    }
}

fn demand(verdict: Verdict) -> Option<Demand> {
    match verdict {
        Verdict::None => None,
        Verdict::Patch => Some(Demand::Patch),
        Verdict::Minor => Some(Demand::Minor),
        Verdict::Major => Some(Demand::Major),
    }
}

/// Changes that say the same as a line; none for what only the documentation shows.
fn entry(cause: &Cause<'_>) -> Option<Entry> {
    let (changes, sentence) = (cause.changes(), cause.sentence());
    let change = changes.first()?;
    let demands = demand(change.verdict()).filter(|demand| *demand > Demand::Patch)?;
    let demands = match change.accepted() {
        Some(_) => Demand::Patch,
        None => demands,
    };
    let heading = match (change.source(), change.rule()) {
        (SourceEffect::Break, _) => Heading::Breaking,
        (_, Rule::Deprecated) => Heading::Deprecated,
        (SourceEffect::Added, _) => Heading::Added,
        (SourceEffect::None, _) => Heading::Changed,
    };
    // Whoever looks for what broke finds each of them.
    let listed = match heading {
        Heading::Breaking => changes.len(),
        Heading::Added
        | Heading::Changed
        | Heading::Deprecated
        | Heading::Removed
        | Heading::Fixed => FIRST,
    };
    let mut items: Vec<String> = changes
        .iter()
        .take(listed)
        .map(|change| change.subject())
        .filter(|subject| !subject.is_empty())
        .map(|subject| format!("`{}`", subject.replace('`', "'")))
        .collect();
    let more = changes.len().saturating_sub(listed);
    if more > 0 {
        items.push(format!("{more} more"));
    }
    let mut text = match items.split_last() {
        None => sentence,
        Some((only, [])) => format!("{only}: {sentence}"),
        Some((last, others)) => format!("{} and {last}: {sentence}", others.join(", ")),
    };
    if change.source() != SourceEffect::Break && change.wire() == WireEffect::Break {
        text.push_str("; programs that are deployed need this version");
    }
    text.push('.');
    Some(Entry {
        heading,
        text,
        demands,
    })
}
