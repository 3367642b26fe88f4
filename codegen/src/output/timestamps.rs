//! Prevents Cargo from running a build script again because of the files that it wrote.
//!
//! Cargo runs a script again if a watched file is newer than the start of its last run. Files that
//! the run itself writes are always newer, so the next build would run the script, and compile the
//! crate, again for nothing. They therefore get the time at which the run started, which is
//! correct: the run has seen them. A file that is edited later is newer, and every file is newer
//! for crates that were compiled before.
//!
//! No text is changed, and an error of the file system costs at most one more run.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use super::{Change, Changes};

/// When Cargo started this build script; none where Cargo does not tell.
pub(crate) fn started() -> Option<SystemTime> {
    let folder = PathBuf::from(std::env::var_os("OUT_DIR")?);
    fs::metadata(folder.parent()?.join("invoked.timestamp"))
        .and_then(|about| about.modified())
        .ok()
}

/// Dates what a run changed in a folder, and the folders on the way there, to the start of the run.
pub(crate) fn backdate(folder: &Path, changes: &Changes, started: SystemTime) {
    let mut folders = BTreeSet::new();
    for change in changes {
        let (path, stays) = match change {
            Change::Created(path) | Change::Updated(path) => (path, true),
            Change::Removed(path) => (path, false),
        };
        let place = folder.join(path);
        if stays {
            let _ = date(fs::File::options().write(true).open(&place), started);
        }
        folders.extend(
            place
                .ancestors()
                .skip(1)
                .take_while(|parent| parent.starts_with(folder))
                .map(Path::to_path_buf),
        );
    }
    for parent in folders {
        let _ = date(fs::File::open(parent), started);
    }
}

fn date(opened: io::Result<fs::File>, time: SystemTime) -> io::Result<()> {
    opened?.set_modified(time)
}
