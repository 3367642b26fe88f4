//! Editions of the output: an upgrade of bindery changes no byte until the number is raised, and
//! the number changes what it says and nothing else.

mod support;

use std::collections::BTreeSet;
use std::path::Path;

use bindery::{Code, Files};
use support::{codes, copy, generate, put, read, scratch};

/// The expected output of edition 1 and its descriptions.
const FIRST: &[&str] = &["names", "nullable", "plain", "warehouse"];

/// The same of edition 2.
const SECOND: &[&str] = &["renamed"];

/// The same of edition 3.
const THIRD: &[&str] = &["records"];

fn goldens() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/goldens")
}

/// What a description generates in an edition, with its ledger and with these settings changed.
fn generated(name: &str, edition: u32, settings: &[(&str, &str)]) -> Files {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    copy(
        &goldens().join("specs").join(name),
        &folder.path().join("specs").join(name),
    );
    copy(
        &goldens().join("src").join(name),
        &folder.path().join("src").join(name),
    );
    let file = format!("specs/{name}/bindery.yaml");
    let mut config = read(&folder.path().join(&file));
    let line = config
        .lines()
        .find(|line| line.starts_with("edition: "))
        .expect("an edition")
        .to_owned();
    config = config.replace(&line, &format!("edition: {edition}"));
    for (old, new) in settings {
        assert!(config.contains(old), "{config}");
        config = config.replace(old, new);
    }
    put(folder.path(), &file, config);
    generate(&folder.path().join(&file)).unwrap_or_else(|findings| panic!("{findings}"))
}

fn committed(name: &str) -> Files {
    let folder = goldens().join("src").join(name);
    let lock = read(&folder.join("bindery.lock"));
    let listed = lock.lines().filter_map(|line| line.strip_prefix("file "));
    listed
        .chain(["bindery.lock"])
        .map(|path| (path.to_owned(), read(&folder.join(path))))
        .collect()
}

/// The items of a file, and which of them are constants of calls.
fn items(text: &str) -> (Vec<&str>, Vec<&str>) {
    // An item starts in the first column; what stands deeper, or ends it, is no item of its own.
    let mut blocks: Vec<&str> = Vec::new();
    let mut from = 0;
    for (at, _) in text.match_indices("\n\n") {
        let next = text[at + 2..].chars().next();
        if next.is_some_and(|next| !next.is_whitespace() && next != '}') {
            blocks.push(&text[from..at]);
            from = at + 2;
        }
    }
    blocks.push(text[from..].trim_end());
    blocks
        .into_iter()
        .partition(|block| block.starts_with("static ") && block.contains(": Operation ="))
}

/// The descriptions of edition 1 say so, and give what was committed, byte for byte.
#[test]
fn the_first_edition_is_what_it_was() {
    for name in FIRST {
        let config = read(&goldens().join("specs").join(name).join("bindery.yaml"));
        assert!(config.contains("edition: 1\n"), "{name}");
        let files = generated(name, 1, &[]);
        let committed = committed(name);
        assert!(committed.len() > 3, "{name}");
        for (path, text) in &committed {
            assert!(files.get(path) == Some(text), "{name}/{path} is another");
        }
        assert_eq!(files.len(), committed.len(), "{name}");
    }
}

#[test]
fn the_second_edition_is_what_it_was() {
    for name in SECOND {
        assert!(
            generated(name, 2, &[]) == committed(name),
            "{name} is another"
        );
    }
}

#[test]
fn the_third_edition_is_what_it_was() {
    for name in THIRD {
        assert!(
            generated(name, 3, &[]) == committed(name),
            "{name} is another"
        );
    }
}

/// Edition 3 changes which records are read, written and built, what formats make of numbers, what
/// is said of both, where long lines break, what the root hands on, plurals in examples, and nothing
/// else.
#[test]
fn the_third_edition_differs_by_records() {
    let mut changed = 0;
    for name in FIRST.iter().chain(SECOND).chain(THIRD) {
        let (second, third) = (generated(name, 2, &[]), generated(name, 3, &[]));
        assert_eq!(
            second.keys().collect::<Vec<_>>(),
            third.keys().collect::<Vec<_>>()
        );
        for (path, text) in &second {
            let other = &third[path];
            if path == "types/mod.rs" {
                assert_ne!(text, other, "{name}/{path}");
            } else if path.starts_with("types/") {
                assert_eq!(
                    without_layout(&without_conversions(&without_formats(text))),
                    without_layout(&without_conversions(&without_formats(other))),
                    "{name}/{path}"
                );
                changed += usize::from(text != other);
            } else {
                assert_eq!(
                    without_layout(&without_formats(text)),
                    without_layout(&without_formats(other)),
                    "{name}/{path}"
                );
            }
        }
    }
    assert!(changed > 10, "hardly anything is told apart");
}

/// A file without white space and the commas that only broken lines have, its imports in one order,
/// without what the root hands on of the runtime and the names in examples.
fn without_layout(text: &str) -> String {
    let handed_on = text.split_once("pub use bindery_runtime::{");
    let text = match handed_on.and_then(|(head, rest)| Some((head, rest.split_once("};")?.1))) {
        Some((head, rest)) => format!("{head}{rest}"),
        None => text.to_owned(),
    };
    let unnamed = |line: &str| match line.split_once("/// let ") {
        Some((_, rest)) => rest.split_once('=').map_or("", |(_, call)| call).to_owned(),
        None => line.replace("///", ""),
    };
    let text: String = text.lines().map(|line| unnamed(line) + "\n").collect();
    let mut statements = Vec::new();
    for statement in text.split_inclusive([';', '{']) {
        let plain: String = statement.split_whitespace().collect::<Vec<_>>().join("");
        statements.push(
            plain
                .replace(",)", ")")
                .replace(",>", ">")
                .replace(",}", "}"),
        );
        if statements.len() > 1 && statements[statements.len() - 2].ends_with("::{") {
            let Some(names) = statements.last().and_then(|last| last.strip_suffix("};")) else {
                continue;
            };
            let mut uses: Vec<_> = names.split(',').collect();
            uses.sort_unstable();
            let uses = uses.join(",");
            statements.pop();
            statements.push(uses);
        }
    }
    statements.concat()
}

