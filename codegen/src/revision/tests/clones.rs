//! Clones that hold less than everything, work trees beside the first, submodules.

use super::super::{Repository, describes};
use super::scratch::{Scratch, run};
use super::{error, two_commits};

fn clone(from: &Scratch, options: &[&str]) -> Scratch {
    let clone = Scratch::folder();
    let address = format!("file://{}", from.path("").display());
    let mut arguments = vec!["clone", "--quiet"];
    arguments.extend(options);
    arguments.extend([address.as_str(), "clone"]);
    run(&clone.path(""), &arguments);
    clone
}

#[test]
fn a_shallow_clone_says_what_brings_the_rest() {
    let shallow = clone(&two_commits(), &["--depth=1", "--no-tags"]);
    let repository = Repository::around(&shallow.path("clone/spec")).expect("it is a repository");
    assert_eq!(repository.is_shallow(), Ok(true));
    let (message, help) = error(repository.commit("HEAD~1"));
    assert_eq!(message, "no commit is named `HEAD~1`");
    assert!(help.contains("git fetch --unshallow --tags"), "{help}");
    assert!(help.contains("fetch-depth: 0"), "{help}");
    assert!(repository.commit("origin/main").is_ok());
}

#[test]
fn a_partial_clone_is_not_completed_over_a_network() {
    let origin = two_commits();
    origin.git(&["config", "uploadpack.allowFilter", "true"]);
    let partial = clone(&origin, &["--no-checkout", "--filter=blob:none"]);
    let top = partial.path("clone");
    let head = Repository::around(&top).and_then(|found| found.commit("HEAD"));
    let head = head.expect("it is a repository");
    let (message, help) = error(head.files_below("spec", describes));
    assert_eq!(
        message,
        "the content of `spec/bindery.yaml` in `HEAD` is not in this clone"
    );
    assert!(help.contains("git fetch"), "{help}");
    // It was not fetched by asking.
    assert!(head.files_below("spec", describes).is_err());
}

#[test]
fn a_bare_repository_has_no_description_to_compare() {
    let bare = clone(&two_commits(), &["--bare"]);
    let (message, help) = error(Repository::around(&bare.path("clone")));
    assert!(message.ends_with("without a work tree"), "{message}");
    assert_eq!(help, "run it where the files are checked out");
}

#[test]
fn a_second_work_tree_has_the_same_history() {
    let scratch = two_commits();
    let beside = Scratch::folder();
    let place = beside.path("tree");
    let name = place.display().to_string();
    scratch.git(&["worktree", "add", "--quiet", "-b", "other", &name, "v1"]);
    let repository = Repository::around(&place.join("spec")).expect("it is a repository");
    let read = |revision: &str| {
        let commit = repository.commit(revision).expect("it exists");
        commit.file(&place.join("spec/bindery.yaml"))
    };
    assert_eq!(read("HEAD").as_deref(), Ok(&b"edition: 1\n"[..]));
    assert_eq!(read("main").as_deref(), Ok(&b"edition: 2\n"[..]));
}

#[test]
fn a_submodule_is_a_repository_of_its_own() {
    let origin = two_commits();
    let outer = Scratch::repository();
    let address = format!("file://{}", origin.path("").display());
    outer.git(&["submodule", "--quiet", "add", &address, "api"]);
    outer.commit("Add");
    let head = Repository::around(&outer.path("")).and_then(|found| found.commit("HEAD"));
    let head = head.expect("it is a repository");
    assert_eq!(
        head.files_below("", describes).map(|files| files.len()),
        Ok(0)
    );
    // Where it is checked out, it is read at the commit that the outer one names.
    let files = |folder: &str| head.files_below(folder, describes).map(|files| files.len());
    assert_eq!((files("api/spec"), files("api")), (Ok(3), Ok(3)));
    let inner = Repository::around(&outer.path("api/spec")).and_then(|found| found.commit("HEAD"));
    let inner = inner.expect("it is a repository");
    assert_eq!(
        inner
            .files(&outer.path("api/spec"), describes)
            .map(|files| files.len()),
        Ok(3)
    );
    outer.git(&["submodule", "--quiet", "deinit", "--force", "api"]);
    let (message, help) = error(head.files_below("api/spec", describes));
    assert_eq!(
        message,
        "`api` is a submodule in `HEAD`, and that commit of it is not here"
    );
    assert!(help.contains("`git submodule update --init api`"), "{help}");
}
