//! The cases, generated before and after.

use std::path::Path;

use bindery::{ApiChange, Comparison, Files, Generator, Rule};

use crate::caller::Caller;
use crate::support::case::{ROOT, lay_out};
use crate::support::read;

/// A rule, what is emitted before and after a change that it names, and a caller.
#[derive(Debug)]
pub(crate) struct Case {
    pub(crate) rule: Rule,
    pub(crate) comparison: Comparison,
    pub(crate) old: Emitted,
    pub(crate) new: Emitted,
    pub(crate) caller: Caller,
}

/// A library as it is emitted.
#[derive(Debug)]
pub(crate) struct Emitted {
    /// What callers call the crate.
    pub(crate) name: String,
    pub(crate) files: Files,
}

impl Case {
    /// The change that the case is about.
    pub(crate) fn change(&self) -> &ApiChange {
        self.comparison
            .changes()
            .iter()
            .find(|change| change.rule() == self.rule)
            .unwrap_or_else(|| panic!("{} is not told of its case", self.rule))
    }
}

/// The case of every rule, in their order.
pub(crate) fn all() -> Vec<Case> {
    Rule::ALL.iter().map(|rule| case(*rule)).collect()
}

fn case(rule: Rule) -> Case {
    let folder = Path::new(ROOT).join(rule.as_str());
    let scratch = tempfile::tempdir().expect("a temporary folder can be made");
    let (old, old_side) = emitted(&folder.join("old.yaml"), &scratch.path().join("old"));
    let (new, new_side) = emitted(&folder.join("new.yaml"), &scratch.path().join("new"));
    let comparison = new_side
        .changes_since(&old_side)
        .unwrap_or_else(|findings| panic!("{rule}:\n{findings}"));
    Case {
        rule,
        comparison,
        old,
        new,
        caller: Caller::of(&folder),
    }
}

/// What changes between other two files of a case, if it has them.
pub(crate) fn comparison(rule: Rule, prefix: &str) -> Option<Comparison> {
    let folder = Path::new(ROOT).join(rule.as_str());
    if !folder.join(format!("{prefix}old.yaml")).exists() {
        return None;
    }
    let scratch = tempfile::tempdir().expect("a temporary folder can be made");
    let side = |side: &str| {
        let file = folder.join(format!("{prefix}{side}.yaml"));
        generator(&file, &scratch.path().join(side))
    };
    let comparison = side("new").changes_since(&side("old"));
    Some(comparison.unwrap_or_else(|findings| panic!("{rule}:\n{findings}")))
}

fn generator(file: &Path, scratch: &Path) -> Generator {
    lay_out(scratch, &read(file));
    Generator::from_config(scratch.join("bindery.yaml"))
        .unwrap_or_else(|findings| panic!("{}:\n{findings}", file.display()))
}

fn emitted(file: &Path, scratch: &Path) -> (Emitted, Generator) {
    let generator = generator(file, scratch);
    let text = read(&scratch.join("bindery.yaml"));
    let name = text
        .lines()
        .find_map(|line| line.strip_prefix("crate: "))
        .unwrap_or_else(|| panic!("{}: it names no crate", file.display()));
    let files = generator
        .generate()
        .unwrap_or_else(|findings| panic!("{}:\n{findings}", file.display()));
    let emitted = Emitted {
        name: name.to_owned(),
        files,
    };
    (emitted, generator)
}
