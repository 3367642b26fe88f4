//! Proposes a release, and writes it when it is asked to.

use std::path::Path;

use bindery::package::PackageError;
use bindery::release::{
    ApiChanges, LastRelease, Manifest, Proposal, ReleaseError, Verdict, Version, propose, today,
};
use bindery::revision::{Repository, RevisionError};
use bindery::{Difference, Error};

use super::print::Printer;
use super::project::Project;
use super::{Outcome, changes, project};

/// What was asked for.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Wanted<'a> {
    pub(crate) write: bool,
    pub(crate) version: Option<&'a Version>,
    pub(crate) since: Option<&'a str>,
}

/// Why there is no release.
#[derive(Debug)]
pub(crate) enum Failure {
    Release(ReleaseError),
    Generation(PackageError),
}

impl From<ReleaseError> for Failure {
    fn from(error: ReleaseError) -> Self {
        Self::Release(error)
    }
}

impl From<RevisionError> for Failure {
    fn from(error: RevisionError) -> Self {
        Self::Release(error.into())
    }
}

impl From<PackageError> for Failure {
    fn from(error: PackageError) -> Self {
        Self::Generation(error)
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self::Generation(error.into())
    }
}

/// Runs the command.
pub(crate) fn release(spec: &Path, wanted: Wanted<'_>, printer: &mut Printer) -> Outcome {
    match prepare(spec, wanted) {
        Ok(Prepared {
            proposal: None,
            last,
            ..
        }) => {
            let since = last.map_or(String::new(), |last| {
                format!(" since {}", last.commit.name())
            });
            printer.note(&format!(
                "nothing to release: the API has not changed{since}"
            ));
            Outcome::Done
        }
        Ok(prepared) => finish(&prepared, wanted.write, printer),
        Err(failure) => complain(&failure, printer),
    }
}

/// A release that was found good.
struct Prepared {
    manifest: Manifest,
    last: Option<LastRelease>,
    changes: ApiChanges,
    proposal: Option<Proposal>,
}

fn prepare(spec: &Path, wanted: Wanted<'_>) -> Result<Prepared, Failure> {
    let project = Project::open(spec)?;
    let stale = project.check()?;
    if !stale.is_empty() {
        return Err(Error::Stale(stale).into());
    }
    let manifest = Manifest::above(project.output())?;
    let repository = Repository::around(manifest.folder())?;
    let last = match wanted.since {
        Some(revision) => Some(LastRelease::at(&repository, &manifest, revision)?),
        None => LastRelease::find(&repository, manifest.package())?,
    };
    let changes = match &last {
        Some(last) => changes::since(spec, last.commit.name())?,
        None => ApiChanges::default(),
    };
    let proposal = propose(
        &manifest,
        repository.top(),
        last.as_ref(),
        &changes,
        wanted.version,
        &today(),
    )?;
    Ok(Prepared {
        manifest,
        last,
        changes,
        proposal,
    })
}

fn finish(prepared: &Prepared, write: bool, printer: &mut Printer) -> Outcome {
    let Some(proposal) = &prepared.proposal else {
        return Outcome::Done;
    };
    let package = prepared.manifest.package();
    let version = proposal.version();
    let why = match (&prepared.last, prepared.changes.verdict) {
        (None, _) => "the first release: no tag `v1.2.3` is found".to_owned(),
        (Some(last), verdict) => {
            let what = match verdict {
                Some(Verdict::Major) => "breaking changes",
                Some(Verdict::Minor) => "additions",
                Some(Verdict::Patch) => "nothing that a caller notices changed",
                None => "no change",
            };
            format!("{what} since {}", last.commit.name())
        }
    };
    printer.note(&format!("{package} {version}: {why}\n"));
    printer.note(proposal.section());
    let files = if write {
        match proposal.write() {
            Ok(files) => files,
            Err(error) => return complain(&error.into(), printer),
        }
    } else {
        proposal.files()
    };
    for file in &files {
        let done = match (write, file.created) {
            (true, true) => "created",
            (true, false) => "updated",
            (false, true) => "would create",
            (false, false) => "would update",
        };
        printer.note(&format!("{done} {}", file.path));
    }
    printer.note(match (write, files.is_empty()) {
        (_, true) => "everything is written already",
        (true, false) => "next: `cargo update --workspace`, commit, tag, publish",
        (false, false) => "nothing was written; `bindery release --write` writes it",
    });
    Outcome::Done
}

fn complain(failure: &Failure, printer: &mut Printer) -> Outcome {
    match failure {
        Failure::Generation(PackageError::Generation(Error::Stale(differences))) => {
            let files: Vec<_> = differences.iter().map(Difference::path).collect();
            printer.error(
                &format!(
                    "what would be released is not what the description generates: `{}`",
                    files.join("`, `")
                ),
                Some("`bindery check` shows how they differ and what fixes them"),
            );
            Outcome::Wrong
        }
        Failure::Generation(error) => project::complain(error, printer),
        Failure::Release(error) => {
            printer.error(&error.to_string(), error.help().as_deref());
            match error {
                ReleaseError::Revision(
                    RevisionError::Unknown { .. } | RevisionError::Ambiguous { .. },
                ) => Outcome::Usage,
                _ => Outcome::Wrong,
            }
        }
    }
}
