//! Draws a comparison for a pull request, so that no text of a description can do anything there.
//!
//! What comes from a description is in code, where nothing is a link, a mention or HTML. All
//! other text is escaped as well, although it is ours.

use super::Comparison;
use super::log::harmless;
use super::outline::{Cause, Heading, Section, Standing, outline};
use super::terminal::summary;

/// The most characters that a comment takes.
pub(crate) const LONGEST: usize = 65_536;

/// What is kept free for the lines that close the tables and say what was cut.
const RESERVE: usize = 1_000;

/// Tables of more rows are folded.
const OPEN_ROWS: usize = 20;

/// Draws the verdict, and tables of what breaks, what is accepted, what was added and the rest.
///
/// The text has at most `longest` characters, which is more than a table without a row takes. What
/// has no room is at the end, where the most harmless is.
pub(crate) fn render(comparison: &Comparison, longest: usize) -> String {
    let mut page = Page {
        text: format!("## API changes: {}\n", comparison.verdict()),
        cut: Vec::new(),
        length: 0,
        longest,
    };
    page.length = page.text.chars().count();
    if comparison.is_empty() {
        page.push("\nNothing changed for callers.\n");
    } else {
        page.push(&format!("\n{}\n", summary(comparison.counts())));
    }
    for unmatched in &comparison.unmatched {
        let line = format!("\n{}\n", prose(&harmless(&unmatched.to_string())));
        if page.has_room(&line) {
            page.push(&line);
        }
    }
    if let Some((sentence, _)) = comparison.regenerated() {
        let line = format!("\n{}\n", prose(&harmless(&sentence)));
        if page.has_room(&line) {
            page.push(&line);
        }
    }
    for section in outline(comparison) {
        page.table(&section);
    }
    if !page.cut.is_empty() {
        let cut: Vec<String> = page
            .cut
            .iter()
            .map(|(standing, count)| standing.count(*count))
            .collect();
        page.text.push_str(&format!(
            "\nThe end of the list does not fit into a comment: {}. `bindery diff` prints all of it.\n",
            cut.join(", ")
        ));
    }
    page.text
}

/// The text so far, and how much of the comment it takes.
struct Page {
    text: String,
    length: usize,
    /// How many changes of each standing had no room.
    cut: Vec<(Standing, usize)>,
    /// The most characters of it.
    longest: usize,
}

impl Page {
    fn push(&mut self, text: &str) {
        self.length += text.chars().count();
        self.text.push_str(text);
    }

    /// Whether a text has room; what follows something without room has none either.
    fn has_room(&self, text: &str) -> bool {
        self.cut.is_empty() && self.length + text.chars().count() + RESERVE <= self.longest
    }

    fn table(&mut self, section: &Section<'_>) {
        let rows: usize = section.groups.iter().map(|group| group.causes.len()).sum();
        let (title, count) = (section.standing.title(), section.count());
        let head = if rows > OPEN_ROWS {
            format!("\n<details><summary>{title} ({count})</summary>\n\n")
        } else {
            format!("\n### {title}\n\n")
        };
        let columns =
            "| source | wire | item | change | place | rule |\n|---|---|---|---|---|---|\n";
        let head = format!("{head}{columns}");
        if !self.has_room(&head) {
            self.cut.push((section.standing, count));
            return;
        }
        self.push(&head);
        let mut drawn = 0;
        'rows: for group in &section.groups {
            let mut above = group.heading().as_ref().map(above);
            for cause in &group.causes {
                let text = above.take().unwrap_or_default() + &row(cause, !group.is_several());
                if !self.has_room(&text) {
                    self.cut.push((section.standing, count - drawn));
                    break 'rows;
                }
                self.push(&text);
                drawn += cause.count();
            }
        }
        if rows > OPEN_ROWS {
            self.push("\n</details>\n");
        }
    }
}

/// The row with the call or the type of the rows below it.
fn above(heading: &Heading<'_>) -> String {
    let used = heading.used.as_deref().map_or_else(String::new, prose);
    format!("| | | **{}** | {used} | | |\n", code(heading.owner))
}

fn row(cause: &Cause<'_>, stands_alone: bool) -> String {
    let change = cause.first();
    let mut message = prose(&cause.message(stands_alone));
    if let Some(why) = &change.accepted {
        message.push_str(&format!("; accepted: {}", escaped(&harmless(why))));
    }
    let items: Vec<String> = cause
        .listed()
        .map(|change| code(&change.subject))
        .chain(cause.more())
        .collect();
    let places: Vec<String> = cause
        .listed()
        .filter_map(|change| Some(code(&change.place()?.to_string())))
        .collect();
    format!(
        "| {} | {} | {} | {message} | {} | {} |\n",
        change.source.as_str(),
        change.wire.as_str(),
        items.join("<br>"),
        places.join("<br>"),
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
    use crate::compare::change::{Calls, Change, Excerpts, Location};
    use crate::compare::subject::About;
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
                path: "spec/a|b.yaml".to_owned(),
            }),
            calls: Calls::default(),
            accepted: None,
            is_rated: false,
            about: About::default(),
            excerpts: Excerpts::default(),
            anchor: None,
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
        let comparison = |count: usize, letter: &str| Comparison {
            changes: (0..count)
                .map(|at| change("A::b", format!("{at} {}", letter.repeat(300))))
                .collect(),
            ..Comparison::default()
        };
        assert!(!render(&comparison(20, "x"), LONGEST).contains("<details>"));
        let many = comparison(9_000, "ü");
        let text = render(&many, LONGEST);
        let length = text.chars().count();
        assert!(length <= 65_536 && length > 60_000, "{length}");
        assert!(text.contains("<details>") && text.contains("</details>"));
        let shown = text.matches("`operation-added`").count();
        assert!(text.contains(&format!(
            "The end of the list does not fit into a comment: {} additions.",
            9_000 - shown
        )));
    }
}
