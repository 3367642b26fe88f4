//! Decides which paths may be written, and walks to them without following links.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::OutputError;

/// Names that mean a device on Windows, whatever their extension.
const DEVICES: [&str; 6] = ["con", "prn", "aux", "nul", "conin$", "conout$"];

/// Checks that a path stays below the folder on every platform.
pub(super) fn validate(path: &str) -> Result<(), OutputError> {
    let refuse = |why| {
        Err(OutputError::Path {
            path: path.to_owned(),
            why,
        })
    };
    if path.is_empty() {
        return refuse("it is empty");
    }
    for step in path.split('/') {
        if step.is_empty() || step == "." || step == ".." {
            return refuse("it must be relative, with nothing to resolve");
        }
        if step
            .chars()
            .any(|character| character.is_control() || "\\:*?\"<>|".contains(character))
        {
            return refuse("it holds a character that some platform forbids");
        }
        if step.ends_with(['.', ' ']) {
            return refuse("a name ends with a dot or a space");
        }
        if is_device(step) {
            return refuse("a name means a device on Windows");
        }
    }
    Ok(())
}

fn is_device(step: &str) -> bool {
    let stem = step
        .split('.')
        .next()
        .unwrap_or(step)
        .trim_end()
        .to_ascii_lowercase();
    let numbered = stem
        .strip_prefix("com")
        .or_else(|| stem.strip_prefix("lpt"));
    DEVICES.contains(&stem.as_str())
        || numbered.is_some_and(|number| {
            matches!(
                number,
                "1" | "2" | "3" | "4" | "5" | "6" | "7" | "8" | "9" | "0" | "¹" | "²" | "³"
            )
        })
}

/// The place of a validated path, if no folder on the way is a link.
#[cfg(feature = "cli")]
pub(super) fn locate(folder: &Path, path: &str) -> Result<PathBuf, OutputError> {
    Ways::below(folder).locate(path)
}

/// The places of validated paths, in their order, if no folder on the way is a link.
pub(super) fn locate_all<'p>(
    folder: &Path,
    paths: impl Iterator<Item = &'p str>,
) -> Result<Vec<PathBuf>, OutputError> {
    let mut ways = Ways::below(folder);
    paths.map(|path| ways.locate(path)).collect()
}

/// The ways from a folder to the files below it. Each folder on them is looked at once, because
/// thousands of files cost more in questions to the disk than in being written.
pub(super) struct Ways<'f, 'p> {
    folder: &'f Path,
    /// Whether the folders are there that were looked at.
    walked: BTreeMap<&'p str, bool>,
}

impl<'f, 'p> Ways<'f, 'p> {
    pub(super) fn below(folder: &'f Path) -> Self {
        Self {
            folder,
            walked: BTreeMap::new(),
        }
    }

    /// The place of a validated path, if no folder on the way is a link.
    pub(super) fn locate(&mut self, path: &'p str) -> Result<PathBuf, OutputError> {
        self.walk(path)?;
        Ok(self.folder.join(path))
    }

    /// The place of a validated path, and what is there, if no folder on the way is a link.
    pub(super) fn look(&mut self, path: &'p str) -> Result<(PathBuf, Found), OutputError> {
        let is_there = self.walk(path)?;
        let place = self.folder.join(path);
        let found = if is_there {
            look(&place, path)?
        } else {
            Found::Nothing
        };
        Ok((place, found))
    }

    /// Whether the folder is there that a path is in.
    fn walk(&mut self, path: &'p str) -> Result<bool, OutputError> {
        validate(path)?;
        let mut is_there = true;
        for (end, _) in path.match_indices('/') {
            let way = &path[..end];
            is_there = match self.walked.get(way) {
                Some(is_there) => *is_there,
                None => is_there && is_folder_there(&self.folder.join(way), way)?,
            };
            self.walked.insert(way, is_there);
        }
        Ok(is_there)
    }
}

/// Whether anything is at the place of a folder, which must not be a link.
fn is_folder_there(place: &Path, way: &str) -> Result<bool, OutputError> {
    match fs::symlink_metadata(place) {
        Ok(about) if about.file_type().is_symlink() => Err(OutputError::Link {
            path: way.to_owned(),
        }),
        Ok(_) => Ok(true),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(OutputError::disk("look at", way)(error)),
    }
}

/// What is at a place.
#[derive(Debug)]
pub(super) enum Found {
    Nothing,
    /// A plain file of text.
    Text(String),
    /// A plain file of something else.
    Bytes,
    /// A link, a device, or a folder where a file should be.
    Other,
}

/// Reads what is at a place, without following a link.
pub(super) fn look(place: &Path, path: &str) -> Result<Found, OutputError> {
    let about = match fs::symlink_metadata(place) {
        Ok(about) => about,
        Err(error)
            if matches!(
                error.kind(),
                io::ErrorKind::NotFound | io::ErrorKind::NotADirectory
            ) =>
        {
            return Ok(Found::Nothing);
        }
        Err(error) => return Err(OutputError::disk("look at", path)(error)),
    };
    if !about.is_file() {
        return Ok(Found::Other);
    }
    match fs::read(place) {
        Ok(bytes) => Ok(String::from_utf8(bytes).map_or(Found::Bytes, Found::Text)),
        Err(error) => Err(OutputError::disk("read", path)(error)),
    }
}

#[cfg(test)]
mod tests {
    use super::validate;

    #[test]
    fn paths_that_are_not_portable_are_refused() {
        for path in [
            "lib.rs",
            "rest/keys.rs",
            "types/aux_.rs",
            "types/com10.rs",
            "a/b/c.rs",
            "bindery.lock",
        ] {
            assert!(validate(path).is_ok(), "{path}");
        }
        for path in [
            "",
            "/lib.rs",
            "../lib.rs",
            "a/../b.rs",
            "a//b.rs",
            "./a.rs",
            "a/",
            "a\\b.rs",
            "C:/a.rs",
            "c:a.rs",
            "aux.rs",
            "types/NUL.rs",
            "COM1",
            "lpt9.txt",
            "con",
            "a\0.rs",
            "a\n.rs",
            "a./b.rs",
            "a ",
            "nul .rs",
            "a?.rs",
        ] {
            assert!(validate(path).is_err(), "{path:?}");
        }
    }
}
