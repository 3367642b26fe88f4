//! Draws a comparison for a terminal of 100 columns.

use std::fmt::Write;

use super::log::{calls, harmless};
use super::{Change, Comparison, Counts, Source, Verdict, Wire};

const WIDTH: usize = 100;

/// Where the text beside the two columns starts.
const INDENT: usize = 15;

/// Draws every change, a line that counts them, and the verdict.
pub(super) fn render(comparison: &Comparison, color: bool) -> String {
    let mut text = String::new();
    if !comparison.is_empty() {
        text.push_str("source  wire   change\n");
    }
    for change in &comparison.changes {
        draw(change, color, &mut text);
    }
    if !comparison.is_empty() {
        let _ = writeln!(text, "\n{}", summary(comparison.counts()));
    }
    let verdict = comparison.verdict();
    let shown = paint(verdict.as_str(), style(verdict), color);
    let _ = writeln!(text, "verdict: {shown}{}", meaning(verdict));
    text
}

/// What the verdict asks for.
pub(crate) fn meaning(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::None => " (nothing changed for callers)",
        Verdict::Patch => " (neither code nor calls change)",
        Verdict::Minor => " (something was added or deprecated, or the wire format changed)",
        Verdict::Major => " (code of callers breaks)",
    }
}

/// `3 changes: 1 breaks source, 2 break the wire, 1 adds, 0 others`.
pub(super) fn summary(counts: Counts) -> String {
    let part = |count: usize, one: &str, many: &str| {
        format!("{count} {}", if count == 1 { one } else { many })
    };
    format!(
        "{}, {}, {}, {}",
        part(counts.source_breaks, "source break", "source breaks"),
        part(counts.wire_breaks, "wire break", "wire breaks"),
        part(counts.added, "addition", "additions"),
        part(counts.other, "other change", "other changes")
    )
}

fn draw(change: &Change, color: bool, text: &mut String) {
    let source = paint(
        &format!("{:<6}", change.source.as_str()),
        match change.source {
            Source::Break => "31;1",
            Source::Added => "32",
            Source::None => "",
        },
        color,
    );
    let wire = paint(
        &format!("{:<5}", change.wire.as_str()),
        match change.wire {
            Wire::Break => "31;1",
            Wire::Compatible => "33",
            Wire::None => "",
        },
        color,
    );
    let _ = write!(text, "{source}  {wire}  ");
    let mut words = format!("{}: {}", harmless(&change.subject), change.message);
    if let Some(calls) = calls(&change.calls) {
        words.push_str(&format!(" ({calls})"));
    }
    for (at, line) in wrapped(&words, WIDTH - INDENT).iter().enumerate() {
        if at > 0 {
            let _ = write!(text, "{:INDENT$}", "");
        }
        let _ = writeln!(text, "{line}");
    }
    let place = match change.place() {
        Some(place) => format!("{} ", harmless(&place.to_string())),
        None => String::new(),
    };
    let rule = paint(&format!("[{}]", change.rule), "2", color);
    let _ = writeln!(text, "{:INDENT$}{place}{rule}", "");
}

/// The text in lines of at most this many characters, broken between words where there are any.
fn wrapped(text: &str, width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    let mut length = 0;
    for word in text.split(' ') {
        let mut word = word;
        let mut count = word.chars().count();
        if length > 0 && length + 1 + count > width {
            lines.push(std::mem::take(&mut line));
            length = 0;
        }
        while count > width {
            let end = word
                .char_indices()
                .nth(width)
                .map_or(word.len(), |(end, _)| end);
            lines.push(word[..end].to_owned());
            word = &word[end..];
            count -= width;
        }
        if length > 0 {
            line.push(' ');
            length += 1;
        }
        line.push_str(word);
        length += count;
    }
    lines.push(line);
    lines
}

fn style(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Major => "31;1",
        Verdict::Minor => "33;1",
        Verdict::Patch | Verdict::None => "32;1",
    }
}

fn paint(text: &str, style: &str, color: bool) -> String {
    if color && !style.is_empty() {
        format!("\u{1b}[{style}m{text}\u{1b}[0m")
    } else {
        text.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::wrapped;

    #[test]
    fn lines_break_between_words_and_inside_of_long_ones() {
        assert_eq!(wrapped("one two three", 7), ["one two", "three"]);
        assert_eq!(wrapped("abcdefgh ij", 3), ["abc", "def", "gh", "ij"]);
        assert_eq!(wrapped("äöü äöü", 3), ["äöü", "äöü"]);
    }
}
