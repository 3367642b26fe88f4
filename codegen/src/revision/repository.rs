//! A repository, and the commits that revisions name.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs;
use std::path::{Component, Path, PathBuf};

use super::RevisionError;
use super::git::Git;
use super::tree::{self, Entry, Kind, Which};
use crate::report::suggest;

/// A git repository with a work tree.
#[derive(Clone, Debug)]
pub struct Repository {
    git: Git,
    /// The top of the work tree, without links.
    top: PathBuf,
}

/// A commit of a repository.
#[derive(Clone, Debug)]
pub struct Commit {
    repository: Repository,
    id: String,
    name: String,
}

impl Repository {
    /// Finds the repository that holds a folder.
    ///
    /// # Errors
    ///
    /// There is none, it has no work tree, or git is missing or refuses.
    pub fn around(folder: &Path) -> Result<Self, RevisionError> {
        let named = || folder.display().to_string();
        let folder = match folder {
            folder if folder == Path::new("") => Path::new("."),
            folder => folder,
        };
        let unreadable = |error: std::io::Error| RevisionError::Unreadable {
            path: named(),
            why: if error.kind() == std::io::ErrorKind::NotFound {
                "there is no such folder".to_owned()
            } else {
                error.to_string()
            },
        };
        let real = fs::canonicalize(folder).map_err(unreadable)?;
        let git = Git::within(&real);
        let answer = git.ask(&["rev-parse", "--is-inside-work-tree", "--show-toplevel"])?;
        let (inside, top) = match answer.out.iter().position(|byte| *byte == b'\n') {
            Some(end) => (&answer.out[..end], &answer.out[end + 1..]),
            None => (&answer.out[..], &[][..]),
        };
        if inside == b"false" {
            return Err(RevisionError::NoWorkTree { folder: named() });
        }
        if !answer.success {
            return Err(if answer.complaint.contains("not a git repository") {
                RevisionError::NoRepository { folder: named() }
            } else {
                RevisionError::Refused {
                    action: format!("look at `{}`", named()),
                    why: answer.why(),
                }
            });
        }
        let top = path_of(top.strip_suffix(b"\n").unwrap_or(top));
        let top = fs::canonicalize(top).map_err(unreadable)?;
        Ok(Self {
            git: Git::within(&top),
            top,
        })
    }

    /// The top of the work tree.
    pub fn top(&self) -> &Path {
        &self.top
    }

    /// Resolves a revision, in any form that git knows, to a commit.
    ///
    /// # Errors
    ///
    /// No commit has that name, or more than one thing has it.
    pub fn commit(&self, revision: &str) -> Result<Commit, RevisionError> {
        let odd = revision.is_empty()
            || revision.starts_with('-')
            || revision.chars().any(char::is_control);
        if odd {
            return Err(RevisionError::Unknown {
                revision: revision.to_owned(),
                meant: None,
                shallow: false,
            });
        }
        let commit = format!("{revision}^{{commit}}");
        let answer = self
            .git
            .ask(&["rev-parse", "--verify", "--end-of-options", &commit])?;
        if !answer.success {
            return Err(self.unknown(revision)?);
        }
        if answer.complaint.contains("is ambiguous") {
            return Err(RevisionError::Ambiguous {
                revision: revision.to_owned(),
            });
        }
        let id = String::from_utf8_lossy(&answer.out).trim().to_owned();
        // A negated revision, `^main`, resolves too, and is no commit.
        if id.is_empty() || !id.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return Err(self.unknown(revision)?);
        }
        Ok(Commit {
            repository: self.clone(),
            id,
            name: revision.to_owned(),
        })
    }

    /// Whether the repository holds a part of its history only.
    ///
    /// # Errors
    ///
    /// Git is missing.
    pub fn is_shallow(&self) -> Result<bool, RevisionError> {
        let answer = self.git.ask(&["rev-parse", "--is-shallow-repository"])?;
        Ok(answer.out.starts_with(b"true"))
    }

    /// A path of the disk as the repository names it: from its top, with `/`, empty for the top
    /// itself. What is there need not exist any more.
    ///
    /// # Errors
    ///
    /// The path is outside of the repository, or no text.
    pub fn inside(&self, path: &Path) -> Result<String, RevisionError> {
        let outside = || RevisionError::Outside {
            path: path.display().to_string(),
        };
        let real = real(path).ok_or_else(outside)?;
        let below = real.strip_prefix(&self.top).map_err(|_| outside())?;
        let steps: Option<Vec<&str>> = below
            .components()
            .map(|step| step.as_os_str().to_str())
            .collect();
        steps.map(|steps| steps.join("/")).ok_or_else(outside)
    }

    fn unknown(&self, revision: &str) -> Result<RevisionError, RevisionError> {
        let head = self
            .git
            .ask(&["rev-parse", "--verify", "--end-of-options", "HEAD^{commit}"])?;
        if !head.success && (revision.starts_with("HEAD") || revision.starts_with('@')) {
            return Ok(RevisionError::NoCommit);
        }
        let listed = self.git.ask(&[
            "for-each-ref",
            "--format=%(refname:lstrip=2)",
            "refs/heads",
            "refs/tags",
            "refs/remotes",
        ])?;
        let names = String::from_utf8_lossy(&listed.out);
        Ok(RevisionError::Unknown {
            revision: revision.to_owned(),
            meant: suggest(revision, names.lines()).map(str::to_owned),
            shallow: self.is_shallow()?,
        })
    }
}

impl Commit {
    /// The id of the commit, in full.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The revision, as it was written.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The same commit under another name.
    pub(crate) fn called(self, name: &str) -> Self {
        Self {
            name: name.to_owned(),
            ..self
        }
    }

