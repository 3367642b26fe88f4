//! What a side of a comparison names.

use std::path::Path;

use super::super::{EntryPoint, Reads, Side};
use super::scratch::Scratch;
use super::{error, two_commits};

fn parse(scratch: &Scratch, text: &str) -> Result<Side, super::RevisionError> {
    Side::parse(text, &EntryPoint::of(&scratch.path("spec/bindery.yaml")))
}

#[track_caller]
fn path(scratch: &Scratch, text: &str) -> (String, Reads) {
    match parse(scratch, &scratch.path(text).display().to_string()) {
        Ok(Side::Path(place)) => {
            let file = place.folder.join(place.file);
            let file = file.strip_prefix(scratch.path("")).expect("below it");
            (file.display().to_string(), place.reads)
        }
        other => panic!("{text}: {other:?}"),
    }
}

#[track_caller]
fn revision(scratch: &Scratch, text: &str) -> (String, String, Reads) {
    match parse(scratch, text) {
        Ok(Side::Revision(commit, place)) => (
            commit.name().to_owned(),
            place.folder.join(place.file).display().to_string(),
            place.reads,
        ),
        other => panic!("{text}: {other:?}"),
    }
}

#[test]
fn a_path_that_exists_is_a_path() {
    let scratch = two_commits();
    scratch.put("api.json", "{}");
    scratch.put("other/bindery.yaml", "edition: 1\n");
    let configured = |file: &str| (file.to_owned(), Reads::Configuration);
    assert_eq!(
        path(&scratch, "spec/bindery.yaml"),
        configured("spec/bindery.yaml")
    );
    assert_eq!(path(&scratch, "spec"), configured("spec/bindery.yaml"));
    assert_eq!(path(&scratch, ""), configured("spec/bindery.yaml"));
    assert_eq!(path(&scratch, "other"), configured("other/bindery.yaml"));
    assert_eq!(
        path(&scratch, "api.json"),
        ("api.json".to_owned(), Reads::Document)
    );
    // Without a repository too.
    let plain = Scratch::folder();
    plain.put("spec/bindery.yaml", "edition: 1\n");
    assert_eq!(path(&plain, "spec"), configured("spec/bindery.yaml"));
}

#[test]
fn anything_else_is_a_revision_and_perhaps_a_place_in_it() {
    let scratch = two_commits();
    scratch.put("old/spec/bindery.yaml", "edition: 1\n");
    scratch.put("old/api.yaml", "openapi: 3.1.0\n");
    scratch.commit("Third");
    let expected = |name: &str, file: &str, reads| (name.to_owned(), file.to_owned(), reads);
    let configured = Reads::Configuration;
    assert_eq!(
        revision(&scratch, "v1"),
        expected("v1", "spec/bindery.yaml", configured)
    );
    assert_eq!(
        revision(&scratch, "HEAD^{/First}:spec"),
        expected("HEAD^{/First}", "spec/bindery.yaml", configured)
    );
    assert_eq!(
        revision(&scratch, "main:old"),
        expected("main", "old/spec/bindery.yaml", configured)
    );
    assert_eq!(
        revision(&scratch, "main:old/api.yaml"),
        expected("main", "old/api.yaml", Reads::Document)
    );
    assert_eq!(
        revision(&scratch, "main:"),
        expected("main", "spec/bindery.yaml", configured)
    );
    let of = |text: &str| error(parse(&scratch, text)).0;
    assert_eq!(of("v1:old"), "there is no `old` in `v1`");
    assert_eq!(of("v1:../x"), "`../x` is outside of the repository");
    assert_eq!(of("v1:spec/sub"), "`v1:spec/sub` holds no description");
    assert_eq!(of("v2:spec"), "no commit is named `v2`");
    assert_eq!(of(":spec"), "no commit is named `:spec`");
    assert_eq!(of("--help"), "no commit is named `--help`");
    let empty = scratch.path("spec/sub").display().to_string();
    assert_eq!(of(&empty), format!("`{empty}` holds no description"));
}

#[test]
fn a_description_that_was_elsewhere_is_named_with_its_place() {
    let scratch = Scratch::repository();
    scratch.put("api/bindery.yaml", "edition: 1\n");
    scratch.commit("First");
    scratch.put("spec/bindery.yaml", "edition: 1\n");
    let (message, help) = error(parse(&scratch, "HEAD"));
    assert_eq!(message, "there is no `spec/bindery.yaml` in `HEAD`");
    assert!(help.contains("`HEAD:PATH`"), "{help}");
    assert_eq!(revision(&scratch, "HEAD:api").1, "api/bindery.yaml");
}

#[test]
fn a_path_and_a_revision_of_one_name_are_told_apart_by_how_they_are_written() {
    let scratch = two_commits();
    // Tests share one current folder; this name of a file is there whatever it is.
    let here = "Cargo.toml";
    assert!(Path::new(here).is_file());
    scratch.git(&["branch", here]);
    assert_eq!(
        error(parse(&scratch, here)),
        (
            "`Cargo.toml` is a path and a revision".to_owned(),
            "write `./Cargo.toml` for the path, `refs/heads/Cargo.toml` or `refs/tags/Cargo.toml` for the revision".to_owned()
        )
    );
    assert!(matches!(parse(&scratch, "./Cargo.toml"), Ok(Side::Path(_))));
    assert_eq!(
        revision(&scratch, "refs/heads/Cargo.toml").0,
        "refs/heads/Cargo.toml"
    );
}
