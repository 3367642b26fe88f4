//! Where emitted code goes, and by which path its users reach it.

use std::fs;
use std::path::PathBuf;

use toml_edit::Item;

use super::folder::{Folder, SOURCE, refuse};
use super::manifest::Facts;
use super::{PackageError, Runtime, manifest};
use crate::names;
use crate::output::{self, MANIFEST};

/// Where emitted code goes.
#[derive(Debug)]
pub(super) struct Target {
    /// Whether the crate around it is bindery's as well.
    pub(super) whole: bool,
    /// The folder of the crate.
    pub(super) root: PathBuf,
    /// The emitted folder, from there.
    pub(super) emitted: String,
    /// The modules from the root of the crate down to the emitted one.
    modules: Vec<String>,
    /// The package's name; empty until the title gives it.
    pub(super) package: String,
    /// The library's name, as a `use` line has it.
    library: String,
    /// The version of the package by now: it is the crate's own once it is there.
    pub(super) version: Option<String>,
    /// Where the crate gets its runtime by now.
    runtime: Option<Runtime>,
    /// The package of the copy of the runtime that a manifest asks for which is left as it is.
    copy: Option<String>,
}

impl Target {
    /// Where a place wants its code, if nothing of the description decides it.
    pub(super) fn before_reading(
        place: &Folder,
        name: Option<&str>,
    ) -> Result<Option<Self>, PackageError> {
        Ok(Some(match place {
            Folder::Empty { root } => {
                let package = name.unwrap_or_default().to_owned();
                Self {
                    whole: true,
                    root: root.clone(),
                    emitted: SOURCE.to_owned(),
                    modules: Vec::new(),
                    library: names::library(&package),
                    package,
                    version: None,
                    runtime: None,
                    copy: None,
                }
            }
            Folder::Ours { root, manifest } => {
                let kept = name.is_none_or(|name| name == manifest.package);
                let package = name.unwrap_or(&manifest.package).to_owned();
                let dependencies = manifest.document.get("dependencies");
                let is_replaced =
                    output::wrote(&root.join(SOURCE), MANIFEST, manifest.document.raw())
                        .map_err(|error| PackageError::Generation(error.into()))?;
                Self {
                    whole: true,
                    root: root.clone(),
                    emitted: SOURCE.to_owned(),
                    modules: Vec::new(),
                    library: if kept {
                        manifest.library.clone()
                    } else {
                        names::library(&package)
                    },
                    package,
                    version: manifest.version.clone(),
                    runtime: runtime_of(dependencies, root),
                    copy: match is_replaced {
                        true => None,
                        false => copy_of(dependencies),
                    },
                }
            }
            Folder::Crate { modules, .. } if modules.is_empty() => match name {
                Some(name) => return Self::module(place, &names::module(name)).map(Some),
                None => return Ok(None),
            },
            Folder::Crate { .. } => return Self::module(place, "").map(Some),
        }))
    }

    /// Where a crate wants its code, in a module that the title of the API names.
    pub(super) fn of_title(place: &Folder, title: &str) -> Result<Self, PackageError> {
        Self::module(place, &names::module(title))
    }

    /// A module of a crate; with a name, below its root.
    fn module(place: &Folder, name: &str) -> Result<Self, PackageError> {
        let Folder::Crate {
            root,
            manifest,
            modules,
        } = place
        else {
            unreachable!("only a crate that is there takes a module");
        };
        let mut modules = modules.clone();
        if !name.is_empty() {
            modules.push(name.to_owned());
        }
        let emitted = format!("{SOURCE}/{}", modules.join("/"));
        let folder = root.join(&emitted);
        let lock =
            output::read_lock(&folder).map_err(|error| PackageError::Generation(error.into()))?;
        if lock.files().next().is_none() && folder.exists() && !output::is_unfinished(&folder) {
            return Err(refuse(
                format!(
                    "`{}` holds files that bindery did not write",
                    folder.display()
                ),
                "name another folder, or another module with `--name`; nothing was touched",
            ));
        }
        let file = root.join(format!("{emitted}.rs"));
        if fs::symlink_metadata(&file).is_ok() {
            return Err(refuse(
                format!("`{}` is this module already", file.display()),
                "name another folder, or another module with `--name`; nothing was touched",
            ));
        }
        Ok(Self {
            whole: false,
            root: root.clone(),
            emitted,
            modules,
            package: manifest.package.clone(),
            library: manifest.library.clone(),
            version: manifest.version.clone(),
            runtime: runtime_of(manifest.document.get("dependencies"), root),
            copy: copy_of(manifest.document.get("dependencies")),
        })
    }

