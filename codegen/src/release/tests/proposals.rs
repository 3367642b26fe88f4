//! Which release is proposed, refused and written.

use semver::Version;

use super::super::{
    ApiChanges, Entry, Heading, LastRelease, Manifest, Proposal, ReleaseError, Verdict, propose,
};
use super::version;
use crate::revision::Repository;
use crate::revision::tests::scratch::Scratch;

/// A crate whose releases are tags.
fn tagged(tags: &[&str]) -> Scratch {
    let scratch = Scratch::repository();
    scratch.put(
        "Cargo.toml",
        "[package]\nname = \"example\"\nversion = \"0.1.0\"\n",
    );
    for tag in tags {
        scratch.put("tag", tag);
        scratch.commit(tag);
        scratch.git(&["tag", tag]);
    }
    scratch.put("tag", "none");
    scratch.commit("Last");
    scratch
}

fn change(verdict: Verdict) -> ApiChanges {
    let heading = match verdict {
        Verdict::Patch => Heading::Fixed,
        Verdict::Minor => Heading::Added,
        Verdict::Major => Heading::Breaking,
    };
    let text = format!("A {verdict:?} change.");
    let entries = vec![Entry {
        heading,
        text,
        demands: verdict,
    }];
    ApiChanges {
        verdict: Some(verdict),
        entries,
    }
}

fn last(scratch: &Scratch) -> Result<Option<LastRelease>, ReleaseError> {
    let repository = Repository::around(&scratch.path("")).expect("it is a repository");
    LastRelease::find(&repository, "example")
}

fn release(
    scratch: &Scratch,
    changes: &ApiChanges,
    wanted: Option<&str>,
) -> Result<Option<Proposal>, ReleaseError> {
    let manifest = Manifest::above(&scratch.path(""))?;
    let wanted: Option<Version> = wanted.map(version);
    propose(
        &manifest,
        &std::fs::canonicalize(scratch.path("")).expect("it is there"),
        last(scratch)?.as_ref(),
        changes,
        wanted.as_ref(),
        "2026-01-31",
    )
}

