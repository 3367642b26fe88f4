//! A description at one moment: on disk, or in a git revision.
//!
//! It is read when it is compared, never written, and nothing is checked out.

use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};
use std::thread;

use crate::compare::{self, Comparison, Side as Compared};
use crate::config::Config;
use crate::describe::{Accept, Described, Request, describe};
use crate::output::{self, LOCK, Lock, OutputError};
use crate::report::{Findings, Report};
use crate::revision::{Commit, EntryPoint, Reads, RevisionError, Side};
use crate::source::Root;

/// A description at one moment.
#[derive(Clone, Debug)]
pub struct Snapshot {
    name: String,
    place: EntryPoint,
    /// The folder of the configuration on this disk, which emitted code names.
    folder: PathBuf,
    revision: Option<Revision>,
}

#[derive(Clone, Debug)]
struct Revision {
    commit: Commit,
    files: BTreeMap<String, Vec<u8>>,
}

impl Snapshot {
    /// The description that a side names; `spec` is the configuration in the working tree.
    ///
    /// The files of a revision are read at once, those on disk when they are compared.
    ///
    /// # Errors
    ///
    /// The revision has no such files, or git refuses.
    pub fn of(side: &Side, spec: &Path) -> Result<Self, RevisionError> {
        let files = side.files()?;
        let on_disk = |place: EntryPoint| Self {
            name: side.name(),
            folder: place.folder.clone(),
            place,
            revision: None,
        };
        Ok(match side {
            Side::WorkingTree => on_disk(EntryPoint::of_configuration(spec)),
            Side::Path(place) => on_disk(place.clone()),
            Side::Revision(commit, place) => Self {
                name: side.name(),
                folder: commit.repository().top().join(&place.folder),
                place: place.clone(),
                revision: Some(Revision {
                    commit: commit.clone(),
                    files: files.unwrap_or_default(),
                }),
            },
        })
    }

    /// The name for people: the revision, the path, or `the working tree`.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The emitted files as they are committed in the revision; None for a description on disk,
    /// and where they cannot be read.
    pub(crate) fn emitted(&self, config: &Config) -> Option<BTreeMap<String, Vec<u8>>> {
        let revision = self.revision.as_ref()?;
        let folder = inside(&self.place.folder, &config.output)?;
        revision.commit.files_below(&folder, |_| true).ok()
    }

    /// Reads the description. What the code would not support is told rather than refused.
    pub(crate) fn describe(&self) -> Result<Described, Findings> {
        self.describe_as(None)
    }

    /// Reads the description; a document that has no configuration has an id, if one is given.
    fn describe_as(&self, id: Option<&str>) -> Result<Described, Findings> {
        let settings = id.map(|id| Config::of_document(&self.place.file, Some(id)));
        let root = match &self.revision {
            None => Root::folder(&self.folder),
            Some(revision) => Root::memory(
                &format!("{}:{}", self.name, self.place.folder.display()),
                revision.files.clone(),
            ),
        };
        let request = Request {
            root,
            file: &self.place.file,
            reads: self.place.reads,
            accept: Accept::All,
            settings,
        };
        describe(request, |config| self.lock(config))
    }

    /// The lock file that belongs to the description.
    fn lock(&self, config: &Config) -> Result<Lock, OutputError> {
        if self.place.reads == Reads::Document {
            return Ok(Lock::default());
        }
        let Some(revision) = &self.revision else {
            return output::read_lock(&self.folder.join(&config.output));
        };
        let Some(folder) = inside(&self.place.folder, &config.output) else {
            return Ok(Lock::default());
        };
        let top = revision.commit.repository().top();
        match revision.commit.file(&top.join(folder).join(LOCK)) {
            Ok(bytes) => Lock::parse(&String::from_utf8_lossy(&bytes)),
            // A revision from before there was one has none.
            Err(RevisionError::Absent { .. }) => Ok(Lock::default()),
            Err(error) => Err(OutputError::disk("read", LOCK)(std::io::Error::other(
                error.to_string(),
            ))),
        }
    }
}

/// Compares two descriptions: what changed, and what each change does to callers.
///
/// What cannot be represented in code is told rather than refused.
///
/// # Errors
///
/// Everything that is wrong with the old description, or else with the new one.
pub fn compare(old: &Snapshot, new: &Snapshot) -> Result<Comparison, Findings> {
    let (before, after) = both(old, new);
    let (before, after) = (before?, after?);
    let mut report = Report::new();
    compare::policy::check(&after.config.changes, &mut report);
    if !report.is_empty() {
        return Err(report.into_findings(&after.sources));
    }
    let comparison = compare::compare(&Compared::from(&before), &Compared::from(&after));
    Ok(comparison.between(old.name(), new.name()))
}

/// Reads both sides at once.
pub(crate) fn both(
    old: &Snapshot,
    new: &Snapshot,
) -> (Result<Described, Findings>, Result<Described, Findings>) {
    let (one, mut other) = thread::scope(|scope| {
        let old = scope.spawn(|| old.describe());
        let new = new.describe();
        match old.join() {
            Ok(old) => (old, new),
            Err(panic) => std::panic::resume_unwind(panic),
        }
    });
    // A document without a configuration has no lock file: the id and the names of the old one stay,
    // as they would there.
    if new.place.reads == Reads::Document
        && let Ok(before) = &one
    {
        let id = before.inputs().next();
        if let (Reads::Document, Some(id), Ok(described)) = (old.place.reads, id, &other)
            && described.inputs().next() != Some(id)
        {
            other = new.describe_as(Some(id));
        }
        if let Ok(described) = &mut other {
            described.keep_names_of(before);
        }
    }
    (one, other)
}

/// A path that is written relative to a folder, from the top of the repository; None when it leads
/// out of it.
fn inside(folder: &Path, path: &str) -> Option<String> {
    let mut steps: Vec<String> = Vec::new();
    for step in folder.components().chain(Path::new(path).components()) {
        match step {
            Component::CurDir => {}
            Component::ParentDir => {
                steps.pop()?;
            }
            Component::Normal(step) => steps.push(step.to_str()?.to_owned()),
            Component::RootDir | Component::Prefix(_) => return None,
        }
    }
    Some(steps.join("/"))
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::inside;

    #[test]
    fn a_path_is_followed_inside_the_repository_only() {
        assert_eq!(
            inside(Path::new("spec"), "../generated").as_deref(),
            Some("generated")
        );
        assert_eq!(
            inside(Path::new("api/spec"), "./out").as_deref(),
            Some("api/spec/out")
        );
        assert_eq!(inside(Path::new("spec"), "../../out"), None);
        assert_eq!(inside(Path::new("spec"), "/out"), None);
    }
}
