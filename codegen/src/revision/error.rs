//! Why a revision, or a description in it, could not be read.

use std::fmt;

/// Why a revision, or a description in it, could not be read.
///
/// Displays as one sentence; [`help`](Self::help) says what to do about it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum RevisionError {
    /// There is no program `git`.
    GitMissing,
    /// Git refused for a reason of its own.
    Refused {
        /// What was asked of it.
        action: String,
        /// The first line of its response.
        why: String,
    },
    /// A folder or file of the disk cannot be read.
    Unreadable {
        /// The folder or file.
        path: String,
        /// The refusal.
        why: String,
    },
    /// No repository holds the folder.
    NoRepository {
        /// The folder.
        folder: String,
    },
    /// A side is no path on disk, and no repository holds the description.
    NothingThere {
        /// The side, as written.
        text: String,
        /// The folder of the description.
        folder: String,
    },
    /// The repository has no files checked out, or the folder is git's own.
    NoWorkTree {
        /// The folder.
        folder: String,
    },
    /// A path does not lie in the repository.
    Outside {
        /// The path.
        path: String,
    },
    /// Nothing was committed yet.
    NoCommit,
    /// No commit has the name.
    Unknown {
        /// The revision, as written.
        revision: String,
        /// The branch or tag that was probably meant.
        meant: Option<String>,
        /// Whether the repository holds a part of its history only.
        shallow: bool,
    },
    /// A branch and a tag have the name.
    Ambiguous {
        /// The revision, as written.
        revision: String,
    },
    /// The revision has no such folder or file.
    Absent {
        /// The revision, as written.
        revision: String,
        /// The path from the top of the repository.
        path: String,
    },
    /// Another repository is at the path, and it is not checked out, or has not the commit.
    Submodule {
        /// The revision, as written.
        revision: String,
        /// The path from the top of the repository.
        path: String,
    },
    /// A link is at the path.
    Link {
        /// The revision, as written.
        revision: String,
        /// The path from the top of the repository.
        path: String,
    },
    /// The repository is a partial or damaged clone without the file's content.
    NotFetched {
        /// The revision, as written.
        revision: String,
        /// The path from the top of the repository.
        path: String,
    },
    /// The repository holds a pointer of Git LFS in place of the file.
    LargeFileStorage {
        /// The revision, as written.
        revision: String,
        /// The path from the top of the repository.
        path: String,
    },
    /// The folder has more files than are read.
    TooManyFiles {
        /// The revision, as written.
        revision: String,
        /// The path from the top of the repository.
        path: String,
        /// The most files that are read.
        most: usize,
    },
    /// The files have more bytes than are read.
    TooManyBytes {
        /// The revision, as written.
        revision: String,
        /// The path from the top of the repository.
        path: String,
        /// The most bytes that are read, in MiB.
        most: u64,
    },
    /// A folder holds no description.
    NoDescription {
        /// The folder.
        folder: String,
    },
    /// A side is a path and a revision both.
    PathAndRevision {
        /// The side, as written.
        text: String,
    },
}

impl RevisionError {
    /// What to do about it, where there is something to say.
    pub fn help(&self) -> Option<String> {
        let help = match self {
            Self::GitMissing => "install git, or name files and folders instead of revisions",
            Self::Refused { why, .. } if why.contains("dubious ownership") => {
                "git trusts only repositories of their owner; see `git help config`, `safe.directory`"
            }
            Self::Refused { .. } | Self::Unreadable { .. } => return None,
            Self::NoRepository { .. } => {
                "run it inside a repository, or name files and folders instead of revisions"
            }
            Self::NothingThere { .. } => {
                "write the path of a file or folder that exists, or run it inside a repository"
            }
            Self::NoWorkTree { .. } => "run it where the files are checked out",
            Self::Outside { .. } => "name a path inside the repository of the description",
            Self::NoCommit => "commit the description first",
            Self::Unknown {
                meant: Some(meant), ..
            } => return Some(format!("did you mean `{meant}`?")),
            Self::Unknown { shallow: true, .. } => {
                "this clone holds a part of the history only: `git fetch --unshallow --tags` brings the rest (`fetch-depth: 0` in a checkout of GitHub Actions)"
            }
            Self::Unknown { revision, .. } => match remote(revision) {
                Some((remote, branch)) => {
                    return Some(format!(
                        "`git fetch {remote} {branch}` brings it, if it is there"
                    ));
                }
                None if revision.contains("..") => {
                    "name two revisions one after the other, as in `bindery diff main HEAD`"
                }
                None => {
                    "write a branch, a tag, a commit, or the path of a file or folder that exists"
                }
            },
            Self::Ambiguous { revision } => {
                return Some(format!(
                    "write `refs/heads/{revision}` or `refs/tags/{revision}`"
                ));
            }
            Self::Absent { revision, .. } => {
                return Some(format!(
                    "it is not committed there; `{revision}:PATH` names another place in that revision"
                ));
            }
            Self::Submodule { path, .. } => {
                return Some(format!(
                    "check it out with that commit: `git submodule update --init {path}`; or run it inside the submodule"
                ));
            }
            Self::Link { revision, .. } => {
                return Some(format!(
                    "links are not followed; `{revision}:PATH` names the place that it leads to"
                ));
            }
            Self::NotFetched { .. } => {
                "this clone holds a part of the objects only, and nothing is fetched here: `git fetch --refetch --no-filter` brings the rest"
            }
            Self::LargeFileStorage { .. } => {
                "keep descriptions out of Git LFS, or check the revision out elsewhere and name its folder"
            }
            Self::TooManyFiles { .. } | Self::TooManyBytes { .. } => {
                "keep the description in a folder of its own"
            }
            Self::NoDescription { .. } => {
                "name a folder that holds `bindery.yaml` or `spec/bindery.yaml`, or a file"
            }
            Self::PathAndRevision { text } => {
                return Some(format!(
                    "write `./{text}` for the path, `refs/heads/{text}` or `refs/tags/{text}` for the revision"
                ));
            }
        };
        Some(help.to_owned())
    }
}

