//! What a folder is that a crate is to go to.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use toml_edit::{Document, Item};

use super::PackageError;
use crate::output::{self, MANIFEST};

/// The folder of the emitted code in a whole crate.
pub(super) const SOURCE: &str = "src";

/// What an empty folder may hold: what belongs to version control and to desktops.
const NOTHING: &[&str] = &[
    ".DS_Store",
    ".git",
    ".gitattributes",
    ".gitignore",
    ".hg",
    ".jj",
];

/// What a folder is.
#[derive(Debug)]
pub(super) enum Folder {
    /// It is absent or empty.
    Empty { root: PathBuf },
    /// It holds a whole crate that bindery wrote.
    Ours { root: PathBuf, manifest: Manifest },
    /// It holds a crate that somebody else wrote, or lies in the source of one.
    Crate {
        root: PathBuf,
        manifest: Manifest,
        /// The modules from the root of the crate down to the folder; empty for the crate itself.
        modules: Vec<String>,
    },
}

/// What a manifest says.
#[derive(Debug)]
pub(super) struct Manifest {
    /// The package's name.
    pub(super) package: String,
    /// The name of its library, as a `use` line has it.
    pub(super) library: String,
    /// Its version, where it is not that of a workspace.
    pub(super) version: Option<String>,
    pub(super) document: Document<String>,
}

impl Folder {
    /// What a folder is; `description` are files that may be in it.
    pub(super) fn of(out: &Path, description: &[&Path]) -> Result<Self, PackageError> {
        match fs::metadata(out) {
            Ok(about) if !about.is_dir() => {
                return Err(refuse(
                    format!("`{}` is a file", out.display()),
                    "name a folder: one that is empty or not there for a whole crate, or one in the `src` of a crate",
                ));
            }
            Ok(_) => {}
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => {
                return Err(refuse(
                    format!("`{}` cannot be looked at: {error}", out.display()),
                    "name a folder that may be read and written",
                ));
            }
        }
        let root = out.to_path_buf();
        if let Some(manifest) = read(&root)? {
            let ours = output::lists(&root.join(SOURCE), MANIFEST)
                .map_err(|error| PackageError::Generation(error.into()))?;
            return Ok(if ours {
                Self::Ours { root, manifest }
            } else {
                Self::Crate {
                    root,
                    manifest,
                    modules: Vec::new(),
                }
            });
        }
        if let Some(place) = inside_a_crate(out)? {
            return Ok(place);
        }
        // A run that is killed leaves a lock file that lists more than there is.
        let unfinished = output::lists(&root.join(SOURCE), MANIFEST)
            .map_err(|error| PackageError::Generation(error.into()))?;
        if unfinished || is_empty(&root, description)? {
            return Ok(Self::Empty { root });
        }
        Err(refuse(
            format!("`{}` holds files and no crate", out.display()),
            "name a folder that is empty or not there, or that of a crate; nothing was touched",
        ))
    }
}

/// The crate whose source a folder lies in.
fn inside_a_crate(out: &Path) -> Result<Option<Folder>, PackageError> {
    let absolute = std::path::absolute(out).unwrap_or_else(|_| out.to_path_buf());
    for root in absolute.ancestors().skip(1) {
        let Some(manifest) = read(root)? else {
            continue;
        };
        let Ok(below) = absolute.strip_prefix(root.join(SOURCE)) else {
            return Ok(None);
        };
        let ours = output::lists(&root.join(SOURCE), MANIFEST).unwrap_or_default();
        if ours || below.as_os_str().is_empty() {
            return Err(refuse(
                format!(
                    "`{}` is the source of the crate `{}`",
                    out.display(),
                    manifest.package
                ),
                "name the folder of the crate, or one below `src` that is to be a module",
            ));
        }
        let modules: Vec<_> = below
            .components()
            .map(|step| step.as_os_str().to_string_lossy().into_owned())
            .collect();
        if let Some(wrong) = modules
            .iter()
            .find(|name| syn::parse_str::<syn::Ident>(name).is_err())
        {
            return Err(refuse(
                format!(
                    "`{}` is a module of the crate `{}`, and `{wrong}` cannot be its name",
                    out.display(),
                    manifest.package
                ),
                "name a folder as a module is named, such as `src/api`",
            ));
        }
        return Ok(Some(Folder::Crate {
            root: shortened(root),
            manifest,
            modules,
        }));
    }
    Ok(None)
}

/// The manifest of a package in a folder.
fn read(folder: &Path) -> Result<Option<Manifest>, PackageError> {
    let path = folder.join(MANIFEST);
    let wrong = |why: String| {
        refuse(
            format!("`{}` cannot be read: {why}", path.display()),
            "fix it, or name another folder",
        )
    };
    let text = match fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error)
            if matches!(
                error.kind(),
                io::ErrorKind::NotFound | io::ErrorKind::NotADirectory
            ) =>
        {
            return Ok(None);
        }
        Err(error) => return Err(wrong(error.to_string())),
    };
    let document = Document::parse(text).map_err(|error| wrong(error.message().to_owned()))?;
    let text = |table: &str, key: &str| {
        let text = document.get(table)?.get(key)?;
        Item::as_str(text).map(str::to_owned)
    };
    let Some(package) = text("package", "name") else {
        return Ok(None);
    };
    let library = text("lib", "name").unwrap_or_else(|| crate::names::library(&package));
    Ok(Some(Manifest {
        version: text("package", "version"),
        package,
        library,
        document,
    }))
}

/// Whether a folder is absent, or holds nothing that a crate would be beside by mistake.
fn is_empty(folder: &Path, description: &[&Path]) -> Result<bool, PackageError> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(true),
        Err(error) => {
            return Err(refuse(
                format!("`{}` cannot be read: {error}", folder.display()),
                "name a folder that may be read and written",
            ));
        }
    };
    let described: Vec<_> = description
        .iter()
        .filter_map(|file| file.canonicalize().ok())
        .collect();
    for entry in entries {
        let Ok(entry) = entry else { return Ok(false) };
        let name = entry.file_name();
        let known = name.to_str().is_some_and(|name| NOTHING.contains(&name))
            || entry
                .path()
                .canonicalize()
                .is_ok_and(|path| described.contains(&path))
            || name == SOURCE && output::is_unfinished(&entry.path());
        if !known {
            return Ok(false);
        }
    }
    Ok(true)
}

/// A folder as people wrote it, where it lies below the current one.
fn shortened(folder: &Path) -> PathBuf {
    let current = std::env::current_dir().unwrap_or_default();
    match folder.strip_prefix(&current) {
        Ok(below) if below.as_os_str().is_empty() => PathBuf::from("."),
        Ok(below) => below.to_path_buf(),
        Err(_) => folder.to_path_buf(),
    }
}

pub(super) fn refuse(why: String, help: &'static str) -> PackageError {
    PackageError::Folder { why, help }
}
