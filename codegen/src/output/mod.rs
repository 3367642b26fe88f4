//! The only module that writes: writes generated files to disk, or compares them with the files
//! there.
//!
//! Around a generated folder there may be a whole crate. Its files are written as well, unless they
//! were edited.
//!
//! It removes only files that `bindery.lock` lists, follows no link out of the folder, and does not
//! write a file that has not changed. It decides nothing about the contents of files.
//!
//! Line endings are ignored: a checkout that turned LF into CRLF is neither stale nor rewritten.

#[cfg(feature = "cli")]
mod around;
mod check;
mod error;
mod lock;
mod path;
mod temporary;
mod timestamps;
mod write;

use std::collections::BTreeMap;

pub use check::{Difference, State};
pub use error::OutputError;
pub use write::{Change, Changes};

#[cfg(feature = "cli")]
pub(crate) use around::{
    Around, MANIFEST, check_around, is_unfinished, lists, write_around, wrote,
};
pub(crate) use check::check;
pub(crate) use lock::{
    ALIAS, ARGUMENTS, DEGRADATION, DOCUMENT, EXAMPLE, GENERATE, Lock, MOVED, NAME,
    read as read_lock,
};
#[cfg(feature = "cli")]
pub(crate) use temporary::replace;
pub(crate) use timestamps::{backdate, started};
pub(crate) use write::{MARK, says_mark, write};

/// Emitted files: text by path. Paths are relative to the output folder and use `/`.
pub type Files = BTreeMap<String, String>;

/// The name of the lock file of emitted files, itself an emitted file.
pub(crate) const LOCK: &str = "bindery.lock";

/// Completes the emitted files with their lock file: `lock` with a line for every file, itself left
/// out.
pub(crate) fn seal(files: &mut Files, mut lock: Lock) {
    files.remove(LOCK);
    for path in files.keys() {
        lock.add(lock::FILE, path);
    }
    files.insert(LOCK.to_owned(), lock.to_string());
}

/// Whether two texts are the same but for line ends.
fn same(one: &str, other: &str) -> bool {
    if one == other {
        return true;
    }
    let mut one = one
        .split('\n')
        .map(|line| line.strip_suffix('\r').unwrap_or(line));
    let mut other = other
        .split('\n')
        .map(|line| line.strip_suffix('\r').unwrap_or(line));
    one.by_ref().eq(other.by_ref())
}

#[cfg(test)]
mod tests;