#[track_caller]
fn proposed(scratch: &Scratch, verdict: Verdict) -> String {
    match release(scratch, &change(verdict), None) {
        Ok(Some(proposal)) => proposal.version().to_string(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_last_release_is_the_newest_tag_of_the_crate_on_this_branch() {
    let scratch = tagged(&[
        "v0.1.0",
        "v0.2.0",
        "v0.10.0",
        "other-v3.0.0",
        "v1",
        "vx.y.z",
    ]);
    scratch.git(&["checkout", "--quiet", "-b", "elsewhere"]);
    scratch.put("tag", "elsewhere");
    scratch.commit("Elsewhere");
    scratch.git(&["tag", "v5.0.0"]);
    scratch.git(&["checkout", "--quiet", "main"]);
    let found = last(&scratch).expect("read").expect("found");
    assert_eq!(found.version, version("0.10.0"));
    assert_eq!(found.commit.name(), "v0.10.0");
    assert_eq!(
        found.commit.file(&scratch.path("tag")).as_deref(),
        Ok(&b"v0.10.0"[..])
    );

    let named = tagged(&["v7.0.0", "example-v0.3.0"]);
    let found = last(&named).expect("read").expect("found");
    assert_eq!(found.version, version("0.3.0"));
    assert_eq!(found.tagged.as_deref(), Some("example-v"));
    assert!(last(&tagged(&[])).expect("read").is_none());
}

#[test]
fn a_revision_without_a_tag_has_the_version_of_its_manifest() {
    let scratch = tagged(&["v0.1.0"]);
    scratch.put(
        "Cargo.toml",
        "[package]\nname = \"example\"\nversion = \"0.4.0\"\n",
    );
    scratch.commit("Raise");
    scratch.put(
        "Cargo.toml",
        "[package]\nname = \"example\"\nversion = \"0.5.0\"\n",
    );
    let repository = Repository::around(&scratch.path("")).expect("it is a repository");
    let manifest = Manifest::above(&scratch.path("")).expect("it is read");
    let at = |revision: &str| LastRelease::at(&repository, &manifest, revision);
    assert_eq!(at("HEAD").expect("read").version, version("0.4.0"));
    assert_eq!(at("v0.1.0").expect("read").version, version("0.1.0"));
    assert_eq!(
        at("refs/tags/v0.1.0").expect("read").version,
        version("0.1.0")
    );
    assert!(matches!(at("nowhere"), Err(ReleaseError::Revision(_))));
}

#[test]
fn the_manifest_is_followed_where_it_is_high_enough() {
    let scratch = tagged(&["v0.1.0"]);
    assert_eq!(proposed(&scratch, Verdict::Patch), "0.1.1");
    assert_eq!(proposed(&scratch, Verdict::Minor), "0.1.1");
    assert_eq!(proposed(&scratch, Verdict::Major), "0.2.0");
    for (given, verdict, expected) in [
        ("0.1.5", Verdict::Minor, "0.1.5"),
        ("0.1.5", Verdict::Major, "0.2.0"),
        ("0.3.0", Verdict::Major, "0.3.0"),
        ("0.0.9", Verdict::Patch, "0.1.1"),
        ("1.0.0-rc.1", Verdict::Major, "1.0.0-rc.1"),
    ] {
        scratch.put(
            "Cargo.toml",
            &format!("[package]\nname = \"example\"\nversion = \"{given}\"\n"),
        );
        assert_eq!(proposed(&scratch, verdict), expected, "{given}");
    }
}

#[test]
fn a_series_of_pre_releases_goes_on_as_long_as_it_is_high_enough() {
    let scratch = tagged(&["v1.2.0", "v1.3.0-rc.1"]);
    assert_eq!(proposed(&scratch, Verdict::Minor), "1.3.0-rc.2");
    assert_eq!(proposed(&scratch, Verdict::Major), "2.0.0-rc.1");
    for (wanted, verdict, allowed) in [
        ("1.3.0", Verdict::Minor, true),
        ("1.3.0", Verdict::Major, false),
        ("2.0.0-alpha", Verdict::Major, true),
        ("1.3.0-beta", Verdict::Minor, false),
        ("1.3.0-rc.1+build", Verdict::Minor, false),
    ] {
        let result = release(&scratch, &change(verdict), Some(wanted));
        assert_eq!(result.is_ok(), allowed, "{wanted}: {result:?}");
    }
    let first = tagged(&["v1.0.0-alpha.1", "v1.0.0-alpha.2"]);
    assert_eq!(proposed(&first, Verdict::Major), "1.0.0-alpha.3");
    assert!(release(&first, &change(Verdict::Major), Some("1.0.0")).is_ok());
}

#[test]
fn a_version_that_promises_too_much_is_refused_with_what_breaks_it() {
    let scratch = tagged(&["v1.0.0"]);
    let refused = |changes: &ApiChanges, wanted: &str| {
        let error = release(&scratch, changes, Some(wanted)).expect_err(wanted);
        error.to_string()
    };
    let mut both = change(Verdict::Major);
    both.entries.extend(change(Verdict::Minor).entries);
    assert_eq!(
        refused(&both, "1.1.0"),
        "version 1.1.0 is too low: what changed since `v1.0.0` demands 2.0.0\n  - breaking: A Major change."
    );
    assert_eq!(
        refused(&both, "1.0.1"),
        "version 1.0.1 is too low: what changed since `v1.0.0` demands 2.0.0\n  - breaking: A Major change.\n  - added: A Minor change."
    );
    assert_eq!(refused(&both, "1.0.0"), "version 1.0.0 is released already");
    assert_eq!(
        refused(&ApiChanges::default(), "0.9.0"),
        "version 0.9.0 is below 1.0.0, which is released already"
    );
    assert!(release(&scratch, &both, Some("2.0.0")).is_ok());
    // Nothing changed, and somebody wants a release all the same.
    assert!(release(&scratch, &ApiChanges::default(), Some("1.0.1")).is_ok());
    assert!(matches!(
        release(&scratch, &ApiChanges::default(), None),
        Ok(None)
    ));
}

#[test]
fn the_first_release_is_the_manifests() {
    let scratch = tagged(&[]);
    scratch.put("CHANGELOG.md", "# Log\n\n## Unreleased\n\n- All.\n");
    let proposal = release(&scratch, &ApiChanges::default(), None);
    let proposal = proposal.expect("good").expect("it is the first");
    assert_eq!(proposal.version(), &version("0.1.0"));
    proposal.write().expect("it can be written");
    let text = std::fs::read_to_string(scratch.path("CHANGELOG.md")).expect("it is there");
    assert_eq!(
        text,
        "# Log\n\n## Unreleased\n\n## 0.1.0 - 2026-01-31\n\n- All.\n"
    );
    let again = release(&scratch, &ApiChanges::default(), None);
    assert!(again.expect("good").expect("the same").files().is_empty());
}

#[test]
fn a_changelog_that_cannot_be_used_stops_everything() {
    let scratch = tagged(&["v0.1.0"]);
    let complaint = || {
        let error = release(&scratch, &change(Verdict::Minor), None).expect_err("refused");
        error.to_string()
    };
    std::fs::write(scratch.path("CHANGELOG.md"), b"\xff\xfe").expect("written");
    assert!(complaint().ends_with("CHANGELOG.md` cannot be used: it is not UTF-8"));
    std::fs::remove_file(scratch.path("CHANGELOG.md")).expect("it is there");
    std::fs::create_dir(scratch.path("CHANGELOG.md")).expect("made");
    assert!(complaint().ends_with("CHANGELOG.md` cannot be used: it is not a plain file"));
}

#[cfg(unix)]
#[test]
fn a_link_is_followed_inside_the_repository_only() {
    use std::os::unix::fs::symlink;
    let scratch = tagged(&["v0.1.0"]);
    scratch.put("docs/changes.md", "# Log\n");
    symlink("docs/changes.md", scratch.path("CHANGELOG.md")).expect("links can be made");
    let proposal = release(&scratch, &change(Verdict::Minor), None).expect("good");
    proposal
        .expect("something changed")
        .write()
        .expect("written");
    assert!(scratch.path("CHANGELOG.md").is_symlink());
    let text = std::fs::read_to_string(scratch.path("docs/changes.md")).expect("it is there");
    assert!(text.contains("## 0.1.1 - 2026-01-31"), "{text}");

    let outside = Scratch::folder();
    outside.put("log.md", "# Log\n");
    std::fs::remove_file(scratch.path("CHANGELOG.md")).expect("it is there");
    symlink(outside.path("log.md"), scratch.path("CHANGELOG.md")).expect("links can be made");
    assert!(matches!(
        release(&scratch, &change(Verdict::Minor), None),
        Err(ReleaseError::Outside { .. })
    ));
}
