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
pub use error::PackageError;
pub use runtime::{InvalidRuntime, Runtime};

use crate::config::{Features, Groups, Undescribed};
use crate::describe::{Accept, Described, Request, Settings, describe};
use crate::error::Error;
use crate::features;
use crate::hidden::in_source;
use crate::inventory::{Inventory, inventory};
use crate::lone::{Lone, remembered};
use crate::options::Options;
use crate::output::{self, Around, Changes, Difference, Files, Lock, MANIFEST};
use crate::relative::{relative, slashed};
use crate::report::Report;
use crate::review::{Review, Since, Size};
use crate::revision;
use crate::snapshot::Snapshot;
use crate::source::{Root, Sources};
use crate::{files, lower, names, syntax};
use folder::{Folder, refuse};
use target::Target;

/// What to do where a lock file does not lead to a document.
const AGAIN: &str = "name the document once: `bindery generate --spec DOCUMENT --out DIR`";

/// What a crate is asked for.
#[derive(Clone, Debug)]
pub struct Package {
    spec: PathBuf,
    root: Option<PathBuf>,
    out: PathBuf,
    name: Option<String>,
    runtime: Option<Runtime>,
    /// What is asked of the document, whose path in it is the name of its file.
    lone: Lone,
    /// As they are named, which is from the current folder.
    overlays: Vec<PathBuf>,
}

/// What a crate holds: the emitted files, and those around them.
struct Planned {
    root: PathBuf,
    /// The emitted folder, from there.
    emitted: String,
    code: Files,
    around: Files,
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

impl Package {
    /// A crate from a document, in a folder.
    pub fn new(spec: impl Into<PathBuf>, out: impl Into<PathBuf>) -> Self {
        let spec = spec.into();
        Self {
            lone: Lone::new(&split(&spec).1),
            spec,
            root: None,
            out: out.into(),
            name: None,
            runtime: None,
            overlays: Vec::new(),
        }
    }

    /// The crate, or the module of one, whose emitted folder this is: from the same document, asked
    /// for as it was before.
    ///
    /// # Errors
    ///
    /// Its lock file cannot be read, remembers no document, or one that is not there.
    pub fn again(emitted: &Path) -> Result<Self, PackageError> {
        let path = emitted.join(output::LOCK);
        let lock = output::read_lock(emitted).map_err(Error::from)?;
        let found = remembered(&lock).map_err(|found| {
            refuse(
                format!("`{}` cannot be read: {found}", path.display()),
                AGAIN,
            )
        })?;
        let Some(found) = found else {
            return Err(refuse(
                format!("`{}` names no document alone", path.display()),
                AGAIN,
            ));
        };
        let below = |path: &str| PathBuf::from(relative(Path::new("."), &emitted.join(path)));
        let spec = below(&found.document);
        if !spec.is_file() {
            return Err(refuse(
                format!(
                    "`{}` is generated from `{}`, which is not there",
                    emitted.display(),
                    spec.display()
                ),
                AGAIN,
            ));
        }
        let root = found.root.as_deref().map(below);
        let folder = root.clone().unwrap_or_else(|| split(&spec).0);
        let overlays = found.lone.overlays.iter();
        let overlays = overlays.map(|path| folder.join(path)).collect();
        let lists = |path: &str| output::lists(emitted, path).map_err(Error::from);
        let is_whole = lists(MANIFEST)?;
        Ok(Self {
            lone: found.lone,
            spec,
            root,
            out: if is_whole {
                below("..")
            } else {
                emitted.to_path_buf()
            },
            name: None,
            // Only the manifest of a whole crate says so.
            runtime: (!is_whole && lists(runtime::MANIFEST)?).then_some(Runtime::Vendored),
            overlays,
        })
    }

    /// The document.
    pub fn spec(&self) -> &Path {
        &self.spec
    }

    /// The folder that the crate is written into; for a module of a crate, that of the module.
    pub fn out(&self) -> &Path {
        &self.out
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
        self.lone.strict = strict;
        self
    }

    /// What becomes of properties that the document says nothing of; otherwise what calls return
    /// keeps them.
    #[must_use]
    pub fn undescribed(mut self, undescribed: Undescribed) -> Self {
        self.lone.undescribed = undescribed;
        self
    }

