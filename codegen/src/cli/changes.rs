//! What changed for integrators since a revision, in the words of a changelog.

use std::path::Path;

use bindery::release::{ApiChanges, Entry, Heading, Verdict as Demand};
use bindery::revision::{EntryPoint, Side};
use bindery::{ApiChange, Comparison, Error, Rule, Snapshot, SourceEffect, Verdict, WireEffect};

use super::release::Failure;

/// Compares the description with what it was at a revision.
///
/// # Errors
///
/// The description cannot be read, now or then.
pub(crate) fn since(spec: &Path, revision: &str) -> Result<ApiChanges, Failure> {
    let spec = EntryPoint::of(spec);
    let old = Snapshot::of(&Side::parse(revision, &spec)?, &spec)?;
    let new = Snapshot::of(&Side::WorkingTree, &spec)?;
    let comparison = bindery::compare(&old, &new).map_err(Error::Findings)?;
    Ok(told(&comparison))
}

fn told(comparison: &Comparison) -> ApiChanges {
    ApiChanges {
        verdict: demand(comparison.verdict()),
        entries: comparison.changes().iter().filter_map(entry).collect(),
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

/// A change as a line; none for what only the documentation shows.
fn entry(change: &ApiChange) -> Option<Entry> {
    let demands = demand(change.verdict()).filter(|demand| *demand > Demand::Patch)?;
    let heading = match (change.source(), change.rule()) {
        (SourceEffect::Break, _) => Heading::Breaking,
        (_, Rule::Deprecated) => Heading::Deprecated,
        (SourceEffect::Added, _) => Heading::Added,
        (SourceEffect::None, _) => Heading::Changed,
    };
    let mut text = match change.subject() {
        "" => change.message().to_owned(),
        subject => format!("`{}`: {}", subject.replace('`', "'"), change.message()),
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
