//! All changes between two descriptions, and the verdict on them.

use serde::Serialize;
use serde::ser::{SerializeStruct, Serializer};

use super::{Change, Rule, Source, Verdict, Wire};

/// The version of the JSON shape; raised when a reader of the old one would be misled.
const SCHEMA: u32 = 1;

/// What changed from one description to another.
///
/// As JSON it is an object with `schema` (the version of this shape: 1), `verdict`, `counts`
/// (see [`Counts`]) and `changes`, each of which has `rule`, `source` (`none`, `added`, `break`),
/// `wire` (`none`, `compatible`, `break`), `verdict`, `subject`, `message`, `old` and `new` (`file`,
/// `line`, `column`; or null) and `calls` (`count`, and the `first` three). Keys may be added to it
/// under the same version.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Comparison {
    pub(super) changes: Vec<Change>,
}

/// How many changes there are of each sort. A change that breaks both columns counts in both.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// Changes after which code does not compile, or means something else.
    pub source_breaks: usize,
    /// Changes that deployed programs do not survive.
    pub wire_breaks: usize,
    /// Changes that break nothing and add something to use.
    pub added: usize,
    /// Changes that break and add nothing.
    pub other: usize,
}

impl Comparison {
    /// The changes: breaks first, then what asks for a minor version, then the rest; each part by
    /// file and line.
    pub fn changes(&self) -> &[Change] {
        &self.changes
    }

    /// The least part of the version that has to be raised.
    pub fn verdict(&self) -> Verdict {
        let verdicts = self.changes.iter().map(Change::verdict);
        verdicts.max().unwrap_or(Verdict::None)
    }

    /// Whether nothing changed.
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty()
    }

    /// The text for people: every change in two columns, source and wire, with the Rust item, the
    /// place in the description and the name of the rule; then the counts and the verdict. With
    /// `color`, for a terminal that understands ANSI escapes. Lines have up to 100 columns.
    pub fn render(&self, color: bool) -> String {
        super::terminal::render(self, color)
    }

    /// Markdown for a comment on a pull request: the verdict, and tables of what breaks, what was
    /// added and the rest; no longer than GitHub takes. No text of a description acts on the page.
    pub fn markdown(&self) -> String {
        super::markdown::render(self, super::markdown::LONGEST)
    }

    /// JSON on one line, in the shape that is described at [`Comparison`].
    pub fn json(&self) -> String {
        // Text keys and numbers are all that it holds.
        serde_json::to_string(self).unwrap_or_default()
    }

    /// How many changes there are of each sort.
    pub fn counts(&self) -> Counts {
        let mut counts = Counts::default();
        for change in &self.changes {
            counts.source_breaks += usize::from(change.source == Source::Break);
            counts.wire_breaks += usize::from(change.wire == Wire::Break);
            if !change.is_break() {
                if change.source == Source::Added {
                    counts.added += 1;
                } else {
                    counts.other += 1;
                }
            }
        }
        counts
    }

    /// What is newly left out or represented more loosely than it is described.
    pub fn degradations_gained(&self) -> impl Iterator<Item = &Change> {
        self.of(Rule::DegradationGained)
    }

    /// What is no longer left out or represented more loosely than it is described.
    pub fn degradations_lost(&self) -> impl Iterator<Item = &Change> {
        self.of(Rule::DegradationLost)
    }

    fn of(&self, rule: Rule) -> impl Iterator<Item = &Change> {
        self.changes
            .iter()
            .filter(move |change| change.rule == rule)
    }
}

impl Serialize for Comparison {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_struct("Comparison", 4)?;
        object.serialize_field("schema", &SCHEMA)?;
        object.serialize_field("verdict", &self.verdict())?;
        object.serialize_field("counts", &self.counts())?;
        object.serialize_field("changes", &self.changes)?;
        object.end()
    }
}
