//! What the command line names and no command reads: each is one error that says what to do.
//!
//! Only regular files on disk are read. A document that comes from elsewhere is saved to one first.

use std::fs;
use std::path::{Path, PathBuf};

use super::locate;

/// Why something that the command line names is not read.
#[derive(Debug)]
pub(crate) struct Refused {
    pub(crate) message: String,
    pub(crate) help: String,
}

impl Refused {
    pub(crate) fn new(message: String, help: impl Into<String>) -> Self {
        Self {
            message,
            help: help.into(),
        }
    }
}

/// What a command works on: a file, or the lock file in the folder of a crate that was generated
/// from a document alone.
pub(crate) fn project(named: &Path) -> Result<PathBuf, Refused> {
    if named.is_dir()
        && let Some(lock) = locate::generated(named)?
    {
        return Ok(lock);
    }
    file(named).map(|()| named.to_path_buf())
}

/// Refuses what is not a regular file.
pub(crate) fn file(named: &Path) -> Result<(), Refused> {
    let text = named.to_string_lossy();
    remote(&text)?;
    let shown = bindery::on_one_line(&text);
    let about = fs::metadata(named).map_err(|error| match error.kind() {
        std::io::ErrorKind::PermissionDenied => Refused::new(
            format!("reading `{shown}` is not permitted"),
            "allow reading it, or name another file",
        ),
        _ => Refused::new(
            format!("there is no file `{shown}`"),
            "name a file that exists; its path is relative to the current folder",
        ),
    })?;
    if about.is_file() {
        return Ok(());
    }
    if !about.is_dir() {
        return Err(Refused::new(
            format!("`{shown}` is not a regular file"),
            "write it to a file, and name that file",
        ));
    }
    let configuration = ["bindery.yaml", "spec/bindery.yaml"]
        .into_iter()
        .find(|name| named.join(name).is_file());
    let help = match configuration {
        Some(name) => format!(
            "name the configuration in it: `{}/{name}`",
            shown.trim_end_matches('/')
        ),
        None => "name a file in it".to_owned(),
    };
    Err(Refused::new(format!("`{shown}` is a folder"), help))
}

/// Refuses standard input and addresses, wherever a file may be named.
pub(crate) fn remote(named: &str) -> Result<(), Refused> {
    if named == "-" {
        return Err(Refused::new(
            "standard input is not supported: `-`".to_owned(),
            "write it to a file, and name that file",
        ));
    }
    let Some((scheme, rest)) = named.split_once("://") else {
        return Ok(());
    };
    let is_scheme = scheme.starts_with(|first: char| first.is_ascii_alphabetic())
        && scheme
            .chars()
            .all(|one| one.is_ascii_alphanumeric() || "+-.".contains(one));
    if !is_scheme {
        return Ok(());
    }
    let help = if scheme.eq_ignore_ascii_case("file") {
        format!(
            "name the file by its path: `{}`",
            bindery::on_one_line(rest)
        )
    } else {
        "download it to a file, and name that file".to_owned()
    };
    Err(Refused::new(
        format!(
            "addresses are not supported: `{}`",
            bindery::on_one_line(named)
        ),
        help,
    ))
}
