//! A pull request on one page: whether the generated files are those of the description, what
//! changed for callers, what is no longer supported, and the size of the generated code.
//!
//! It prints what other modules found; it reads and decides nothing.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde::Serialize;

use crate::compare::markdown::{LONGEST, code, render};
use crate::compare::regenerated::Regenerated;
use crate::compare::{self, Comparison, Side, Verdict};
use crate::describe::Described;
use crate::output::{Difference, Files};
use crate::report::Findings;
use crate::snapshot::Snapshot;

/// The version of the JSON shape; raised when a reader of the old one would be misled.
const SCHEMA: u32 = 1;
/// The most files whose difference is shown in full.
const MOST_SHOWN: usize = 5;
/// The most lines of a difference.
const MOST_LINES: usize = 40;

/// What a pull request does.
///
/// As JSON it is an object with `schema` (the version of this shape: 1), `differences` (`path`,
/// `state`, `fix`), `since` (the revision, or null), `size` and `size_before` (`files`, `lines`,
/// `bytes`; or null), and `changes`, a [`Comparison`] or null. Keys may be added to it under the same
/// version.
#[derive(Clone, Debug)]
pub struct Review {
    pub(crate) differences: Vec<Difference>,
    pub(crate) since: Option<Since>,
    pub(crate) size: Size,
}

/// What changed since a revision.
#[derive(Clone, Debug)]
pub(crate) struct Since {
    pub(crate) name: String,
    pub(crate) comparison: Comparison,
    pub(crate) size: Option<Size>,
}

impl Since {
    /// What changed from an earlier description, of which `emit` makes code.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with the earlier one.
    pub(crate) fn of(
        earlier: &Snapshot,
        described: &Described,
        emit: impl FnOnce(&Described) -> Files,
    ) -> Result<Self, Findings> {
        let old = earlier.describe()?;
        compare::policy::checked(described)?;
        let committed = earlier.emitted(&old.config);
        let regenerated = committed
            .as_ref()
            .and_then(|files| Regenerated::of(files, || emit(&old)));
        Ok(Self {
            name: earlier.name().to_owned(),
            comparison: compare::compare(&Side::from(&old), &Side::from(described))
                .between(earlier.name(), "the working tree")
                .with_regenerated(regenerated),
            size: committed.as_ref().map(Size::of_bytes),
        })
    }
}

/// How much code was emitted; `bindery.lock` is none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Size {
    /// Files of Rust.
    pub files: usize,
    /// Lines of them.
    pub lines: usize,
    /// Bytes of them.
    pub bytes: usize,
}

impl Size {
    /// The size of emitted files.
    pub(crate) fn of(files: &Files) -> Self {
        Self::sum(
            files
                .iter()
                .map(|(path, text)| (path.as_str(), text.as_bytes())),
        )
    }

    /// The size of files as they were committed.
    pub(crate) fn of_bytes(files: &BTreeMap<String, Vec<u8>>) -> Self {
        Self::sum(files.iter().map(|(path, text)| (path.as_str(), &text[..])))
    }

    fn sum<'a>(files: impl Iterator<Item = (&'a str, &'a [u8])>) -> Self {
        files
            .filter(|(path, _)| path.ends_with(".rs"))
            .fold(Self::default(), |size, (_, text)| Self {
                files: size.files + 1,
                lines: size.lines + text.iter().filter(|byte| **byte == b'\n').count(),
                bytes: size.bytes + text.len(),
            })
    }
}

impl Review {
    /// The files that are not what the description generates.
    pub fn differences(&self) -> &[Difference] {
        &self.differences
    }

    /// What changed for callers, where something was compared with.
    pub fn comparison(&self) -> Option<&Comparison> {
        self.since.as_ref().map(|since| &since.comparison)
    }

    /// How much code is emitted.
    pub fn size(&self) -> Size {
        self.size
    }

    /// The verdict on the changes; none where nothing was compared with.
    pub fn verdict(&self) -> Verdict {
        self.comparison().map_or(Verdict::None, Comparison::verdict)
    }

    /// The text for people: what changed, then the files that differ only by name.
    pub fn render(&self, color: bool) -> String {
        let mut text = String::new();
        if let Some(since) = &self.since {
            text.push_str(&since.comparison.render(color));
            let name = crate::report::visible(&since.name);
            let _ = writeln!(text, "since: {name}");
        }
        let before = self.since.as_ref().and_then(|since| since.size);
        let _ = writeln!(text, "emitted code: {}", sized(self.size, before));
        text
    }

