//! Reads descriptions at a git revision, and decides what one side of a comparison names.
//!
//! Git runs as a process, so that work trees, packed objects and every spelling of a revision work
//! as usual. It never writes to a repository, runs no hooks or filters, uses no network, and checks
//! nothing out.

mod error;
mod git;
mod repository;
mod side;
mod tree;

use std::collections::BTreeMap;
use std::path::Path;

pub use error::RevisionError;
pub use repository::{Commit, Repository};
pub use side::{EntryPoint, Reads, Side};

/// Whether a file may be part of a description: YAML and JSON, by its ending.
pub fn describes(path: &str) -> bool {
    [".yaml", ".yml", ".json"]
        .iter()
        .any(|ending| path.ends_with(ending))
}

/// The last committed description in a folder: its YAML and JSON files by their path from it.
///
/// None wherever there is no such thing: without git, outside a repository, before the first
/// commit, when nothing there is committed, or when it cannot be read.
pub(crate) fn head_files(folder: &Path) -> Option<BTreeMap<String, Vec<u8>>> {
    let head = Repository::around(folder).ok()?.commit("HEAD").ok()?;
    let files = head.files(folder, describes).ok()?;
    (!files.is_empty()).then_some(files)
}

#[cfg(test)]
pub(crate) mod tests;
