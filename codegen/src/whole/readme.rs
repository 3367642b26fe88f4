//! The page for newcomers.

use super::manifest::{Facts, printable};

/// The text of the page.
pub(super) fn text(facts: &Facts<'_>) -> String {
    format!(
        "# {}\n\n{}.\n\nWritten by bindery from `{}`.\n",
        facts.package,
        facts.description(),
        printable(facts.source)
    )
}
