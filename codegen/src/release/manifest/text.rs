//! Parses manifests, and finds the version in them.

use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};

use semver::Version;
use toml_edit::Document;

use crate::release::ReleaseError;
use crate::release::propose::shown;

/// The name of every manifest.
pub(super) const NAME: &str = "Cargo.toml";
/// A manifest is written by people.
const MAXIMUM_BYTES: u64 = 4 << 20;

/// Refuses a manifest.
pub(super) fn wrong(path: &Path, why: &str) -> ReleaseError {
    ReleaseError::Manifest {
        path: shown(path),
        why: why.to_owned(),
    }
}

/// The text of a manifest.
pub(super) fn read(path: &Path) -> Result<String, ReleaseError> {
    let about = fs::metadata(path).map_err(|error| wrong(path, &error.to_string()))?;
    if about.len() > MAXIMUM_BYTES {
        return Err(wrong(path, "it is larger than 4 MiB"));
    }
    fs::read_to_string(path).map_err(|error| wrong(path, &error.to_string()))
}

/// A manifest with the places of its values.
pub(super) fn parse<'t>(path: &Path, text: &'t str) -> Result<Document<&'t str>, ReleaseError> {
    Document::parse(text).map_err(|error| {
        let line = error.span().map(|span| {
            let before = text.get(..span.start).unwrap_or(text);
            before.matches('\n').count() + 1
        });
        let at = line.map_or(String::new(), |line| format!("line {line}: "));
        wrong(path, &format!("{at}{}", error.message()))
    })
}

/// Whether the package takes its version from the workspace.
pub(super) fn inherits(document: &Document<&str>) -> bool {
    document
        .get("package")
        .and_then(|package| package.get("version")?.get("workspace")?.as_bool())
        .unwrap_or(false)
}

/// The manifest of the workspace that a package belongs to.
pub(super) fn workspace(path: &Path, document: &Document<&str>) -> Result<PathBuf, ReleaseError> {
    let folder = path.parent().unwrap_or(path);
    let named = document
        .get("package")
        .and_then(|package| package.get("workspace")?.as_str());
    if let Some(named) = named {
        let home = folder.join(named).join(NAME);
        return fs::canonicalize(&home).map_err(|error| wrong(&home, &error.to_string()));
    }
    for folder in folder.ancestors() {
        let home = folder.join(NAME);
        if !home.is_file() {
            continue;
        }
        let text = read(&home)?;
        if parse(&home, &text)?.get("workspace").is_some() {
            return Ok(home);
        }
    }
    Err(wrong(
        path,
        "its version is that of a workspace, and there is none above it",
    ))
}

/// The version in a manifest, and the place of its text.
pub(super) fn version_in(
    path: &Path,
    document: &Document<&str>,
    inherited: bool,
) -> Result<(Version, Range<usize>), ReleaseError> {
    let (holder, name) = if inherited {
        let workspace = document.get("workspace");
        (
            workspace.and_then(|one| one.get("package")),
            "[workspace.package]",
        )
    } else {
        (document.get("package"), "[package]")
    };
    let item = holder.and_then(|holder| holder.get("version"));
    let Some((text, span)) = item.and_then(|item| Some((item.as_str()?, item.span()?))) else {
        return Err(wrong(path, &format!("`{name}` has no `version`")));
    };
    let version = Version::parse(text)
        .map_err(|error| wrong(path, &format!("its version `{text}` is none: {error}")))?;
    Ok((version, span))
}