/// A file without what formats say: every number that is no integer is as wide, and none is
/// documented.
fn without_formats(text: &str) -> String {
    let mut kept: Vec<String> = Vec::new();
    for line in text.lines() {
        if line.trim_start().starts_with("/// Format: `") {
            // The blank line before it.
            kept.pop();
        } else {
            kept.push(line.replace("f32", "f64"));
        }
    }
    kept.join("\n")
}

/// A file of a type without what says how its record is read, written and built.
fn without_conversions(text: &str) -> String {
    let (blocks, _) = items(text);
    let kept = blocks
        .into_iter()
        .filter(|block| !(block.starts_with("impl ") && block.contains("pub fn new(")));
    let lines: Vec<_> = kept
        .flat_map(str::lines)
        .filter(|line| *line != "#[non_exhaustive]")
        .map(|line| {
            let line = line
                .replace("Debug, Default, PartialEq", "Debug, PartialEq")
                .replace(" as secret", "");
            let rest = ["    read ", "    write "]
                .iter()
                .find_map(|way| line.strip_prefix(way));
            match rest {
                Some(rest) => format!("    both {rest}"),
                None => line,
            }
        })
        .collect();
    lines.join("\n")
}

/// The constants of a call stand at the end of the file in edition 1, and behind its request in
/// edition 2; every other byte is the same.
#[test]
fn the_editions_differ_by_where_constants_stand() {
    let mut moved = 0;
    for name in FIRST.iter().chain(SECOND) {
        let (first, second) = (generated(name, 1, &[]), generated(name, 2, &[]));
        assert_eq!(
            first.keys().collect::<Vec<_>>(),
            second.keys().collect::<Vec<_>>()
        );
        for (path, text) in &first {
            let other = &second[path];
            let ((statics, rest), (other_statics, other_rest)) = (items(text), items(other));
            assert_eq!(rest, other_rest, "{name}/{path}");
            let set = |statics: &[&str]| {
                statics
                    .iter()
                    .map(|&one| one.to_owned())
                    .collect::<BTreeSet<_>>()
            };
            assert_eq!(set(&statics), set(&other_statics), "{name}/{path}");
            assert_eq!(statics.len(), other_statics.len(), "{name}/{path}");
            if !statics.is_empty() {
                assert!(
                    text.trim_end().ends_with(statics[statics.len() - 1]),
                    "{name}/{path}"
                );
                assert!(
                    path.starts_with("rest/") || path.starts_with("soap/"),
                    "{name}/{path}"
                );
                behind_their_requests(other, &format!("{name}/{path}"));
                moved += usize::from(text != other);
            } else {
                assert_eq!(text, other, "{name}/{path}");
            }
        }
    }
    assert!(moved > 5, "hardly anything is told apart");
}

/// Between two tables of requests stands one constant, and behind the last one.
fn behind_their_requests(text: &str, path: &str) {
    let marks: Vec<_> = text
        .lines()
        .filter_map(|line| {
            let constant = line.starts_with("static ") && line.contains(": Operation =");
            (constant || line == "request! {" || line.starts_with("request!(")).then_some(constant)
        })
        .collect();
    assert!(
        !marks.is_empty() && marks.len() % 2 == 0,
        "{path}: {marks:?}"
    );
    for pair in marks.chunks(2) {
        assert_eq!(pair, [false, true], "{path}");
    }
}

/// Gates, the module and what is acknowledged do the same in both editions.
#[test]
fn other_settings_do_the_same_in_both_editions() {
    let settings: &[(&str, &[(&str, &str)])] = &[
        ("plain", &[("output:", "features: true\noutput:")]),
        ("warehouse", &[("output:", "features: true\noutput:")]),
        ("plain", &[("bindery_goldens::plain", "elsewhere")]),
    ];
    for (name, settings) in settings {
        let lines = |files: &Files| -> Vec<(String, Vec<String>)> {
            files
                .iter()
                .map(|(path, text)| {
                    let mut lines: Vec<_> = text.lines().map(str::to_owned).collect();
                    lines.sort();
                    (path.clone(), lines)
                })
                .collect()
        };
        let plain = [generated(name, 1, &[]), generated(name, 2, &[])];
        let set = [generated(name, 1, settings), generated(name, 2, settings)];
        assert_ne!(plain[0], set[0], "{name}: the setting does something");
        assert_eq!(lines(&set[0]), lines(&set[1]), "{name}");
        assert_eq!(plain[0]["bindery.lock"], plain[1]["bindery.lock"], "{name}");
    }
}

#[test]
fn an_edition_that_is_not_known_is_refused() {
    let api = read(Path::new("tests/cases/empty-file/accepted/api.yaml"));
    for edition in ["0", "4", "-1", "1.5", "first", "18446744073709551616"] {
        let config =
            support::config("api.yaml").replace("edition: 1", &format!("edition: {edition}"));
        let folder = scratch(&[("bindery.yaml", config), ("api.yaml", api.clone())]);
        let findings = generate(&folder.path().join("spec/bindery.yaml")).expect_err(edition);
        assert_eq!(codes(&findings), [Code::UnsupportedVersion], "{edition}");
    }
}