/// Remote and branch of a name such as `origin/main`.
fn remote(revision: &str) -> Option<(&str, &str)> {
    let (remote, branch) = revision.split_once('/')?;
    let plain = |part: &str| {
        !part.is_empty()
            && part
                .chars()
                .all(|one| one.is_ascii_alphanumeric() || "-_./".contains(one))
            && !part.starts_with('-')
    };
    (["origin", "upstream"].contains(&remote) && plain(branch)).then_some((remote, branch))
}

impl fmt::Display for RevisionError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::GitMissing => formatter.write_str("git is not installed, or not on the path"),
            Self::Refused { action, why } => {
                write!(formatter, "git cannot {action}: {}", shown(why))
            }
            Self::Unreadable { path, why } => {
                write!(formatter, "cannot read `{}`: {why}", shown(path))
            }
            Self::NoRepository { folder } => {
                write!(formatter, "`{}` is in no git repository", shown(folder))
            }
            Self::NothingThere { text, folder } => write!(
                formatter,
                "there is no file or folder `{}`, and `{}` is in no git repository",
                shown(text),
                shown(folder)
            ),
            Self::NoWorkTree { folder } => write!(
                formatter,
                "`{}` belongs to a git repository without a work tree",
                shown(folder)
            ),
            Self::Outside { path } => {
                write!(formatter, "`{}` is outside of the repository", shown(path))
            }
            Self::NoCommit => formatter.write_str("the repository has no commit yet"),
            Self::Unknown { revision, .. } => {
                write!(formatter, "no commit is named `{}`", shown(revision))
            }
            Self::Ambiguous { revision } => write!(
                formatter,
                "`{}` is the name of more than one thing in the repository",
                shown(revision)
            ),
            Self::Absent { revision, path } => write!(
                formatter,
                "there is no `{}` in `{}`",
                shown(path),
                shown(revision)
            ),
            Self::Submodule { revision, path } => write!(
                formatter,
                "`{}` is a submodule in `{}`, and that commit of it is not here",
                shown(path),
                shown(revision)
            ),
            Self::Link { revision, path } => write!(
                formatter,
                "`{}` is a link in `{}`",
                shown(path),
                shown(revision)
            ),
            Self::NotFetched { revision, path } => write!(
                formatter,
                "the content of `{}` in `{}` is not in this clone",
                shown(path),
                shown(revision)
            ),
            Self::LargeFileStorage { revision, path } => write!(
                formatter,
                "`{}` in `{}` is a pointer of Git LFS, not the file",
                shown(path),
                shown(revision)
            ),
            Self::TooManyFiles {
                revision,
                path,
                most,
            } => write!(
                formatter,
                "`{}` holds more than {most} YAML and JSON files in `{}`",
                shown(path),
                shown(revision)
            ),
            Self::TooManyBytes {
                revision,
                path,
                most,
            } => write!(
                formatter,
                "the YAML and JSON files of `{}` in `{}` are larger than {most} MiB",
                shown(path),
                shown(revision)
            ),
            Self::NoDescription { folder } => {
                write!(formatter, "`{}` holds no description", shown(folder))
            }
            Self::PathAndRevision { text } => {
                write!(formatter, "`{}` is a path and a revision", shown(text))
            }
        }
    }
}

impl std::error::Error for RevisionError {}

/// A name in a message: a terminal must not act on it, and the top of a repository has none.
fn shown(name: &str) -> String {
    if name.is_empty() {
        return ".".to_owned();
    }
    let name: String = name.chars().take(300).collect();
    crate::hidden::on_one_line(&name).into_owned()
}
