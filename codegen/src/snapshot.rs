//! A description at one moment: on disk, or in a git revision.
//!
//! It is read when it is compared, never written, and nothing is checked out.

use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};
use std::thread;

use crate::compare::regenerated::Regenerated;
use crate::compare::{self, Comparison, Side as Compared};
use crate::config::Config;
use crate::describe::{Accept, Described, Request, Settings, describe};
use crate::files;
use crate::lone::{Lone, remembered};
use crate::options::Options;
use crate::output::{self, LOCK, Lock, OutputError};
use crate::relative::{relative, slashed};
use crate::report::Findings;
use crate::revision::{Commit, EntryPoint, Reads, RevisionError, Side, describes};
use crate::source::Root;

/// A description at one moment.
#[derive(Clone, Debug)]
pub struct Snapshot {
    name: String,
    /// The folder that bounds what is read, on this disk, which emitted code names.
    folder: PathBuf,
    start: Start,
    revision: Option<Revision>,
}

/// What the description starts from.
#[derive(Clone, Debug)]
enum Start {
    /// A configuration, by its name in the folder.
    Configuration(String),
    /// A document; where code of it was generated, with the folder of that code from its own.
    Document(Lone, Option<String>),
}

/// What a document without a configuration is compared with.
#[derive(Clone, Copy)]
enum Beside<'a> {
    /// Nothing that it takes anything from.
    Nothing,
    /// A project, whose settings it has.
    Project(&'a Config),
    /// What it was, whose ids and names it keeps.
    Document(&'a Described),
}

#[derive(Clone, Debug)]
struct Revision {
    commit: Commit,
    /// The folder, from the top of the repository.
    folder: PathBuf,
    files: BTreeMap<String, Vec<u8>>,
}

impl Snapshot {
    /// The description that a side names; `spec` is what the working tree is described by.
    ///
    /// The files of a revision are read at once, those on disk when they are compared.
    ///
    /// # Errors
    ///
    /// The revision has no such files, or git refuses.
    pub fn of(side: &Side, spec: &EntryPoint) -> Result<Self, RevisionError> {
        let (place, commit) = match side {
            Side::WorkingTree => (spec, None),
            Side::Path(place) => (place, None),
            Side::Revision(commit, place) => (place, Some(commit)),
        };
        let (folder, start) = match place.reads {
            Reads::Configuration => (
                place.folder.clone(),
                Start::Configuration(place.file.clone()),
            ),
            Reads::Document => (
                place.folder.clone(),
                Start::Document(Lone::new(&place.file), None),
            ),
            Reads::Lock => behind(place, commit)?,
        };
        let Some(commit) = commit else {
            return Ok(Self {
                name: side.name(),
                folder,
                start,
                revision: None,
            });
        };
        let files = commit.files_below(folder.to_str().unwrap_or_default(), describes)?;
        Ok(Self {
            name: side.name(),
            folder: commit.repository().top().join(&folder),
            start,
            revision: Some(Revision {
                commit: commit.clone(),
                folder,
                files,
            }),
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
        let folder = inside(&revision.folder, &config.output)?;
        revision.commit.files_below(&folder, |_| true).ok()
    }

    /// How the code that this bindery generates from the description differs from the committed code;
    /// known for descriptions with a configuration.
    fn regenerated(&self, described: &Described) -> Option<Regenerated> {
        if matches!(self.start, Start::Document(..)) {
            return None;
        }
        let config = &described.config;
        Regenerated::of(&self.emitted(config)?, || {
            let options = Options::of(described, &config.crate_name, config.features, false);
            files::of(described, &options, Lock::default())
        })
    }

    /// Reads the description. What the code would not support is told rather than refused.
    pub(crate) fn describe(&self) -> Result<Described, Findings> {
        self.describe_as(None, Beside::Nothing)
    }

    /// Whether it is a document that no code was generated from yet.
    fn is_alone(&self) -> bool {
        matches!(self.start, Start::Document(_, None))
    }

    /// Reads the description; a document that has no configuration has an id, if one is given.
    fn describe_as(&self, id: Option<&str>, beside: Beside<'_>) -> Result<Described, Findings> {
        let root = match &self.revision {
            None => Root::folder(&self.folder),
            Some(revision) => Root::memory(
                &format!("{}:{}", self.name, revision.folder.display()),
                revision.files.clone(),
            ),
        };
        let settings = match &self.start {
            Start::Configuration(file) => Settings::Configuration(file),
            Start::Document(lone, output) => {
                let mut config = lone.config(id);
                if let Some(output) = output {
                    config.output.clone_from(output);
                }
                if let Beside::Project(project) = beside {
                    config.features = project.features;
                    config.groups = project.groups;
                    config.undescribed = project.undescribed;
                }
                Settings::Lone(Box::new(config))
            }
        };
        let request = Request {
            root,
            settings,
            accept: Accept::All,
        };
        describe(request, |config| match beside {
            Beside::Document(before) => {
                let mut lock = Lock::default();
                before.remember(&mut lock);
                Ok(lock)
            }
            Beside::Nothing | Beside::Project(_) => self.lock(config),
        })
    }

    /// The lock file that belongs to the description.
    fn lock(&self, config: &Config) -> Result<Lock, OutputError> {
        if self.is_alone() {
            return Ok(Lock::default());
        }
        let Some(revision) = &self.revision else {
            return output::read_lock(&self.folder.join(&config.output));
        };
        let Some(folder) = inside(&revision.folder, &config.output) else {
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

/// The document that a lock file remembers, as it was at a commit or as it is on disk: the folder
/// that bounds what is read, and what is read there.
fn behind(place: &EntryPoint, commit: Option<&Commit>) -> Result<(PathBuf, Start), RevisionError> {
    let path = place.folder.join(&place.file);
    let unreadable = |why: String| RevisionError::Unreadable {
        path: path.display().to_string(),
        why,
    };
    let lock = match commit {
        None => output::read_lock(&place.folder),
        Some(commit) => {
            let bytes = commit.file(&commit.repository().top().join(&path))?;
            Lock::parse(&String::from_utf8_lossy(&bytes))
        }
    };
    let lock = lock.map_err(|error| unreadable(error.to_string()))?;
    let found = remembered(&lock).map_err(|found| unreadable(found.to_string()))?;
    let Some(found) = found else {
        let folder = place.folder.display();
        return Err(RevisionError::NoDescription {
            folder: match commit {
                Some(commit) => format!("{}:{folder}", commit.name()),
                None => folder.to_string(),
            },
        });
    };
    let below = |path: &str| match commit {
        Some(_) => inside(&place.folder, path).ok_or_else(|| RevisionError::Outside {
            path: path.to_owned(),
        }),
        None => Ok(relative(Path::new("."), &place.folder.join(path))),
    };
    let document = PathBuf::from(below(&found.document)?);
    let folder = match &found.root {
        Some(root) => PathBuf::from(below(root)?),
        None if commit.is_none() => EntryPoint::document(&document).folder,
        None => document.parent().unwrap_or(Path::new("")).to_path_buf(),
    };
    let file = slashed(document.strip_prefix(&folder).unwrap_or(&document));
    let top = commit.map_or(Path::new(""), |commit| commit.repository().top());
    let [from, to] = [&folder, &place.folder].map(|folder| top.join(folder));
    let lone = Lone {
        file,
        way: relative(&to, &from),
        ..found.lone
    };
    Ok((folder, Start::Document(lone, Some(relative(&from, &to)))))
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
    compare::policy::checked(&after)?;
    let comparison = compare::compare(&Compared::from(&before), &Compared::from(&after));
    Ok(comparison
        .between(old.name(), new.name())
        .with_regenerated(old.regenerated(&before)))
}

/// Reads both sides, at once where neither needs the other.
pub(crate) fn both(
    old: &Snapshot,
    new: &Snapshot,
) -> (Result<Described, Findings>, Result<Described, Findings>) {
    match (old.is_alone(), new.is_alone()) {
        (true, false) => {
            let new = new.describe();
            (in_project(old, &new), new)
        }
        (false, true) => {
            let old = old.describe();
            let new = in_project(new, &old);
            (old, new)
        }
        (false, false) => at_once(old, new),
        (true, true) => {
            let (before, mut now) = at_once(old, new);
            // Two documents are one description, whatever they are called: it keeps its id and its
            // names, as it would with a lock file.
            if let Ok(before) = &before {
                let id = before.inputs().next();
                if let (Some(id), Ok(described)) = (id, &now)
                    && (described.inputs().next() != Some(id) || has_moved(before, described))
                {
                    now = new.describe_as(Some(id), Beside::Document(before));
                }
                if let Ok(now) = &mut now {
                    now.keep_names_of(before);
                }
            }
            (before, now)
        }
    }
}

/// Whether some of the files of a document are elsewhere.
fn has_moved(before: &Described, now: &Described) -> bool {
    let (before, now) = (before.used_ids(), now.used_ids());
    !before.is_subset(&now) && !now.is_subset(&before)
}

fn at_once(
    old: &Snapshot,
    new: &Snapshot,
) -> (Result<Described, Findings>, Result<Described, Findings>) {
    thread::scope(|scope| {
        let old = scope.spawn(|| old.describe());
        let new = new.describe();
        match old.join() {
            Ok(old) => (old, new),
            Err(panic) => std::panic::resume_unwind(panic),
        }
    })
}

/// Reads a document as a project would that it is compared with: under its settings and its names.
fn in_project(
    document: &Snapshot,
    project: &Result<Described, Findings>,
) -> Result<Described, Findings> {
    let Ok(project) = project else {
        return document.describe();
    };
    let mut inputs = project.inputs();
    let id = inputs.next().filter(|_| inputs.next().is_none());
    let mut described = document.describe_as(id, Beside::Project(&project.config))?;
    described.keep_names_of(project);
    Ok(described)
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
