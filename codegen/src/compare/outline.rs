//! The order in which changes are presented: the worst first, those of one call together, and each
//! cause once, however many places it touches.
//!
//! A terminal, a comment and a page draw the same outline, so that they say the same.

use std::cmp::Reverse;
use std::collections::HashMap;

use super::log::{calls, is_cut};
use super::{Change, Comparison, Rule, Source, Verdict, Wire};

/// How many places of one cause are listed.
const FIRST: usize = 5;

/// What a reader does with a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Standing {
    /// It has to be meant.
    Breaking,
    /// It would have to be meant, and somebody wrote down that it is.
    Accepted,
    Added,
    Other,
}

/// The changes of one standing.
#[derive(Debug)]
pub(super) struct Section<'c> {
    pub(super) standing: Standing,
    /// The worst first.
    pub(super) groups: Vec<Group<'c>>,
}

/// The changes of one call, of one type that several calls use, or of one cause in several places.
#[derive(Debug)]
pub(super) struct Group<'c> {
    /// The call or the type; none where there are several.
    pub(super) owner: Option<&'c str>,
    /// The worst first.
    pub(super) causes: Vec<Cause<'c>>,
}

/// What is above the lines of a group.
#[derive(Debug)]
pub(super) struct Heading<'c> {
    pub(super) owner: &'c str,
    /// The calls that use the type, in words.
    pub(super) used: Option<String>,
}

/// Changes that say the same of different items; of a call that comes or goes, with the types that do
/// so with it.
#[derive(Clone, Debug)]
pub struct Cause<'c> {
    pub(super) changes: Vec<&'c Change>,
    /// The types that come or go with a call, because no other uses them.
    pub(super) types: Vec<&'c Change>,
}

/// Changes of one cause have this in common.
type Key<'c> = (Rule, Source, Wire, Verdict, Option<&'c str>, &'c str);

impl Standing {
    pub(super) const ALL: [Self; 4] = [Self::Breaking, Self::Accepted, Self::Added, Self::Other];

    pub(super) fn of(change: &Change) -> Self {
        let breaks = match change.is_rated {
            true => change.verdict == Verdict::Major,
            false => change.is_break(),
        };
        if change.accepted.is_some() {
            Self::Accepted
        } else if breaks {
            Self::Breaking
        } else if change.source == Source::Added {
            Self::Added
        } else {
            Self::Other
        }
    }

    pub(super) fn title(self) -> &'static str {
        match self {
            Self::Breaking => "Breaking",
            Self::Accepted => "Accepted",
            Self::Added => "Added",
            Self::Other => "Other",
        }
    }

    /// So many changes, in words.
    pub(super) fn count(self, count: usize) -> String {
        let what = match (self, count) {
            (Self::Breaking, 1) => "break",
            (Self::Breaking, _) => "breaks",
            (Self::Accepted, 1) => "accepted change",
            (Self::Accepted, _) => "accepted changes",
            (Self::Added, 1) => "addition",
            (Self::Added, _) => "additions",
            (Self::Other, 1) => "other change",
            (Self::Other, _) => "other changes",
        };
        format!("{count} {what}")
    }
}

/// Arranges the changes; a section without one is left out.
pub(super) fn outline(comparison: &Comparison) -> Vec<Section<'_>> {
    let sections = Standing::ALL.into_iter().map(|standing| {
        let changes = comparison.changes.iter();
        let groups = groups(changes.filter(|change| Standing::of(change) == standing));
        Section { standing, groups }
    });
    sections
        .filter(|section| !section.groups.is_empty())
        .collect()
}

fn groups<'c>(changes: impl Iterator<Item = &'c Change>) -> Vec<Group<'c>> {
    let mut groups: Vec<Group<'c>> = Vec::new();
    let mut known = HashMap::new();
    for cause in causes(changes) {
        let Some(owner) = cause.owner() else {
            groups.push(Group {
                owner: None,
                causes: vec![cause],
            });
            continue;
        };
        let at = *known.entry(owner).or_insert_with(|| {
            groups.push(Group {
                owner: Some(owner),
                causes: Vec::new(),
            });
            groups.len() - 1
        });
        groups[at].causes.push(cause);
    }
    for group in &mut groups {
        group.causes.sort_by_cached_key(Cause::rank);
        group.take_types();
    }
    groups.sort_by_cached_key(Group::rank);
    groups
}

fn causes<'c>(changes: impl Iterator<Item = &'c Change>) -> Vec<Cause<'c>> {
    let mut causes: Vec<Cause<'c>> = Vec::new();
    let mut known: HashMap<Key<'c>, usize> = HashMap::new();
    for change in changes {
        let key = (
            change.rule,
            change.source,
            change.wire,
            change.verdict,
            change.accepted.as_deref(),
            change.message.as_str(),
        );
        match known.get(&key) {
            Some(at) if !is_cut(&change.message) => causes[*at].changes.push(change),
            Some(_) | None => {
                known.insert(key, causes.len());
                causes.push(Cause {
                    changes: vec![change],
                    types: Vec::new(),
                });
            }
        }
    }
    causes
}

