//! What `cargo-semver-checks` says of every case.
//!
//! It compares what rustdoc says of the old and the new crate, with the default features, and also
//! with those that the caller names. Only `scripts/verdicts` comes here.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use bindery::Verdict;

use crate::cases::Case;
use crate::compiler::cargo;
use crate::page::Page;
use crate::workspace::{Side, Workspace};

/// What it says of a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Answer {
    /// `Major`, `Minor` or `None`.
    pub(crate) verdict: Verdict,
    /// The names of the lints that found something.
    pub(crate) lints: BTreeSet<String>,
}

/// Asks it of every case.
pub(crate) fn ask(cases: &[Case], workspace: &Workspace) -> Page {
    for side in [Side::Old, Side::New] {
        document(workspace, side, cases);
    }
    let mut answers = BTreeMap::new();
    for case in cases {
        let mut answer = compare(case, workspace, "default");
        if case.caller.features.is_some() {
            let other = compare(case, workspace, "caller");
            answer.verdict = answer.verdict.max(other.verdict);
            answer.lints.extend(other.lints);
        }
        answers.insert(case.rule, answer);
    }
    let tool = version(Command::new("cargo-semver-checks").args(["semver-checks", "--version"]));
    Page {
        tools: format!(
            "{tool}, {}",
            version(Command::new("rustc").arg("--version"))
        ),
        answers,
    }
}

/// Where rustdoc's JSON of an emitted crate is kept.
fn kept(workspace: &Workspace, case: &Case, side: Side, features: &str) -> PathBuf {
    workspace
        .folder
        .join(format!("target/rustdoc/{}/{features}", side.as_str()))
        .join(format!("{}.json", case.rule))
}

/// Has rustdoc describe the emitted crates of a side.
fn document(workspace: &Workspace, side: Side, cases: &[Case]) {
    let pattern = format!("emitted-{}-*", side.as_str());
    rustdoc(workspace, &["--package", &pattern]);
    for case in cases {
        keep(workspace, case, side, "default");
    }
    for case in cases {
        if let Some(features) = &case.caller.features {
            let package = Workspace::emitted(case.rule, side);
            let features = features.join(",");
            rustdoc(
                workspace,
                &[
                    "--package",
                    &package,
                    "--no-default-features",
                    "--features",
                    &features,
                ],
            );
            keep(workspace, case, side, "caller");
        }
    }
}

fn rustdoc(workspace: &Workspace, arguments: &[&str]) {
    let output = cargo(workspace)
        .args(["doc", "--no-deps", "--quiet"])
        .args(arguments)
        // A stable compiler prints JSON when it is told that it is a nightly one.
        .env("RUSTC_BOOTSTRAP", "1")
        .env("RUSTDOCFLAGS", "-Z unstable-options --output-format json")
        .output()
        .expect("cargo runs");
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
}

/// Moves the JSON away: both sides and all sets of features have the same file.
fn keep(workspace: &Workspace, case: &Case, side: Side, features: &str) {
    let library = Workspace::library(case, side);
    let from = workspace.folder.join(format!("target/doc/{library}.json"));
    let to = kept(workspace, case, side, features);
    fs::create_dir_all(to.parent().unwrap_or(Path::new("."))).expect("the folder can be made");
    fs::rename(&from, &to).unwrap_or_else(|error| panic!("{}: {error}", from.display()));
}

fn compare(case: &Case, workspace: &Workspace, features: &str) -> Answer {
    let output = Command::new("cargo-semver-checks")
        .args([
            "semver-checks",
            "--release-type",
            "patch",
            "--color",
            "never",
        ])
        .arg("--baseline-rustdoc")
        .arg(kept(workspace, case, Side::Old, features))
        .arg("--current-rustdoc")
        .arg(kept(workspace, case, Side::New, features))
        .current_dir(&workspace.folder)
        .stdin(Stdio::null())
        .output()
        .expect("cargo-semver-checks runs");
    let text = format!(
        "{}{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    );
    read(&text).unwrap_or_else(|| panic!("{} is not answered:\n{text}", case.rule))
}

/// Reads what it printed, or nothing where that is no answer.
fn read(text: &str) -> Option<Answer> {
    let lints = text
        .lines()
        .filter_map(|line| {
            let line = line.strip_prefix("--- failure ")?;
            Some(line.split(':').next().unwrap_or(line).to_owned())
        })
        .collect();
    let summary = text
        .lines()
        .find_map(|line| line.trim().strip_prefix("Summary "))?;
    let verdict = if summary.contains("requires new major version") {
        Verdict::Major
    } else if summary.contains("requires new minor version") {
        Verdict::Minor
    } else if summary.starts_with("no semver update required") {
        Verdict::None
    } else {
        return None;
    };
    Some(Answer { verdict, lints })
}

fn version(command: &mut Command) -> String {
    let output = command.output().expect("the tool runs");
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    // Without the commit and its date.
    text.trim()
        .split(" (")
        .next()
        .unwrap_or_default()
        .to_owned()
}