    /// The repository of the commit.
    pub fn repository(&self) -> &Repository {
        &self.repository
    }

    /// The files below a folder of the work tree, as they were: those that are `wanted`, by their
    /// path from the folder. The folder need not exist any more.
    ///
    /// Links are not followed and not listed, and neither are submodules below the folder; a folder in a
    /// submodule is read where that is checked out. At most 10,000
    /// files and 256 MiB are read.
    ///
    /// # Errors
    ///
    /// The commit has no such folder, it holds more, or a file's content is not in this clone.
    pub fn files(
        &self,
        folder: &Path,
        wanted: fn(&str) -> bool,
    ) -> Result<BTreeMap<String, Vec<u8>>, RevisionError> {
        self.files_below(&self.repository.inside(folder)?, wanted)
    }

    /// As [`files`](Self::files), with the folder named from the top of the repository.
    ///
    /// # Errors
    ///
    /// Those of [`files`](Self::files).
    pub fn files_below(
        &self,
        folder: &str,
        wanted: fn(&str) -> bool,
    ) -> Result<BTreeMap<String, Vec<u8>>, RevisionError> {
        match tree::below(self.which(), folder, wanted) {
            Err(error @ (RevisionError::Absent { .. } | RevisionError::Submodule { .. })) => {
                match self.submodule(folder)? {
                    Some((inner, rest)) => inner.files_below(&rest, wanted),
                    None => Err(error),
                }
            }
            other => other,
        }
    }

    /// A file of the work tree as it was. It need not exist any more.
    ///
    /// # Errors
    ///
    /// The commit has no such file, or its content is not in this clone.
    pub fn file(&self, path: &Path) -> Result<Vec<u8>, RevisionError> {
        let path = self.repository.inside(path)?;
        match tree::file(self.which(), &path) {
            Err(error @ RevisionError::Absent { .. }) => match self.submodule(&path)? {
                Some((inner, rest)) => tree::file(inner.which(), &rest),
                None => Err(error),
            },
            other => other,
        }
    }

    /// The tags of the commit and of everything before it, unsorted.
    ///
    /// # Errors
    ///
    /// Git refuses.
    pub fn tags(&self) -> Result<Vec<String>, RevisionError> {
        let merged = format!("--merged={}", self.id);
        let listed = self.repository.git.ask(&[
            "for-each-ref",
            "--format=%(refname:lstrip=2)",
            &merged,
            "refs/tags",
        ])?;
        if !listed.success {
            return Err(RevisionError::Refused {
                action: "list the tags".to_owned(),
                why: listed.why(),
            });
        }
        let names = String::from_utf8_lossy(&listed.out);
        Ok(names.lines().map(str::to_owned).collect())
    }

    /// What is at a path from the top of the repository.
    pub(super) fn entry(&self, path: &str) -> Result<Option<Entry>, RevisionError> {
        match tree::entry(self.which(), path)? {
            Some(entry) if entry.kind != Kind::Submodule => Ok(Some(entry)),
            found => match self.submodule(path)? {
                Some((inner, rest)) => tree::entry(inner.which(), &rest),
                None => Ok(found),
            },
        }
    }

    /// The commit of the innermost submodule that a path is in, and the path from there: the one that
    /// this commit names, in the repository that is checked out at its place.
    ///
    /// # Errors
    ///
    /// Nothing is checked out there, or not with that commit.
    fn submodule(&self, path: &str) -> Result<Option<(Self, String)>, RevisionError> {
        let ends = path.match_indices('/').map(|(at, _)| at);
        for end in ends.chain([path.len()]) {
            let (place, rest) = (&path[..end], path[end..].trim_start_matches('/'));
            let Some(entry) = tree::entry(self.which(), place)? else {
                return Ok(None);
            };
            if entry.kind != Kind::Submodule {
                continue;
            }
            let absent = || RevisionError::Submodule {
                revision: self.name.clone(),
                path: place.to_owned(),
            };
            let folder = self.repository.top.join(place);
            let repository = Repository::around(&folder).map_err(|_| absent())?;
            // In an empty folder, git finds the repository around it.
            if fs::canonicalize(&folder).ok().as_ref() != Some(&repository.top) {
                return Err(absent());
            }
            let commit = repository.commit(&entry.object).map_err(|_| absent())?;
            let commit = commit.called(&self.name);
            return match commit.submodule(rest)? {
                Some(inner) => Ok(Some(inner)),
                None => Ok(Some((commit, rest.to_owned()))),
            };
        }
        Ok(None)
    }

    fn which(&self) -> Which<'_> {
        Which {
            git: &self.repository.git,
            id: &self.id,
            name: &self.name,
        }
    }
}

/// A path without links, as far as it exists; the rest is taken as written.
fn real(path: &Path) -> Option<PathBuf> {
    let path = std::path::absolute(path).ok()?;
    let mut rest: Vec<&OsStr> = Vec::new();
    let mut known = path.as_path();
    let mut real = loop {
        match fs::canonicalize(known) {
            Ok(real) => break real,
            Err(_) => {
                let Component::Normal(step) = known.components().next_back()? else {
                    return None;
                };
                rest.push(step);
                known = known.parent()?;
            }
        }
    };
    real.extend(rest.into_iter().rev());
    Some(real)
}

#[cfg(unix)]
fn path_of(bytes: &[u8]) -> PathBuf {
    use std::os::unix::ffi::OsStrExt;
    PathBuf::from(OsStr::from_bytes(bytes))
}

#[cfg(not(unix))]
fn path_of(bytes: &[u8]) -> PathBuf {
    PathBuf::from(String::from_utf8_lossy(bytes).into_owned())
}
