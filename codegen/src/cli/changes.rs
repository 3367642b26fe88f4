//! What changed for integrators since a revision, told from the emitted code.
//!
//! It is cautious: what it cannot tell apart it calls breaking.

use bindery::release::{ApiChanges, Entry, Heading, Verdict};
use bindery::revision::{Commit, describes};
use bindery::{Error, Files, Generator};
use std::path::Path;

use super::release::Failure;

/// Compares what the description emits with what it emitted at a commit.
///
/// # Errors
///
/// The description cannot be read or generated, now or then.
pub(crate) fn since(
    spec: &Path,
    generator: &Generator,
    commit: &Commit,
) -> Result<ApiChanges, Failure> {
    let folder = spec.parent().unwrap_or(Path::new("."));
    let then = commit.files(folder, describes)?;
    let shown = format!("{}:{}", commit.name(), commit.repository().inside(folder)?);
    let then = generator
        .generate_from(&shown, then)
        .map_err(Error::Findings)?;
    let now = generator.generate().map_err(Error::Findings)?;
    Ok(compare(&then, &now))
}

fn compare(then: &Files, now: &Files) -> ApiChanges {
    let is_code = |path: &&String| path.ends_with(".rs");
    let paths: std::collections::BTreeSet<&String> = then.keys().chain(now.keys()).collect();
    let mut changes = ApiChanges::default();
    for path in paths.into_iter().filter(is_code) {
        let (demands, heading, what) = match (then.get(path), now.get(path)) {
            (old, new) if old == new => continue,
            (None, _) => (Verdict::Minor, Heading::Added, "is new"),
            (_, None) => (Verdict::Major, Heading::Breaking, "is gone"),
            (Some(old), Some(new)) => {
                let (old, new) = (code(old), code(new));
                let mut rest = new.iter();
                if old == new {
                    (
                        Verdict::Patch,
                        Heading::Changed,
                        "is documented differently",
                    )
                } else if old.iter().all(|line| rest.any(|other| other == line)) {
                    (Verdict::Minor, Heading::Added, "has more in it")
                } else {
                    (Verdict::Major, Heading::Breaking, "is different")
                }
            }
        };
        changes.verdict = changes.verdict.max(Some(demands));
        changes.entries.push(Entry {
            heading,
            text: format!("`{path}` {what}."),
            demands,
        });
    }
    changes
}

/// The lines that are no documentation.
fn code(text: &str) -> Vec<&str> {
    text.lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with("//"))
        .collect()
}
