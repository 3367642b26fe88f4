//! The section of a release in a changelog, in the form of Keep a Changelog.
//!
//! Text that people wrote is kept: lines are moved and added, never reworded. A section of a
//! version that is not released yet is extended.

mod body;
mod headings;

use std::ops::Range;

use semver::Version;

use super::{Entry, ReleaseError, links};
use body::{Body, trim};
use headings::headings;

/// What a section is to say.
#[derive(Clone, Copy, Debug)]
pub(super) struct Section<'s> {
    pub(super) version: &'s Version,
    /// As `2026-01-31`.
    pub(super) date: &'s str,
    pub(super) entries: &'s [Entry],
    /// The highest version that is released, and its tag where one is known.
    pub(super) latest: Option<(&'s Version, Option<&'s str>)>,
    /// What is before the version in a tag.
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
    let own = headings
        .iter()
        .find(|heading| heading.version.as_ref() == Some(new.version));
    let pending = own.or_else(|| headings.iter().find(|heading| heading.is_pending(new)));
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
