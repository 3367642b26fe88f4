//! Compares the output folder with the description, and the description with an earlier one.

use std::path::Path;

use bindery::revision::{RevisionError, Side};
use bindery::{Comparison, Error, Generator, Snapshot, Verdict};

use super::Outcome;
use super::arguments::Layout;
use super::diff::{self, Failure};
use super::print::Printer;

/// Runs the command.
pub(crate) fn check(
    spec: &Path,
    since: Option<&str>,
    layout: Layout,
    fail_on: Verdict,
    printer: &mut Printer,
) -> Outcome {
    let generator = match Generator::from_config(spec) {
        Ok(generator) => generator,
        Err(findings) => {
            printer.findings(&findings);
            return Outcome::Wrong;
        }
    };
    let earlier = match since.map(|since| snapshot(since, spec)).transpose() {
        Ok(earlier) => earlier,
        // The pull request that brings the description has nothing to compare with.
        Err(RevisionError::Absent { .. }) if since.is_some_and(|since| !since.contains(':')) => {
            None
        }
        Err(error) => return diff::complain(&Failure::Revision(error), printer),
    };
    let review = match generator.review(earlier.as_ref()) {
        Ok(review) => review,
        Err(Error::Findings(findings)) => {
            return diff::complain(&Failure::Findings(findings), printer);
        }
        Err(error) => {
            printer.failure(&error);
            return Outcome::Wrong;
        }
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
        // These have no place for files that differ, which are printed beside them.
        Layout::Html | Layout::Sarif | Layout::Github | Layout::Junit => {
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

fn snapshot(since: &str, spec: &Path) -> Result<Snapshot, RevisionError> {
    Snapshot::of(&Side::parse(since, spec)?, spec)
}
