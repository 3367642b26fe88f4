//! What a command works on: what a configuration asks for, or the crate that was generated from a
//! document alone.

use std::path::{Path, PathBuf};

use bindery::package::{Package, PackageError, Written};
use bindery::revision::{EntryPoint, Reads};
use bindery::{Changes, Difference, Generator, Inventory, Review, Snapshot};

use super::Outcome;
use super::print::Printer;

/// What a command works on.
#[derive(Debug)]
pub(crate) enum Project {
    /// What a configuration asks for.
    Configured(Generator),
    /// A crate, or a module of one, that was generated from a document alone.
    Alone(Package),
}

/// What a run did.
pub(crate) enum Done {
    Generated(Changes),
    Written(Written),
}

impl Project {
    /// Reads a configuration, or the lock file of what was generated from a document alone.
    pub(crate) fn open(spec: &Path) -> Result<Self, PackageError> {
        let place = EntryPoint::of(spec);
        Ok(match place.reads {
            Reads::Lock => Self::Alone(Package::again(&place.folder)?),
            Reads::Configuration | Reads::Document => {
                Self::Configured(Generator::from_config(spec)?)
            }
        })
    }

    /// The folder that is written into.
    pub(crate) fn output(&self) -> &Path {
        match self {
            Self::Configured(generator) => generator.output(),
            Self::Alone(package) => package.out(),
        }
    }

    pub(crate) fn write(&self) -> Result<Done, PackageError> {
        Ok(match self {
            Self::Configured(generator) => Done::Generated(generator.write()?),
            Self::Alone(package) => Done::Written(package.write()?),
        })
    }

    pub(crate) fn check(&self) -> Result<Vec<Difference>, PackageError> {
        match self {
            Self::Configured(generator) => Ok(generator.check()?),
            Self::Alone(package) => package.check(),
        }
    }

    pub(crate) fn review(&self, since: Option<&Snapshot>) -> Result<Review, PackageError> {
        match self {
            Self::Configured(generator) => Ok(generator.review(since)?),
            Self::Alone(package) => package.review(since),
        }
    }

    pub(crate) fn inventory(&self) -> Result<Inventory, PackageError> {
        match self {
            Self::Configured(generator) => Ok(generator.inventory()?),
            Self::Alone(package) => package.inventory(),
        }
    }
}

/// The document of a crate that has no configuration, where there is one to read.
pub(crate) fn document(spec: &Path) -> Option<PathBuf> {
    let place = EntryPoint::of(spec);
    match place.reads {
        Reads::Lock => Some(Package::again(&place.folder).ok()?.spec().to_path_buf()),
        Reads::Configuration | Reads::Document => None,
    }
}

/// Prints why a command gave up.
pub(crate) fn complain(error: &PackageError, printer: &mut Printer) -> Outcome {
    match error {
        PackageError::Generation(error) => {
            printer.failure(error);
            Outcome::Wrong
        }
        refused => {
            printer.error(&refused.to_string(), refused.help());
            Outcome::Usage
        }
    }
}
