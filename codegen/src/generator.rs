//! The pipeline of a generation, and the ways to run it.

use std::path::{Path, PathBuf};

use crate::compare::{self, Comparison, Side};
use crate::config;
use crate::describe::{Accept, Described, Request, Settings, describe};
use crate::error::Error;
use crate::inventory::{Inventory, inventory};
use crate::options::Options;
use crate::output::{self, Changes, Difference, Files, Lock, OutputError};
use crate::report::{Findings, Rejected, Report};
use crate::review::{Review, Since, Size};
use crate::snapshot::Snapshot;
use crate::source::{Root, Sources};
use crate::{files, revision, threads};

/// Generates the code that a configuration (`bindery.yaml`) describes.
///
/// # Examples
///
/// In a build script, into a folder that is committed:
///
/// ```no_run
/// fn main() -> Result<(), Box<dyn std::error::Error>> {
///     bindery::Generator::from_config("spec/bindery.yaml")?.build()?;
///     Ok(())
/// }
/// ```
#[derive(Clone, Debug)]
pub struct Generator {
    /// The folder of the configuration.
    folder: PathBuf,
    /// The name of the configuration in its folder.
    file: String,
    /// Where the files go.
    output: PathBuf,
    /// Whether the root file is included into a module of the caller's.
    included: bool,
}

impl Generator {
    /// Reads a configuration. Paths in it are relative to its folder, and nothing outside of that
    /// folder is read.
    ///
    /// # Errors
    ///
    /// The mistakes in the configuration, with their places.
    pub fn from_config(path: impl AsRef<Path>) -> Result<Self, Findings> {
        let path = path.as_ref();
        let folder = match path.parent() {
            Some(parent) if parent != Path::new("") => parent.to_path_buf(),
            _ => PathBuf::from("."),
        };
        let file = path
            .file_name()
            .map(|name| name.to_string_lossy().into_owned())
            .unwrap_or_default();
        let mut report = Report::new();
        let mut sources = Sources::new(Root::folder(&folder));
        let config = config::load(&mut sources, &file, &mut report).and_then(|config| {
            compare::policy::check(&config.changes, &mut report);
            report.barrier()?;
            Ok(config)
        });
        match config {
            Ok(config) => {
                let output = folder.join(config.output);
                Ok(Self {
                    folder,
                    file,
                    output,
                    included: false,
                })
            }
            Err(Rejected) => Err(report.into_findings(&sources)),
        }
    }

    /// Writes to another folder than that of the configuration.
    #[must_use]
    pub fn into_folder(mut self, folder: impl Into<PathBuf>) -> Self {
        self.output = folder.into();
        self
    }

    /// Writes to a folder in Cargo's `OUT_DIR`, to be included: the root file, `mod.rs`, then has
    /// no documentation of its own.
    ///
    /// The configuration names the module that includes it, as in `crate: my_crate::api` for `pub
    /// mod api { include!(concat!(env!("OUT_DIR"), "/api/mod.rs")); }`.
    ///
    /// # Errors
    ///
    /// If there is no `OUT_DIR`, because this is not a build script.
    pub fn into_out_dir(mut self, name: &str) -> Result<Self, Error> {
        let folder = std::env::var_os("OUT_DIR").ok_or(Error::NoOutDir)?;
        self.output = PathBuf::from(folder).join(name);
        self.included = true;
        Ok(self)
    }

    /// Returns the output folder.
    pub fn output(&self) -> &Path {
        &self.output
    }

    /// Returns the files by path, and writes nothing.
    ///
    /// # Errors
    ///
    /// The mistakes in the description.
    pub fn generate(&self) -> Result<Files, Findings> {
        self.run(Root::folder(&self.folder)).map(|(files, _)| files)
    }

    /// Writes the files that changed, and removes those that are no longer generated.
    ///
    /// # Errors
    ///
    /// The mistakes in the description, in which case nothing was written, or an error of the file
    /// system.
    pub fn write(&self) -> Result<Changes, Error> {
        Ok(output::write(&self.output, &self.generate()?)?)
    }

    /// Lists the generated items by their places in the description. Generates and writes nothing.
    ///
    /// # Errors
    ///
    /// The mistakes in the description.
    pub fn inventory(&self) -> Result<Inventory, Findings> {
        let mut described = self.describe(Root::folder(&self.folder), Accept::Acknowledged)?;
        let options = self.options(&described);
        Ok(inventory(&mut described, &options))
    }

    /// Compares the files with the output folder. Writes nothing.
    ///
    /// In a git repository, the committed description is used to distinguish a stale file from one
    /// that was edited by hand.
    ///
    /// # Errors
    ///
    /// The mistakes in the description, or an error of the file system.
    pub fn check(&self) -> Result<Vec<Difference>, Error> {
        self.compare(&self.generate()?)
    }

