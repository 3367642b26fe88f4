//! The lines of a description around a place, kept when the description is gone.

use crate::source::{Sources, Span};

/// How many lines are shown before the place, and after it.
const BEFORE: u32 = 3;
const AFTER: u32 = 8;

/// How many bytes of a line are shown: a minified document is one line.
const LONGEST: usize = 240;

/// Of a longer line, how many bytes are shown before the place.
const LEAD: usize = 80;

/// Some lines of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Excerpt {
    /// The number of the first line.
    pub(super) first: u32,
    /// The lines as they are written, none of them longer than a bound.
    pub(super) lines: Vec<String>,
    /// The place among them.
    pub(super) marked: u32,
}

/// The lines around the start of a span.
pub(super) fn excerpt(sources: &Sources, span: Span) -> Excerpt {
    let (line, _) = sources.line_column(span);
    let text = sources.text(span.file);
    let first = line.saturating_sub(BEFORE).max(1);
    let mut lines = Vec::new();
    for at in first..=line.saturating_add(AFTER) {
        let range = sources.line_range(span.file, at);
        // Behind the last line there is nothing, which begins where the text ends.
        if at > line && range.start >= text.len() {
            break;
        }
        let start = match at == line && range.len() > LONGEST {
            true => (span.start as usize).saturating_sub(LEAD).max(range.start),
            false => range.start,
        };
        lines.push(part(text, start..range.end, range.start));
    }
    Excerpt {
        first,
        lines,
        marked: line - first,
    }
}

/// What fits of a line, with a mark where something is left out.
fn part(text: &str, range: std::ops::Range<usize>, line: usize) -> String {
    let on_boundary = |mut at: usize| {
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        at
    };
    let start = on_boundary(range.start);
    let end = on_boundary(range.end.min(start + LONGEST));
    let before = if start > line { "…" } else { "" };
    let after = if end < range.end { "…" } else { "" };
    format!("{before}{}{after}", &text[start..end])
}
