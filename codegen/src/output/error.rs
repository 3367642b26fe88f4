//! Why files could not be written or compared.

use std::fmt;
use std::io;

/// Why the output folder could not be written or compared.
#[derive(Debug)]
#[non_exhaustive]
pub enum OutputError {
    /// The disk refused.
    Disk {
        /// What was tried, with the path: "write rest/keys.rs".
        action: String,
        /// The refusal.
        source: io::Error,
    },
    /// A path of the emitted files or of the lock file may not be used.
    Path {
        /// The path.
        path: String,
        /// Why not.
        why: &'static str,
    },
    /// A folder on the way to a file is a link.
    Link {
        /// The folder.
        path: String,
    },
    /// A file stands where one is emitted, and bindery did not write it.
    Foreign {
        /// The file.
        path: String,
    },
    /// A line of `bindery.lock` is not read.
    Lock {
        /// The line's number, from 1.
        line: usize,
        /// The line.
        text: String,
    },
}

impl OutputError {
    /// Wraps a refusal of the disk; the empty path is the output folder.
    pub(crate) fn disk(action: &str, path: &str) -> impl FnOnce(io::Error) -> Self {
        let action = match path {
            "" => format!("{action} the output folder"),
            path => format!("{action} `{path}`"),
        };
        move |source| Self::Disk { action, source }
    }
}

impl fmt::Display for OutputError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Disk { action, source } => write!(formatter, "cannot {action}: {source}"),
            Self::Path { path, why } => write!(
                formatter,
                "`{}` cannot be an emitted file: {why}",
                path.escape_debug()
            ),
            Self::Link { path } => write!(
                formatter,
                "`{path}` is a link, and nothing is written through links; replace it by a folder"
            ),
            Self::Foreign { path } => write!(
                formatter,
                "`{path}` was not written by bindery and would be overwritten; move it away"
            ),
            Self::Lock { line, text } => write!(
                formatter,
                "line {line} of `bindery.lock` is not read: `{}`; remove it and run `bindery generate`",
                text.escape_debug()
            ),
        }
    }
}

impl std::error::Error for OutputError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Disk { source, .. } => Some(source),
            Self::Path { .. } | Self::Link { .. } | Self::Foreign { .. } | Self::Lock { .. } => {
                None
            }
        }
    }
}
