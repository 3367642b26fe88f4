//! Compares a folder with what was emitted, and says how each difference came about.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fmt;
use std::fs;
use std::path::Path;

use similar::TextDiff;

use super::path::{Found, locate_all, look};
use super::{Files, LOCK, Lock, OutputError, lock, same, seal, temporary};
use crate::threads;

/// The most lines of a diff that are kept.
const MAXIMUM_LINES: usize = 200;
/// The longest line of a diff, in characters.
const MAXIMUM_WIDTH: usize = 300;
/// Texts larger than this many bytes are not compared line by line.
const MAXIMUM_DIFFED: usize = 4 << 20;

/// How a file differs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum State {
    /// It is what the committed description generates: the description changed since.
    Stale,
    /// It is neither what the description generates nor what the committed one does.
    HandEdited,
    /// It is not what the description generates; there is no history to tell why.
    Differs,
    /// It is emitted, and not there.
    Missing,
    /// It is there, neither emitted nor listed in `bindery.lock`.
    Stray,
    /// It is listed in `bindery.lock` and no longer emitted.
    Obsolete,
}

impl State {
    /// What happened, in a few words.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Stale => "stale",
            Self::HandEdited => "edited by hand",
            Self::Differs => "differs",
            Self::Missing => "missing",
            Self::Stray => "stray",
            Self::Obsolete => "obsolete",
        }
    }
}

/// One file of the output folder that is not as the description has it.
///
/// Displays as text for people: what happened, how to fix it, and a diff.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    path: String,
    state: State,
    diff: String,
}

impl Difference {
    /// The file, relative to the output folder.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// How it differs.
    pub fn state(&self) -> State {
        self.state
    }

    /// From what is on disk to what is emitted, in unified form; shortened where it is long, empty
    /// for a file that is not text.
    pub fn diff(&self) -> &str {
        &self.diff
    }

    /// The same difference, as a folder sees it that the output folder is in.
    #[cfg(feature = "cli")]
    pub(crate) fn below(self, folder: &str) -> Self {
        let path = format!("{folder}/{}", self.path);
        let diff = self.diff.replacen(&header(&self.path), &header(&path), 1);
        Self { path, diff, ..self }
    }

    /// What fixes it.
    pub fn fix(&self) -> &'static str {
        match self.state {
            State::Stray => "remove the file, or move it out of the folder",
            State::HandEdited => {
                "change the description instead, then run `bindery generate`; run it too after an update of bindery"
            }
            State::Stale | State::Differs | State::Missing | State::Obsolete => {
                "run `bindery generate`"
            }
        }
    }
}

impl fmt::Display for Difference {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            formatter,
            "{}: {} ({})",
            self.state.as_str(),
            self.path,
            self.fix()
        )?;
        formatter.write_str(&self.diff)
    }
}

/// Compares a folder with the emitted files.
///
/// `committed` is what the description generates as it is committed; it tells a stale file from
/// one that was edited by hand. Nothing is written.
///
/// # Errors
///
/// The disk's refusals, paths that are not portable, links on the way, and a lock file that is not
/// read.
pub(crate) fn check(
    folder: &Path,
    files: &Files,
    committed: Option<&Files>,
) -> Result<Vec<Difference>, OutputError> {
    let files = &*completed(files);
    let committed = committed.map(completed);
    let places = locate_all(folder, files.keys().map(String::as_str))?;
    let expected: Vec<_> = files.iter().zip(places).collect();
    let found = threads::map(&expected, |((path, text), place)| {
        look(place, path).map(|found| match found {
            Found::Text(found) if same(&found, text) => None,
            other @ (Found::Nothing | Found::Text(_) | Found::Bytes | Found::Other) => Some(other),
        })
    });
    let mut differences = Vec::new();
    for ((path, text), found) in files.iter().zip(found) {
        let (state, found) = match found? {
            None => continue,
            Some(Found::Text(found)) => {
                let state = match &committed {
                    None => State::Differs,
                    Some(then) if then.get(path).is_some_and(|then| same(then, &found)) => {
                        State::Stale
                    }
                    // A lock file that git merged has the lines of both sides.
                    Some(_) if path == LOCK => State::Stale,
                    Some(_) => State::HandEdited,
                };
                (state, found)
            }
            Some(Found::Nothing) => (State::Missing, String::new()),
            Some(Found::Bytes | Found::Other) => (State::Differs, String::new()),
        };
        differences.push(Difference {
            path: path.clone(),
            state,
            diff: diff(path, &found, text),
        });
    }
    // A lock file as it is emitted lists what is emitted.
    let old = if differences.iter().any(|found| found.path == LOCK) {
        lock::read(folder)?
    } else {
        Lock::default()
    };
    let listed: BTreeSet<&str> = old.files().collect();
    for path in on_disk(folder)? {
        if files.contains_key(&path) {
            continue;
        }
        let state = if listed.contains(path.as_str()) {
            State::Obsolete
        } else {
            State::Stray
        };
        differences.push(Difference {
            path,
            state,
            diff: String::new(),
        });
    }
    differences.sort_by(|one, other| one.path.cmp(&other.path));
    Ok(differences)
}

