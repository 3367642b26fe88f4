//! No module of the generator uses one of a later layer, so that no two depend on each other.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// The modules, each after those that it uses. ARCHITECTURE.md says what each is for.
const LAYERS: &[(&str, &[&str])] = &[
    (
        "description",
        &[
            "hidden",
            "suggest",
            "words",
            "keywords",
            "source",
            "report",
            "syntax",
            "openapi",
            "config",
            "overlay",
            "documents",
            "lift",
            "schemas",
            "compose",
            "model",
            "graph",
            "conversions",
            "resolve",
            "acknowledge",
            "check",
        ],
    ),
    (
        "generator",
        &[
            "threads",
            "relative",
            "output",
            "lone",
            "rust",
            "emit",
            "usage",
            "access",
            "nulls",
            "undescribed",
            "names",
            "features",
            "about",
            "revision",
            "describe",
            "options",
            "lower",
            "files",
        ],
    ),
    (
        "change tooling",
        &["compare", "snapshot", "review", "release"],
    ),
    (
        "library and command line",
        &[
            "error",
            "schema",
            "inventory",
            "generator",
            "measure",
            "package",
            "cli",
        ],
    ),
];

/// The files of a module, without those of its tests.
fn files(path: &Path, found: &mut Vec<PathBuf>) {
    if path.is_dir() {
        for entry in std::fs::read_dir(path).expect("the folder is there") {
            files(&entry.expect("the folder can be listed").path(), found);
        }
    } else if path.extension().is_some_and(|ending| ending == "rs")
        && !path.components().any(|part| {
            let part = part.as_os_str().to_string_lossy();
            part == "tests" || part == "tests.rs"
        })
    {
        found.push(path.to_path_buf());
    }
}

/// The modules at the root that a file uses.
fn used(text: &str) -> BTreeSet<String> {
    let code = text.split("#[cfg(test)]\nmod tests").next();
    let code: Vec<_> = code
        .unwrap_or_default()
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .collect();
    let code = code.join(" ");
    let is_path = |at: usize| {
        let before = code[..at].chars().next_back();
        !before.is_some_and(|one| one.is_alphanumeric() || matches!(one, '_' | '"' | '`'))
    };
    code.match_indices("crate::")
        .filter(|(at, _)| is_path(*at))
        .flat_map(|(at, found)| {
            let rest = &code[at + found.len()..];
            match rest.strip_prefix('{') {
                Some(group) => group
                    .split('}')
                    .next()
                    .unwrap_or_default()
                    .split(',')
                    .collect(),
                None => vec![rest],
            }
        })
        .map(|path| {
            let path = path.trim();
            let end = path.find(|one: char| !(one.is_alphanumeric() || one == '_'));
            path[..end.unwrap_or(path.len())].to_owned()
        })
        .filter(|name| !name.is_empty())
        .collect()
}

#[test]
fn no_module_uses_one_of_a_later_layer() {
    let order: Vec<&str> = LAYERS
        .iter()
        .flat_map(|(_, modules)| modules.iter().copied())
        .collect();
    let place = |module: &str| order.iter().position(|one| *one == module);
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut wrong = Vec::new();
    let mut there = BTreeSet::new();
    for entry in std::fs::read_dir(&src).expect("the folder is there") {
        let path = entry.expect("the folder can be listed").path();
        let module = path
            .file_stem()
            .expect("a name")
            .to_string_lossy()
            .into_owned();
        if matches!(module.as_str(), "lib" | "main") {
            continue;
        }
        let Some(own) = place(&module) else {
            wrong.push(format!("`{module}` is in no layer"));
            continue;
        };
        there.insert(module.clone());
        let mut found = Vec::new();
        files(&path, &mut found);
        for file in found {
            let text = std::fs::read_to_string(&file).expect("the file can be read");
            for other in used(&text) {
                let file = file.strip_prefix(&src).expect("below src").display();
                match place(&other) {
                    Some(at) if at <= own => {}
                    Some(_) => wrong.push(format!("{file} uses `{other}` of a later layer")),
                    None => wrong.push(format!("{file} uses `crate::{other}`: name its module")),
                }
            }
        }
    }
    wrong.sort();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert_eq!(there.len(), order.len(), "every module of a layer is there");
}
