//! What one side of a comparison names: the working tree, a place on disk, or a revision.

use std::path::{Path, PathBuf};

use super::tree::Kind;
use super::{Commit, Repository, RevisionError};
use crate::output::LOCK;

/// What a folder is named for: a configuration, where a project keeps it; or the lock file of code
/// that was generated from a document without one, where a crate keeps it.
const ENTRIES: [&str; 4] = [
    "bindery.yaml",
    "spec/bindery.yaml",
    "bindery.lock",
    "src/bindery.lock",
];

/// One side of a comparison.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Side {
    /// The description as it is on disk now.
    WorkingTree,
    /// Another place on disk.
    Path(EntryPoint),
    /// A place in a revision; its folder is named from the top of the repository.
    Revision(Commit, EntryPoint),
}

/// A file to start from, and the folder that bounds what is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntryPoint {
    /// The folder.
    pub folder: PathBuf,
    /// The name of the file in its folder.
    pub file: String,
    /// What the file is.
    pub reads: Reads,
}

/// What a description starts from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reads {
    /// A configuration, `bindery.yaml`.
    Configuration,
    /// A lone OpenAPI document.
    Document,
    /// The lock file of code that was generated from a lone document: it says which, and how.
    Lock,
}

impl EntryPoint {
    /// A file on disk that a command works on: a lock file by its name, a configuration by any other.
    pub fn of(file: &Path) -> Self {
        let reads = if file.file_name() == Some(LOCK.as_ref()) {
            Reads::Lock
        } else {
            Reads::Configuration
        };
        Self::reading(file, reads)
    }

    /// A document on disk that has no configuration.
    pub fn document(file: &Path) -> Self {
        Self::reading(file, Reads::Document)
    }

    fn reading(file: &Path, reads: Reads) -> Self {
        let folder = match file.parent() {
            Some(folder) if folder != Path::new("") => folder,
            _ => Path::new("."),
        };
        let name = file.file_name().unwrap_or_default();
        Self {
            folder: folder.to_path_buf(),
            file: name.to_string_lossy().into_owned(),
            reads,
        }
    }

    /// Another file, which is what its name says: a configuration may have any name, and that of
    /// this place is known.
    fn beside(&self, file: &Path) -> Self {
        let place = Self::of(file);
        let is_configuration = self.reads == Reads::Configuration && self.file == place.file
            || ["bindery.yaml", "bindery.yml"]
                .iter()
                .any(|ending| place.file.ends_with(ending));
        match place.reads {
            Reads::Configuration if !is_configuration => Self {
                reads: Reads::Document,
                ..place
            },
            Reads::Configuration | Reads::Document | Reads::Lock => place,
        }
    }

    /// The folder, from the root of the disk.
    fn around(&self) -> Result<PathBuf, RevisionError> {
        std::path::absolute(&self.folder).map_err(|error| RevisionError::Unreadable {
            path: self.folder.display().to_string(),
            why: error.to_string(),
        })
    }
}

impl Side {
    /// Reads a side as it is on the command line.
    ///
    /// It is a file or folder that exists, or else a git revision of the repository that holds
    /// `spec`, which the working tree is described by. A folder is one that holds `bindery.yaml` or
    /// `spec/bindery.yaml`, or that of code that was generated from a document without a
    /// configuration. A revision means the place of `spec` in it; `REVISION:PATH` names another
    /// place, from the top of the repository, or from the current folder when the path starts with
    /// `./` or `../`.
    ///
    /// # Errors
    ///
    /// It is none of these, or a path and a revision both.
    pub fn parse(text: &str, spec: &EntryPoint) -> Result<Self, RevisionError> {
        // Nothing is no name of the current folder: it is a variable that was not set.
        let place = Some(text).filter(|text| !text.is_empty());
        let Some(place) = place.and_then(|text| on_disk(Path::new(text), spec)) else {
            return match in_repository(text, spec) {
                Err(RevisionError::Unknown { .. } | RevisionError::NoRepository { .. })
                    if Path::new(text).is_dir() =>
                {
                    Err(RevisionError::NoDescription {
                        folder: text.to_owned(),
                    })
                }
                Err(RevisionError::NoRepository { folder }) => Err(RevisionError::NothingThere {
                    text: text.to_owned(),
                    folder,
                }),
                other => other,
            };
        };
        let named_both = spec
            .around()
            .and_then(|folder| Repository::around(&folder)?.commit(text))
            .is_ok();
        if named_both {
            return Err(RevisionError::PathAndRevision {
                text: text.to_owned(),
            });
        }
        Ok(Self::Path(place))
    }

