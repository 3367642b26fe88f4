//! The lines of a section, of people and of the comparison, by heading.

use super::Entry;
use super::headings::{heading, prose};

/// The order of headings; what is not listed comes last.
const ORDER: [&str; 7] = [
    "breaking",
    "added",
    "changed",
    "deprecated",
    "removed",
    "fixed",
    "security",
];

/// The lines below the heading of a release, by their headings of the third level.
#[derive(Default)]
pub(super) struct Body {
    /// What is before the first of them.
    head: Vec<String>,
    parts: Vec<(String, Vec<String>)>,
}

impl Body {
    /// Takes in the lines of a section.
    pub(super) fn take(&mut self, lines: &[&str]) {
        let titles: Vec<(usize, &str)> = prose(lines)
            .lines
            .into_iter()
            .filter_map(|(line, text)| {
                Some((line, heading(text).filter(|(level, _)| *level == 3)?.1))
            })
            .collect();
        let first = titles.first().map_or(lines.len(), |(line, _)| *line);
        append(&mut self.head, &lines[..first]);
        for (index, (line, title)) in titles.iter().enumerate() {
            let end = titles.get(index + 1).map_or(lines.len(), |(line, _)| *line);
            append(self.part(title), &lines[line + 1..end]);
        }
    }

    /// Adds the lines that are not there yet.
    pub(super) fn add(&mut self, entries: &[Entry]) {
        for entry in entries {
            let text = entry.text.split_whitespace().collect::<Vec<_>>().join(" ");
            let part = self.part(entry.heading.as_str());
            if !bullets(part).contains(&text) {
                append(part, &[&format!("- {text}")]);
            }
        }
    }

    /// The lines below a heading, which is put where it belongs when it is new.
    fn part(&mut self, title: &str) -> &mut Vec<String> {
        let rank = |title: &str| {
            let position = ORDER.iter().position(|one| one.eq_ignore_ascii_case(title));
            position.unwrap_or(ORDER.len())
        };
        let found = self
            .parts
            .iter()
            .position(|(other, _)| other.eq_ignore_ascii_case(title));
        let at = found.unwrap_or_else(|| {
            let later = self
                .parts
                .iter()
                .position(|(other, _)| rank(other) > rank(title));
            let at = later.unwrap_or(self.parts.len());
            self.parts.insert(at, (title.to_owned(), Vec::new()));
            at
        });
        &mut self.parts[at].1
    }

    /// All of it, a gap before each block.
    pub(super) fn lines(self) -> Vec<String> {
        let mut lines = Vec::new();
        let mut block = |mut block: Vec<String>| {
            trim(&mut block);
            let empty = block
                .iter()
                .take_while(|line| line.trim().is_empty())
                .count();
            if block.len() > empty {
                lines.push(String::new());
                lines.extend(block.drain(empty..));
            }
        };
        block(self.head);
        for (title, part) in self.parts {
            if part.iter().any(|line| !line.trim().is_empty()) {
                block(vec![format!("### {title}")]);
                block(part);
            }
        }
        lines
    }
}

/// Puts lines after others; a list that goes on has no gap.
fn append(part: &mut Vec<String>, lines: &[&str]) {
    let mut lines = lines
        .iter()
        .skip_while(|line| line.trim().is_empty())
        .peekable();
    trim(part);
    if let (Some(next), false) = (lines.peek(), part.is_empty()) {
        let listed = |line: &str| is_bullet(line) || line.starts_with(' ');
        if !(is_bullet(next) && part.last().is_some_and(|line| listed(line))) {
            part.push(String::new());
        }
    }
    part.extend(lines.map(|line| (*line).to_owned()));
}

fn is_bullet(line: &str) -> bool {
    ["- ", "* ", "+ "].iter().any(|mark| line.starts_with(mark))
}

/// The text of each bullet, however it is wrapped.
fn bullets(lines: &[String]) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let mut open = false;
    for line in lines {
        if is_bullet(line) {
            found.push(line[2..].split_whitespace().collect::<Vec<_>>().join(" "));
            open = true;
        } else if line.trim().is_empty() {
            open = false;
        } else if let (true, Some(last)) = (open, found.last_mut()) {
            for word in line.split_whitespace() {
                last.push(' ');
                last.push_str(word);
            }
        }
    }
    found
}

/// Takes empty lines from the end.
pub(super) fn trim(lines: &mut Vec<String>) {
    while lines.last().is_some_and(|line| line.trim().is_empty()) {
        lines.pop();
    }
}
