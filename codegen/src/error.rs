//! The errors of a generation.

use std::fmt;

use crate::output::{Difference, OutputError};
use crate::report::Findings;

/// The errors of a generation.
///
/// Displays as text, without colour, over several lines if needed; so does its `Debug`, which a
/// `main` that returns it prints.
#[non_exhaustive]
pub enum Error {
    /// Something is wrong with the description. Nothing was written.
    Findings(Findings),
    /// Something is wrong with the output folder.
    Output(OutputError),
    /// The output folder is not what the description generates. Returned by comparisons only.
    Stale(Vec<Difference>),
    /// There is no `OUT_DIR`, because this is not a build script.
    NoOutDir,
}

impl fmt::Display for Error {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Findings(findings) => findings.fmt(formatter),
            Self::Output(error) => error.fmt(formatter),
            Self::Stale(differences) => {
                writeln!(
                    formatter,
                    "the emitted files are not what the description generates"
                )?;
                differences
                    .iter()
                    .try_for_each(|difference| writeln!(formatter, "{difference}"))
            }
            Self::NoOutDir => {
                formatter.write_str("`OUT_DIR` is not set: this is not a build script")
            }
        }
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, formatter)
    }
}

impl std::error::Error for Error {}

impl From<Findings> for Error {
    fn from(findings: Findings) -> Self {
        Self::Findings(findings)
    }
}

impl From<OutputError> for Error {
    fn from(error: OutputError) -> Self {
        Self::Output(error)
    }
}
