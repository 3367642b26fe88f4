//! A whole crate from one OpenAPI document, without a configuration.
//!
//! An empty folder becomes a crate that builds: manifest, README, example, generated code, and the
//! runtime as a crate below it. In an existing crate only the generated folder is written, and the
//! lines for its other files are returned. Findings that could be acknowledged in a configuration
//! are accepted, counted, and listed in the lock file.
//!
//! This module decides where files go, and creates the files around generated code. It generates no
//! code itself, and reads only the description, the output folder, and the manifests above it.

mod accepted;
mod error;
mod example;
mod folder;
mod manifest;
mod readme;
mod runtime;
mod target;
mod version;

use std::path::{Path, PathBuf};

pub use accepted::{Acceptance, Accepted};
pub use error::WholeError;
pub use runtime::{InvalidRuntime, Runtime};

use crate::config::{Config, Features, Groups, Undescribed};
use crate::describe::{Accept, Described, Request, describe};
use crate::error::Error;
use crate::features;
use crate::generator::emitted;
use crate::hidden::in_source;
use crate::inventory::{Inventory, inventory};
use crate::options::Options;
use crate::output::{self, Around, Changes, Files, Lock};
use crate::revision::Reads;
use crate::source::{Root, Span};
use crate::{lower, names};
use folder::Folder;
use target::Target;

/// What becomes of undescribed properties where nobody says it: a document that was not written for
/// bindery tells less than its server does.
const USUAL: Undescribed = Undescribed::KeepAnswered;

/// What a crate is asked for.
#[derive(Clone, Debug)]
pub struct Whole {
    spec: PathBuf,
    root: Option<PathBuf>,
    out: PathBuf,
    name: Option<String>,
    runtime: Option<Runtime>,
    strict: bool,
    undescribed: Undescribed,
    groups_by_path: bool,
    overlays: Vec<PathBuf>,
}

/// What a run wrote.
#[derive(Debug)]
#[non_exhaustive]
pub struct Written {
    /// What changed, by path from the folder that was asked for, or from that of the crate that it
    /// is in.
    pub changes: Changes,
    /// Files that somebody edited, and that were left alone.
    pub kept: Vec<String>,
    /// What the code does not support, and that was accepted.
    pub accepted: Accepted,
    /// What is left to do by hand, as text; empty where nothing is.
    pub to_do: String,
    /// The lock file, from the same folder as the changes.
    pub ledger: String,
}

impl Whole {
    /// A crate from a document, in a folder.
    pub fn new(spec: impl Into<PathBuf>, out: impl Into<PathBuf>) -> Self {
        Self {
            spec: spec.into(),
            root: None,
            out: out.into(),
            name: None,
            runtime: None,
            strict: false,
            undescribed: USUAL,
            groups_by_path: false,
            overlays: Vec::new(),
        }
    }

    /// The folder that files may be read from, and those below it; otherwise that of the document.
    #[must_use]
    pub fn root(mut self, root: Option<PathBuf>) -> Self {
        self.root = root;
        self
    }

    /// The name of the package, or of the module in a crate that is there; otherwise the title of
    /// the API gives it.
    #[must_use]
    pub fn name(mut self, name: Option<String>) -> Self {
        self.name = name;
        self
    }

    /// Where the crate gets its runtime; otherwise a whole crate holds it, and into a crate that is
    /// there goes none.
    #[must_use]
    pub fn runtime(mut self, runtime: Option<Runtime>) -> Self {
        self.runtime = runtime;
        self
    }

    /// Whether what could be acknowledged is refused rather than accepted.
    #[must_use]
    pub fn strict(mut self, strict: bool) -> Self {
        self.strict = strict;
        self
    }

    /// What becomes of properties that the document says nothing of; otherwise what calls return
    /// keeps them.
    #[must_use]
    pub fn undescribed(mut self, undescribed: Undescribed) -> Self {
        self.undescribed = undescribed;
        self
    }

    /// Whether calls are grouped by their paths, whatever tags they have.
    #[must_use]
    pub fn groups_by_path(mut self, by_path: bool) -> Self {
        self.groups_by_path = by_path;
        self
    }

    /// Overlays, in the order in which they apply.
    #[must_use]
    pub fn overlays(mut self, overlays: Vec<PathBuf>) -> Self {
        self.overlays = overlays;
        self
    }

