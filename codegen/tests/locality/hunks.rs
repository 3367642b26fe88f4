//! What differs between two runs, as git would show it.

use std::collections::BTreeMap;

use bindery::Files;
use similar::TextDiff;

/// The files that differ, or are in one of the two only, each with its hunks.
pub(crate) fn touched(before: &Files, after: &Files) -> BTreeMap<String, Vec<String>> {
    let none = String::new();
    before
        .keys()
        .chain(after.keys())
        .filter(|path| before.get(*path) != after.get(*path))
        .map(|path| {
            let one = before.get(path).unwrap_or(&none);
            let other = after.get(path).unwrap_or(&none);
            let diff = TextDiff::from_lines(one, other);
            let hunks = diff
                .unified_diff()
                .context_radius(3)
                .iter_hunks()
                .map(|hunk| hunk.to_string())
                .collect();
            (path.clone(), hunks)
        })
        .collect()
}
