//! Revisions of real repositories, made in temporary folders.

mod clones;
pub(crate) mod scratch;
mod sides;

use std::fs;
use std::path::Path;

use super::{Repository, RevisionError, describes, head_files};
use scratch::Scratch;

/// A repository with two commits: `v1` and what follows it.
fn two_commits() -> Scratch {
    let scratch = Scratch::repository();
    scratch.put("spec/bindery.yaml", "edition: 1\n");
    scratch.put("spec/sub/é.yaml", "a: 1\n");
    scratch.put("spec/notes.md", "no description");
    scratch.commit("First");
    scratch.git(&["tag", "v1"]);
    scratch.put("spec/bindery.yaml", "edition: 2\n");
    scratch.put("spec/empty.json", "");
    scratch.commit("Second");
    scratch
}

fn error<T: std::fmt::Debug>(result: Result<T, RevisionError>) -> (String, String) {
    let error = result.expect_err("it cannot be read");
    (error.to_string(), error.help().unwrap_or_default())
}

#[test]
fn a_folder_is_read_as_it_was() {
    let scratch = two_commits();
    scratch.put("spec/bindery.yaml", "edition: 3\n");
    scratch.put("spec/new.yaml", "b: 1\n");
    let spec = scratch.path("spec");
    let repository = Repository::around(&spec).expect("it is a repository");
    let files = |revision: &str| {
        let commit = repository.commit(revision).expect("it exists");
        let files = commit.files(&spec, describes).expect("it has the folder");
        files
            .into_iter()
            .map(|(path, bytes)| (path, String::from_utf8(bytes).expect("text")))
            .collect::<Vec<_>>()
    };
    let pair = |path: &str, text: &str| (path.to_owned(), text.to_owned());
    let first = [
        pair("bindery.yaml", "edition: 1\n"),
        pair("sub/é.yaml", "a: 1\n"),
    ];
    let second = [
        pair("bindery.yaml", "edition: 2\n"),
        pair("empty.json", ""),
        pair("sub/é.yaml", "a: 1\n"),
    ];
    for revision in ["v1", "HEAD~1", "refs/tags/v1", "HEAD^{/First}"] {
        assert_eq!(files(revision), first, "{revision}");
    }
    for revision in ["HEAD", "main", "@"] {
        assert_eq!(files(revision), second, "{revision}");
    }
    // A folder that is gone from the disk is still in the commit.
    fs::remove_dir_all(&spec).expect("it can be removed");
    let again = Repository::around(&scratch.path("")).expect("it is a repository");
    let commit = again.commit("v1").expect("it exists");
    assert_eq!(commit.files(&spec, describes).expect("read").len(), 2);
    assert_eq!(
        commit.file(&spec.join("notes.md")).as_deref(),
        Ok(&b"no description"[..])
    );
}

#[test]
fn what_is_no_commit_is_named_with_what_was_meant() {
    let scratch = two_commits();
    scratch.git(&["branch", "feature/labels"]);
    let repository = Repository::around(&scratch.path("spec")).expect("it is a repository");
    let of = |revision: &str| error(repository.commit(revision));
    assert_eq!(
        of("mian"),
        (
            "no commit is named `mian`".to_owned(),
            "did you mean `main`?".to_owned()
        )
    );
    assert_eq!(of("feature/label").1, "did you mean `feature/labels`?");
    assert_eq!(
        of("origin/next").1,
        "`git fetch origin next` brings it, if it is there"
    );
    // Nothing here is an option, a range or a command.
    for revision in [
        "--upload-pack=touch pwned",
        "-h",
        "--all",
        "v1..HEAD",
        "^HEAD",
        "HEAD\nv1",
        "a\0b",
        "",
        "HEAD:spec/bindery.yaml",
        "0000000000000000000000000000000000000000",
        "$(touch pwned)",
    ] {
        let (message, _) = of(revision);
        assert!(
            message.starts_with("no commit is named `"),
            "{revision}: {message}"
        );
    }
    assert!(!scratch.path("pwned").exists());

    scratch.git(&["branch", "v1"]);
    assert_eq!(
        of("v1"),
        (
            "`v1` is the name of more than one thing in the repository".to_owned(),
            "write `refs/heads/v1` or `refs/tags/v1`".to_owned()
        )
    );
    assert!(repository.commit("refs/tags/v1").is_ok());
}

