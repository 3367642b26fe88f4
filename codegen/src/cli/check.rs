//! Compares the output folder with the description, and the description with an earlier one.

use std::path::Path;

use bindery::revision::{EntryPoint, RevisionError, Side};
use bindery::{Comparison, Snapshot, Verdict};

use super::arguments::Layout;
use super::diff::{self, Failure};
use super::print::Printer;
use super::project::Project;
use super::{Outcome, project};

/// Runs the command.
pub(crate) fn check(
    spec: &Path,
    since: Option<&str>,
    layout: Layout,
    fail_on: Verdict,
    printer: &mut Printer,
) -> Outcome {
    let project = match Project::open(spec) {
        Ok(project) => project,
        Err(error) => return project::complain(&error, printer),
    };
    let earlier = match since.map(|since| snapshot(since, spec)).transpose() {
        Ok(earlier) => earlier,
        // The pull request that brings the description has nothing to compare with.
        Err(RevisionError::Absent { .. }) if since.is_some_and(|since| !since.contains(':')) => {
            None
        }
        Err(error) => return diff::complain(&Failure::Revision(error), printer),
    };
    let review = match project.review(earlier.as_ref()) {
        Ok(review) => review,
        Err(error) => return project::complain(&error, printer),
    };
    let absent = |before: &str| match since {
        Some(since) if earlier.is_none() => format!(
            "{before}`{}` has no description to compare with\n",
            since.replace('`', "'")
        ),
        _ => String::new(),
    };
    match layout {
        // Without anything to tell it is silent, as it is in a hook.
        Layout::Text if since.is_none() => {}
        Layout::Text => printer.result(&format!("{}{}", review.render(true), absent(""))),
        Layout::Markdown => printer.result(&format!("{}{}", review.markdown(), absent("\n"))),
        Layout::Json => printer.result(&format!("{}\n", review.json())),
        Layout::Github => {
            let changes = review.comparison();
            let changes = changes.map(|changes| diff::text(changes, layout));
            let stale = review.annotations(&from_here(project.output()));
            printer.result(&format!("{}{stale}", changes.unwrap_or_default()));
            let absent = absent("");
            if !absent.is_empty() {
                printer.remark(absent.trim_end());
            }
        }
        // These have no place for files that differ, which are printed beside them.
        Layout::Html | Layout::Sarif | Layout::Junit => {
            let nothing = Comparison::default();
            printer.result(&diff::text(review.comparison().unwrap_or(&nothing), layout));
            let absent = absent("");
            if !absent.is_empty() {
                printer.remark(absent.trim_end());
            }
        }
    }
    if review.differences().is_empty() {
        return diff::outcome(review.verdict(), fail_on);
    }
    printer.differences(review.differences());
    Outcome::Wrong
}

/// A folder from the working folder, which is the root of the repository in a workflow.
fn from_here(folder: &Path) -> String {
    let here = std::env::current_dir().and_then(std::fs::canonicalize);
    let whole = std::fs::canonicalize(folder);
    let below = match (&whole, &here) {
        (Ok(whole), Ok(here)) => whole.strip_prefix(here).unwrap_or(folder),
        (Err(_), _) | (_, Err(_)) => folder,
    };
    below.display().to_string().replace('\\', "/")
}

fn snapshot(since: &str, spec: &Path) -> Result<Snapshot, RevisionError> {
    let spec = EntryPoint::of(spec);
    Snapshot::of(&Side::parse(since, &spec)?, &spec)
}
