//! What an update of bindery changes by itself: the code that is committed at a revision, beside what this
//! bindery emits from the description of that revision.
//!
//! It knows nothing of the new description, so that neither is taken for the other.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::Serialize;

use crate::output::{Files, LOCK, says_mark};

/// The most public lines that are listed of each side.
const MOST_LISTED: usize = 20;

/// How the code of a revision is emitted now.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub(crate) struct Regenerated {
    /// How many files of Rust differ.
    files: usize,
    /// The lines of public items that only the committed code has.
    removed: Vec<String>,
    /// Those that only the code has that is emitted now.
    added: Vec<String>,
}

impl Regenerated {
    /// Compares the code that is committed with the code that is emitted from the same description;
    /// none where they are equal, and where no code is committed.
    pub(crate) fn of(
        committed: &BTreeMap<String, Vec<u8>>,
        emit: impl FnOnce() -> Files,
    ) -> Option<Self> {
        if !committed.contains_key(LOCK) {
            return None;
        }
        let emitted = emit();
        let before: BTreeMap<&str, Cow<'_, str>> = committed
            .iter()
            .filter(|(path, _)| path.ends_with(".rs"))
            .map(|(path, text)| (path.as_str(), String::from_utf8_lossy(text)))
            .filter(|(_, text)| says_mark(text))
            .collect();
        let after: BTreeMap<&str, &str> = emitted
            .iter()
            .map(|(path, text)| (path.as_str(), text.as_str()))
            .filter(|(path, _)| path.ends_with(".rs"))
            .collect();
        let gone = before.keys().filter(|path| !after.contains_key(*path));
        let differ = after.iter().filter(|(path, text)| {
            let known = before.get(*path);
            known.is_none_or(|known| !known.lines().eq(text.lines()))
        });
        let files = gone.count() + differ.count();
        let mut lines: BTreeMap<&str, i64> = BTreeMap::new();
        for line in before.values().flat_map(|text| public(text)) {
            *lines.entry(line).or_default() -= 1;
        }
        for line in after.values().flat_map(|text| public(text)) {
            *lines.entry(line).or_default() += 1;
        }
        let only = |is: fn(i64) -> bool| {
            let found = lines.iter().filter(|(_, balance)| is(**balance));
            found.map(|(line, _)| (*line).to_owned()).collect()
        };
        (files > 0).then(|| Self {
            files,
            removed: only(|balance| balance < 0),
            added: only(|balance| balance > 0),
        })
    }

    /// In words; `revision` has the code.
    pub(super) fn sentence(&self, revision: &str) -> String {
        let files = match self.files {
            1 => "1 file is".to_owned(),
            count => format!("{count} files are"),
        };
        format!(
            "of {revision}: {files} emitted differently by this bindery, without a change of the description: \
             {} public lines removed, {} added",
            self.removed.len(),
            self.added.len()
        )
    }

    /// The public lines, as a diff has them.
    pub(super) fn lines(&self) -> impl Iterator<Item = String> {
        let listed = |sign: char, lines: &[String]| {
            let more = lines.len().saturating_sub(MOST_LISTED);
            let mut listed: Vec<String> = lines
                .iter()
                .take(MOST_LISTED)
                .map(|line| format!("{sign} {}", crate::report::visible(line)))
                .collect();
            if more > 0 {
                listed.push(format!("{sign} … and {more} more"));
            }
            listed
        };
        let mut lines = listed('-', &self.removed);
        lines.extend(listed('+', &self.added));
        lines.into_iter()
    }
}

/// The lines that begin a public item, a field or a method.
fn public(text: &str) -> impl Iterator<Item = &str> {
    let lines = text.lines().map(str::trim);
    lines.filter(|line| line.starts_with("pub "))
}