    /// The name of the side for people.
    pub fn name(&self) -> String {
        match self {
            Self::WorkingTree => "the working tree".to_owned(),
            Self::Path(place) => place.folder.join(&place.file).display().to_string(),
            Self::Revision(commit, _) => commit.name().to_owned(),
        }
    }
}

/// A place on disk, if there is something to read.
fn on_disk(path: &Path, spec: &EntryPoint) -> Option<EntryPoint> {
    if path.is_file() {
        return Some(spec.beside(path));
    }
    let found = ENTRIES.iter().map(|name| path.join(name));
    let found = found.into_iter().find(|file| file.is_file())?;
    Some(spec.beside(&found))
}

/// A place in a revision.
fn in_repository(text: &str, spec: &EntryPoint) -> Result<Side, RevisionError> {
    let around = spec.around()?;
    let repository = Repository::around(&around)?;
    let (revision, path) = match colon(text) {
        Some(at) => (&text[..at], Some(&text[at + 1..])),
        None => (text, None),
    };
    let commit = repository.commit(revision)?;
    let absent = |path: String| RevisionError::Absent {
        revision: revision.to_owned(),
        path,
    };
    let inside = match path {
        None => repository.inside(&around.join(&spec.file))?,
        Some(path) => from_top(&repository, path)?,
    };
    let file = match commit.entry(&inside)?.map(|entry| entry.kind) {
        Some(Kind::File) => inside,
        Some(Kind::Folder) => {
            let mut found = None;
            for name in ENTRIES {
                let file = match inside.as_str() {
                    "" => name.to_owned(),
                    folder => format!("{folder}/{name}"),
                };
                if commit
                    .entry(&file)?
                    .is_some_and(|entry| entry.kind == Kind::File)
                {
                    found = Some(file);
                    break;
                }
            }
            found.ok_or_else(|| RevisionError::NoDescription {
                folder: text.to_owned(),
            })?
        }
        Some(Kind::Submodule) => {
            return Err(RevisionError::Submodule {
                revision: revision.to_owned(),
                path: inside,
            });
        }
        Some(Kind::Link) => {
            return Err(RevisionError::Link {
                revision: revision.to_owned(),
                path: inside,
            });
        }
        None => return Err(absent(inside)),
    };
    let mut place = match path {
        None => EntryPoint {
            reads: spec.reads,
            ..spec.beside(Path::new(&file))
        },
        Some(_) => spec.beside(Path::new(&file)),
    };
    // Folders of a revision are named from the top of the repository.
    if place.folder == Path::new(".") {
        place.folder = PathBuf::new();
    }
    Ok(Side::Revision(commit, place))
}

/// A path of `REVISION:PATH`, from the top of the repository.
fn from_top(repository: &Repository, path: &str) -> Result<String, RevisionError> {
    if path.starts_with("./") || path.starts_with("../") || path == "." || path == ".." {
        return repository.inside(Path::new(path));
    }
    let steps = path.split('/').filter(|step| !matches!(*step, "" | "."));
    let steps: Vec<_> = steps.collect();
    if path.starts_with('/') || steps.contains(&"..") {
        return Err(RevisionError::Outside {
            path: path.to_owned(),
        });
    }
    Ok(steps.join("/"))
}

/// Where the revision ends: at the first colon outside of braces, as in `HEAD^{/fix: it}:spec`.
fn colon(text: &str) -> Option<usize> {
    let mut depth = 0_u32;
    let at = text.char_indices().find(|(_, one)| {
        match one {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        *one == ':' && depth == 0
    })?;
    (at.0 > 0).then_some(at.0)
}
