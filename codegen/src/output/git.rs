//! Reads the description as it was last committed, by asking git.
//!
//! It runs no command that writes, that runs hooks or filters, or that may ask a network.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Command, Stdio};

/// The most files that are asked for; a description that shares its folder with much else has no
/// history here.
const MAXIMUM_FILES: usize = 500;
/// The most bytes of all files.
const MAXIMUM_BYTES: usize = 256 << 20;

/// The committed YAML and JSON files below a folder, by their path from it.
///
/// None without git, outside a repository, before the first commit, or when nothing below the
/// folder is committed.
pub(crate) fn git_head_files(folder: &Path) -> Option<BTreeMap<String, Vec<u8>>> {
    let listed = git(
        folder,
        &["ls-tree", "-r", "-z", "--full-name", "HEAD", "--", "."],
    )?;
    let prefix = git(folder, &["rev-parse", "--show-prefix"])?;
    let prefix = String::from_utf8(prefix).ok()?;
    let prefix = prefix.trim_end_matches(['\n', '\r']);
    let mut objects = Vec::new();
    for entry in listed
        .split(|byte| *byte == 0)
        .filter(|entry| !entry.is_empty())
    {
        let Ok(entry) = std::str::from_utf8(entry) else {
            continue;
        };
        let (about, path) = entry.split_once('\t')?;
        let mut about = about.split(' ');
        let (mode, kind, object) = (about.next()?, about.next()?, about.next()?);
        let described = [".yaml", ".yml", ".json"]
            .iter()
            .any(|ending| path.ends_with(ending));
        if kind == "blob" && mode.starts_with("100") && described {
            objects.push((path.strip_prefix(prefix)?.to_owned(), object.to_owned()));
        }
    }
    if objects.is_empty() || objects.len() > MAXIMUM_FILES {
        return None;
    }
    let mut files = BTreeMap::new();
    let mut total = 0;
    for (path, object) in objects {
        let bytes = git(folder, &["cat-file", "blob", &object])?;
        total += bytes.len();
        if total > MAXIMUM_BYTES {
            return None;
        }
        files.insert(path, bytes);
    }
    Some(files)
}

fn git(folder: &Path, arguments: &[&str]) -> Option<Vec<u8>> {
    let output = Command::new("git")
        .arg("-C")
        .arg(folder)
        .args(["-c", "core.fsmonitor=false"])
        .args(arguments)
        .env("GIT_OPTIONAL_LOCKS", "0")
        .env("GIT_NO_LAZY_FETCH", "1")
        .env("GIT_TERMINAL_PROMPT", "0")
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .output()
        .ok()?;
    output.status.success().then_some(output.stdout)
}
