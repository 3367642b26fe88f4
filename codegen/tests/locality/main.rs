//! Locality: an edit touches the files of what was edited, exactly, and little of them.
//!
//! [`edits`] is the table of edits and of what each may touch. Each is made at places that are
//! picked at random, and generated into a folder that has the ledger of the run
//! before. Two more things hold for every edit: no place that stays is renamed, and a run on its
//! own result changes nothing.
//!
//! The descriptions: that of ECGrid, a medium one that a program writes, and, where `BINDERY_CORPUS`
//! names a folder that has them, two large real ones.

mod corpus;
mod description;
mod edits;
mod hunks;
mod medium;
#[path = "../support/mod.rs"]
mod support;

use std::collections::BTreeMap;
use std::path::Path;

use description::{Base, Description, LOCK};
use edits::{Edit, Pick};
use proptest::collection::vec;
use proptest::prelude::any;
use proptest::test_runner::{Config, RngSeed, TestCaseError, TestError, TestRunner};

fn ecgrid() -> Description {
    let spec = Path::new(env!("CARGO_MANIFEST_DIR")).join("../spec");
    let parsed = |name: &str| {
        serde_yaml::from_str(&support::read(&spec.join(name))).expect("the description is YAML")
    };
    let inputs = ["ecgrid.yaml", "ecgridos.yaml"].map(str::to_owned);
    Description {
        name: "ecgrid",
        settings: "features: true\n".to_owned(),
        files: inputs
            .iter()
            .map(|name| (name.clone(), parsed(name)))
            .collect(),
        inputs: inputs.to_vec(),
    }
}

/// Makes an edit; what is wrong with what it touched. None where it cannot be made.
fn outcome(base: &Base, edit: &Edit, numbers: Vec<u32>) -> Option<Result<(), String>> {
    let mut edited = base.description.clone();
    let owners = (edit.apply)(base, &mut edited, &mut Pick::new(numbers))?;
    let (expected, one_more) = edit.expected(&owners);
    let after = edited.generate(Some(base.lock()));
    let touched = hunks::touched(&base.files, &after);

    let mut missing = expected.clone();
    let mut beyond = Vec::new();
    let most = owners.hunks.unwrap_or(edit.hunks);
    let mut wrong = Vec::new();
    for (path, hunks) in &touched {
        if !missing.remove(path) {
            beyond.push(path);
        }
        // The ledger is lines of several kinds, of which an edit may add to each.
        if path != LOCK && hunks.len() > most {
            wrong.push(format!(
                "{path} has {} hunks, not {most}:\n{}",
                hunks.len(),
                hunks.concat()
            ));
        }
    }
    if one_more {
        let is_new = |path: &&String| path.starts_with("types/") && !base.files.contains_key(*path);
        let new: Vec<_> = beyond.iter().copied().filter(is_new).collect();
        if new.len() != 1 {
            wrong.push(format!("not one new type, but {new:?}"));
        }
        beyond.retain(|path| !is_new(path));
    }
    for path in missing {
        wrong.push(format!("{path} is not touched"));
    }
    for path in beyond {
        wrong.push(format!("{path} is touched:\n{}", touched[path].concat()));
    }
    let may_be_renamed = |line: &String| {
        let moved = owners.moved.as_ref();
        moved.is_some_and(|id| line.contains(&format!("#operations/{id}")))
    };
    let mut renamed = renamed(base.lock(), &after[LOCK]);
    renamed.retain(|line| !may_be_renamed(line));
    wrong.extend(renamed);
    if edited.generate(Some(&after[LOCK])) != after {
        wrong.push("another run changes it again".to_owned());
    }
    Some(if wrong.is_empty() {
        Ok(())
    } else {
        Err(wrong.join("\n"))
    })
}

/// Places that stand in both ledgers under different names.
fn renamed(before: &str, after: &str) -> Vec<String> {
    let names = |lock: &str| -> BTreeMap<String, String> {
        lock.lines()
            .filter_map(|line| line.strip_prefix("name ")?.split_once(' '))
            .map(|(place, name)| (place.to_owned(), name.to_owned()))
            .collect()
    };
    let after = names(after);
    names(before)
        .into_iter()
        .filter_map(|(place, name)| {
            let now = after.get(&place).filter(|now| **now != name)?;
            Some(format!("{place} was `{name}` and is `{now}`"))
        })
        .collect()
}

/// Makes every edit at some places; `unfit` are those that the description has no place for.
fn every_edit(description: &Description, places: u32, unfit: &[&str]) {
    let mut wrong = Vec::new();
    let mut made = Vec::new();
    let base = &Base::new(description.clone());
    for edit in edits::all() {
        let mut runner = TestRunner::new(Config {
            cases: places,
            max_shrink_iters: 8,
            failure_persistence: None,
            rng_seed: RngSeed::Fixed(1),
            ..Config::default()
        });
        let strategy = vec(any::<u32>(), 12);
        let counted = std::cell::Cell::new(0);
        let outcome = runner.run(&strategy, |numbers| match outcome(base, edit, numbers) {
            Some(result) => {
                counted.set(counted.get() + 1);
                result.map_err(TestCaseError::fail)
            }
            None => Ok(()),
        });
        if counted.get() > 0 {
            made.push(edit.name);
        }
        match outcome {
            Ok(()) => {}
            Err(TestError::Fail(why, numbers)) => wrong.push(format!(
                "== {} ({}, {numbers:?})\n{why}",
                edit.name, description.name
            )),
            Err(other) => wrong.push(format!("== {}: {other}", edit.name)),
        }
    }
    for edit in edits::all() {
        if made.contains(&edit.name) == unfit.contains(&edit.name) {
            wrong.push(format!(
                "== {}: made or not, against what the test says",
                edit.name
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

/// The edits of a SOAP description.
fn soap() -> Vec<&'static str> {
    let names = edits::all().into_iter().map(|edit| edit.name);
    names.filter(|name| name.starts_with("SOAP: ")).collect()
}

#[test]
fn ecgrid_changes_where_it_is_edited() {
    let unfit = [
        "remove an operation",
        "make a required parameter optional",
        "change the type of a field",
        "add a value",
        "move a schema to another file",
    ];
    every_edit(&ecgrid(), 4, &unfit);
}

#[test]
fn a_medium_description_changes_where_it_is_edited() {
    let mut unfit = soap();
    unfit.push("make a required parameter optional");
    every_edit(&medium::medium(), 2, &unfit);
}

#[test]
fn nexus_changes_where_it_is_edited() {
    if let Some(description) = corpus::nexus() {
        let mut unfit = soap();
        unfit.extend([
            "make a required parameter optional",
            "change an example",
            "add a described value",
            "change the description of a value",
        ]);
        every_edit(&description, 2, &unfit);
    }
}

#[test]
fn github_changes_where_it_is_edited() {
    if let Some(description) = corpus::github() {
        let mut unfit = soap();
        unfit.extend([
            "make a required parameter optional",
            "add a described value",
            "change the description of a value",
            "rename a schema",
            "rename a schema, with its former name",
            "move a schema to another file",
        ]);
        every_edit(&description, 1, &unfit);
    }
}
