//! Where the bytes of a file come from: a folder, or memory.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// The most bytes that one file may have.
pub(crate) const MAXIMUM_BYTES: u64 = 256 << 20;

/// Bounds what can be read: nothing outside it is ever opened.
#[derive(Debug)]
pub(crate) struct Root {
    place: Backing,
    /// What is put before a name when it is shown: empty, or ends with `/`.
    prefix: String,
}

#[derive(Debug)]
enum Backing {
    Folder(PathBuf),
    Memory(BTreeMap<String, Vec<u8>>),
}

/// Why a file gave no bytes.
#[derive(Debug)]
pub(crate) enum ReadFailure {
    /// A link leads out of the folder.
    Outside,
    /// It has more than [`MAXIMUM_BYTES`].
    TooLarge,
    /// It is missing, no plain file, or may not be read.
    Unreadable { why: String, help: String },
}

impl Root {
    /// Reads below `folder`. Names are shown relative to the current folder where it lies below it.
    pub(crate) fn folder(folder: &Path) -> Self {
        Self {
            place: Backing::Folder(folder.to_path_buf()),
            prefix: shown_prefix(folder),
        }
    }

    /// Reads from memory; `shown` is put before each name, as a folder.
    pub(crate) fn memory(shown: &str, files: BTreeMap<String, Vec<u8>>) -> Self {
        let mut prefix = shown.trim_end_matches('/').to_owned();
        if !prefix.is_empty() {
            prefix.push('/');
        }
        Self {
            place: Backing::Memory(files),
            prefix,
        }
    }

    /// The name of a file as people see it.
    pub(crate) fn shown(&self, name: &str) -> String {
        format!("{}{name}", self.prefix)
    }

    /// The name of a file without the revision that it is read from.
    pub(crate) fn without_revision<'n>(&self, shown: &'n str) -> &'n str {
        match &self.place {
            Backing::Folder(_) => shown,
            Backing::Memory(_) => shown
                .split_once(':')
                .map_or(shown, |(_, path)| path.trim_start_matches('/')),
        }
    }

    /// Reads a file by its normal name.
    pub(crate) fn read(&self, name: &str) -> Result<Vec<u8>, ReadFailure> {
        match &self.place {
            Backing::Folder(folder) => read_below(folder, name),
            Backing::Memory(files) => match files.get(name) {
                Some(bytes) if bytes.len() as u64 > MAXIMUM_BYTES => Err(ReadFailure::TooLarge),
                Some(bytes) => Ok(bytes.clone()),
                None => Err(missing(name, files.keys().map(String::as_str))),
            },
        }
    }
}

fn read_below(folder: &Path, name: &str) -> Result<Vec<u8>, ReadFailure> {
    let unreadable = |error: &io::Error| ReadFailure::Unreadable {
        why: plain(error),
        help: "check that the file exists and may be read".to_owned(),
    };
    let jail = fs::canonicalize(folder).map_err(|error| unreadable(&error))?;
    let path = match fs::canonicalize(jail.join(name)) {
        Ok(path) => path,
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            let siblings = neighbours(&jail, name);
            return Err(missing(name, siblings.iter().map(String::as_str)));
        }
        Err(error) => return Err(unreadable(&error)),
    };
    if !path.starts_with(&jail) {
        return Err(ReadFailure::Outside);
    }
    // Asked before opening: opening a pipe waits for a writer, and opening a device may act.
    let about = fs::metadata(&path).map_err(|error| unreadable(&error))?;
    refuse_special(&about)?;
    let file = fs::File::open(&path).map_err(|error| unreadable(&error))?;
    refuse_special(&file.metadata().map_err(|error| unreadable(&error))?)?;
    if about.len() > MAXIMUM_BYTES {
        return Err(ReadFailure::TooLarge);
    }
    let mut bytes = Vec::with_capacity(usize::try_from(about.len()).unwrap_or(0));
    file.take(MAXIMUM_BYTES + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| unreadable(&error))?;
    if bytes.len() as u64 > MAXIMUM_BYTES {
        return Err(ReadFailure::TooLarge);
    }
    Ok(bytes)
}

fn refuse_special(about: &fs::Metadata) -> Result<(), ReadFailure> {
    if about.is_file() {
        return Ok(());
    }
    let why = if about.is_dir() {
        "it is a folder"
    } else {
        "it is not a plain file"
    };
    Err(ReadFailure::Unreadable {
        why: why.to_owned(),
        help: "name a plain file".to_owned(),
    })
}

fn missing<'a>(name: &str, candidates: impl Iterator<Item = &'a str>) -> ReadFailure {
    let help = match crate::suggest::suggest(name, candidates) {
        Some(near) => format!("did you mean `{near}`?"),
        None => "paths are relative to the description's folder".to_owned(),
    };
    ReadFailure::Unreadable {
        why: "there is no such file".to_owned(),
        help,
    }
}

/// The files beside a missing one, by their names from the folder.
fn neighbours(jail: &Path, name: &str) -> Vec<String> {
    let parent = name.rsplit_once('/').map_or("", |(parent, _)| parent);
    let folder = match fs::canonicalize(jail.join(parent)) {
        Ok(folder) if folder.starts_with(jail) => folder,
        _ => return Vec::new(),
    };
    let Ok(entries) = fs::read_dir(folder) else {
        return Vec::new();
    };
    let mut names: Vec<String> = entries
        .take(1000)
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .map(|file| {
            if parent.is_empty() {
                file
            } else {
                format!("{parent}/{file}")
            }
        })
        .collect();
    names.sort();
    names
}

/// Words that are the same on every platform, where there are some.
#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "the standard library adds kinds of errors"
)]
fn plain(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "there is no such file".to_owned(),
        io::ErrorKind::PermissionDenied => "reading it is not permitted".to_owned(),
        _ => error.to_string(),
    }
}

/// Where a folder lies below the current one; else its own last name, so that no message holds
/// the path of a machine.
fn shown_prefix(folder: &Path) -> String {
    let canonical = fs::canonicalize(folder).ok();
    let current = std::env::current_dir()
        .ok()
        .and_then(|current| fs::canonicalize(current).ok());
    let relative = match (&canonical, &current) {
        (Some(folder), Some(current)) => folder.strip_prefix(current).ok().map(Path::to_path_buf),
        _ => None,
    };
    let relative = relative
        .or_else(|| folder.is_relative().then(|| folder.to_path_buf()))
        .or_else(|| folder.file_name().map(PathBuf::from))
        .unwrap_or_default();
    let steps: Vec<_> = relative
        .components()
        .filter(|step| !matches!(step, std::path::Component::CurDir))
        .map(|step| step.as_os_str().to_string_lossy().into_owned())
        .collect();
    if steps.is_empty() {
        String::new()
    } else {
        format!("{}/", steps.join("/"))
    }
}
