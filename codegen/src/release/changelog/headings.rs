//! Finds the sections of a changelog by their headings.

use std::cmp::Ordering;
use std::ops::Range;

use semver::Version;

use super::{ReleaseError, Section};

/// A heading of the second level.
pub(super) struct Heading {
    pub(super) line: usize,
    /// The lines below it, up to the next.
    pub(super) body: Range<usize>,
    pub(super) name: String,
    pub(super) bracketed: bool,
    pub(super) version: Option<Version>,
}

impl Heading {
    pub(super) fn is_unreleased(&self) -> bool {
        self.name.eq_ignore_ascii_case("unreleased")
    }

    /// Whether it is the section of this release from an earlier run.
    pub(super) fn is_pending(&self, new: &Section<'_>) -> bool {
        let Some(version) = &self.version else {
            return false;
        };
        match new.latest {
            Some((latest, _)) => version.cmp_precedence(latest) == Ordering::Greater,
            None => version == new.version,
        }
    }
}

/// The sections of a changelog, in order.
///
/// # Errors
///
/// Two sections have one name, or one stands where it cannot.
pub(super) fn headings(lines: &[&str], path: &str) -> Result<Vec<Heading>, ReleaseError> {
    let wrong = |line: usize, why: String| ReleaseError::Changelog {
        path: path.to_owned(),
        line: Some(line + 1),
        why,
    };
    let prose = prose(lines);
    if let Some(line) = prose.unclosed {
        return Err(wrong(
            line,
            "what begins here, code or a comment, does not end".to_owned(),
        ));
    }
    let mut found: Vec<Heading> = Vec::new();
    for (line, text) in prose.lines {
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

/// Lines that are no code and no comment, with their numbers.
pub(super) struct Prose<'l> {
    pub(super) lines: Vec<(usize, &'l str)>,
    /// Where code or a comment begins that does not end.
    unclosed: Option<usize>,
}

/// Leaves out code between fences, and comments.
pub(super) fn prose<'l>(lines: &[&'l str]) -> Prose<'l> {
    let mut fence: Option<&str> = None;
    let mut comment = false;
    let mut began = 0;
    let mut outside = Vec::new();
    for (number, line) in lines.iter().enumerate() {
        let text = line.trim_start();
        let mark = ["```", "~~~"]
            .into_iter()
            .find(|mark| text.starts_with(mark));
        match (fence, mark) {
            (Some(open), Some(mark)) if open == mark => fence = None,
            (Some(_), _) => {}
            (None, Some(mark)) if !comment => {
                fence = Some(mark);
                began = number;
            }
            (None, _) => {
                let within = comment;
                if let Some(last) = text.rfind("<!--").max(text.rfind("-->")) {
                    comment = text[last..].starts_with("<!--");
                }
                if within {
                    continue;
                }
                if comment {
                    began = number;
                }
                outside.push((number, *line));
            }
        }
    }
    Prose {
        lines: outside,
        unclosed: (fence.is_some() || comment).then_some(began),
    }
}

/// Level and title of a heading.
pub(super) fn heading(line: &str) -> Option<(usize, &str)> {
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