    /// Whether calls are grouped by their paths, whatever tags they have.
    #[must_use]
    pub fn groups_by_path(mut self, by_path: bool) -> Self {
        self.lone.groups = match by_path {
            true => Groups::Path,
            false => Groups::Tags,
        };
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
    pub fn write(&self) -> Result<Written, PackageError> {
        let (target, described) = self.read()?;
        let options = self.options(&target, &described);
        let facts = self.facts(&target, &described, &options);
        let planned = self.plan(&target, &described, &options, &facts)?;
        let done = output::write_around(&planned.around(), &planned.code).map_err(Error::from)?;
        Ok(Written {
            to_do: target.to_do(&facts, &done.kept),
            ledger: format!("{}/{}", target.emitted, output::LOCK),
            changes: done.changes,
            kept: done.kept,
            accepted: Accepted::of(&described),
        })
    }

    /// The emitted files, by path from the folder of the code; nothing is written.
    ///
    /// # Errors
    ///
    /// Those of [`write`](Self::write), except for those of writing.
    pub fn generate(&self) -> Result<Files, PackageError> {
        let (target, described) = self.read()?;
        let options = self.options(&target, &described);
        Ok(files::of(&described, &options, self.lock(&target)?))
    }

    /// Compares the crate with what would be written; nothing is. Files around the code that
    /// somebody edited are no difference.
    ///
    /// # Errors
    ///
    /// Those of [`write`](Self::write), except for those of writing.
    pub fn check(&self) -> Result<Vec<Difference>, PackageError> {
        Ok(self.review(None)?.differences)
    }

    /// Compares the crate with what would be written, as [`check`](Self::check) does, and the
    /// document with an earlier description where it is given.
    ///
    /// # Errors
    ///
    /// Those of [`check`](Self::check), and everything that is wrong with the earlier description.
    pub fn review(&self, since: Option<&Snapshot>) -> Result<Review, PackageError> {
        let (target, described) = self.read()?;
        let options = self.options(&target, &described);
        let facts = self.facts(&target, &described, &options);
        let planned = self.plan(&target, &described, &options, &facts)?;
        let since = since
            .map(|earlier| {
                Since::of(earlier, &described, |old| {
                    files::of(old, &self.options(&target, old), Lock::default())
                })
            })
            .transpose()?;
        Ok(Review {
            size: Size::of(&planned.code),
            differences: self.compare(&target, &planned)?,
            since,
        })
    }

    /// Compares what would be written with what is there, and with what the committed document
    /// generates where anything differs.
    fn compare(&self, target: &Target, planned: &Planned) -> Result<Vec<Difference>, PackageError> {
        let folder = target.folder();
        let check = |committed: Option<&Files>| {
            output::check(&folder, &planned.code, committed).map_err(Error::from)
        };
        let mut code = check(None)?;
        if !code.is_empty()
            && let Some(committed) = self.committed(target)
        {
            code = check(Some(&committed))?;
        }
        let code = code.into_iter().map(|found| found.below(&target.emitted));
        let mut differences: Vec<_> = output::check_around(&planned.around())
            .map_err(Error::from)?
            .into_iter()
            .chain(code)
            .collect();
        differences.sort_by(|one, other| one.path().cmp(other.path()));
        Ok(differences)
    }

    /// The emitted files of the document as it is committed; None where there is none that can be
    /// read.
    fn committed(&self, target: &Target) -> Option<Files> {
        let (folder, _) = self.document(None).ok()?;
        let root = Root::memory("", revision::head_files(&folder)?);
        let described = self.describe(root, Some(target)).ok()?;
        let options = self.options(target, &described);
        Some(files::of(&described, &options, self.lock(target).ok()?))
    }

    /// Lists what is generated, by its place in the description; nothing is written.
    ///
    /// # Errors
    ///
    /// Those of [`write`](Self::write), except for those of writing.
    pub fn inventory(&self) -> Result<Inventory, PackageError> {
        let (target, mut described) = self.read()?;
        let options = self.options(&target, &described);
        Ok(inventory(&mut described, &options))
    }

    /// Where the crate goes, and the description with the names that it has there.
    fn read(&self) -> Result<(Target, Described), PackageError> {
        let place = Folder::of(&self.out, &self.description())?;
        if let Some(name) = &self.name
            && !names::is_package(name)
        {
            return Err(PackageError::Name(name.clone()));
        }
        let (folder, _) = self.document(None)?;
        let describe = |target: Option<&Target>| self.describe(Root::folder(&folder), target);
        // The name of a module may come from the title, and with it the folder of the lock file.
        let mut target = match Target::before_reading(&place, self.name.as_deref())? {
            Some(target) => target,
            None => {
                let described = describe(None)?;
                Target::of_title(&place, title(&described, &self.spec))?
            }
        };
        let described = describe(Some(&target))?;
        target.choose_name(title(&described, &self.spec));
        Ok((target, described))
    }

    fn describe(&self, root: Root, target: Option<&Target>) -> Result<Described, PackageError> {
        let (_, lone) = self.document(target)?;
        let request = Request {
            root,
            settings: Settings::Lone(Box::new(lone.config(None))),
            accept: if lone.strict {
                Accept::Acknowledged
            } else {
                Accept::Acceptable
            },
        };
        Ok(describe(request, |_| match target {
            Some(target) => output::read_lock(&target.folder()),
            None => Ok(Lock::default()),
        })?)
    }

    fn options(&self, target: &Target, described: &Described) -> Options {
        Options::of(described, &target.crate_path(), Features::Tags, false)
    }

    fn facts<'d>(
        &'d self,
        target: &'d Target,
        described: &'d Described,
        options: &'d Options,
    ) -> manifest::Facts<'d> {
        manifest::Facts {
            package: &target.package,
            source: &options.source,
            title: title(described, &self.spec),
            version: target.version.as_deref(),
            about: &described.about,
            api: &described.api,
            library: target.crate_path(),
            tags: tags(described),
            first: lower::first_steps(&described.api, &described.names, &described.usage, options),
            runtime: self.home(target).dependency(&target.package, &target.root),
        }
    }