/// Compares a file around the emitted folder, which was found as it was written or not at all, with
/// what would be written; with nothing where it would be removed.
#[cfg(feature = "cli")]
pub(super) fn around(path: &str, found: Option<&str>, text: Option<&str>) -> Difference {
    let state = match (found, text) {
        (_, None) => State::Obsolete,
        (None, Some(_)) => State::Missing,
        (Some(_), Some(_)) => State::Stale,
    };
    Difference {
        path: path.to_owned(),
        state,
        diff: text.map_or_else(String::new, |text| {
            diff(path, found.unwrap_or_default(), text)
        }),
    }
}

fn completed(files: &Files) -> Cow<'_, Files> {
    let mut files = Cow::Borrowed(files);
    if !files.contains_key(LOCK) {
        seal(files.to_mut(), Lock::default());
    }
    files
}

/// Every file below the folder, links as themselves, without what a killed run left behind.
fn on_disk(folder: &Path) -> Result<Vec<String>, OutputError> {
    let mut found = Vec::new();
    let mut waiting = vec![String::new()];
    while let Some(prefix) = waiting.pop() {
        let entries = match fs::read_dir(folder.join(&prefix)) {
            Ok(entries) => entries,
            Err(error) if prefix.is_empty() && error.kind() == std::io::ErrorKind::NotFound => {
                break;
            }
            Err(error) => return Err(OutputError::disk("read", &prefix)(error)),
        };
        for entry in entries {
            let entry = entry.map_err(OutputError::disk("read", &prefix))?;
            let name = entry.file_name().to_string_lossy().into_owned();
            let path = if prefix.is_empty() {
                name.clone()
            } else {
                format!("{prefix}/{name}")
            };
            let kind = entry
                .file_type()
                .map_err(OutputError::disk("look at", &path))?;
            if kind.is_dir() {
                waiting.push(path);
            } else if !temporary::is_left_over(&name) {
                found.push(path);
            }
        }
    }
    Ok(found)
}

/// The lines before a difference in unified form.
#[cfg(feature = "cli")]
fn header(path: &str) -> String {
    format!("--- a/{path}\n+++ b/{path}\n")
}

/// The difference in unified form, of bounded size.
fn diff(path: &str, found: &str, emitted: &str) -> String {
    if found.len().max(emitted.len()) > MAXIMUM_DIFFED {
        return format!(
            "(too large to show: {} bytes on disk, {} emitted)\n",
            found.len(),
            emitted.len()
        );
    }
    let found = found.replace("\r\n", "\n");
    let emitted = emitted.replace("\r\n", "\n");
    let diff = TextDiff::from_lines(found.as_str(), emitted.as_str());
    let unified = diff
        .unified_diff()
        .context_radius(3)
        .header(&format!("a/{path}"), &format!("b/{path}"))
        .to_string();
    let mut shown = String::new();
    let mut lines = unified.lines();
    for line in lines.by_ref().take(MAXIMUM_LINES) {
        let start: String = line.chars().take(MAXIMUM_WIDTH).collect();
        shown.push_str(&crate::hidden::in_source(&start));
        if line.chars().nth(MAXIMUM_WIDTH).is_some() {
            shown.push_str("...");
        }
        shown.push('\n');
    }
    let more = lines.count();
    if more > 0 {
        shown.push_str(&format!("({more} more lines)\n"));
    }
    shown
}
