//! Settled findings, as a caller of the library gets them.

use std::fmt;

use super::excerpt::{self, Excerpt};
use super::{Code, Draft, Repair, render};
use crate::hidden::characters;
use crate::source::Sources;

/// One thing that is wrong with a description, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    pub(super) code: Code,
    pub(super) message: String,
    pub(super) place: Option<Position>,
    pub(super) excerpts: Vec<Excerpt>,
    pub(super) help: Vec<String>,
    pub(super) repair: Option<String>,
}

/// A file, and a position in it from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Position {
    pub(super) file: String,
    pub(super) line: u32,
    pub(super) column: u32,
}

impl Finding {
    /// Looks up what a draft points at.
    pub(super) fn place(draft: &Draft, sources: &Sources) -> Self {
        let place = draft.span.map(|span| {
            let (line, column) = sources.line_column(span);
            Position {
                file: sources.name(span.file).to_owned(),
                line,
                column,
            }
        });
        Self {
            code: draft.code,
            message: visible(&draft.message),
            place,
            excerpts: excerpt::excerpts(draft, sources),
            help: draft.help.iter().map(|help| visible(help)).collect(),
            repair: draft.repair.as_ref().and_then(Repair::action),
        }
    }

    /// The kind of finding; `bindery explain` tells more about it.
    pub fn code(&self) -> Code {
        self.code
    }

    /// What is wrong, in one sentence.
    pub fn message(&self) -> &str {
        &self.message
    }

    /// The file, relative to the working folder; absent when no line can be blamed.
    pub fn file(&self) -> Option<&str> {
        self.place.as_ref().map(|place| place.file.as_str())
    }

    /// The line, from 1.
    pub fn line(&self) -> Option<u32> {
        self.place.as_ref().map(|place| place.line)
    }

    /// The column in characters, from 1.
    pub fn column(&self) -> Option<u32> {
        self.place.as_ref().map(|place| place.column)
    }

    /// How to fix it, one line each.
    pub fn help(&self) -> impl Iterator<Item = &str> {
        self.help.iter().map(String::as_str)
    }

    /// How an overlay fixes it, where that is known: an item for its `actions`, in YAML.
    pub fn repair(&self) -> Option<&str> {
        self.repair.as_deref()
    }
}

/// Everything that one run found wrong with a description, by file and line.
///
/// Displays as text for people, without colour.
#[derive(Clone, PartialEq, Eq)]
pub struct Findings {
    findings: Vec<Finding>,
    beyond: usize,
}

impl Findings {
    pub(super) fn new(findings: Vec<Finding>, beyond: usize) -> Self {
        Self { findings, beyond }
    }

    /// The findings, by file, line and column.
    pub fn iter(&self) -> std::slice::Iter<'_, Finding> {
        self.findings.iter()
    }

    /// How many there are, those included that were too many to keep.
    pub fn len(&self) -> usize {
        self.findings.len() + self.beyond
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The text for people: each finding with its source line and a caret; at most 50 of them, and
    /// then how many more there are. With `color`, for a terminal that understands ANSI escapes.
    pub fn render(&self, color: bool) -> String {
        render::render(&self.findings, self.len(), color)
    }
}

impl<'f> IntoIterator for &'f Findings {
    type Item = &'f Finding;
    type IntoIter = std::slice::Iter<'f, Finding>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl fmt::Display for Findings {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.render(false))
    }
}

impl fmt::Debug for Findings {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.render(false))
    }
}

impl std::error::Error for Findings {}

/// Makes control characters of a description visible: they must not reach a terminal.
pub(crate) fn visible(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for (character, hides) in characters(text) {
        match character {
            '\n' => shown.push_str("\\n"),
            '\r' => shown.push_str("\\r"),
            '\t' => shown.push_str("\\t"),
            other if hides => shown.extend(other.escape_unicode()),
            other => shown.push(other),
        }
    }
    if shown.chars().count() > 1000 {
        shown = shown.chars().take(1000).collect();
        shown.push_str("...");
    }
    shown
}
