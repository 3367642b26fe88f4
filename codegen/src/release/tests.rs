//! Releases of crates in temporary repositories.

mod changelogs;
mod manifests;
mod proposals;
mod versions;

use semver::Version;

fn version(text: &str) -> Version {
    Version::parse(text).unwrap_or_else(|error| panic!("{text}: {error}"))
}
