//! What a command works on: what a configuration asks for, or the crate that was generated from a
//! document alone.

use std::path::{Path, PathBuf};

use bindery::revision::{EntryPoint, Reads};
use bindery::whole::{Whole, WholeError, Written};
use bindery::{Changes, Difference, Generator, Inventory, Review, Snapshot};

use super::Outcome;
use super::print::Printer;

/// What a command works on.
#[derive(Debug)]
pub(crate) enum Project {
    /// What a configuration asks for.
    Configured(Generator),
    /// A crate, or a module of one, that was generated from a document alone.
    Alone(Whole),
}

/// What a run did.
pub(crate) enum Done {
    Generated(Changes),
    Written(Written),
}

impl Project {
    /// Reads a configuration, or the lock file of what was generated from a document alone.
    pub(crate) fn open(spec: &Path) -> Result<Self, WholeError> {
        let place = EntryPoint::of(spec);
        Ok(match place.reads {
            Reads::Lock => Self::Alone(Whole::again(&place.folder)?),
            Reads::Configuration | Reads::Document => {
                Self::Configured(Generator::from_config(spec)?)
            }
        })
    }

    /// The folder that is written into.
    pub(crate) fn output(&self) -> &Path {
        match self {
            Self::Configured(generator) => generator.output(),
            Self::Alone(whole) => whole.out(),
        }
    }

    pub(crate) fn write(&self) -> Result<Done, WholeError> {
        Ok(match self {
            Self::Configured(generator) => Done::Generated(generator.write()?),
            Self::Alone(whole) => Done::Written(whole.write()?),
        })
    }

    pub(crate) fn check(&self) -> Result<Vec<Difference>, WholeError> {
        match self {
            Self::Configured(generator) => Ok(generator.check()?),
            Self::Alone(whole) => whole.check(),
        }
    }

    pub(crate) fn review(&self, since: Option<&Snapshot>) -> Result<Review, WholeError> {
        match self {
            Self::Configured(generator) => Ok(generator.review(since)?),
            Self::Alone(whole) => whole.review(since),
        }
    }

    pub(crate) fn inventory(&self) -> Result<Inventory, WholeError> {
        match self {
            Self::Configured(generator) => Ok(generator.inventory()?),
            Self::Alone(whole) => whole.inventory(),
        }
    }
}

/// The document of a crate that has no configuration, where there is one to read.
pub(crate) fn document(spec: &Path) -> Option<PathBuf> {
    let place = EntryPoint::of(spec);
    match place.reads {
        Reads::Lock => Some(Whole::again(&place.folder).ok()?.spec().to_path_buf()),
        Reads::Configuration | Reads::Document => None,
    }
}

/// Prints why a command gave up.
pub(crate) fn complain(error: &WholeError, printer: &mut Printer) -> Outcome {
    match error {
        WholeError::Generation(error) => {
            printer.failure(error);
            Outcome::Wrong
        }
        refused => {
            printer.error(&refused.to_string(), refused.help());
            Outcome::Usage
        }
    }
}