    /// Where the crate gets its runtime.
    fn home(&self, target: &Target) -> Runtime {
        self.runtime.clone().unwrap_or_else(|| target.runtime())
    }

    fn plan(
        &self,
        target: &Target,
        described: &Described,
        options: &Options,
        facts: &manifest::Facts<'_>,
    ) -> Result<Planned, PackageError> {
        let runtime = self.home(target);
        let mut around = Files::new();
        if runtime == Runtime::Vendored && (target.whole || self.runtime.is_some()) {
            runtime::vendored(&mut around, &target.copy());
        }
        if target.whole {
            around.insert(MANIFEST.to_owned(), manifest::text(facts));
            let shown = |text: String| in_source(&text).into_owned();
            let example = example::text(facts).map(shown);
            around.extend(example.map(|text| (example::PATH.to_owned(), text)));
            around.insert("README.md".to_owned(), shown(readme::text(facts, &runtime)));
            around.insert(".gitignore".to_owned(), "/target\n".to_owned());
        }
        let mut planned = Planned {
            root: target.root.clone(),
            emitted: target.emitted.clone(),
            code: Files::new(),
            around,
        };
        let mut lock = self.lock(target)?;
        planned.around().list(&mut lock);
        planned.code = files::of(described, options, lock);
        Ok(planned)
    }

    /// What the lock file remembers of the document.
    fn lock(&self, target: &Target) -> Result<Lock, PackageError> {
        let (_, lone) = self.document(Some(target))?;
        let mut lock = Lock::default();
        lone.remember(&mut lock);
        Ok(lock)
    }

    /// The folder that is read, and what is asked of the document in it.
    fn document(&self, target: Option<&Target>) -> Result<(PathBuf, Lone), PackageError> {
        let (mut folder, mut file) = split(&self.spec);
        if let Some(root) = &self.root {
            let below = folder.canonicalize().ok().zip(root.canonicalize().ok());
            let below = below.and_then(|(folder, root)| {
                let way = folder.strip_prefix(root).ok()?;
                Some(slashed(&way.join(file)))
            });
            file = below.ok_or_else(|| PackageError::Root(root.clone()))?;
            folder.clone_from(root);
        }
        let lone = Lone {
            file,
            way: target.map_or_else(
                || ".".to_owned(),
                |target| relative(&target.folder(), &folder),
            ),
            overlays: self.overlays_below(&folder)?,
            ..self.lone.clone()
        };
        Ok((folder, lone))
    }

    /// The files of the description that are named.
    fn description(&self) -> Vec<&Path> {
        let overlays = self.overlays.iter().map(PathBuf::as_path);
        std::iter::once(self.spec.as_path())
            .chain(overlays)
            .collect()
    }

    /// The overlays from the folder of the document, which bounds what is read.
    fn overlays_below(&self, folder: &Path) -> Result<Vec<String>, PackageError> {
        let below = |overlay: &PathBuf| {
            let inside = folder
                .canonicalize()
                .ok()
                .zip(overlay.canonicalize().ok())
                .and_then(|(folder, overlay)| overlay.strip_prefix(folder).map(slashed).ok());
            inside.ok_or_else(|| PackageError::Overlay(overlay.clone()))
        };
        self.overlays.iter().map(below).collect()
    }
}

/// Whether the lock file of a folder says that its code was generated from a document alone.
pub fn remembers(emitted: &Path) -> bool {
    output::read_lock(emitted).is_ok_and(|lock| !matches!(remembered(&lock), Ok(None)))
}

/// Whether a file is a document rather than a configuration.
pub fn is_document(path: &Path) -> bool {
    let (folder, file) = split(path);
    let mut report = Report::new();
    let mut sources = Sources::new(Root::folder(&folder));
    let read = sources.load(&file, &mut report);
    let read = read.and_then(|file| syntax::read(&sources, file, &mut report));
    read.is_some_and(|read| {
        let keys = ["openapi", "swagger"];
        keys.iter().any(|key| read.root().get(key).is_some())
    })
}

impl Planned {
    fn around(&self) -> Around<'_> {
        Around {
            root: &self.root,
            emitted: &self.emitted,
            files: &self.around,
        }
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

/// A file as its folder and its name there.
fn split(path: &Path) -> (PathBuf, String) {
    let folder = match path.parent() {
        Some(parent) if parent != Path::new("") => parent.to_path_buf(),
        _ => PathBuf::from("."),
    };
    let name = path.file_name().unwrap_or_default();
    (folder, name.to_string_lossy().into_owned())
}
