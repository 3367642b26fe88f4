//! Draws a comparison for a pull request, so that no text of a description can do anything there.
//!
//! What comes from a description is in code, where nothing is a link, a mention or HTML. All
//! other text is escaped as well, although it is ours.

use super::log::calls;
use super::terminal::summary;
use super::{Change, Comparison, Source};

/// The most characters that a comment takes.
pub(crate) const LONGEST: usize = 65_536;

/// What is kept free for the lines that close the tables and say what was cut.
const RESERVE: usize = 1_000;

/// Tables of more rows are folded.
const OPEN_ROWS: usize = 20;

/// Draws the verdict, and tables of what breaks, what was added and the rest.
///
/// The text has at most `longest` characters, which is more than a table without a row takes.
pub(crate) fn render(comparison: &Comparison, longest: usize) -> String {
    let mut page = Page {
        text: format!("## API changes: {}\n", comparison.verdict()),
        cut: 0,
        length: 0,
        longest,
    };
    page.length = page.text.chars().count();
    if comparison.is_empty() {
        page.push("\nNothing changed for callers.\n");
        return page.text;
    }
    page.push(&format!("\n{}\n", summary(comparison.counts())));
    let parts: [(&str, Vec<&Change>); 3] = [
        ("Breaking", select(comparison, Change::is_break)),
        (
            "Added",
            select(comparison, |change| {
                !change.is_break() && change.source == Source::Added
            }),
        ),
        (
            "Other",
            select(comparison, |change| {
                !change.is_break() && change.source != Source::Added
            }),
        ),
    ];
    for (title, changes) in parts.iter().filter(|(_, changes)| !changes.is_empty()) {
        page.table(title, changes);
    }
    if page.cut > 0 {
        let cut = page.cut;
        page.text.push_str(&format!(
            "\n{cut} more changes do not fit into a comment.\n"
        ));
    }
    page.text
}

fn select(comparison: &Comparison, wanted: impl Fn(&Change) -> bool) -> Vec<&Change> {
    let changes = comparison.changes.iter();
    changes.filter(|change| wanted(change)).collect()
}

/// The text so far, and how much of the comment it takes.
struct Page {
    text: String,
    length: usize,
    /// How many changes had no room.
    cut: usize,
    /// The most characters of it.
    longest: usize,
}

impl Page {
    fn push(&mut self, text: &str) {
        self.length += text.chars().count();
        self.text.push_str(text);
    }

    fn table(&mut self, title: &str, changes: &[&Change]) {
        let folded = changes.len() > OPEN_ROWS;
        let head = if folded {
            format!(
                "\n<details><summary>{title} ({})</summary>\n\n",
                changes.len()
            )
        } else {
            format!("\n### {title}\n\n")
        };
        let columns =
            "| source | wire | item | change | place | rule |\n|---|---|---|---|---|---|\n";
        if self.length + head.len() + columns.len() + RESERVE > self.longest {
            self.cut += changes.len();
            return;
        }
        self.push(&head);
        self.push(columns);
        for (at, change) in changes.iter().enumerate() {
            let row = row(change);
            if self.length + row.chars().count() + RESERVE > self.longest {
                self.cut += changes.len() - at;
                break;
            }
            self.push(&row);
        }
        if folded {
            self.push("\n</details>\n");
        }
    }
}

fn row(change: &Change) -> String {
    let mut message = prose(&change.message);
    if let Some(calls) = calls(&change.calls) {
        message.push_str(&format!(" ({})", prose(&calls)));
    }
    let place = change
        .place()
        .map_or_else(String::new, |place| code(&place.to_string()));
    format!(
        "| {} | {} | {} | {message} | {place} | {} |\n",
        change.source.as_str(),
        change.wire.as_str(),
        code(&change.subject),
        code(change.rule.as_str())
    )
}

/// Text in code, inside a table.
pub(crate) fn code(text: &str) -> String {
    let text = super::log::harmless(text)
        .replace('`', "'")
        .replace('|', "\\|");
    if text.trim().is_empty() {
        String::new()
    } else {
        format!("`{text}`")
    }
}

/// A sentence whose backticks pair up: what is between them as code, the rest escaped.
fn prose(text: &str) -> String {
    let mut out = String::new();
    for (at, part) in text.split('`').enumerate() {
        if at % 2 == 1 {
            out.push_str(&code(part));
        } else {
            out.push_str(&escaped(part));
        }
    }
    out
}

/// Text in which nothing is a mark, a link or a mention.
fn escaped(text: &str) -> String {
    let mut out = String::new();
    for character in text.chars() {
        match character {
            '&' | '<' | '>' | '*' | '_' | '[' | ']' | '#' | '@' | '!' | '|' | '\\' | '~' | '$' => {
                out.push_str(&format!("&#{};", u32::from(character)));
            }
            other => out.push(other),
        }
    }
    out.replace("://", "&#58;//").replace("www.", "www&#46;")
}

#[cfg(test)]
mod tests {
    use super::{LONGEST, code, prose, render};
    use crate::compare::change::{Calls, Change, Location};
    use crate::compare::{Comparison, Rule, Source, Verdict, Wire};

    fn change(subject: &str, message: String) -> Change {
        Change {
            rule: Rule::OperationAdded,
            source: Source::Added,
            wire: Wire::None,
            verdict: Verdict::Minor,
            subject: subject.to_owned(),
            message,
            old: None,
            new: Some(Location {
                file: "spec/a|b.yaml".to_owned(),
                line: 1,
                column: 2,
            }),
            calls: Calls::default(),
        }
    }

    #[test]
    fn nothing_of_a_description_acts_on_a_page() {
        assert_eq!(code("a|b`c"), "`a\\|b'c`");
        assert_eq!(
            prose("see @all, <b>, [x](http://y) and `@all|<b>`"),
            "see &#64;all, &#60;b&#62;, &#91;x&#93;(http&#58;//y) and `@all\\|<b>`"
        );
        assert_eq!(code("a\nb"), "`a\\nb`");
    }

    #[test]
    fn long_tables_fold_and_a_comment_is_never_too_long() {
        let few = Comparison {
            changes: (0..20).map(|_| change("A::b", "x".repeat(10))).collect(),
        };
        assert!(!render(&few, LONGEST).contains("<details>"));
        let many = Comparison {
            changes: (0..9_000)
                .map(|_| change("A::b", "ü".repeat(300)))
                .collect(),
        };
        let text = render(&many, LONGEST);
        let length = text.chars().count();
        assert!(length <= 65_536 && length > 60_000, "{length}");
        assert!(text.contains("<details>") && text.contains("</details>"));
        assert!(text.contains("more changes do not fit"));
    }
}