    /// Compares the description with an earlier one: what changed, and how each change affects
    /// callers. Generates and writes nothing. What is not supported is reported as a change and is
    /// not an error.
    ///
    /// # Errors
    ///
    /// The mistakes in the earlier description, or else those in this one.
    pub fn changes_since(&self, earlier: &Self) -> Result<Comparison, Findings> {
        let mut sides = threads::map(&[earlier, self], |side| {
            side.describe(Root::folder(&side.folder), Accept::All)
        });
        let (new, old) = (sides.pop(), sides.pop());
        let (Some(old), Some(new)) = (old, new) else {
            unreachable!("two sides are read as two");
        };
        let (old, new) = (old?, new?);
        Ok(compare::compare(&Side::from(&old), &Side::from(&new)))
    }

    /// Compares the files with the output folder, like [`check`](Self::check), and the description
    /// with an earlier one, if it is given.
    ///
    /// # Errors
    ///
    /// The errors of [`check`](Self::check), and the mistakes in the earlier description.
    pub fn review(&self, since: Option<&Snapshot>) -> Result<Review, Error> {
        let described = self.describe(Root::folder(&self.folder), Accept::Acknowledged)?;
        let files = self.emit(&described);
        let since = since
            .map(|earlier| Since::of(earlier, &described, |old| self.emit(old)))
            .transpose()?;
        Ok(Review {
            size: Size::of(&files),
            differences: self.compare(&files)?,
            since,
        })
    }

    /// Compares emitted files with the folder.
    fn compare(&self, files: &Files) -> Result<Vec<Difference>, Error> {
        let plain = output::check(&self.output, files, None)?;
        if plain.is_empty() {
            return Ok(plain);
        }
        let committed = revision::head_files(&self.folder)
            .and_then(|files| self.run(Root::memory("", files)).ok())
            .map(|(files, _)| files);
        match committed {
            Some(committed) => Ok(output::check(&self.output, files, Some(&committed))?),
            None => Ok(plain),
        }
    }

    /// Runs in a build script: tells Cargo which files to watch, then writes, or, with
    /// `BINDERY=check` in the environment, compares.
    ///
    /// Files in `OUT_DIR` are always written: they are not committed, so there is nothing to
    /// compare.
    ///
    /// # Errors
    ///
    /// The errors of [`write`](Self::write); with `BINDERY=check`, an error if the folder is not
    /// what the description generates.
    pub fn build(&self) -> Result<Changes, Error> {
        watch("rerun-if-env-changed", "BINDERY");
        let run = self.run(Root::folder(&self.folder));
        let files = match run {
            Ok((files, read)) => {
                for path in read {
                    watch(
                        "rerun-if-changed",
                        &self.folder.join(path).display().to_string(),
                    );
                }
                files
            }
            Err(findings) => {
                // Any file of the folder may hold the mistake.
                watch("rerun-if-changed", &self.folder.display().to_string());
                return Err(findings.into());
            }
        };
        if !self.included && std::env::var_os("BINDERY").is_some_and(|word| word == "check") {
            // A watched path that is missing would run the script at every build.
            if self.output.exists() {
                watch("rerun-if-changed", &self.output.display().to_string());
            }
            let differences = self.compare(&files)?;
            return if differences.is_empty() {
                Ok(Changes::new())
            } else {
                Err(Error::Stale(differences))
            };
        }
        let changes = output::write(&self.output, &files)?;
        if !self.included {
            watch("rerun-if-changed", &self.output.display().to_string());
        }
        if let Some(started) = output::started() {
            output::backdate(&self.output, &changes, started);
        }
        Ok(changes)
    }

    /// Runs the stages over the files of a root: the emitted files, and the paths that were read.
    fn run(&self, root: Root) -> Result<(Files, Vec<String>), Findings> {
        let described = self.describe(root, Accept::Acknowledged)?;
        let read = described
            .sources
            .files()
            .map(|file| described.sources.path(file).to_owned())
            .collect();
        Ok((self.emit(&described), read))
    }

    /// The folder of the configuration.
    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    /// The name of the configuration in its folder.
    pub(crate) fn file(&self) -> &str {
        &self.file
    }

    /// Reads the description from a root.
    pub(crate) fn describe(&self, root: Root, accept: Accept) -> Result<Described, Findings> {
        let request = Request {
            root,
            settings: Settings::Configuration(&self.file),
            accept,
        };
        describe(request, |_| self.lock())
    }

    /// The lock file of the output folder.
    ///
    /// What goes into `OUT_DIR` has no history that anybody reviewed: there, the description alone
    /// decides.
    fn lock(&self) -> Result<Lock, OutputError> {
        if self.included {
            Ok(Lock::default())
        } else {
            output::read_lock(&self.output)
        }
    }

    /// The files of a description, with their lock file.
    fn emit(&self, described: &Described) -> Files {
        let options = self.options(described);
        files::of(described, &options, Lock::default())
    }

    fn options(&self, described: &Described) -> Options {
        let config = &described.config;
        Options::of(
            described,
            &config.crate_name,
            config.features,
            self.included,
        )
    }
}

/// A line for Cargo.
fn watch(instruction: &str, value: &str) {
    println!("cargo::{instruction}={value}");
}