    /// Writes the crate.
    ///
    /// # Errors
    ///
    /// The folder is not one to write a crate into, the description is wrong, and then nothing was
    /// written; or the disk refuses.
    pub fn write(&self) -> Result<Written, WholeError> {
        let (target, described) = self.read()?;
        self.emit(target, &described)
    }

    /// The emitted files, by path from the folder of the code; nothing is written.
    ///
    /// # Errors
    ///
    /// Those of [`write`](Self::write), except for those of writing.
    pub fn generate(&self) -> Result<Files, WholeError> {
        let (mut target, described) = self.read()?;
        target.settle_package(title(&described, &self.spec));
        let options = self.options(&target, &described);
        Ok(emitted(&described, &options, Lock::default()))
    }

    /// Lists what is generated, by its place in the description; nothing is written.
    ///
    /// # Errors
    ///
    /// Those of [`write`](Self::write), except for those of writing.
    pub fn inventory(&self) -> Result<Inventory, WholeError> {
        let (mut target, mut described) = self.read()?;
        target.settle_package(title(&described, &self.spec));
        let options = self.options(&target, &described);
        Ok(inventory(&mut described, &options))
    }

    /// Where the crate goes, and the description with the names that it has there.
    fn read(&self) -> Result<(Target, Described), WholeError> {
        let place = Folder::of(&self.out, &self.description())?;
        if let Some(name) = &self.name
            && !names::is_package(name)
        {
            return Err(WholeError::Name(name.clone()));
        }
        let (folder, file) = self.document()?;
        let overlays = self.overlays_below(&folder)?;
        let settings = || Config {
            overlays: overlays.iter().map(|path| (path.clone(), None)).collect(),
            groups: if self.groups_by_path {
                Groups::Path
            } else {
                Groups::Tags
            },
            undescribed: self.undescribed,
            ..Config::of_document(&file, None)
        };
        let describe = |emitted: Option<&Path>| {
            let request = Request {
                root: Root::folder(&folder),
                file: &file,
                reads: Reads::Document,
                accept: if self.strict {
                    Accept::Acknowledged
                } else {
                    Accept::Acceptable
                },
                settings: Some(settings()),
            };
            describe(request, |_| match emitted {
                Some(folder) => output::read_lock(folder),
                None => Ok(Lock::default()),
            })
        };
        // The name of a module may come from the title, and with it the folder of the lock file.
        let target = match Target::before_reading(&place, self.name.as_deref())? {
            Some(target) => target,
            None => {
                let described = describe(None)?;
                Target::of_title(&place, title(&described, &self.spec))?
            }
        };
        let described = describe(Some(&target.root.join(&target.emitted)))?;
        Ok((target, described))
    }

    fn options(&self, target: &Target, described: &Described) -> Options {
        Options::of(described, &target.crate_path(), Features::Tags, false)
    }

    fn emit(&self, mut target: Target, described: &Described) -> Result<Written, WholeError> {
        target.settle_package(title(described, &self.spec));
        let options = self.options(&target, described);
        let runtime = self.runtime.clone().unwrap_or_else(|| target.runtime());
        let mut files = Files::new();
        if runtime == Runtime::Vendored && (target.whole || self.runtime.is_some()) {
            runtime::vendored(&mut files);
        }
        let facts = manifest::Facts {
            package: &target.package,
            source: &options.source,
            asked: self.asked(&described.config.overlays),
            title: title(described, &self.spec),
            about: &described.about,
            api: &described.api,
            library: target.crate_path(),
            tags: tags(described),
            first: lower::first_steps(&described.api, &described.names, &described.usage, &options),
            runtime: runtime.dependency(&target.root),
        };
        if target.whole {
            files.insert("Cargo.toml".to_owned(), manifest::text(&facts));
            let shown = |text: String| in_source(&text).into_owned();
            let example = example::text(&facts).map(shown);
            files.extend(example.map(|text| (example::PATH.to_owned(), text)));
            files.insert(
                "README.md".to_owned(),
                shown(readme::text(&facts, &runtime)),
            );
            files.insert(".gitignore".to_owned(), "/target\n".to_owned());
        }
        let around = Around {
            root: &target.root,
            emitted: &target.emitted,
            files: &files,
        };
        let mut lock = Lock::default();
        around.list(&mut lock);
        let emitted = emitted(described, &options, lock);
        let done = output::write_around(&around, &emitted).map_err(Error::from)?;
        Ok(Written {
            to_do: target.to_do(&facts, &done.kept),
            ledger: format!("{}/{}", target.emitted, output::LOCK),
            changes: done.changes,
            kept: done.kept,
            accepted: Accepted::of(described),
        })
    }

