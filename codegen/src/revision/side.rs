//! What one side of a comparison names: the working tree, a place on disk, or a revision.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::tree::Kind;
use super::{Commit, Repository, RevisionError, describes};

/// The name of a configuration, and where a project keeps it.
const CONFIGURATIONS: [&str; 2] = ["bindery.yaml", "spec/bindery.yaml"];

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
}

impl EntryPoint {
    /// The place of a configuration on disk.
    pub(crate) fn of_configuration(spec: &Path) -> Self {
        let mut place = place(spec, spec);
        if place.folder == Path::new("") {
            place.folder = PathBuf::from(".");
        }
        place
    }
}

impl Side {
    /// Reads a side as it is on the command line.
    ///
    /// It is a file or folder that exists, or else a git revision of the repository that holds the
    /// configuration `spec`. A folder is one that holds `bindery.yaml` or `spec/bindery.yaml`. A
    /// revision means the place of `spec` in it; `REVISION:PATH` names another place, from the top
    /// of the repository, or from the current folder when the path starts with `./` or `../`.
    ///
    /// # Errors
    ///
    /// It is none of these, or a path and a revision both.
    pub fn parse(text: &str, spec: &Path) -> Result<Self, RevisionError> {
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
        let named_both = folder_of(spec)
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

    /// The YAML and JSON files of the side in memory, by their path from its folder; None for what
    /// is on disk, where files are read when they are needed.
    ///
    /// # Errors
    ///
    /// Those of [`Commit::files`].
    pub fn files(&self) -> Result<Option<BTreeMap<String, Vec<u8>>>, RevisionError> {
        match self {
            Self::WorkingTree | Self::Path(_) => Ok(None),
            Self::Revision(commit, place) => {
                let folder = place.folder.to_str().unwrap_or_default();
                commit.files_below(folder, describes).map(Some)
            }
        }
    }
}

/// A place on disk, if there is something to read.
fn on_disk(path: &Path, spec: &Path) -> Option<EntryPoint> {
    let place = |file: &Path| {
        let mut place = place(file, spec);
        if place.folder == Path::new("") {
            place.folder = PathBuf::from(".");
        }
        place
    };
    if path.is_file() {
        return Some(place(path));
    }
    let found = CONFIGURATIONS.iter().map(|name| path.join(name));
    let found = found.into_iter().find(|file| file.is_file())?;
    Some(place(&found))
}

/// A place in a revision.
fn in_repository(text: &str, spec: &Path) -> Result<Side, RevisionError> {
    let around = folder_of(spec)?;
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
        None => repository.inside(&around.join(spec.file_name().unwrap_or_default()))?,
        Some(path) => from_top(&repository, path)?,
    };
    let file = match commit.entry(&inside)?.map(|entry| entry.kind) {
        Some(Kind::File) => inside,
        Some(Kind::Folder) => {
            let mut found = None;
            for name in CONFIGURATIONS {
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
    Ok(Side::Revision(commit, place(Path::new(&file), spec)))
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

fn place(file: &Path, spec: &Path) -> EntryPoint {
    let name = file.file_name().unwrap_or_default();
    let configuration = spec.file_name() == Some(name)
        || name
            .to_str()
            .is_some_and(|name| name.ends_with("bindery.yaml") || name.ends_with("bindery.yml"));
    EntryPoint {
        folder: file.parent().unwrap_or(Path::new("")).to_path_buf(),
        file: name.to_string_lossy().into_owned(),
        reads: if configuration {
            Reads::Configuration
        } else {
            Reads::Document
        },
    }
}

/// The folder of the configuration.
fn folder_of(spec: &Path) -> Result<PathBuf, RevisionError> {
    let folder = match spec.parent() {
        Some(folder) if folder != Path::new("") => folder,
        _ => Path::new("."),
    };
    std::path::absolute(folder).map_err(|error| RevisionError::Unreadable {
        path: folder.display().to_string(),
        why: error.to_string(),
    })
}
