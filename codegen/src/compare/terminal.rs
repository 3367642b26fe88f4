//! Draws a comparison for a terminal of 100 columns.

use std::fmt::Write;

use super::log::harmless;
use super::outline::{Cause, outline};
use super::{Comparison, Counts, Source, Verdict, Wire};

const WIDTH: usize = 100;

/// Where the text beside the two columns starts.
const INDENT: usize = 15;

/// Draws the verdict, a line that counts the changes, and every cause, the worst first.
pub(super) fn render(comparison: &Comparison, color: bool) -> String {
    let mut text = String::new();
    let verdict = comparison.verdict();
    let shown = paint(verdict.as_str(), style(verdict), color);
    let _ = writeln!(text, "verdict: {shown}{}", comparison.meaning());
    if !comparison.is_empty() {
        let _ = writeln!(text, "{}", summary(comparison.counts()));
    }
    for unmatched in &comparison.unmatched {
        for line in wrapped(&harmless(&unmatched.to_string()), WIDTH) {
            let _ = writeln!(text, "{line}");
        }
    }
    if let Some((sentence, lines)) = comparison.regenerated() {
        for line in wrapped(&harmless(&sentence), WIDTH) {
            let _ = writeln!(text, "{line}");
        }
        for line in lines {
            let _ = writeln!(text, "  {line}");
        }
    }
    if comparison.is_empty() {
        return text;
    }
    let _ = writeln!(text, "\nsource  wire   change");
    // A blank line is around the lines of a call that has several.
    let (mut is_first, mut was_several) = (true, false);
    for section in outline(comparison) {
        for group in section.groups {
            if !is_first && (group.is_several() || was_several) {
                text.push('\n');
            }
            (is_first, was_several) = (false, group.is_several());
            if let Some(heading) = group.heading() {
                let mut words = harmless(heading.owner);
                if let Some(used) = &heading.used {
                    let _ = write!(words, " ({used})");
                }
                for line in wrapped(&words, WIDTH - INDENT) {
                    let _ = writeln!(text, "{:INDENT$}{}", "", paint(&line, "1", color));
                }
            }
            for cause in &group.causes {
                draw(cause, !group.is_several(), color, &mut text);
            }
        }
    }
    text
}

/// What the verdict asks for.
pub(super) fn meaning(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::None => " (nothing changed for callers)",
        Verdict::Patch => " (neither code nor calls change)",
        Verdict::Minor => " (something was added or deprecated, or the wire format changed)",
        Verdict::Major => " (code of callers breaks)",
    }
}

/// `1 source break, 2 wire breaks, 1 addition, 0 other changes`.
pub(super) fn summary(counts: Counts) -> String {
    let part = |count: usize, one: &str, many: &str| {
        format!("{count} {}", if count == 1 { one } else { many })
    };
    let mut parts = vec![
        part(counts.source_breaks, "source break", "source breaks"),
        part(counts.wire_breaks, "wire break", "wire breaks"),
        part(counts.added, "addition", "additions"),
        part(counts.other, "other change", "other changes"),
    ];
    if counts.accepted > 0 {
        parts.push(format!("{} accepted", counts.accepted));
    }
    parts.join(", ")
}

fn draw(cause: &Cause<'_>, stands_alone: bool, color: bool, text: &mut String) {
    let change = cause.first();
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
    let mut words = cause.message(stands_alone);
    let is_alone = cause.changes.len() == 1;
    if is_alone {
        words = format!("{}: {words}", harmless(&change.subject));
    }
    let mut lines = wrapped(&words, WIDTH - INDENT);
    if let Some(why) = &change.accepted {
        lines.extend(wrapped(
            &format!("accepted: {}", harmless(why)),
            WIDTH - INDENT,
        ));
    }
    for (at, line) in lines.iter().enumerate() {
        if at > 0 {
            let _ = write!(text, "{:INDENT$}", "");
        }
        let _ = writeln!(text, "{line}");
    }
    let rule = paint(&format!("[{}]", change.rule), "2", color);
    for one in cause.listed() {
        let mut place = match one.place() {
            Some(place) => format!("{} ", harmless(&place.to_string())),
            None => String::new(),
        };
        if !is_alone {
            let _ = write!(place, "{} ", harmless(&one.subject));
        }
        let _ = writeln!(text, "{:INDENT$}{place}{rule}", "");
    }
    if let Some(more) = cause.more() {
        let _ = writeln!(text, "{:INDENT$}{more}", "");
    }
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