    /// Markdown for a comment on a pull request, no longer than GitHub takes. No text of a
    /// description acts on the page.
    pub fn markdown(&self) -> String {
        let mut page = "## bindery\n\n| | |\n|---|---|\n".to_owned();
        let mut row = |what: &str, says: &str| {
            let _ = writeln!(page, "| {what} | {says} |");
        };
        row("generated files", &self.freshness());
        if let Some(since) = &self.since {
            let verdict = since.comparison.verdict();
            row(
                &format!("verdict since {}", code(&since.name)),
                &format!("**{verdict}**{}", since.comparison.meaning()),
            );
            let gained = since.comparison.degradations_gained().count();
            let lost = since.comparison.degradations_lost().count();
            row(
                "not reflected by the code",
                &format!("{gained} more, {lost} fewer"),
            );
        }
        let before = self.since.as_ref().and_then(|since| since.size);
        row("emitted code", &sized(self.size, before));
        for difference in self.differences.iter().take(MOST_SHOWN) {
            page.push_str(&folded(difference));
        }
        if let Some(more) = self
            .differences
            .len()
            .checked_sub(MOST_SHOWN)
            .filter(|more| *more > 0)
        {
            let _ = writeln!(page, "\n{more} more files differ.");
        }
        if let Some(since) = &self.since {
            let room = LONGEST.saturating_sub(page.chars().count() + 1);
            page.push('\n');
            page.push_str(&render(&since.comparison, room));
        }
        page
    }

    /// An annotation of GitHub Actions for each file that is not what the description generates;
    /// `folder` is the output folder, from the root of the repository.
    pub fn annotations(&self, folder: &str) -> String {
        compare::annotations::stale(&self.differences, folder)
    }

    /// JSON on one line, in the shape that is described at [`Review`].
    pub fn json(&self) -> String {
        let differences: Vec<_> = self
            .differences
            .iter()
            .map(|difference| {
                serde_json::json!({
                    "path": difference.path(),
                    "state": difference.state().as_str(),
                    "fix": difference.fix(),
                })
            })
            .collect();
        let since = self.since.as_ref();
        serde_json::json!({
            "schema": SCHEMA,
            "differences": differences,
            "since": since.map(|since| &since.name),
            "size": self.size,
            "size_before": since.and_then(|since| since.size),
            "changes": since.map(|since| &since.comparison),
        })
        .to_string()
    }

    fn freshness(&self) -> String {
        if self.differences.is_empty() {
            return "are what the description generates".to_owned();
        }
        let count = self.differences.len();
        let files = if count == 1 { "file is" } else { "files are" };
        format!("**{count} {files} not what the description generates**")
    }
}

/// A size, and what became of it.
fn sized(now: Size, before: Option<Size>) -> String {
    let kilobytes = |bytes: usize| format!("{}.{} kB", bytes / 1000, bytes % 1000 / 100);
    let text = format!(
        "{} files, {} lines, {}",
        now.files,
        now.lines,
        kilobytes(now.bytes)
    );
    let Some(before) = before else { return text };
    let change = |now: usize, before: usize| {
        if now >= before {
            format!("+{}", now - before)
        } else {
            format!("-{}", before - now)
        }
    };
    format!(
        "{text} ({} files, {} lines, {} bytes)",
        change(now.files, before.files),
        change(now.lines, before.lines),
        change(now.bytes, before.bytes)
    )
}

/// A file that differs, with its difference out of the way.
fn folded(difference: &Difference) -> String {
    let mut lines: Vec<&str> = difference.diff().lines().collect();
    let cut = lines.len().saturating_sub(MOST_LINES);
    lines.truncate(MOST_LINES);
    // No line of a file ends the block.
    let longest = lines
        .iter()
        .flat_map(|line| line.split(|one| one != '`'))
        .map(str::len)
        .max()
        .unwrap_or(0);
    let fence = "`".repeat(longest.max(2) + 1);
    let mut text = format!(
        "\n<details><summary>{}: <code>{}</code></summary>\n\n{}\n",
        difference.state().as_str(),
        crate::report::visible(difference.path())
            .replace('&', "&amp;")
            .replace('<', "&lt;")
            .replace('>', "&gt;"),
        difference.fix()
    );
    if !lines.is_empty() {
        let _ = write!(text, "\n{fence}diff\n{}\n{fence}\n", lines.join("\n"));
        if cut > 0 {
            let _ = writeln!(text, "\n{cut} more lines differ.");
        }
    }
    text.push_str("\n</details>\n");
    text
}