    /// Gives a whole crate the name that the title has, where nobody asked for another.
    pub(super) fn choose_name(&mut self, title: &str) {
        if self.package.is_empty() {
            self.package = names::package(title);
            self.library = names::library(&self.package);
        }
    }

    /// The emitted folder.
    pub(super) fn folder(&self) -> PathBuf {
        self.root.join(&self.emitted)
    }

    /// The emitted module, as a `use` line has it.
    pub(super) fn crate_path(&self) -> String {
        let library = std::iter::once(&self.library);
        let steps: Vec<_> = library.chain(&self.modules).map(String::as_str).collect();
        steps.join("::")
    }

    /// Where the crate gets its runtime when nobody says.
    pub(super) fn runtime(&self) -> Runtime {
        match (&self.runtime, self.whole) {
            (Some(runtime), _) => runtime.clone(),
            (None, true) => Runtime::Vendored,
            (None, false) => Runtime::published(),
        }
    }

    /// The package of the copy of the runtime.
    pub(super) fn copy(&self) -> String {
        let asked = self.copy.clone();
        asked.unwrap_or_else(|| super::runtime::copy(&self.package))
    }

    /// What is left to do by hand, as text; empty where nothing is.
    pub(super) fn to_do(&self, facts: &Facts<'_>, kept: &[String]) -> String {
        let manifest = self.root.join(MANIFEST);
        if self.whole {
            if !kept.iter().any(|path| path == MANIFEST) {
                return String::new();
            }
            let missing = manifest::missing(facts, &manifest);
            return if missing.is_empty() {
                String::new()
            } else {
                format!("`{}` needs:\n\n{missing}", manifest.display())
            };
        }
        let mut text = String::new();
        let missing = manifest::missing(facts, &manifest);
        if !missing.is_empty() {
            text.push_str(&format!("`{}` needs:\n\n{missing}\n", manifest.display()));
        }
        if let [above @ .., module] = &self.modules[..] {
            let parent = above.join("/");
            let home = match &parent[..] {
                "" => format!("{SOURCE}/lib.rs"),
                parent => format!("{SOURCE}/{parent}.rs or {SOURCE}/{parent}/mod.rs"),
            };
            text.push_str(&format!("{home} needs:\n\npub mod {module};\n"));
        }
        text
    }
}

/// The package of the copy of the runtime that the dependencies of a manifest ask for.
fn copy_of(dependencies: Option<&Item>) -> Option<String> {
    let runtime = dependencies?.get(manifest::RUNTIME)?;
    let text = |key: &str| runtime.get(key).and_then(Item::as_str);
    (text("path") == Some(super::runtime::FOLDER))
        .then(|| text("package").unwrap_or(manifest::RUNTIME).to_owned())
}

/// Where the dependencies of a manifest have the runtime from.
fn runtime_of(dependencies: Option<&Item>, root: &std::path::Path) -> Option<Runtime> {
    let runtime = dependencies?.get(manifest::RUNTIME)?;
    if let Some(wanted) = runtime.as_str() {
        return Some(Runtime::Version(wanted.to_owned()));
    }
    let text = |key: &str| runtime.get(key).and_then(Item::as_str);
    match (text("path"), text("version")) {
        (Some(super::runtime::FOLDER), _) => Some(Runtime::Vendored),
        (Some(path), _) => Some(Runtime::Path(root.join(path))),
        (None, Some(wanted)) => Some(Runtime::Version(wanted.to_owned())),
        (None, None) => None,
    }
}