    /// What generates the same code again beside the document and the folder.
    fn asked(&self, overlays: &[(String, Option<Span>)]) -> String {
        let mut asked = String::new();
        if self.root.is_some() {
            asked.push_str(" --root .");
        }
        for (overlay, _) in overlays {
            asked.push_str(&format!(" --overlay {}", quoted(overlay)));
        }
        if self.groups_by_path {
            asked.push_str(" --groups-by-path");
        }
        if self.undescribed != USUAL {
            asked.push_str(&format!(" --undescribed {}", self.undescribed));
        }
        asked
    }

    /// The folder that is read, and the name of the document in it.
    fn document(&self) -> Result<(PathBuf, String), WholeError> {
        let Some(root) = &self.root else {
            return Ok(split(&self.spec));
        };
        let (folder, file) = split(&self.spec);
        let below = folder.canonicalize().ok().zip(root.canonicalize().ok());
        let below = below.and_then(|(folder, root)| {
            let way = folder.strip_prefix(root).ok()?;
            Some(folder::slashed(&way.join(file)))
        });
        let file = below.ok_or_else(|| WholeError::Root(root.clone()))?;
        Ok((root.clone(), file))
    }

    /// The files of the description that are named.
    fn description(&self) -> Vec<&Path> {
        let overlays = self.overlays.iter().map(PathBuf::as_path);
        std::iter::once(self.spec.as_path())
            .chain(overlays)
            .collect()
    }

    /// The overlays from the folder of the document, which bounds what is read.
    fn overlays_below(&self, folder: &Path) -> Result<Vec<String>, WholeError> {
        let below = |overlay: &PathBuf| {
            let inside = folder
                .canonicalize()
                .ok()
                .zip(overlay.canonicalize().ok())
                .and_then(|(folder, overlay)| {
                    overlay.strip_prefix(folder).map(folder::slashed).ok()
                });
            inside.ok_or_else(|| WholeError::Overlay(overlay.clone()))
        };
        self.overlays.iter().map(below).collect()
    }
}

/// The tags that have calls, by feature: the feature, the module, and what the description says.
fn tags(described: &Described) -> Vec<manifest::Tag> {
    let services = described.api.services.iter().zip(&described.names.services);
    let mut tags: Vec<_> = services
        .flat_map(|(service, names)| {
            service
                .tags
                .iter()
                .zip(&names.tags)
                .map(|(tag, names)| manifest::Tag {
                    feature: names::feature(&names.module),
                    path: format!("{}::{}", features::protocol(service), names.module),
                    docs: tag.docs.clone(),
                    name: tag.written.as_ref().unwrap_or(&tag.name).clone(),
                })
        })
        .collect();
    if (described.api.services.iter()).any(|service| !service.messages.is_empty()) {
        tags.push(manifest::Tag {
            feature: names::feature(names::MESSAGES),
            path: names::MESSAGES.to_owned(),
            docs: "What the service sends to endpoints of yours.".to_owned(),
            name: names::MESSAGES.to_owned(),
        });
    }
    tags.sort_by(|one, other| (&one.feature, &one.path).cmp(&(&other.feature, &other.path)));
    tags
}

/// The title of the API; without one, the name of its file.
fn title<'d>(described: &'d Described, spec: &'d Path) -> &'d str {
    let mut titles = described
        .api
        .services
        .iter()
        .map(|service| service.title.trim());
    titles.find(|title| !title.is_empty()).unwrap_or_else(|| {
        spec.file_stem()
            .and_then(|stem| stem.to_str())
            .unwrap_or("api")
    })
}

/// A name of a file as a word of a command line.
fn quoted(name: &str) -> String {
    let is_plain = |one: char| one.is_alphanumeric() || "/._-+@%".contains(one);
    if name.chars().all(is_plain) {
        name.to_owned()
    } else {
        format!("'{}'", name.replace('\'', "'\\''"))
    }
}

/// A file as its folder and its name there.
fn split(path: &Path) -> (PathBuf, String) {
    let folder = match path.parent() {
        Some(parent) if parent != Path::new("") => parent.to_path_buf(),
        _ => PathBuf::from("."),
    };
    let name = path.file_name().unwrap_or_default();
    (folder, name.to_string_lossy().into_owned())
}
