//! The section of a release in a changelog, in the form of Keep a Changelog.
//!
//! What people wrote stays as they wrote it: lines are moved and added, never worded anew. A section
//! that was written for a version that is not released yet is taken up again.

use std::cmp::Ordering;
use std::ops::Range;

use semver::Version;

use super::{Entry, ReleaseError, links};

/// What a section is to say.
#[derive(Clone, Copy, Debug)]
pub(super) struct Section<'s> {
    pub(super) version: &'s Version,
    /// As `2026-01-31`.
    pub(super) date: &'s str,
    pub(super) entries: &'s [Entry],
    /// The highest version that is released, and its tag where one is known.
    pub(super) latest: Option<(&'s Version, Option<&'s str>)>,
    /// What stands before the version in a tag.
    pub(super) tagged: &'s str,
}

/// A changelog with its new section.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Changelog {
    /// All of it.
    pub(super) text: String,
    /// The section alone.
    pub(super) section: String,
}

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

/// What a changelog begins with where there was none.
const BEGINNING: &str = "# Changelog\n\nThe format follows Keep a Changelog; versions follow semantic versioning.\n\n## Unreleased\n";

/// Puts the section of a release into a changelog.
///
/// # Errors
///
/// The changelog has two sections of one name, or headings of another level than the second.
pub(super) fn with_section(
    old: Option<&str>,
    path: &str,
    new: &Section<'_>,
) -> Result<Changelog, ReleaseError> {
    let old = match old {
        Some(text) if !text.trim().is_empty() => text,
        _ => BEGINNING,
    };
    let end = if old.contains("\r\n") { "\r\n" } else { "\n" };
    let mut lines: Vec<&str> = old.lines().collect();
    let links = links::take(&mut lines);
    let headings = headings(&lines, path)?;

    let unreleased = headings.iter().find(|heading| heading.is_unreleased());
    let pending = headings.iter().find(|heading| heading.is_pending(new));
    let bracketed = headings.iter().any(|heading| heading.bracketed);

    let mut body = Body::default();
    if let Some(heading) = pending {
        body.take(&lines[heading.body.clone()]);
    }
    if let Some(heading) = unreleased {
        body.take(&lines[heading.body.clone()]);
    }
    body.add(new.entries);

    let title = match pending {
        Some(heading) if heading.version.as_ref() == Some(new.version) => {
            lines[heading.line].to_owned()
        }
        _ if bracketed => format!("## [{}] - {}", new.version, new.date),
        _ => format!("## {} - {}", new.version, new.date),
    };
    let mut section = vec![title];
    section.extend(body.lines());

    let mut text: Vec<String> = Vec::new();
    let mut push = |range: Range<usize>| {
        let lines: Vec<String> = lines[range].iter().map(|line| (*line).to_owned()).collect();
        text.extend(lines);
    };
    // In place of the pending section; else below the unreleased one, or above all versions.
    let first = headings.iter().find(|heading| heading.version.is_some());
    let at = match (pending, unreleased, first) {
        (Some(heading), ..) => heading.line,
        (None, Some(heading), _) => heading.body.end,
        (None, None, Some(heading)) => heading.line,
        (None, None, None) => lines.len(),
    };
    match unreleased {
        Some(heading) if heading.line < at => {
            push(0..heading.line + 1);
            push(heading.body.end..at);
        }
        _ => push(0..at),
    }
    trim(&mut text);
    text.push(String::new());
    text.extend(section.iter().cloned());
    let rest = pending.map_or(at, |heading| heading.body.end);
    if lines[rest..].iter().any(|line| !line.trim().is_empty()) {
        text.push(String::new());
        let rest = lines[rest..]
            .iter()
            .skip_while(|line| line.trim().is_empty());
        text.extend(rest.map(|line| (*line).to_owned()));
    }
    trim(&mut text);
    let links = links::updated(
        &links,
        new,
        pending.and_then(|heading| heading.version.as_ref()),
    );
    if !links.is_empty() {
        text.push(String::new());
        text.extend(links);
    }
    let mut text = text.join(end);
    text.push_str(end);
    Ok(Changelog {
        text,
        section: section.join("\n") + "\n",
    })
}

/// A heading of the second level.
struct Heading {
    line: usize,
    /// The lines below it, up to the next.
    body: Range<usize>,
    name: String,
    bracketed: bool,
    version: Option<Version>,
}

impl Heading {
    fn is_unreleased(&self) -> bool {
        self.name.eq_ignore_ascii_case("unreleased")
    }

