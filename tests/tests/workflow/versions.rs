//! The oldest Rust that each published crate promises is one that its dependencies take as well.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::commands::{cargo, run};
use super::scratch::checkout;

/// The packages of the workspace with every feature: of all platforms where their sources are on
/// this machine, else of this one.
fn metadata() -> Value {
    let everywhere = [
        "metadata",
        "--format-version",
        "1",
        "--locked",
        "--all-features",
    ];
    let mut listed = run(cargo(checkout()).args(everywhere));
    if listed.code != Some(0) {
        listed = run(cargo(checkout())
            .args(everywhere)
            .args(["--filter-platform", &host()]));
    }
    assert_eq!(listed.code, Some(0), "{listed}");
    serde_json::from_str(&listed.out).expect("Cargo prints JSON")
}

fn host() -> String {
    let about = run(cargo(checkout()).args(["version", "--verbose"])).done();
    about
        .lines()
        .find_map(|line| line.strip_prefix("host: "))
        .expect("Cargo names its host")
        .to_owned()
}

fn text<'v>(value: &'v Value, key: &str) -> &'v str {
    value[key]
        .as_str()
        .unwrap_or_else(|| panic!("{key} is a text in {value}"))
}

/// A version of Rust, to be compared.
fn version(text: &str) -> [u32; 3] {
    let mut numbers = text
        .split('.')
        .map(|number| number.parse().expect("a version holds numbers"));
    std::array::from_fn(|_| numbers.next().unwrap_or(0))
}

#[test]
fn no_dependency_needs_a_newer_rust_than_is_promised() {
    let metadata = metadata();
    let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
    let packages: BTreeMap<String, Value> = list(&metadata["packages"])
        .into_iter()
        .map(|package| (text(&package, "id").to_owned(), package))
        .collect();
    let nodes: BTreeMap<String, Value> = list(&metadata["resolve"]["nodes"])
        .into_iter()
        .map(|node| (text(&node, "id").to_owned(), node))
        .collect();
    let members: BTreeSet<String> = list(&metadata["workspace_members"])
        .iter()
        .filter_map(|id| id.as_str().map(str::to_owned))
        .collect();

    let published = packages
        .values()
        .filter(|package| members.contains(text(package, "id")) && package["publish"].is_null());
    let mut names = BTreeSet::new();
    for package in published {
        names.insert(text(package, "name"));
        let promised = version(text(package, "rust_version"));
        let mut waiting = vec![text(package, "id").to_owned()];
        let mut seen = BTreeSet::new();
        while let Some(id) = waiting.pop() {
            if !seen.insert(id.clone()) {
                continue;
            }
            let dependency = &packages[&id];
            if let Some(needed) = dependency["rust_version"].as_str() {
                let said = format!(
                    "{} promises Rust {}, {} {} needs {needed}",
                    text(package, "name"),
                    text(package, "rust_version"),
                    text(dependency, "name"),
                    text(dependency, "version")
                );
                assert!(version(needed) <= promised, "{said}");
            }
            // The generator is a build dependency of `ecgrid`, for this repository only. Tests are
            // nobody else's.
            let kinds: &[Option<&str>] = if members.contains(&id) {
                &[None]
            } else {
                &[None, Some("build")]
            };
            for edge in list(&nodes[&id]["deps"]) {
                if list(&edge["dep_kinds"])
                    .iter()
                    .any(|kind| kinds.contains(&kind["kind"].as_str()))
                {
                    waiting.push(text(&edge, "pkg").to_owned());
                }
            }
        }
        assert!(
            seen.len() > 20,
            "the tree of {} was walked: {}",
            text(package, "name"),
            seen.len()
        );
    }
    assert_eq!(
        names,
        BTreeSet::from(["bindery", "bindery-runtime", "ecgrid"])
    );
}