impl<'c> Section<'c> {
    /// How many changes there are.
    pub(super) fn count(&self) -> usize {
        let causes = self.groups.iter().flat_map(|group| &group.causes);
        causes.map(Cause::count).sum()
    }
}

impl<'c> Group<'c> {
    fn rank(&self) -> impl Ord + use<'c> {
        self.causes.iter().map(Cause::rank).min()
    }

    /// Moves the types that come or go with the call to the line that says so of the call.
    fn take_types(&mut self) {
        let Some((call, others)) = self.causes.split_first_mut() else {
            return;
        };
        let change = call.first();
        let types = if change.rule == Rule::OperationRemoved {
            Rule::TypeRemoved
        } else if change.rule == Rule::OperationAdded {
            Rule::TypeAdded
        } else {
            return;
        };
        if self.owner != Some(change.subject.as_str()) || call.changes.len() > 1 {
            return;
        }
        let is_taken = |cause: &Cause<'_>| cause.first().rule == types;
        let taken = others.iter().filter(|cause| is_taken(cause));
        call.types = taken.flat_map(|cause| cause.changes.clone()).collect();
        self.causes.retain(|cause| !is_taken(cause));
    }

    /// Whether several lines are about one call or type.
    pub(super) fn is_several(&self) -> bool {
        self.causes.len() > 1
    }

    /// What is above several lines of one call or type; none where the first of them names it.
    pub(super) fn heading(&self) -> Option<Heading<'c>> {
        let owner = self.owner.filter(|_| self.is_several())?;
        let first = &self.causes[0];
        if first.changes.len() == 1 && first.first().subject == owner {
            return None;
        }
        let mut changes = self.causes.iter().flat_map(|cause| &cause.changes);
        // A call is not used by itself; of a type, every change knows the same calls.
        let used = changes.find_map(|change| {
            let is_shared = change.calls.count > 1;
            is_shared.then(|| calls(&change.calls)).flatten()
        });
        Some(Heading { owner, used })
    }
}

impl<'c> Cause<'c> {
    /// The change that stands for the others: what they have in common is what it says.
    pub(super) fn first(&self) -> &'c Change {
        self.changes[0]
    }

    /// Every change, with those of the types.
    pub(super) fn all(&self) -> impl Iterator<Item = &'c Change> {
        self.changes.iter().chain(&self.types).copied()
    }

    /// How many changes there are, with those of the types.
    pub(super) fn count(&self) -> usize {
        self.changes.len() + self.types.len()
    }

    /// How many of its changes have no place among the first ones that are listed.
    pub(super) fn more(&self) -> Option<String> {
        let more = self.changes.len().saturating_sub(FIRST);
        (more > 0).then(|| format!("and {more} more"))
    }

    /// The changes that are listed.
    pub(super) fn listed(&self) -> impl Iterator<Item = &'c Change> {
        self.changes.iter().copied().take(FIRST)
    }

    /// The changes that say the same, without those of the types.
    pub fn changes(&self) -> &[&'c Change] {
        &self.changes
    }

    /// What each of them says of its item, in one sentence without a full stop.
    pub fn sentence(&self) -> String {
        let message = &self.first().message;
        match self.types.len() {
            0 => message.clone(),
            1 => format!("{message}, and with it 1 type"),
            count => format!("{message}, and with it {count} types"),
        }
    }

    /// What it says on a line: how often where it does so more than once, and else which calls use
    /// the type, where it stands alone.
    pub(super) fn message(&self, is_alone: bool) -> String {
        let sentence = self.sentence();
        match (self.changes.len(), calls(&self.first().calls)) {
            (1, Some(calls)) if is_alone => format!("{sentence} ({calls})"),
            (1, _) => sentence,
            (count, _) => format!("{count} times: {sentence}"),
        }
    }

    /// What all of its changes belong to; none where they belong to several.
    fn owner(&self) -> Option<&'c str> {
        let owner = self.first().about.owner.as_str();
        let is_only = self.changes.iter().all(|one| one.about.owner == owner);
        is_only.then_some(owner)
    }

    fn rank(&self) -> impl Ord + use<'c> {
        let change = self.first();
        (
            Reverse((
                removes_calls(change),
                change.source == Source::Break && change.wire == Wire::Break,
                change.source == Source::Break,
                change.wire == Wire::Break,
                change.verdict,
                // What is said of a call itself comes before what is said of its types.
                self.owner() == Some(change.subject.as_str()),
                self.changes.len(),
            )),
            change.place(),
            change.rule,
            change.subject.as_str(),
        )
    }
}

/// Whether calls that were made can no longer be made at all.
fn removes_calls(change: &Change) -> bool {
    matches!(
        change.rule,
        Rule::ServiceRemoved | Rule::TagRemoved | Rule::OperationRemoved
    )
}