    /// Whether it is the section of this release from an earlier run.
    fn is_pending(&self, new: &Section<'_>) -> bool {
        let Some(version) = &self.version else {
            return false;
        };
        match new.latest {
            Some((latest, _)) => version.cmp_precedence(latest) == Ordering::Greater,
            None => version == new.version,
        }
    }
}

fn headings(lines: &[&str], path: &str) -> Result<Vec<Heading>, ReleaseError> {
    let wrong = |line: usize, why: String| ReleaseError::Changelog {
        path: path.to_owned(),
        line: Some(line + 1),
        why,
    };
    let mut found: Vec<Heading> = Vec::new();
    for (line, text) in outside_of_code(lines) {
        let Some((level, title)) = heading(text) else {
            continue;
        };
        let (name, bracketed) = name(title);
        let version = Version::parse(name.strip_prefix('v').unwrap_or(&name)).ok();
        let known = version.is_some() || name.eq_ignore_ascii_case("unreleased");
        if level > 2 {
            continue;
        }
        if level == 1 && known {
            return Err(wrong(
                line,
                format!("the heading of `{name}` is of the first level"),
            ));
        }
        if let Some(last) = found.last_mut() {
            last.body.end = last.body.end.min(line);
        }
        let twice = found.iter().any(|other| {
            known
                && (other.name.eq_ignore_ascii_case(&name)
                    || version.is_some() && other.version == version)
        });
        if twice {
            return Err(wrong(line, format!("there are two sections `{name}`")));
        }
        let unreleased = name.eq_ignore_ascii_case("unreleased");
        if unreleased && found.iter().any(|other| other.version.is_some()) {
            return Err(wrong(
                line,
                "`Unreleased` stands below a release".to_owned(),
            ));
        }
        found.push(Heading {
            line,
            body: line + 1..lines.len(),
            name,
            bracketed,
            version,
        });
    }
    Ok(found)
}

/// The lines that are no code and no comment, with their numbers.
fn outside_of_code<'l>(lines: &[&'l str]) -> Vec<(usize, &'l str)> {
    let mut fence: Option<&str> = None;
    let mut comment = false;
    let mut outside = Vec::new();
    for (number, line) in lines.iter().enumerate() {
        let text = line.trim_start();
        let mark = ["```", "~~~"]
            .into_iter()
            .find(|mark| text.starts_with(mark));
        match (fence, mark) {
            (Some(open), Some(mark)) if open == mark => fence = None,
            (Some(_), _) => {}
            (None, Some(mark)) if !comment => fence = Some(mark),
            (None, _) => {
                let within = comment;
                if let Some(last) = text.rfind("<!--").max(text.rfind("-->")) {
                    comment = text[last..].starts_with("<!--");
                }
                if !within {
                    outside.push((number, *line));
                }
            }
        }
    }
    outside
}

/// Level and title of a heading.
fn heading(line: &str) -> Option<(usize, &str)> {
    let indented = line.len() - line.trim_start_matches(' ').len();
    let rest = line.trim();
    let level = rest.len() - rest.trim_start_matches('#').len();
    let title = &rest[level..];
    let spaced = title.is_empty() || title.starts_with([' ', '\t']);
    ((1..=6).contains(&level) && spaced && indented < 4).then(|| (level, title.trim()))
}

/// What a section is called, without brackets, link and date.
fn name(title: &str) -> (String, bool) {
    match title
        .strip_prefix('[')
        .and_then(|rest| rest.split_once(']'))
    {
        Some((name, _)) => (name.trim().to_owned(), true),
        None => {
            let word = title.split([' ', '\t', '(']).next().unwrap_or(title);
            (word.trim_end_matches(':').to_owned(), false)
        }
    }
}

/// The lines below the heading of a release, by their headings of the third level.
#[derive(Default)]
struct Body {
    /// What stands before the first of them.
    head: Vec<String>,
    parts: Vec<(String, Vec<String>)>,
}

impl Body {
    /// Takes in the lines of a section.
    fn take(&mut self, lines: &[&str]) {
        let titles: Vec<(usize, &str)> = outside_of_code(lines)
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
    fn add(&mut self, entries: &[Entry]) {
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

    fn lines(self) -> Vec<String> {
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
fn trim(lines: &mut Vec<String>) {
    while lines.last().is_some_and(|line| line.trim().is_empty()) {
        lines.pop();
    }
}
