//! All changes between two descriptions, and the verdict on them.

use serde::Serialize;
use serde::ser::{SerializeStruct, Serializer};

use super::outline::{Cause, outline};
use super::policy::Unmatched;
use super::regenerated::Regenerated;
use super::{Change, Rule, Source, Verdict, Wire};

/// The version of the JSON shape; raised when a reader of the old one would be misled.
const SCHEMA: u32 = 1;

/// What changed from one description to another.
///
/// As JSON it is an object with `schema` (the version of this shape: 1), `verdict`, `counts`
/// (see [`Counts`]), `unmatched` (see [`Unmatched`]), `regenerated` (how the code that this
/// bindery generates from the old description differs from the committed code: `files`, and the
/// public lines that are `removed` and `added`; or null) and `changes`, each of which has `rule`, `source`
/// (`none`, `added`, `break`), `wire` (`none`, `compatible`, `break`), `verdict`, `subject`, `message`,
/// `old` and `new` (`file`, `line`, `column`; or null), `calls` (`count`, and the `first` three) and
/// `accepted` (the reason, or null). Keys may be added to it under the same version.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Comparison {
    pub(super) changes: Vec<Change>,
    /// What the configuration accepts and was not found.
    pub(super) unmatched: Vec<Unmatched>,
    /// What the two sides are called, where they have a name.
    pub(super) sides: Option<(String, String)>,
    /// What this bindery emits differently from the old description.
    pub(super) regenerated: Option<Regenerated>,
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
    /// Changes that the configuration accepts; they count in nothing else.
    pub accepted: usize,
}

impl Comparison {
    /// The changes: breaks first, then what asks for a minor version, then the rest; each part by
    /// file and line.
    pub fn changes(&self) -> &[Change] {
        &self.changes
    }

    /// The changes in the order in which they are presented, those that say the same of different
    /// items together.
    pub fn causes(&self) -> impl Iterator<Item = Cause<'_>> {
        let sections = outline(self).into_iter();
        let groups = sections.flat_map(|section| section.groups);
        groups.flat_map(|group| group.causes)
    }

    /// The least part of the version that has to be raised, whatever the configuration accepts.
    pub fn verdict(&self) -> Verdict {
        let changes = self.changes.iter();
        let counted = changes.filter(|change| change.accepted.is_none());
        let verdicts = counted.map(Change::verdict);
        verdicts.max().unwrap_or(Verdict::None)
    }

    /// What the verdict asks for, in words.
    pub(crate) fn meaning(&self) -> &'static str {
        match self.verdict() {
            Verdict::None if !self.is_empty() => {
                " (nothing changed for callers but what is accepted)"
            }
            verdict @ (Verdict::None | Verdict::Patch | Verdict::Minor | Verdict::Major) => {
                super::terminal::meaning(verdict)
            }
        }
    }

    /// Names the two sides.
    #[must_use]
    pub(crate) fn between(mut self, old: &str, new: &str) -> Self {
        self.sides = Some((old.to_owned(), new.to_owned()));
        self
    }

    /// Adds what this bindery emits differently from the old description.
    #[must_use]
    pub(crate) fn with_regenerated(mut self, regenerated: Option<Regenerated>) -> Self {
        self.regenerated = regenerated;
        self
    }

    /// What this bindery emits differently from the old description, in words, and the lines of it.
    pub(super) fn regenerated(&self) -> Option<(String, Vec<String>)> {
        let regenerated = self.regenerated.as_ref()?;
        let (old, _) = self.sides.as_ref()?;
        Some((regenerated.sentence(old), regenerated.lines().collect()))
    }

    /// Whether nothing changed.
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty()
    }

    /// The text for people: the verdict and the counts; then every change in two columns, source and
    /// wire, with the Rust item, the place in the description and the name of the rule. The worst
    /// come first, those of one call are together, and what many changes say is said once, with the
    /// first places. With `color`, for a terminal that understands ANSI escapes. Lines have up to
    /// 100 columns.
    pub fn render(&self, color: bool) -> String {
        super::terminal::render(self, color)
    }

    /// Markdown for a comment on a pull request: the verdict, and tables of what breaks, what was
    /// added and the rest, in the order of [`render`](Self::render); no longer than GitHub takes, so
    /// that the most harmless are counted only. No text of a description acts on the page.
    pub fn markdown(&self) -> String {
        super::markdown::render(self, super::markdown::LONGEST)
    }

    /// JSON on one line, in the shape that is described at [`Comparison`].
    pub fn json(&self) -> String {
        // Text keys and numbers are all that it holds.
        serde_json::to_string(self).unwrap_or_default()
    }

    /// One HTML page with all changes, to be filtered, searched and linked to, each with both
    /// descriptions and the Rust signature before and after. It loads nothing and runs nothing of a
    /// description.
    pub fn html(&self) -> String {
        super::page::render(self)
    }

    /// SARIF 2.1.0: every change at its line, with the explanation of its kind.
    pub fn sarif(&self) -> String {
        super::sarif::render(self)
    }

    /// Annotations of GitHub Actions: what breaks is an error at its line.
    pub fn annotations(&self) -> String {
        super::annotations::render(self)
    }

    /// A JUnit report: every change is a test case, and what breaks has failed.
    pub fn junit(&self) -> String {
        super::junit::render(self)
    }

    /// How many changes there are of each sort.
    pub fn counts(&self) -> Counts {
        let mut counts = Counts::default();
        for change in &self.changes {
            if change.accepted.is_some() {
                counts.accepted += 1;
                continue;
            }
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
        let mut object = serializer.serialize_struct("Comparison", 6)?;
        object.serialize_field("schema", &SCHEMA)?;
        object.serialize_field("verdict", &self.verdict())?;
        object.serialize_field("counts", &self.counts())?;
        object.serialize_field("unmatched", &self.unmatched)?;
        object.serialize_field("regenerated", &self.regenerated)?;
        object.serialize_field("changes", &self.changes)?;
        object.end()
    }
}
