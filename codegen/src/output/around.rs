//! Writes the files of a crate around its emitted folder: the manifest, the page for newcomers, the
//! example, the runtime.
//!
//! They are written for people to go on with. The lock file keeps a digest of each as it was written,
//! so that one that somebody edited is told from one that is only old: the first is left alone,
//! and said so. What is removed is what the lock file lists and nobody edited.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use super::lock::AROUND;
use super::path::{Found, Ways};
use super::write::remove;
use super::{Change, Changes, Difference, Files, Lock, OutputError, check, lock, temporary, write};

/// The manifest of a crate.
pub(crate) const MANIFEST: &str = "Cargo.toml";

/// The files around an emitted folder.
#[derive(Debug)]
pub(crate) struct Around<'a> {
    /// The folder of the crate.
    pub(crate) root: &'a Path,
    /// The emitted folder, from there: `src`.
    pub(crate) emitted: &'a str,
    /// Paths are relative to the folder of the crate.
    pub(crate) files: &'a Files,
}

/// What a run did to a crate; paths are relative to its folder.
#[derive(Debug, Default)]
pub(crate) struct Done {
    pub(crate) changes: Changes,
    /// Files that somebody edited, and that another text would have been written to.
    pub(crate) kept: Vec<String>,
}

impl Around<'_> {
    /// Adds a line for every file to a lock file.
    pub(crate) fn list(&self, lock: &mut Lock) {
        for (path, text) in self.files {
            lock.add(AROUND, &listed(path, text));
        }
    }
}

/// Writes the emitted files of a crate, and those around them.
///
/// A run that is killed is completed by the next: in a crate that is new the lock file comes before
/// what it lists of the crate, and in one that is there behind it.
///
/// # Errors
///
/// As [`write`](super::write()) has them.
pub(crate) fn write_around(around: &Around<'_>, emitted: &Files) -> Result<Done, OutputError> {
    let folder = around.root.join(around.emitted);
    let lock = lock::read(&folder)?;
    let listed: BTreeSet<&str> = lock.of(AROUND).collect();
    // Nothing is written through a link, the way to the emitted folder included.
    let lock = format!("{}/{}", around.emitted, super::LOCK);
    Ways::below(around.root).locate(&lock)?;
    let plan = plan(around, &listed)?;

    let emit = || -> Result<Changes, OutputError> {
        let changes = write(&folder, emitted)?;
        Ok(changes
            .into_iter()
            .map(|change| change.below(around.emitted))
            .collect())
    };
    let mut changes = Changes::new();
    if listed.is_empty() {
        changes.extend(emit()?);
    }
    for step in &plan.writes {
        temporary::replace(&around.root.join(step.path), step.path, step.text)?;
        changes.push(if step.new {
            Change::Created(step.path.to_owned())
        } else {
            Change::Updated(step.path.to_owned())
        });
    }
    for path in &plan.removals {
        remove(around.root, path, &around.root.join(path))?;
        changes.push(Change::Removed(path.clone()));
    }
    if !listed.is_empty() {
        changes.extend(emit()?);
    }
    changes.sort_by(|one, other| one.path().cmp(other.path()));
    Ok(Done {
        changes,
        kept: plan.kept,
    })
}

/// Compares the files of a crate around its emitted folder with what would be written; what somebody
/// edited is theirs, and no difference.
///
/// # Errors
///
/// As [`check`](super::check()) has them.
pub(crate) fn check_around(around: &Around<'_>) -> Result<Vec<Difference>, OutputError> {
    let lock = lock::read(&around.root.join(around.emitted))?;
    let plan = plan(around, &lock.of(AROUND).collect())?;
    let mut ways = Ways::below(around.root);
    let mut differences = Vec::new();
    for step in &plan.writes {
        let (_, found) = ways.look(step.path)?;
        let found = match found {
            Found::Text(found) => Some(found),
            Found::Nothing | Found::Bytes | Found::Other => None,
        };
        differences.push(check::around(step.path, found.as_deref(), Some(step.text)));
    }
    for path in &plan.removals {
        differences.push(check::around(path, None, None));
    }
    Ok(differences)
}

