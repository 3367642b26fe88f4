//! Extracts the lines that a finding shows.
//!
//! The renderer never gets a whole file: a minified document is one line of megabytes.

use std::borrow::Cow;
use std::ops::Range;

use super::Draft;
use super::findings::visible;
use crate::hidden::characters;
use crate::source::{Sources, Span};

/// Lines longer than this many bytes are shown in part.
const LONG: usize = 200;
/// Bytes shown before the place, in a long line.
const BEFORE: usize = 50;
/// Bytes shown of a long line in all.
const SHOWN: usize = 110;
/// Places at most this many lines apart share one excerpt.
const NEAR: u32 = 6;

/// Some lines of a file, and what to underline in them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Excerpt {
    pub(super) file: String,
    /// Number of the first line, from 1.
    pub(super) first_line: u32,
    pub(super) text: String,
    pub(super) marks: Vec<Mark>,
    /// Set where the cut text has the place in another column than the file.
    pub(super) moved: Option<Moved>,
}

/// A column as the cut text has it, and as the file has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Moved {
    pub(super) line: u32,
    pub(super) drawn: u32,
    pub(super) real: u32,
}

/// A range of an excerpt's text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Mark {
    pub(super) range: Range<usize>,
    pub(super) primary: bool,
    pub(super) label: Option<String>,
}

struct Spot {
    span: Span,
    line: u32,
    primary: bool,
    label: Option<String>,
}

/// The excerpts of a finding: its own place first, then those of its labels.
pub(super) fn excerpts(draft: &Draft, sources: &Sources) -> Vec<Excerpt> {
    let own = draft.span.iter().map(|span| (*span, true, None));
    let labels = draft
        .labels
        .iter()
        .map(|(span, text)| (*span, false, Some(visible(text))));
    let spots = own.chain(labels).map(|(span, primary, label)| {
        let (line, _) = sources.line_column(span);
        Spot {
            span,
            line,
            primary,
            label,
        }
    });
    let mut groups: Vec<Vec<Spot>> = Vec::new();
    for spot in spots {
        match groups
            .iter_mut()
            .find(|group| belongs(group, &spot, sources))
        {
            Some(group) => group.push(spot),
            None => groups.push(vec![spot]),
        }
    }
    groups.iter().map(|group| cut(group, sources)).collect()
}

fn belongs(group: &[Spot], spot: &Spot, sources: &Sources) -> bool {
    let (lowest, highest) = bounds(group);
    let (lowest, highest) = (lowest.min(spot.line), highest.max(spot.line));
    group.iter().all(|other| other.span.file == spot.span.file)
        && highest - lowest <= NEAR * 4
        && group
            .iter()
            .any(|other| other.line.abs_diff(spot.line) <= NEAR)
        && (lowest..=highest).all(|line| sources.line_range(spot.span.file, line).len() <= LONG)
}

fn bounds(group: &[Spot]) -> (u32, u32) {
    let lowest = group.iter().map(|spot| spot.line).min().unwrap_or(1);
    let highest = group.iter().map(|spot| spot.line).max().unwrap_or(1);
    (lowest, highest)
}

fn cut(group: &[Spot], sources: &Sources) -> Excerpt {
    let own = group[0].span;
    let source = sources.text(own.file);
    let (first, last) = bounds(group);
    let line = sources.line_range(own.file, first);
    let long = line.len() > LONG;
    let shown = if long {
        let start = (own.start as usize).saturating_sub(BEFORE).max(line.start);
        floor(source, start)..ceiling(source, (start + SHOWN).min(line.end))
    } else {
        line.start..sources.line_range(own.file, last).end
    };
    let mut text = String::new();
    if shown.start > line.start {
        text.push_str("...");
    }
    let lead = text.len();
    text.push_str(&harmless(source.get(shown.clone()).unwrap_or("")));
    if long && shown.end < line.end {
        text.push_str("...");
    }
    let marks: Vec<Mark> = group
        .iter()
        .map(|spot| mark(spot, sources, &shown, lead))
        .collect();
    let drawn = text.get(..marks[0].range.start).unwrap_or("");
    let drawn = drawn.rsplit('\n').next().unwrap_or("").chars().count() + 1;
    let drawn = u32::try_from(drawn).unwrap_or(u32::MAX);
    let (first_marked, real) = sources.line_column(own);
    let moved = (drawn != real).then_some(Moved {
        line: first_marked,
        drawn,
        real,
    });
    Excerpt {
        file: sources.name(own.file).to_owned(),
        first_line: first,
        text,
        marks,
        moved,
    }
}

/// Replaces characters that a terminal acts on by as many bytes, so that offsets stay valid.
fn harmless(text: &str) -> Cow<'_, str> {
    // The renderer shows the controls of ASCII itself.
    let acts = |(one, hides): (char, bool)| hides && !one.is_ascii();
    if !characters(text).any(acts) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len());
    for (character, hides) in characters(text) {
        if acts((character, hides)) {
            shown.push_str(&"?".repeat(character.len_utf8()));
        } else {
            shown.push(character);
        }
    }
    Cow::Owned(shown)
}

fn mark(spot: &Spot, sources: &Sources, shown: &Range<usize>, lead: usize) -> Mark {
    let source = sources.text(spot.span.file);
    // A span of several lines is shown by its first one.
    let line = sources.line_range(spot.span.file, spot.line);
    let start = (spot.span.start as usize).clamp(shown.start, shown.end);
    let end = (spot.span.end as usize)
        .min(line.end)
        .clamp(start, shown.end);
    let (start, end) = (floor(source, start), ceiling(source, end));
    let trimmed = source
        .get(start..end)
        .map_or(0, |text| text.trim_end().len());
    let range = start - shown.start + lead..start + trimmed - shown.start + lead;
    Mark {
        range,
        primary: spot.primary,
        label: spot.label.clone(),
    }
}

fn floor(text: &str, mut at: usize) -> usize {
    at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

fn ceiling(text: &str, mut at: usize) -> usize {
    at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at += 1;
    }
    at
}
