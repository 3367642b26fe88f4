//! The edits, each with what it may touch: a table to read.
//!
//! Whose file something is comes from the description, never from what was emitted.

mod operations;
mod order;
mod schemas;
mod soap;

use std::collections::BTreeSet;

use crate::description::{Base, Description, LOCK};

/// A file, or some files, by what they are to the edited thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Touch {
    /// The file of the tag, or of the type, that the edited thing stands in.
    Owner,
    /// The module of the service: `rest/mod.rs`.
    Service,
    /// The module of the types: `types/mod.rs`.
    Types,
    /// `bindery.lock`.
    Lock,
    /// A file of a type whose name is settled by the ledger, and not by its text alone.
    NewType,
    /// Files that the edit itself names: those that use what is renamed or moved.
    Users,
}

/// One way to edit a description.
#[derive(Debug)]
pub(crate) struct Edit {
    pub(crate) name: &'static str,
    /// What it touches, exactly.
    pub(crate) touches: &'static [Touch],
    /// The most hunks in one emitted file.
    pub(crate) hunks: usize,
    /// Edits a description at a place that is picked; none where the description has no such place.
    pub(crate) apply: fn(&Base, &mut Description, &mut Pick) -> Option<Owners>,
}

/// A line of the table.
const fn edit(
    name: &'static str,
    touches: &'static [Touch],
    hunks: usize,
    apply: fn(&Base, &mut Description, &mut Pick) -> Option<Owners>,
) -> Edit {
    Edit {
        name,
        touches,
        hunks,
        apply,
    }
}

/// Whose the edited thing is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Owners {
    /// The files of [`Touch::Owner`].
    pub(crate) owners: BTreeSet<String>,
    /// The files of [`Touch::Users`].
    pub(crate) users: BTreeSet<String>,
    /// Whether the ledger has a line for what the edited thing leaves out or widens, which comes or
    /// goes with it.
    pub(crate) degraded: bool,
    /// The operation that may have another name: another one had its name where it came to.
    pub(crate) moved: Option<String>,
    /// The most hunks, where that depends on how often the description says something.
    pub(crate) hunks: Option<usize>,
}

impl Owners {
    /// One owner.
    pub(crate) fn of(file: impl Into<String>) -> Self {
        Self {
            owners: BTreeSet::from([file.into()]),
            ..Self::default()
        }
    }

    /// With what the ledger says of the place left out or widened.
    pub(crate) fn with_degraded(mut self, degraded: bool) -> Self {
        self.degraded |= degraded;
        self
    }
}

impl Edit {
    /// The files that the edit touches; whether one more file of a type comes with it.
    pub(crate) fn expected(&self, owners: &Owners) -> (BTreeSet<String>, bool) {
        let mut files = BTreeSet::new();
        for touch in self.touches {
            match touch {
                Touch::Owner => files.extend(owners.owners.iter().cloned()),
                Touch::Users => files.extend(owners.users.iter().cloned()),
                Touch::Service => drop(files.insert("rest/mod.rs".to_owned())),
                Touch::Types => drop(files.insert("types/mod.rs".to_owned())),
                Touch::Lock => drop(files.insert(LOCK.to_owned())),
                Touch::NewType => {}
            }
        }
        if owners.degraded {
            files.insert(LOCK.to_owned());
        }
        (files, self.touches.contains(&Touch::NewType))
    }
}

/// Picks places of a description: numbers from outside, so that a failure names them.
#[derive(Debug)]
pub(crate) struct Pick(std::vec::IntoIter<u32>);

impl Pick {
    /// Picks by these numbers, and the first of everything when they are used up.
    pub(crate) fn new(numbers: Vec<u32>) -> Self {
        Self(numbers.into_iter())
    }

    /// A number below a bound; none below 0.
    pub(crate) fn below(&mut self, bound: usize) -> Option<usize> {
        let number = usize::try_from(self.0.next().unwrap_or_default()).unwrap_or_default();
        number.checked_rem(bound)
    }

    /// One of these.
    pub(crate) fn of<'t, T>(&mut self, things: &'t [T]) -> Option<&'t T> {
        things.get(self.below(things.len())?)
    }

    /// Puts these in another order, unless there is only one.
    pub(crate) fn shuffle<T>(&mut self, things: &mut [T]) {
        for at in (1..things.len()).rev() {
            things.swap(at, self.below(at).unwrap_or_default());
        }
    }
}

/// Every edit.
pub(crate) fn all() -> Vec<&'static Edit> {
    [operations::EDITS, schemas::EDITS, order::EDITS, soap::EDITS]
        .into_iter()
        .flatten()
        .collect()
}
