//! Finds the description of the project that the current folder belongs to.

use std::path::{Path, PathBuf};

/// What it is called.
pub(crate) const NAME: &str = "bindery.yaml";

/// Where a project keeps it.
pub(crate) const DEFAULT: &str = "spec/bindery.yaml";

/// The nearest one: here, or in a folder above.
pub(crate) fn upwards() -> Option<PathBuf> {
    let current = std::env::current_dir().ok()?;
    let found = current
        .ancestors()
        .map(|folder| folder.join(DEFAULT))
        .find(|file| file.is_file())?;
    // Shorter in messages, where it is here.
    match found.strip_prefix(&current) {
        Ok(relative) => Some(relative.to_path_buf()),
        Err(_) => Some(Path::to_path_buf(&found)),
    }
}
