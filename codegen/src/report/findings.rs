//! The findings of a run, as the library returns them.

use std::fmt;

use super::excerpt::{self, Excerpt};
use super::{Code, Draft, Repair, render};
use crate::hidden::characters;
use crate::source::Sources;

/// One mistake in a description, and its place.
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

    /// Returns the kind of finding; `bindery explain` explains it.
    pub fn code(&self) -> Code {
        self.code
    }

    /// Returns what is wrong, in one sentence.
    pub fn message(&self) -> &str {
        &self.message
    }

    /// Returns the file, relative to the working folder; `None` if no line is wrong.
    pub fn file(&self) -> Option<&str> {
        self.place.as_ref().map(|place| place.file.as_str())
    }

    /// Returns the line, from 1.
    pub fn line(&self) -> Option<u32> {
        self.place.as_ref().map(|place| place.line)
    }

    /// Returns the column in characters, from 1.
    pub fn column(&self) -> Option<u32> {
        self.place.as_ref().map(|place| place.column)
    }

    /// Returns how to fix it, one line each.
    pub fn help(&self) -> impl Iterator<Item = &str> {
        self.help.iter().map(String::as_str)
    }

    /// Returns the overlay action that fixes it, if it is known: an item of `actions`, in YAML.
    pub fn repair(&self) -> Option<&str> {
        self.repair.as_deref()
    }
}

/// All mistakes that a run found in a description, by file and line.
///
/// Displays as text, without colour.
#[derive(Clone, PartialEq, Eq)]
pub struct Findings {
    findings: Vec<Finding>,
    beyond: usize,
}

impl Findings {
    pub(super) fn new(findings: Vec<Finding>, beyond: usize) -> Self {
        Self { findings, beyond }
    }

    /// Returns the findings, by file, line and column.
    pub fn iter(&self) -> std::slice::Iter<'_, Finding> {
        self.findings.iter()
    }

    /// Returns the number of findings, including those that were too many to keep.
    pub fn len(&self) -> usize {
        self.findings.len() + self.beyond
    }

    /// Returns whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Returns the text: each finding with its source line and a caret, at most 50 of them, and the
    /// number of the others. With `color`, for a terminal that supports ANSI escapes.
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
