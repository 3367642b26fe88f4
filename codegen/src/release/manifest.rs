//! The version in the crate's `Cargo.toml`, and the same text with another version.
//!
//! Only the characters of a version are replaced, so that comments, order and line endings stay.

mod text;

use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};

use semver::{Version, VersionReq};
use toml_edit::{Document, Item};

use super::ReleaseError;
use crate::revision::Commit;
use text::{NAME, inherits, parse, read, version_in, workspace, wrong};

/// Tables of dependencies, in a manifest and in each of its targets.
const TABLES: [&str; 3] = ["dependencies", "dev-dependencies", "build-dependencies"];

/// The manifest of the crate that holds the emitted code.
#[derive(Clone, Debug)]
pub struct Manifest {
    package: String,
    version: Version,
    /// The manifest of the package.
    path: PathBuf,
    /// The manifest that the version is in: its own, or that of the workspace.
    home: PathBuf,
    /// Whether these are two things: a workspace may be in the package's own manifest.
    inherited: bool,
}

impl Manifest {
    /// Finds the manifest at or above a folder.
    ///
    /// # Errors
    ///
    /// There is none, or it is not that of a package with a version.
    pub fn above(folder: &Path) -> Result<Self, ReleaseError> {
        let folder = fs::canonicalize(folder).map_err(|error| ReleaseError::Manifest {
            path: folder.join(NAME).display().to_string(),
            why: error.to_string(),
        })?;
        let path = folder
            .ancestors()
            .map(|folder| folder.join(NAME))
            .find(|path| path.is_file())
            .ok_or(ReleaseError::NoManifest)?;
        let text = read(&path)?;
        let document = parse(&path, &text)?;
        let Some(package) = document.get("package") else {
            return Err(wrong(&path, "it has no `[package]`"));
        };
        let Some(name) = package.get("name").and_then(Item::as_str) else {
            return Err(wrong(&path, "its package has no `name`"));
        };
        let name = name.to_owned();
        let inherited = inherits(&document);
        let (home, text) = if inherited {
            let home = workspace(&path, &document)?;
            let text = read(&home)?;
            (home, text)
        } else {
            (path.clone(), text.clone())
        };
        let (version, _) = version_in(&home, &parse(&home, &text)?, inherited)?;
        Ok(Self {
            package: name,
            version,
            inherited,
            path,
            home,
        })
    }

    /// The name of the package.
    pub fn package(&self) -> &str {
        &self.package
    }

    /// Its version now.
    pub fn version(&self) -> &Version {
        &self.version
    }

    /// The folder of the package.
    pub fn folder(&self) -> &Path {
        self.path.parent().unwrap_or(&self.path)
    }

    /// The manifest that the version is in.
    pub(super) fn home(&self) -> &Path {
        &self.home
    }

    /// The version that the package had at a commit.
    ///
    /// # Errors
    ///
    /// The commit has no such manifest, or one without a version.
    pub(super) fn version_at(&self, commit: &Commit) -> Result<Version, ReleaseError> {
        let then = |path: &Path| -> Result<String, ReleaseError> {
            let bytes = commit.file(path)?;
            String::from_utf8(bytes).map_err(|_| wrong(path, "it is not UTF-8"))
        };
        let text = then(&self.path)?;
        let document = parse(&self.path, &text)?;
        if !inherits(&document) {
            return Ok(version_in(&self.path, &document, false)?.0);
        }
        let text = then(&self.home)?;
        let document = parse(&self.home, &text)?;
        Ok(version_in(&self.home, &document, true)?.0)
    }

    /// The manifests that another version changes, each with its new text: the one that the version
    /// is in, and what depends by path on packages that share the version.
    ///
    /// # Errors
    ///
    /// A manifest cannot be read.
    pub(super) fn with_version(
        &self,
        version: &Version,
    ) -> Result<Vec<(PathBuf, String)>, ReleaseError> {
        let mut changed = vec![self.edited(&self.home, version)?];
        if self.path != self.home {
            changed.push(self.edited(&self.path, version)?);
        }
        Ok(changed)
    }

    fn edited(&self, path: &Path, version: &Version) -> Result<(PathBuf, String), ReleaseError> {
        let mut text = read(path)?;
        let document = parse(path, &text)?;
        let mut edits = self.requirements(path, &document, version);
        if path == self.home {
            let (_, span) = version_in(path, &document, self.inherited)?;
            edits.push((span, version.to_string()));
        }
        drop(document);
        // From the end, so that the places of the others stay.
        edits.sort_by_key(|(span, _)| std::cmp::Reverse(span.start));
        for (span, new) in edits {
            let Some(old) = text.get(span.clone()) else {
                return Err(wrong(path, "a version in it is not where it was read"));
            };
            let quote = if old.starts_with('\'') { '\'' } else { '"' };
            text.replace_range(span, &format!("{quote}{new}{quote}"));
        }
        Ok((path.to_path_buf(), text))
    }

    /// Requirements that the version satisfies now and the other one would not, of packages that
    /// change their version with it.
    fn requirements(
        &self,
        path: &Path,
        document: &Document<&str>,
        version: &Version,
    ) -> Vec<(Range<usize>, String)> {
        let base = path.parent().unwrap_or(path);
        let shares = |path: &str| {
            let Ok(manifest) = fs::canonicalize(base.join(path).join(NAME)) else {
                return false;
            };
            manifest == self.path
                || self.inherited
                    && read(&manifest).ok().is_some_and(|text| {
                        parse(&manifest, &text).is_ok_and(|read| inherits(&read))
                    })
        };
        let targets = document.get("target").and_then(Item::as_table_like);
        let targets = targets.into_iter().flat_map(|table| table.iter());
        let holders = [Some(document.as_item()), document.get("workspace")];
        let holders = holders
            .into_iter()
            .flatten()
            .chain(targets.map(|(_, target)| target));
        let mut found = Vec::new();
        for dependency in holders
            .flat_map(|holder| TABLES.iter().filter_map(|table| holder.get(table)))
            .filter_map(Item::as_table_like)
            .flat_map(|table| table.iter().map(|(_, item)| item))
        {
            let (Some(path), Some(required)) = (
                dependency.get("path").and_then(Item::as_str),
                dependency.get("version"),
            ) else {
                continue;
            };
            let (Some(text), Some(span)) = (required.as_str(), required.span()) else {
                continue;
            };
            let matching = VersionReq::parse(text)
                .is_ok_and(|one| one.matches(&self.version) && !one.matches(version));
            if matching && shares(path) {
                let operator: String = text
                    .chars()
                    .take_while(|one| !one.is_ascii_digit())
                    .collect();
                let operator = if operator.trim() == "=" || operator.trim() == "~" {
                    operator
                } else {
                    String::new()
                };
                found.push((span, format!("{operator}{version}")));
            }
        }
        found
    }
}
