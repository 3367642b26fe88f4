//! Why no crate was written.

use std::fmt;
use std::path::PathBuf;

use crate::error::Error;
use crate::report::Findings;

/// Why no crate was written.
#[derive(Debug)]
#[non_exhaustive]
pub enum PackageError {
    /// The folder is none to write a crate into: why, and what to do.
    Folder {
        /// What is there.
        why: String,
        /// What to do.
        help: &'static str,
    },
    /// This cannot be the name of a package.
    Name(String),
    /// The document is not below this folder.
    Root(PathBuf),
    /// This overlay is not in the folder of the document.
    Overlay(PathBuf),
    /// The description is wrong, or the disk refuses.
    Generation(Error),
}

impl PackageError {
    /// What to do about it, where there is something to say.
    pub fn help(&self) -> Option<&str> {
        match self {
            Self::Folder { help, .. } => Some(help),
            Self::Name(_) => Some(
                "a name starts with a letter, holds letters, digits, `-` and `_`, and is not a keyword",
            ),
            Self::Root(_) => Some("name a folder that the document lies in, at any depth"),
            Self::Overlay(_) => Some(
                "nothing outside the folder of the document is read: move it there, or name a folder that both lie in with `--root`",
            ),
            Self::Generation(_) => None,
        }
    }
}

impl fmt::Display for PackageError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Folder { why, .. } => formatter.write_str(why),
            Self::Name(name) => write!(
                formatter,
                "`{}` cannot be the name of a package",
                name.escape_debug()
            ),
            Self::Root(path) => write!(
                formatter,
                "the document does not lie in the folder `{}`",
                path.display()
            ),
            Self::Overlay(path) => write!(
                formatter,
                "there is no file `{}` in the folder of the document",
                path.display()
            ),
            Self::Generation(error) => error.fmt(formatter),
        }
    }
}

impl std::error::Error for PackageError {}

impl From<Error> for PackageError {
    fn from(error: Error) -> Self {
        Self::Generation(error)
    }
}

impl From<Findings> for PackageError {
    fn from(findings: Findings) -> Self {
        Self::Generation(findings.into())
    }
}