#[derive(Default)]
struct Plan<'a> {
    writes: Vec<Write<'a>>,
    removals: Vec<String>,
    kept: Vec<String>,
}

struct Write<'a> {
    path: &'a str,
    text: &'a str,
    new: bool,
}

fn plan<'a>(around: &Around<'a>, lines: &BTreeSet<&str>) -> Result<Plan<'a>, OutputError> {
    let is_ours = |path: &str, text: &str| lines.contains(self::listed(path, text).as_str());
    let mut plan = Plan::default();
    let mut ways = Ways::below(around.root);
    for (path, text) in around.files {
        let (_, found) = ways.look(path)?;
        let new = match found {
            Found::Text(found) if super::same(&found, text) => continue,
            Found::Nothing => true,
            Found::Text(found) if is_ours(path, &found) => false,
            Found::Text(_) | Found::Bytes | Found::Other => {
                plan.kept.push(path.clone());
                continue;
            }
        };
        plan.writes.push(Write { path, text, new });
    }
    for line in lines {
        let Some((path, _)) = line.rsplit_once(' ') else {
            continue;
        };
        if around.files.contains_key(path) || plan.removals.iter().any(|other| other == path) {
            continue;
        }
        let (_, found) = ways.look(path)?;
        match found {
            Found::Text(found) if is_ours(path, &found) => plan.removals.push(path.to_owned()),
            Found::Text(_) | Found::Nothing | Found::Bytes | Found::Other => {}
        }
    }
    Ok(plan)
}

/// Whether the lock file of a folder lists a file of the crate around it.
pub(crate) fn lists(folder: &Path, path: &str) -> Result<bool, OutputError> {
    let lock = lock::read(folder)?;
    Ok(lock.of(AROUND).any(|line| {
        line.rsplit_once(' ')
            .is_some_and(|(other, _)| other == path)
    }))
}

/// Whether a text is that of a file of the crate around a folder, as its lock file lists it.
pub(crate) fn wrote(folder: &Path, path: &str, text: &str) -> Result<bool, OutputError> {
    let listed = listed(path, text);
    Ok(lock::read(folder)?.of(AROUND).any(|line| line == listed))
}

/// Whether all that a folder holds are emitted files, as a run leaves them that is killed before it
/// has written a lock file. At most so many are looked at as one run leaves.
pub(crate) fn is_unfinished(folder: &Path) -> bool {
    let mut waiting = vec![folder.to_path_buf()];
    while let Some(folder) = waiting.pop() {
        let Ok(entries) = fs::read_dir(folder) else {
            return false;
        };
        for entry in entries {
            let Ok(entry) = entry else { return false };
            let Ok(kind) = entry.file_type() else {
                return false;
            };
            if kind.is_dir() {
                waiting.push(entry.path());
            } else if !(kind.is_file()
                && (temporary::is_left_over(&entry.file_name().to_string_lossy())
                    || super::write::is_marked(&entry.path())))
            {
                return false;
            }
        }
    }
    true
}

/// A file and its digest, as the lock file lists it. The version of the package is no part of it:
/// that is the crate's own, and a release raises it.
fn listed(path: &str, text: &str) -> String {
    let version = text
        .split_once("\nversion = \"")
        .filter(|_| path == MANIFEST);
    let digest = match version.and_then(|(before, rest)| Some((before, rest.split_once('"')?.1))) {
        Some((before, behind)) => digest(&format!("{before}{behind}")),
        None => digest(text),
    };
    format!("{path} {digest:016x}")
}

/// FNV-1a over a text with its line ends as they are written: stable for ever, and enough to see
/// that somebody edited a file.
fn digest(text: &str) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for line in text.split_inclusive('\n') {
        let (line, end) = match line.strip_suffix("\r\n") {
            Some(line) => (line, "\n"),
            None => (line, ""),
        };
        for byte in line.bytes().chain(end.bytes()) {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
    hash
}
