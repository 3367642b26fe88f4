//! The errors of a release.

use std::fmt;

use semver::Version;

use crate::revision::RevisionError;

/// The most changes that a refusal lists.
const MAXIMUM_LISTED: usize = 20;

/// Why a release cannot be proposed, is refused, or could not be written.
///
/// Displays as one sentence and what belongs to it, over as many lines as it takes;
/// [`help`](Self::help) says what to do.
#[derive(Debug)]
#[non_exhaustive]
pub enum ReleaseError {
    /// No `Cargo.toml` is at or above the emitted code.
    NoManifest,
    /// A `Cargo.toml` cannot be used.
    Manifest {
        /// The file.
        path: String,
        /// What is wrong with it.
        why: String,
    },
    /// The changelog cannot be used.
    Changelog {
        /// The file.
        path: String,
        /// The line, from 1, where one is to blame.
        line: Option<usize>,
        /// What is wrong with it.
        why: String,
    },
    /// The version, or a higher one, is released already.
    NotAbove {
        /// The version.
        version: Version,
        /// The highest one that is released.
        latest: Version,
    },
    /// The version is lower than the changes demand.
    TooLow(Box<TooLow>),
    /// No release is found, and a part of the history is missing.
    Shallow,
    /// The revision of the last release cannot be read.
    Revision(RevisionError),
    /// A file to write lies outside of the repository.
    Outside {
        /// The file.
        path: String,
    },
    /// A file cannot be written.
    Disk {
        /// The file.
        path: String,
        /// The refusal.
        why: String,
    },
}

/// A version that is lower than the changes demand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TooLow {
    /// The version.
    pub version: Version,
    /// The lowest one that may be released.
    pub lowest: Version,
    /// The revision of the last release.
    pub since: String,
    /// The changes that demand it.
    pub demanding: Vec<String>,
}

impl ReleaseError {
    /// What to do about it, where there is something to say.
    pub fn help(&self) -> Option<String> {
        Some(match self {
            Self::NoManifest => {
                "a release is one of a crate: keep the emitted code in a crate's folder".to_owned()
            }
            Self::Manifest { .. } | Self::Disk { .. } => return None,
            Self::Changelog { .. } => {
                "each release has a section of its own, `## 1.2.3`, below `## Unreleased`".to_owned()
            }
            Self::NotAbove { .. } => "leave out `--version` for a proposal".to_owned(),
            Self::TooLow(refused) => format!("release it as {} or higher", refused.lowest),
            Self::Shallow => {
                "`git fetch --unshallow --tags` brings the rest (`fetch-depth: 0` in a checkout of GitHub Actions); `--since REVISION` names the last release"
                    .to_owned()
            }
            Self::Revision(error) => return error.help(),
            Self::Outside { .. } => "replace the link by a file".to_owned(),
        })
    }
}

impl fmt::Display for ReleaseError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoManifest => {
                formatter.write_str("there is no `Cargo.toml` at or above the emitted code")
            }
            Self::Manifest { path, why } => write!(formatter, "`{path}` cannot be used: {why}"),
            Self::Changelog {
                path,
                line: Some(line),
                why,
            } => write!(formatter, "`{path}` cannot be used: line {line}: {why}"),
            Self::Changelog { path, why, .. } => {
                write!(formatter, "`{path}` cannot be used: {why}")
            }
            Self::NotAbove { version, latest } if version == latest => {
                write!(formatter, "version {version} is released already")
            }
            Self::NotAbove { version, latest } => write!(
                formatter,
                "version {version} is below {latest}, which is released already"
            ),
            Self::TooLow(refused) => refused.fmt(formatter),
            Self::Shallow => formatter
                .write_str("no release is found, and this clone holds a part of the history only"),
            Self::Revision(error) => error.fmt(formatter),
            Self::Outside { path } => {
                write!(
                    formatter,
                    "`{path}` is a link that leads out of the repository"
                )
            }
            Self::Disk { path, why } => write!(formatter, "cannot write `{path}`: {why}"),
        }
    }
}

impl fmt::Display for TooLow {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "version {} is too low: what changed since `{}` demands {}",
            self.version, self.since, self.lowest
        )?;
        for line in self.demanding.iter().take(MAXIMUM_LISTED) {
            write!(formatter, "\n  - {line}")?;
        }
        match self.demanding.len().saturating_sub(MAXIMUM_LISTED) {
            0 => Ok(()),
            more => write!(formatter, "\n  - and {more} more"),
        }
    }
}

impl std::error::Error for ReleaseError {}

impl From<RevisionError> for ReleaseError {
    fn from(error: RevisionError) -> Self {
        Self::Revision(error)
    }
}
