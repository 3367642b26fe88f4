//! Replaces a file atomically: readers see the old text or the new one, never a part.

use std::fs;
use std::io::{self, Write};
use std::path::Path;
use std::sync::atomic::{AtomicU32, Ordering};

use super::OutputError;

const PREFIX: &str = ".bindery-";
const SUFFIX: &str = ".tmp";

/// Whether a file name is one that a killed run left behind.
pub(super) fn is_left_over(name: &str) -> bool {
    name.strip_prefix(PREFIX)
        .and_then(|rest| rest.strip_suffix(SUFFIX))
        .is_some_and(|middle| {
            !middle.is_empty()
                && middle
                    .bytes()
                    .all(|byte| byte.is_ascii_digit() || byte == b'-')
        })
}

/// Writes a text beside its place and renames it there.
pub(crate) fn replace(place: &Path, path: &str, text: &str) -> Result<(), OutputError> {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let folder = place.parent().unwrap_or(place);
    let number = NEXT.fetch_add(1, Ordering::Relaxed);
    let beside = folder.join(format!("{PREFIX}{}-{number}{SUFFIX}", std::process::id()));
    let create = || fs::File::create_new(&beside);
    let created = match create() {
        // Only the first file of a folder finds none.
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            fs::create_dir_all(folder).map_err(OutputError::disk("create the folder of", path))?;
            create()
        }
        created => created,
    };
    let written = created
        .and_then(|mut file| file.write_all(text.as_bytes()))
        .and_then(|()| fs::rename(&beside, place));
    written.map_err(|error| {
        // The first error is the one to tell; what is left is swept by the next run.
        let _ = fs::remove_file(&beside);
        OutputError::disk("write", path)(error)
    })
}

/// Removes what killed runs left in a folder.
pub(super) fn sweep(folder: &Path) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_name().to_str().is_some_and(is_left_over) && entry.file_type()?.is_file() {
            fs::remove_file(entry.path())?;
        }
    }
    Ok(())
}
