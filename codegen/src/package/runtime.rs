//! Where a crate gets its runtime: a copy of its own, a folder, or a registry.

use std::fmt;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use semver::VersionReq;

use super::manifest;
use crate::output::Files;
use crate::relative::relative;

/// The folder of the copy, from that of the crate.
pub(super) const FOLDER: &str = "runtime";

/// The manifest of the copy, from the folder of the crate.
pub(super) const MANIFEST: &str = "runtime/Cargo.toml";

/// The source of the runtime without its tests: path and text.
const SOURCES: &[(&str, &str)] = &include!(concat!(env!("OUT_DIR"), "/runtime.rs"));

/// What is beside the source.
const BESIDE: &[(&str, &str)] = &[
    (
        "Cargo.toml",
        include_str!(concat!(env!("OUT_DIR"), "/runtime.toml")),
    ),
    ("README.md", include_str!("../../runtime/README.md")),
    ("LICENSE-APACHE", include_str!("../../LICENSE-APACHE")),
    ("LICENSE-MIT", include_str!("../../LICENSE-MIT")),
];

/// Where a crate gets its runtime.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Runtime {
    /// From a copy below the crate.
    Vendored,
    /// From a folder.
    Path(PathBuf),
    /// From the registry: a requirement as Cargo has it.
    Version(String),
}

/// A text that names no runtime. Displays as what can be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvalidRuntime(String);

impl fmt::Display for InvalidRuntime {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "`{}` is none of `vendored`, `path=DIR` and `version=REQ`",
            self.0.escape_debug()
        )
    }
}

impl std::error::Error for InvalidRuntime {}

impl FromStr for Runtime {
    type Err = InvalidRuntime;

    fn from_str(text: &str) -> Result<Self, InvalidRuntime> {
        match text.split_once('=') {
            None if text == "vendored" => Ok(Self::Vendored),
            Some(("path", folder)) if !folder.is_empty() => Ok(Self::Path(folder.into())),
            Some(("version", wanted)) if VersionReq::parse(wanted).is_ok() => {
                Ok(Self::Version(wanted.to_owned()))
            }
            _ => Err(InvalidRuntime(text.to_owned())),
        }
    }
}

impl Runtime {
    /// The runtime that belongs to this bindery.
    pub(super) fn published() -> Self {
        Self::Version(env!("CARGO_PKG_VERSION").to_owned())
    }

    /// The keys and values by which the package `package` depends on it.
    pub(super) fn dependency(&self, package: &str, root: &Path) -> Vec<(&'static str, String)> {
        match self {
            Self::Vendored => vec![("package", copy(package)), ("path", FOLDER.to_owned())],
            Self::Path(folder) => vec![("path", relative(root, folder))],
            Self::Version(wanted) => vec![("version", wanted.clone())],
        }
    }
}

/// The package of the copy in a crate: a program may use several crates with a copy each, and Cargo
/// takes two packages of one name and version only from one place.
pub(super) fn copy(package: &str) -> String {
    format!("{package}-runtime")
}

/// Adds the copy to the files of a crate, as the package `name`.
pub(super) fn vendored(files: &mut Files, name: &str) {
    let sources = SOURCES
        .iter()
        .map(|(path, text)| (format!("src/{path}"), text));
    let beside = BESIDE.iter().map(|(path, text)| ((*path).to_owned(), text));
    for (path, text) in sources.chain(beside) {
        // A checkout may have given the files other line ends.
        files.insert(format!("{FOLDER}/{path}"), text.replace("\r\n", "\n"));
    }
    if let Some(text) = files.get_mut(MANIFEST) {
        let published = format!("name = \"{}\"", manifest::RUNTIME);
        *text = text.replacen(&published, &format!("name = \"{name}\""), 1);
    }
}

#[cfg(test)]
mod tests {
    use super::Runtime;

    #[test]
    fn a_runtime_is_one_of_three() {
        assert_eq!("vendored".parse(), Ok(Runtime::Vendored));
        assert_eq!("path=../r".parse(), Ok(Runtime::Path("../r".into())));
        assert_eq!(
            "version=0.1".parse(),
            Ok(Runtime::Version("0.1".to_owned()))
        );
        for text in [
            "",
            "path=",
            "version=",
            "version=one",
            "vendored=1",
            "git=x",
        ] {
            assert!(text.parse::<Runtime>().is_err(), "{text}");
        }
    }
}