#[test]
fn a_folder_without_history_says_why() {
    let plain = Scratch::folder();
    plain.put("spec/a.yaml", "a: 1\n");
    let spec = plain.path("spec");
    assert!(
        error(Repository::around(&spec))
            .0
            .ends_with("` is in no git repository")
    );
    assert!(
        error(Repository::around(&plain.path("absent")))
            .0
            .ends_with(": there is no such folder")
    );

    plain.init();
    let repository = Repository::around(&spec).expect("it is a repository");
    assert_eq!(
        error(repository.commit("HEAD")).0,
        "the repository has no commit yet"
    );
    assert_eq!(head_files(&spec), None);

    let scratch = two_commits();
    scratch.put(".gitignore", "ignored/\n");
    scratch.put("ignored/a.yaml", "a: 1\n");
    scratch.commit("Ignore");
    let ignored = scratch.path("ignored");
    let head = Repository::around(&ignored).and_then(|found| found.commit("HEAD"));
    let head = head.expect("it is a repository");
    assert_eq!(
        error(head.files(&ignored, describes)),
        (
            "there is no `ignored` in `HEAD`".to_owned(),
            "it is not committed there; `HEAD:PATH` names another place in that revision"
                .to_owned()
        )
    );
    assert_eq!(head_files(&ignored), None);
    assert!(
        error(head.files(Path::new("/"), describes))
            .0
            .ends_with("` is outside of the repository")
    );
    assert_eq!(
        error(head.file(&scratch.path("spec"))).0,
        "there is no `spec` in `HEAD`"
    );

    let git = scratch.path(".git");
    assert!(
        error(Repository::around(&git))
            .0
            .ends_with("without a work tree")
    );
}

#[test]
fn the_committed_description_is_the_last_commits() {
    let scratch = two_commits();
    scratch.put("spec/bindery.yaml", "edition: 3\n");
    let files = head_files(&scratch.path("spec")).expect("it is committed");
    assert_eq!(files["bindery.yaml"], b"edition: 2\n");
    assert_eq!(files.len(), 3);
}

#[cfg(unix)]
#[test]
fn links_are_not_followed() {
    use std::os::unix::fs::symlink;
    let scratch = two_commits();
    symlink("bindery.yaml", scratch.path("spec/link.yaml")).expect("links can be made");
    symlink("spec", scratch.path("linked")).expect("links can be made");
    scratch.commit("Link");
    let head = Repository::around(&scratch.path("")).and_then(|found| found.commit("HEAD"));
    let head = head.expect("it is a repository");
    let files = head.files_below("spec", describes).expect("it is a folder");
    assert!(!files.contains_key("link.yaml"), "{files:?}");
    assert_eq!(
        error(head.files_below("linked", describes)).0,
        "`linked` is a link in `HEAD`"
    );
    // On disk the link leads to what is committed under its own name.
    assert_eq!(
        head.files(&scratch.path("linked"), describes)
            .map(|files| files.len()),
        Ok(3)
    );
}

#[test]
fn a_pointer_of_large_file_storage_is_not_taken_for_the_file() {
    let scratch = two_commits();
    scratch.put(
        "spec/large.json",
        "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 9\n",
    );
    scratch.commit("Store it elsewhere");
    let head = Repository::around(&scratch.path("")).and_then(|found| found.commit("HEAD"));
    let head = head.expect("it is a repository");
    assert_eq!(
        error(head.files_below("spec", describes)).0,
        "`spec/large.json` in `HEAD` is a pointer of Git LFS, not the file"
    );
}

#[test]
fn a_folder_of_too_many_files_is_refused_by_name() {
    let scratch = two_commits();
    scratch.commit_many("many", 10_001);
    let head = Repository::around(&scratch.path("")).and_then(|found| found.commit("HEAD"));
    let head = head.expect("it is a repository");
    assert_eq!(
        error(head.files_below("many", describes)).0,
        "`many` holds more than 10000 YAML and JSON files in `HEAD`"
    );
    assert_eq!(
        head.files_below("many", |path| path.len() < 7)
            .map(|files| files.len()),
        Ok(10)
    );
}
