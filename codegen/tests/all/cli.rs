//! The command line, as a user has it: what it prints, where, and its exit codes.

use std::fs;
use std::path::Path;

use crate::support::API;
use assert_cmd::Command;

const CONFIG: &str = "edition: 1\ncrate: example\ninputs:\n  - api.yaml\noutput: ../generated\n";

/// A project with a description.
fn project() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    fs::create_dir(folder.path().join("spec")).expect("the folder can be made");
    put(folder.path(), "spec/bindery.yaml", CONFIG);
    put(folder.path(), "spec/api.yaml", API);
    folder
}

fn put(folder: &Path, path: &str, text: &str) {
    fs::write(folder.join(path), text).expect("the file can be written");
}

/// What a run printed, and its exit code.
#[derive(Debug)]
struct Run {
    out: String,
    err: String,
    code: Option<i32>,
}

fn bindery(folder: &Path, arguments: &[&str]) -> Run {
    let output = Command::cargo_bin("bindery")
        .expect("the binary is built")
        .current_dir(folder)
        .env_remove("NO_COLOR")
        .env_remove("CLICOLOR_FORCE")
        .args(arguments)
        .output()
        .expect("the binary runs");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    Run {
        out: text(&output.stdout),
        err: text(&output.stderr),
        code: output.status.code(),
    }
}

#[test]
fn generate_prints_what_changed_and_then_nothing() {
    let project = project();
    let first = bindery(project.path(), &["generate"]);
    assert_eq!((first.code, first.err.as_str()), (Some(0), ""), "{first:?}");
    assert!(
        first.out.lines().all(|line| line.starts_with("created ")),
        "{first:?}"
    );
    assert!(
        first.out.lines().any(|line| line == "created bindery.lock"),
        "{first:?}"
    );
    assert!(
        first.out.lines().any(|line| line == "created lib.rs"),
        "{first:?}"
    );

    let again = bindery(project.path(), &["generate"]);
    assert_eq!(
        (again.code, again.out.as_str(), again.err.as_str()),
        (Some(0), "", "")
    );

    put(
        project.path(),
        "spec/api.yaml",
        &API.replace("Identifies the key.", "Names the key."),
    );
    let changed = bindery(project.path(), &["generate"]);
    assert_eq!(changed.code, Some(0), "{changed:?}");
    assert_eq!(changed.out.lines().count(), 1, "{changed:?}");
    assert!(changed.out.starts_with("updated "), "{changed:?}");

    put(project.path(), "spec/api.yaml", API);
    let quiet = bindery(project.path(), &["generate", "--quiet"]);
    assert_eq!(
        (quiet.code, quiet.out.as_str(), quiet.err.as_str()),
        (Some(0), "", "")
    );
    assert_eq!(
        bindery(project.path(), &["check"]).code,
        Some(0),
        "it was written all the same"
    );
}

#[test]
fn findings_go_to_standard_error_and_nothing_is_written() {
    let project = project();
    put(
        project.path(),
        "spec/api.yaml",
        &API.replace(
            "operationId: listKeys",
            "operationId: listKeys\n      operationId: other",
        ),
    );
    for command in ["generate", "check"] {
        let run = bindery(project.path(), &[command]);
        assert_eq!((run.code, run.out.as_str()), (Some(1), ""), "{run:?}");
        let expected = "\
error[duplicate-key]: the key `operationId` is given twice
  --> spec/api.yaml:17:7
   |
16 |       operationId: listKeys
   |       ----------- first given here
17 |       operationId: other
   |       ^^^^^^^^^^^

1 finding; `bindery explain duplicate-key` tells more
";
        assert_eq!(run.err, expected);
    }
    assert!(!project.path().join("generated").exists());
}

#[test]
fn check_shows_each_difference_and_how_to_mend_it() {
    let project = project();
    let missing = bindery(project.path(), &["check"]);
    assert_eq!(
        (missing.code, missing.out.as_str()),
        (Some(1), ""),
        "{missing:?}"
    );
    assert!(
        missing
            .err
            .contains("missing: lib.rs\n  = help: run `bindery generate`\n"),
        "{missing:?}"
    );
    assert!(!project.path().join("generated").exists());

    assert_eq!(bindery(project.path(), &["generate"]).code, Some(0));
    let fresh = bindery(project.path(), &["check"]);
    assert_eq!(
        (fresh.code, fresh.out.as_str(), fresh.err.as_str()),
        (Some(0), "", "")
    );

    put(project.path(), "generated/stray.rs", "mine");
    let root = fs::read_to_string(project.path().join("generated/lib.rs")).expect("it was written");
    put(
        project.path(),
        "generated/lib.rs",
        &format!("{root}// by hand\n"),
    );
    let stale = bindery(project.path(), &["check"]);
    assert_eq!(stale.code, Some(1), "{stale:?}");
    assert!(
        stale.err.contains(
            "differs: lib.rs\n  = help: run `bindery generate`\n--- a/lib.rs\n+++ b/lib.rs\n"
        ),
        "{stale:?}"
    );
    assert!(stale.err.contains("\n-// by hand\n"), "{stale:?}");
    assert!(
        stale
            .err
            .contains("stray: stray.rs\n  = help: remove the file, or move it out of the folder\n"),
        "{stale:?}"
    );
}

