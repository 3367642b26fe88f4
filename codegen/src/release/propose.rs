//! Decides a release, and writes it after everything was checked.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use semver::Version;

use super::changelog::{self, Section};
use super::{ApiChanges, LastRelease, Manifest, ReleaseError, TooLow, Verdict, version};
use crate::output;

const CHANGELOG: &str = "CHANGELOG.md";
/// A changelog is written by people.
const MAXIMUM_BYTES: u64 = 16 << 20;

/// A release that may be written.
#[derive(Clone, Debug)]
pub struct Proposal {
    version: Version,
    section: String,
    files: Vec<Planned>,
}

/// A file that a release changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// Its path for people.
    pub path: String,
    /// Whether it is new.
    pub created: bool,
}

#[derive(Clone, Debug)]
struct Planned {
    place: PathBuf,
    text: String,
    created: bool,
}

/// Proposes a release, or refuses it; writes nothing.
///
/// `wanted` is a version that somebody asks for. Without it nothing is proposed where nothing
/// changed. The first release has the version of the manifest.
///
/// # Errors
///
/// The version is released already or lower than the changes demand, or a file that would be
/// written cannot be used.
pub fn propose(
    manifest: &Manifest,
    top: &Path,
    last: Option<&LastRelease>,
    changes: &ApiChanges,
    wanted: Option<&Version>,
    date: &str,
) -> Result<Option<Proposal>, ReleaseError> {
    let version = match (last, changes.verdict, wanted) {
        (None, _, wanted) => wanted.unwrap_or(manifest.version()).clone(),
        (Some(_), None, None) => return Ok(None),
        (Some(last), Some(verdict), None) => version::proposed(last, verdict, manifest.version()),
        (Some(_), _, Some(wanted)) => wanted.clone(),
    };
    if let Some(last) = last {
        refuse(last, changes, &version)?;
    }
    let place = changelog_of(manifest);
    let old = read(&place)?;
    let previous = last.and_then(|last| Some(format!("{}{}", last.tagged.as_ref()?, last.latest)));
    let changelog = changelog::with_section(
        old.as_deref(),
        &shown(&place),
        &Section {
            version: &version,
            date,
            entries: &changes.entries,
            latest: last.map(|last| (&last.latest, previous.as_deref())),
            tagged: last.and_then(|last| last.tagged.as_deref()).unwrap_or("v"),
        },
    )?;
    let mut files = Vec::new();
    if old.as_deref() != Some(&changelog.text) {
        files.push(Planned {
            place: within(&place, top)?,
            text: changelog.text,
            created: old.is_none(),
        });
    }
    for (path, text) in manifest.with_version(&version)? {
        if fs::read_to_string(&path).ok().as_deref() != Some(&text) {
            files.push(Planned {
                place: within(&path, top)?,
                text,
                created: false,
            });
        }
    }
    Ok(Some(Proposal {
        version,
        section: changelog.section,
        files,
    }))
}

impl Proposal {
    /// The version of the release.
    pub fn version(&self) -> &Version {
        &self.version
    }

    /// The section of the changelog.
    pub fn section(&self) -> &str {
        &self.section
    }

    /// The files that writing it changes; none when it was written before.
    pub fn files(&self) -> Vec<Written> {
        let files = self.files.iter();
        files
            .map(|file| Written {
                path: shown(&file.place),
                created: file.created,
            })
            .collect()
    }

    /// Writes the files, each as a whole: the changelog first, the version last.
    ///
    /// # Errors
    ///
    /// The disk refuses. What was written before stays, and another run completes it.
    pub fn write(&self) -> Result<Vec<Written>, ReleaseError> {
        for file in &self.files {
            let path = shown(&file.place);
            output::replace(&file.place, &path, &file.text).map_err(|error| {
                ReleaseError::Disk {
                    why: match error {
                        output::OutputError::Disk { source, .. } => source.to_string(),
                        output::OutputError::Path { .. }
                        | output::OutputError::Link { .. }
                        | output::OutputError::Foreign { .. }
                        | output::OutputError::Lock { .. } => error.to_string(),
                    },
                    path,
                }
            })?;
        }
        Ok(self.files())
    }
}

fn refuse(last: &LastRelease, changes: &ApiChanges, version: &Version) -> Result<(), ReleaseError> {
    if !version::is_above(last, version) {
        return Err(ReleaseError::NotAbove {
            version: version.clone(),
            latest: last.latest.clone(),
        });
    }
    let verdict = changes.verdict.unwrap_or(Verdict::Patch);
    if version::is_high_enough(last, verdict, version) {
        return Ok(());
    }
    let demanding = changes.beyond(version::allows(last, version));
    Err(ReleaseError::TooLow(Box::new(TooLow {
        version: version.clone(),
        lowest: version::next(&last.version, verdict),
        since: last.commit.name().to_owned(),
        demanding: demanding
            .map(|entry| format!("{}: {}", entry.heading.as_str().to_lowercase(), entry.text))
            .collect(),
    })))
}

/// The changelog beside the manifest; that of the workspace where only it has one and the version
/// is that of the workspace.
fn changelog_of(manifest: &Manifest) -> PathBuf {
    let own = manifest.folder().join(CHANGELOG);
    let shared = manifest.home().with_file_name(CHANGELOG);
    if fs::symlink_metadata(&own).is_err() && shared.is_file() {
        shared
    } else {
        own
    }
}

/// The text of a changelog; None where there is none.
fn read(place: &Path) -> Result<Option<String>, ReleaseError> {
    let wrong = |why: String| ReleaseError::Changelog {
        path: shown(place),
        line: None,
        why,
    };
    match fs::metadata(place) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            return if fs::symlink_metadata(place).is_ok() {
                Err(wrong("it is a link that leads nowhere".to_owned()))
            } else {
                Ok(None)
            };
        }
        Err(error) => return Err(wrong(error.to_string())),
        Ok(about) if !about.is_file() => return Err(wrong("it is not a plain file".to_owned())),
        Ok(about) if about.len() > MAXIMUM_BYTES => {
            return Err(wrong("it is larger than 16 MiB".to_owned()));
        }
        Ok(_) => {}
    }
    match fs::read_to_string(place) {
        Ok(text) => Ok(Some(text)),
        Err(error) if error.kind() == io::ErrorKind::InvalidData => {
            Err(wrong("it is not UTF-8".to_owned()))
        }
        Err(error) => Err(wrong(error.to_string())),
    }
}

/// Where a file really is, if that is inside the repository.
fn within(place: &Path, top: &Path) -> Result<PathBuf, ReleaseError> {
    let real = fs::canonicalize(place).unwrap_or_else(|_| place.to_path_buf());
    if real.starts_with(top) {
        Ok(real)
    } else {
        Err(ReleaseError::Outside { path: shown(place) })
    }
}

/// A path for people: from the current folder where it lies below it.
pub(super) fn shown(path: &Path) -> String {
    let current = std::env::current_dir()
        .ok()
        .and_then(|current| fs::canonicalize(current).ok());
    let below = current.and_then(|current| path.strip_prefix(current).ok().map(Path::to_path_buf));
    below.as_deref().unwrap_or(path).display().to_string()
}
