//! Cargo's rules of versions: what a change requires, and whether a version follows them.
//!
//! Below 1.0.0 the first number that is not zero has the meaning of a later major number: with
//! 0.1.x a break requires 0.2.0 and an addition 0.1.(x+1); with 0.0.x every release is a break. A
//! pre-release guarantees nothing to the next one, but is compared with the release before it.

use std::cmp::Ordering;

use semver::{BuildMetadata, Prerelease, Version};

use super::{LastRelease, Verdict};

/// The lowest version that may follow a released one.
pub fn next(released: &Version, verdict: Verdict) -> Version {
    if !released.pre.is_empty() {
        return Version {
            pre: after(&released.pre),
            build: BuildMetadata::EMPTY,
            ..released.clone()
        };
    }
    let up = |number: u64| number.saturating_add(1);
    match (released.major, released.minor, verdict) {
        (0, 0, _) => Version::new(0, 0, up(released.patch)),
        (0, minor, Verdict::Major) => Version::new(0, up(minor), 0),
        (0, minor, _) => Version::new(0, minor, up(released.patch)),
        (major, _, Verdict::Major) => Version::new(up(major), 0, 0),
        (major, minor, Verdict::Minor) => Version::new(major, up(minor), 0),
        (major, minor, Verdict::Patch) => Version::new(major, minor, up(released.patch)),
    }
}

/// The version to propose after a release.
///
/// `given` is what the manifest has now: a version that was raised already stays, unless it is too
/// low.
pub(super) fn proposed(last: &LastRelease, verdict: Verdict, given: &Version) -> Version {
    let lowest = next(&last.version, verdict);
    if suits(last, verdict, given) {
        return given.clone();
    }
    if last.latest.pre.is_empty() {
        return lowest;
    }
    // The series of pre-releases goes on, or starts again for a higher release.
    if core(&last.latest).cmp_precedence(&core(&lowest)) == Ordering::Less {
        Version {
            pre: first(&last.latest.pre),
            ..lowest
        }
    } else {
        next(&last.latest, verdict)
    }
}

/// Whether a version is above all that was released and as high as the verdict demands.
pub(super) fn suits(last: &LastRelease, verdict: Verdict, version: &Version) -> bool {
    is_above(last, version) && is_high_enough(last, verdict, version)
}

/// Whether nothing of this version or a higher one was released.
pub(super) fn is_above(last: &LastRelease, version: &Version) -> bool {
    version.cmp_precedence(&last.latest) == Ordering::Greater
}

/// Whether a version is as high as the verdict demands; a pre-release as high as what it announces.
pub(super) fn is_high_enough(last: &LastRelease, verdict: Verdict, version: &Version) -> bool {
    let lowest = next(&last.version, verdict);
    let promised = if last.version.pre.is_empty() {
        core(version)
    } else {
        version.clone()
    };
    promised.cmp_precedence(&lowest) != Ordering::Less
}

/// The highest verdict that a version allows.
pub(super) fn allows(last: &LastRelease, version: &Version) -> Option<Verdict> {
    [Verdict::Major, Verdict::Minor, Verdict::Patch]
        .into_iter()
        .find(|verdict| is_high_enough(last, *verdict, version))
}

/// The release that a pre-release announces.
fn core(version: &Version) -> Version {
    Version::new(version.major, version.minor, version.patch)
}

/// The next of a series: the last number and one, or the first where there is none.
fn after(series: &Prerelease) -> Prerelease {
    let (head, last) = series.rsplit_once('.').unwrap_or(("", series.as_str()));
    let number = last
        .parse::<u64>()
        .ok()
        .and_then(|number| number.checked_add(1));
    let text = match (head, number) {
        ("", Some(number)) => number.to_string(),
        (head, Some(number)) => format!("{head}.{number}"),
        (_, None) => format!("{series}.1"),
    };
    Prerelease::new(&text).unwrap_or_else(|_| series.clone())
}

/// The first of a series: its last number becomes 1.
fn first(series: &Prerelease) -> Prerelease {
    let (head, last) = series.rsplit_once('.').unwrap_or(("", series.as_str()));
    let text = match (head, last.parse::<u64>().is_ok()) {
        ("", true) => "1".to_owned(),
        (head, true) => format!("{head}.1"),
        (_, false) => series.to_string(),
    };
    Prerelease::new(&text).unwrap_or_else(|_| series.clone())
}