#[test]
fn the_description_is_found_from_below_or_named() {
    let project = project();
    let below = project.path().join("src/deep");
    fs::create_dir_all(&below).expect("the folder can be made");
    assert_eq!(bindery(&below, &["generate"]).code, Some(0));
    assert!(project.path().join("generated/lib.rs").exists());

    let elsewhere = tempfile::tempdir().expect("a temporary folder can be made");
    let named = project.path().join("spec/bindery.yaml");
    let run = bindery(
        elsewhere.path(),
        &["check", "--spec", &named.to_string_lossy()],
    );
    assert_eq!((run.code, run.err.as_str()), (Some(0), ""));
    let before = bindery(
        &project.path().join("spec"),
        &["--spec", "bindery.yaml", "check"],
    );
    assert_eq!((before.code, before.err.as_str()), (Some(0), ""));

    let nowhere = bindery(elsewhere.path(), &["generate"]);
    assert_eq!(
        (nowhere.code, nowhere.out.as_str()),
        (Some(2), ""),
        "{nowhere:?}"
    );
    assert!(
        nowhere
            .err
            .starts_with("error: there is no `spec/bindery.yaml` here or in a folder above\n"),
        "{nowhere:?}"
    );
    let wrong = bindery(project.path(), &["generate", "--spec", "absent.yaml"]);
    assert_eq!(wrong.code, Some(2));
    assert!(wrong.err.contains("`absent.yaml`"), "{wrong:?}");
}

#[test]
fn a_folder_that_cannot_be_written_is_reported() {
    let project = project();
    put(project.path(), "generated", "a file in the way");
    let run = bindery(project.path(), &["generate"]);
    assert_eq!((run.code, run.out.as_str()), (Some(1), ""), "{run:?}");
    assert!(
        run.err
            .starts_with("error: cannot create the output folder: "),
        "{run:?}"
    );
}

#[test]
fn explain_tells_more_or_lists_all() {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let one = bindery(folder.path(), &["explain", "duplicate-key"]);
    assert_eq!((one.code, one.err.as_str()), (Some(0), ""));
    assert!(one.out.starts_with("# duplicate-key\n\n"), "{one:?}");
    assert!(one.out.contains("\nFixed:\n"), "{one:?}");

    let all = bindery(folder.path(), &["explain"]);
    assert_eq!(all.code, Some(0));
    let kinds = bindery::Code::ALL.len() + bindery::Rule::ALL.len();
    assert_eq!(
        all.out.lines().count(),
        kinds + 3,
        "two headings between them"
    );
    assert!(
        all.out
            .lines()
            .any(|line| line.ends_with("  A mapping has the same key twice")),
        "{all:?}"
    );

    assert!(
        all.out
            .lines()
            .any(|line| line.ends_with("  A call was removed")),
        "{all:?}"
    );

    let change = bindery(folder.path(), &["explain", "operation-removed"]);
    assert_eq!((change.code, change.err.as_str()), (Some(0), ""));
    assert!(
        change.out.starts_with("# operation-removed\n\n"),
        "{change:?}"
    );
    let unknown = bindery(folder.path(), &["explain", "operation-remvoed"]);
    assert!(
        unknown.err.starts_with(
            "error: no change is named `operation-remvoed`; did you mean `operation-removed`?\n"
        ),
        "{unknown:?}"
    );

    let unknown = bindery(folder.path(), &["explain", "dupliacte-key"]);
    assert_eq!((unknown.code, unknown.out.as_str()), (Some(2), ""));
    assert!(
        unknown.err.starts_with(
            "error: no finding is named `dupliacte-key`; did you mean `duplicate-key`?\n"
        ),
        "{unknown:?}"
    );
}

#[test]
fn schemas_and_completions_are_printed() {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    for format in ["bindery", "soap"] {
        let run = bindery(folder.path(), &["schema", format]);
        assert_eq!(run.code, Some(0), "{run:?}");
        let schema: serde_json::Value =
            serde_json::from_str(&run.out).expect("a JSON Schema is JSON");
        assert!(schema.get("$schema").is_some(), "{format}");
    }
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let run = bindery(folder.path(), &["completions", shell]);
        assert_eq!(run.code, Some(0), "{run:?}");
        assert!(run.out.contains("generate"), "{shell}");
    }
}

#[test]
fn a_wrong_command_line_is_an_exit_code_of_its_own() {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    for arguments in [
        &[][..],
        &["genreate"],
        &["generate", "--colour", "never"],
        &["schema", "x"],
        &["--color", "x", "check"],
    ] {
        let run = bindery(folder.path(), arguments);
        assert_eq!((run.code, run.out.as_str()), (Some(2), ""), "{run:?}");
        assert!(!run.err.is_empty());
    }
    for arguments in [["--help"], ["--version"]] {
        let run = bindery(folder.path(), &arguments);
        assert_eq!((run.code, run.err.as_str()), (Some(0), ""), "{run:?}");
    }
}

#[test]
fn colour_is_for_terminals_unless_told_otherwise() {
    let project = project();
    put(project.path(), "spec/api.yaml", "a: 1\na: 2\n");
    assert!(!bindery(project.path(), &["check"]).err.contains('\u{1b}'));
    assert!(
        !bindery(project.path(), &["check", "--color", "never"])
            .err
            .contains('\u{1b}')
    );
    assert!(
        bindery(project.path(), &["check", "--color", "always"])
            .err
            .contains("\u{1b}[")
    );
}

#[cfg(unix)]
#[test]
fn a_reader_that_goes_away_is_no_panic() {
    use std::process::Stdio;
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let mut child = std::process::Command::new(assert_cmd::cargo::cargo_bin("bindery"))
        .args(["completions", "zsh"])
        .current_dir(folder.path())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the binary runs");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("it ends");
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
}
