//! The URLs at the end of a changelog that show the changes of a release.
//!
//! They are updated if there are some; none is invented.

use semver::Version;

use super::changelog::Section;

/// Takes the definitions from the end of a changelog.
pub(super) fn take<'l>(lines: &mut Vec<&'l str>) -> Vec<&'l str> {
    let is_link = |line: &str| definition(line).is_some();
    let kept = lines
        .iter()
        .rposition(|line| !line.trim().is_empty() && !is_link(line))
        .map_or(0, |last| last + 1);
    let taken = lines.split_off(kept);
    taken
        .into_iter()
        .filter(|line| !line.trim().is_empty())
        .collect()
}

/// The definitions with the release among them.
///
/// `pending` is the version that the section had in an earlier run.
pub(super) fn updated(links: &[&str], new: &Section<'_>, pending: Option<&Version>) -> Vec<String> {
    let tag = format!("{}{}", new.tagged, new.version);
    let before = new.latest.and_then(|(_, tag)| tag);
    let own = new.version.to_string();
    let old = pending.map(ToString::to_string);
    let mut lines = Vec::new();
    for line in links {
        let Some((name, address)) = definition(line) else {
            continue;
        };
        let base = address
            .rsplit_once("...HEAD")
            .filter(|(_, rest)| rest.is_empty())
            .and_then(|(range, _)| range.rfind("compare/"))
            .map(|at| &address[..at + "compare/".len()]);
        match (base, before) {
            (Some(base), Some(before)) if name.eq_ignore_ascii_case("unreleased") => {
                lines.push(format!("[{name}]: {base}{tag}...HEAD"));
                lines.push(format!("[{own}]: {base}{before}...{tag}"));
            }
            _ if before.is_some() && (name == own || old.as_deref() == Some(name)) => {
                // Said again above, unless nothing is said there.
                let compared = links.iter().any(|other| {
                    definition(other).is_some_and(|(name, address)| {
                        name.eq_ignore_ascii_case("unreleased") && address.ends_with("...HEAD")
                    })
                });
                if !compared {
                    lines.push((*line).to_owned());
                }
            }
            _ => lines.push((*line).to_owned()),
        }
    }
    lines
}

/// Name and address of a line `[name]: address`.
fn definition(line: &str) -> Option<(&str, &str)> {
    let (name, address) = line.strip_prefix('[')?.split_once("]:")?;
    let address = address.trim();
    (!address.is_empty() && !address.contains(char::is_whitespace)).then_some((name, address))
}
