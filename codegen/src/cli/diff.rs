//! Tells what changed from one description to another.

use std::path::Path;

use bindery::revision::{RevisionError, Side};
use bindery::{Comparison, Findings, Snapshot, Verdict};

use super::Outcome;
use super::arguments::Layout;
use super::print::Printer;

/// What was asked for.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Wanted<'a> {
    pub(crate) old: &'a str,
    /// Without it the working tree.
    pub(crate) new: Option<&'a str>,
    pub(crate) layout: Layout,
    /// The verdict from which on the command fails.
    pub(crate) fail_on: Verdict,
}

/// Why nothing was compared.
pub(crate) enum Failure {
    Revision(RevisionError),
    Findings(Findings),
}

impl From<RevisionError> for Failure {
    fn from(error: RevisionError) -> Self {
        Self::Revision(error)
    }
}

impl From<Findings> for Failure {
    fn from(findings: Findings) -> Self {
        Self::Findings(findings)
    }
}

/// Runs the command.
pub(crate) fn diff(spec: &Path, wanted: Wanted<'_>, printer: &mut Printer) -> Outcome {
    match compare(spec, wanted) {
        Ok(comparison) => {
            printer.result(&text(&comparison, wanted.layout));
            outcome(comparison.verdict(), wanted.fail_on)
        }
        Err(failure) => complain(&failure, printer),
    }
}

/// A comparison in a format.
pub(crate) fn text(comparison: &Comparison, layout: Layout) -> String {
    match layout {
        Layout::Text => comparison.render(true),
        Layout::Markdown => comparison.markdown(),
        Layout::Json => format!("{}\n", comparison.json()),
        Layout::Html => comparison.html(),
        Layout::Sarif => comparison.sarif(),
        Layout::Github => comparison.annotations(),
        Layout::Junit => comparison.junit(),
    }
}

fn compare(spec: &Path, wanted: Wanted<'_>) -> Result<Comparison, Failure> {
    let old = Snapshot::of(&Side::parse(wanted.old, spec)?, spec)?;
    let new = match wanted.new {
        Some(new) => Side::parse(new, spec)?,
        None => Side::WorkingTree,
    };
    let new = Snapshot::of(&new, spec)?;
    Ok(bindery::compare(&old, &new)?)
}

/// Whether a verdict is one that was to fail.
pub(crate) fn outcome(verdict: Verdict, fail_on: Verdict) -> Outcome {
    if fail_on != Verdict::None && verdict >= fail_on {
        Outcome::Wrong
    } else {
        Outcome::Done
    }
}

/// Prints why nothing was compared.
pub(crate) fn complain(failure: &Failure, printer: &mut Printer) -> Outcome {
    match failure {
        Failure::Findings(findings) => {
            printer.findings(findings);
            Outcome::Wrong
        }
        Failure::Revision(error) => {
            printer.error(&error.to_string(), error.help().as_deref());
            match error {
                // The command line names what is not there.
                RevisionError::Unknown { .. }
                | RevisionError::Ambiguous { .. }
                | RevisionError::PathAndRevision { .. }
                | RevisionError::NothingThere { .. }
                | RevisionError::NoDescription { .. }
                | RevisionError::Absent { .. }
                | RevisionError::Outside { .. } => Outcome::Usage,
                _ => Outcome::Wrong,
            }
        }
    }
}
