//! Changes, as a caller of the library gets them.

use serde::Serialize;

use super::excerpt::Excerpt;
use super::subject::About;
use super::{Rule, Source, Verdict, Wire};

/// One difference between two descriptions, and what it does to callers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Change {
    pub(super) rule: Rule,
    pub(super) source: Source,
    pub(super) wire: Wire,
    pub(super) verdict: Verdict,
    pub(super) subject: String,
    pub(super) message: String,
    pub(super) old: Option<Location>,
    pub(super) new: Option<Location>,
    pub(super) calls: Calls,
    /// Why the configuration accepts it.
    pub(super) accepted: Option<String>,
    /// Whether the configuration says how severe it is, so that its columns do not.
    #[serde(skip)]
    pub(super) is_rated: bool,
    #[serde(skip)]
    pub(super) about: About,
    #[serde(skip)]
    pub(super) excerpts: Excerpts,
    /// The place in the files of the new side that is nearest to it: what is gone has none there.
    #[serde(skip)]
    pub(super) anchor: Option<Location>,
}

/// The lines of both descriptions around a change.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Excerpts {
    pub(super) old: Option<Excerpt>,
    pub(super) new: Option<Excerpt>,
}

/// A place in a description.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Location {
    pub(super) file: String,
    pub(super) line: u32,
    pub(super) column: u32,
    /// The file without the revision that it was read from.
    #[serde(skip)]
    pub(super) path: String,
}

/// The calls that a changed type takes part in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Calls {
    pub(super) count: usize,
    pub(super) first: Vec<String>,
}

impl Change {
    /// The kind of change; `bindery explain` tells more about it.
    pub fn rule(&self) -> Rule {
        self.rule
    }

    /// What it does to code that is compiled again.
    pub fn source(&self) -> Source {
        self.source
    }

    /// What it does to programs that are deployed.
    pub fn wire(&self) -> Wire {
        self.wire
    }

    /// The least part of the version that this change alone raises: what its columns ask for, or
    /// what the configuration says of its rule.
    pub fn verdict(&self) -> Verdict {
        self.verdict
    }

    /// The Rust item, as callers write it: `Keys::list`, `types::KeyInfo::key_id`.
    pub fn subject(&self) -> &str {
        &self.subject
    }

    /// What changed, in one sentence without a full stop. What comes from a description is in
    /// backticks and holds none.
    pub fn message(&self) -> &str {
        &self.message
    }

    /// Where the old description says it; absent for what is new.
    pub fn old_place(&self) -> Option<&Location> {
        self.old.as_ref()
    }

    /// Where the new description says it; absent for what is gone.
    pub fn new_place(&self) -> Option<&Location> {
        self.new.as_ref()
    }

    /// The place that a reviewer looks at: the new one, or the old one of what is gone.
    pub fn place(&self) -> Option<&Location> {
        self.new.as_ref().or(self.old.as_ref())
    }

    /// The calls that the changed type took part in; none for what is not a type's.
    pub fn calls(&self) -> &Calls {
        &self.calls
    }

    /// Why the configuration accepts it. What is accepted does not count for the verdict of a
    /// comparison.
    pub fn accepted(&self) -> Option<&str> {
        self.accepted.as_deref()
    }

    /// Whether it breaks code or deployed programs.
    pub fn is_break(&self) -> bool {
        self.source == Source::Break || self.wire == Wire::Break
    }
}

impl Location {
    /// The file, relative to the working folder.
    pub fn file(&self) -> &str {
        &self.file
    }

    /// The line, from 1.
    pub fn line(&self) -> u32 {
        self.line
    }

    /// The column in characters, from 1.
    pub fn column(&self) -> u32 {
        self.column
    }
}

impl std::fmt::Display for Location {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{}:{}:{}", self.file, self.line, self.column)
    }
}

impl Calls {
    /// How many there are.
    pub fn count(&self) -> usize {
        self.count
    }

    /// The first three by name.
    pub fn first(&self) -> &[String] {
        &self.first
    }
}

/// The least part of the version that a change raises.
pub(super) fn verdict(rule: Rule, source: Source, wire: Wire) -> Verdict {
    if source == Source::Break {
        Verdict::Major
    } else if source == Source::Added || wire != Wire::None || rule == Rule::Deprecated {
        Verdict::Minor
    } else {
        Verdict::Patch
    }
}
