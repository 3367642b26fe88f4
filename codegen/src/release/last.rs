//! Finds the last release of a crate: the newest tag, or the revision that was passed.

use std::cmp::Ordering;

use semver::Version;

use super::{Manifest, ReleaseError};
use crate::revision::{Commit, Repository};

/// The release that the next one is compared with.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct LastRelease {
    /// Its version: the last one that is no pre-release, or the last pre-release where there is none.
    pub version: Version,
    /// The highest version that is released, pre-releases among them.
    pub latest: Version,
    /// What was released.
    pub commit: Commit,
    /// The text before the version in the tag: `v`, or `name-v`; None where no tag is known.
    pub tagged: Option<String>,
}

impl LastRelease {
    /// Finds the newest release among the tags of `HEAD` and everything before it.
    ///
    /// Tags are `v1.2.3`, or `name-v1.2.3` with the crate's name; where there are tags with the
    /// name, the others are those of other crates. None when nothing was released.
    ///
    /// # Errors
    ///
    /// Git refuses, or nothing is found in a clone without the whole history.
    pub fn find(repository: &Repository, package: &str) -> Result<Option<Self>, ReleaseError> {
        let tags = repository.commit("HEAD")?.tags()?;
        let named = format!("{package}-v");
        let prefix = if tags.iter().any(|tag| version(tag, &named).is_some()) {
            named
        } else {
            "v".to_owned()
        };
        let mut versions: Vec<(Version, &String)> = tags
            .iter()
            .filter_map(|tag| Some((version(tag, &prefix)?, tag)))
            .collect();
        versions.sort_by(|one, other| one.0.cmp_precedence(&other.0).then(one.1.cmp(other.1)));
        let Some((latest, _)) = versions.last() else {
            return if repository.is_shallow()? {
                Err(ReleaseError::Shallow)
            } else {
                Ok(None)
            };
        };
        let stable = versions.iter().rev().find(|(one, _)| one.pre.is_empty());
        let Some((version, tag)) = stable.or(versions.last()) else {
            return Ok(None);
        };
        // A branch may have the same name; the tag is meant.
        let commit = repository.commit(&format!("refs/tags/{tag}"))?.called(tag);
        Ok(Some(Self {
            version: version.clone(),
            latest: latest.clone(),
            commit,
            tagged: Some(prefix),
        }))
    }

    /// Takes a revision for the last release: its version is that of the tag, or what the manifest
    /// says there.
    ///
    /// # Errors
    ///
    /// No commit has the name, or its manifest cannot be read.
    pub fn at(
        repository: &Repository,
        manifest: &Manifest,
        revision: &str,
    ) -> Result<Self, ReleaseError> {
        let commit = repository.commit(revision)?;
        let tag = revision.strip_prefix("refs/tags/").unwrap_or(revision);
        let named = format!("{}-v", manifest.package());
        let found = [named.as_str(), "v"]
            .into_iter()
            .find_map(|prefix| Some((version(tag, prefix)?, prefix.to_owned())));
        let (released, tagged) = match found {
            Some((version, prefix)) => (version, Some(prefix)),
            None => (manifest.version_at(&commit)?, None),
        };
        let latest = match Self::find(repository, manifest.package()) {
            Ok(Some(last)) if last.latest.cmp_precedence(&released) == Ordering::Greater => {
                last.latest
            }
            _ => released.clone(),
        };
        Ok(Self {
            version: released,
            latest,
            commit,
            tagged,
        })
    }
}

/// The version of a tag with a prefix.
fn version(tag: &str, prefix: &str) -> Option<Version> {
    Version::parse(tag.strip_prefix(prefix)?).ok()
}
