//! The same description gives the same bytes, wherever it lies and in whatever order it says what
//! has no order.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::support::{Dice, copy, generate, put, read};
use bindery::{Files, Generator};
use serde_yaml::{Mapping, Value};

fn spec() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../spec")
}

fn generated(config: &Path) -> Files {
    generate(config).unwrap_or_else(|findings| panic!("{findings}"))
}

/// A copy of the description, in a folder of the same name.
fn copied() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    copy(&spec(), &folder.path().join("spec"));
    folder
}

/// The files that differ, or are in one of the two only.
fn touched(one: &Files, other: &Files) -> BTreeSet<String> {
    one.keys()
        .chain(other.keys())
        .filter(|path| one.get(*path) != other.get(*path))
        .cloned()
        .collect()
}

#[test]
fn a_second_run_gives_the_same_bytes() {
    let config = spec().join("bindery.yaml");
    assert_eq!(generated(&config), generated(&config));
    let generator = Generator::from_config(&config).unwrap_or_else(|findings| panic!("{findings}"));
    assert_eq!(generator.generate(), generator.generate());
}

#[test]
fn no_place_gives_other_bytes() {
    let expected = generated(&spec().join("bindery.yaml"));
    // Relative to where tests run.
    assert_eq!(generated(Path::new("../spec/bindery.yaml")), expected);
    assert_eq!(
        generated(Path::new("../spec/../spec/./bindery.yaml")),
        expected
    );
    let absolute = spec().canonicalize().expect("the description is there");
    assert_eq!(generated(&absolute.join("bindery.yaml")), expected);
    let folder = copied();
    assert_eq!(
        generated(&folder.path().join("spec/bindery.yaml")),
        expected
    );
    for (path, text) in &expected {
        assert!(
            !text.contains(env!("CARGO_MANIFEST_DIR")),
            "{path} names a place of this machine"
        );
        assert!(
            !text.contains(env!("CARGO_PKG_VERSION")),
            "{path} names a version"
        );
    }
}

/// Another working folder, which only another process can have.
#[test]
fn no_working_folder_gives_other_bytes() {
    let expected = generated(&spec().join("bindery.yaml"));
    for inside in ["", "spec", "elsewhere/deep"] {
        let folder = copied();
        std::fs::create_dir_all(folder.path().join(inside)).expect("the folder can be made");
        let named = [
            "spec/bindery.yaml",
            "bindery.yaml",
            "../../spec/bindery.yaml",
        ][["", "spec", "elsewhere/deep"]
            .iter()
            .position(|name| *name == inside)
            .unwrap_or_default()];
        assert_cmd::Command::cargo_bin("bindery")
            .expect("the binary is built")
            .current_dir(folder.path().join(inside))
            .args(["generate", "--spec", named])
            .assert()
            .success();
        for (path, text) in &expected {
            assert_eq!(
                read(&folder.path().join("generated").join(path)),
                *text,
                "{path} from `{inside}`"
            );
        }
    }
}

fn shuffle_mapping(value: Option<&mut Value>, dice: &mut Dice) {
    if let Some(mapping) = value.and_then(Value::as_mapping_mut) {
        let mut entries: Vec<_> = std::mem::take(mapping).into_iter().collect();
        dice.shuffle(&mut entries);
        *mapping = entries.into_iter().collect::<Mapping>();
    }
}

fn shuffle_list(value: Option<&mut Value>, dice: &mut Dice) {
    if let Some(list) = value.and_then(Value::as_sequence_mut) {
        dice.shuffle(list);
    }
}

/// Another order wherever the order of an OpenAPI document says nothing.
fn shuffle_openapi(root: &mut Value, dice: &mut Dice) {
    shuffle_list(root.get_mut("security"), dice);
    shuffle_list(root.get_mut("tags"), dice);
    if let Some(paths) = root.get_mut("paths").and_then(Value::as_mapping_mut) {
        for (_, item) in paths.iter_mut() {
            for (_, operation) in item.as_mapping_mut().into_iter().flatten() {
                shuffle_mapping(operation.get_mut("responses"), dice);
                shuffle_mapping(Some(operation), dice);
            }
            shuffle_mapping(Some(item), dice);
        }
    }
    shuffle_mapping(root.get_mut("paths"), dice);
    if let Some(components) = root.get_mut("components").and_then(Value::as_mapping_mut) {
        for (_, kind) in components.iter_mut() {
            for (_, component) in kind.as_mapping_mut().into_iter().flatten() {
                shuffle_mapping(Some(component), dice);
            }
            shuffle_mapping(Some(kind), dice);
        }
    }
    for key in ["components", "info", "x-bindery-envelope"] {
        shuffle_mapping(root.get_mut(key), dice);
    }
    shuffle_mapping(Some(root), dice);
}

/// The same for a SOAP description.
fn shuffle_soap(root: &mut Value, dice: &mut Dice) {
    for kind in ["operations", "types"] {
        if let Some(mapping) = root.get_mut(kind).and_then(Value::as_mapping_mut) {
            for (_, described) in mapping.iter_mut() {
                shuffle_mapping(Some(described), dice);
            }
        }
    }
    for key in ["operations", "types", "tags", "wire", "session", "source"] {
        shuffle_mapping(root.get_mut(key), dice);
    }
    shuffle_mapping(Some(root), dice);
}

fn parsed(file: &str) -> Value {
    serde_yaml::from_str(&read(&spec().join(file))).expect("the description is YAML")
}

fn written(value: &Value) -> String {
    serde_yaml::to_string(value).expect("a value can be written")
}

#[test]
fn what_has_no_order_changes_no_byte() {
    let expected = generated(&spec().join("bindery.yaml"));
    let (rest, soap) = (parsed("ecgrid.yaml"), parsed("ecgridos.yaml"));
    let folder = copied();
    let config = folder.path().join("spec/bindery.yaml");
    for seed in 0..40 {
        let mut dice = Dice::new(seed);
        let (mut rest, mut soap) = (rest.clone(), soap.clone());
        shuffle_openapi(&mut rest, &mut dice);
        shuffle_soap(&mut soap, &mut dice);
        put(folder.path(), "spec/ecgrid.yaml", written(&rest));
        put(folder.path(), "spec/ecgridos.yaml", written(&soap));
        assert_eq!(
            touched(&generated(&config), &expected),
            BTreeSet::new(),
            "seed {seed}"
        );
    }
}

/// Edits the description at a place, and tells which files then differ.
fn edit(file: &str, path: &[&str], change: impl FnOnce(&mut Value)) -> Vec<String> {
    let mut root = parsed(file);
    let mut at = &mut root;
    for key in path {
        at = at
            .get_mut(*key)
            .unwrap_or_else(|| panic!("there is no `{key}`"));
    }
    change(at);
    let folder = copied();
    put(folder.path(), &format!("spec/{file}"), written(&root));
    let changed = generated(&folder.path().join("spec/bindery.yaml"));
    touched(&changed, &generated(&spec().join("bindery.yaml")))
        .into_iter()
        .collect()
}

fn reverse(value: &mut Value) {
    if let Some(list) = value.as_sequence_mut() {
        list.reverse();
    }
    if let Some(mapping) = value.as_mapping_mut() {
        let mut entries: Vec<_> = std::mem::take(mapping).into_iter().collect();
        entries.reverse();
        *mapping = entries.into_iter().collect();
    }
}

/// The order of fields, values and elements is what callers and servers see.
#[test]
fn order_that_means_something_is_kept() {
    let schemas = ["components", "schemas"];
    for (file, path, owner) in [
        (
            "ecgrid.yaml",
            [&schemas[..], &["KeyInfo", "properties"]].concat(),
            "types/key_info.rs",
        ),
        (
            "ecgrid.yaml",
            [&schemas[..], &["KeyVisibility", "oneOf"]].concat(),
            "types/key_visibility.rs",
        ),
        (
            "ecgrid.yaml",
            vec![
                "paths",
                "/v2/keys/list",
                "post",
                "requestBody",
                "content",
                "application/json",
                "schema",
                "properties",
            ],
            "rest/keys.rs",
        ),
        (
            "ecgridos.yaml",
            vec!["types", "KeyValue", "fields"],
            "types/key_value.rs",
        ),
        (
            "ecgridos.yaml",
            vec!["types", "Objects", "enum"],
            "types/objects.rs",
        ),
        (
            "ecgridos.yaml",
            vec!["operations", "key_value_get", "in"],
            "soap/keys.rs",
        ),
    ] {
        let touched = edit(file, &path, reverse);
        assert!(touched.contains(&owner.to_owned()), "{path:?}: {touched:?}");
    }
}

/// A reviewer sees a change where it belongs, and nowhere else.
#[test]
fn a_description_changes_the_file_of_its_owner_only() {
    let other = |value: &mut Value| *value = Value::String("Another text.".to_owned());
    let schemas = ["components", "schemas"];
    for (file, path, owner) in [
        (
            "ecgrid.yaml",
            [&schemas[..], &["KeyInfo", "description"]].concat(),
            "types/key_info.rs",
        ),
        (
            "ecgrid.yaml",
            [
                &schemas[..],
                &["KeyInfo", "properties", "userId", "description"],
            ]
            .concat(),
            "types/key_info.rs",
        ),
        (
            "ecgrid.yaml",
            [&schemas[..], &["KeyVisibility", "description"]].concat(),
            "types/key_visibility.rs",
        ),
        (
            "ecgrid.yaml",
            vec!["paths", "/v2/keys/list", "post", "description"],
            "rest/keys.rs",
        ),
        (
            "ecgrid.yaml",
            vec!["paths", "/v2/users/key/{id}", "get", "summary"],
            "rest/users.rs",
        ),
        ("ecgrid.yaml", vec!["info", "description"], "rest/mod.rs"),
        (
            "ecgridos.yaml",
            vec!["types", "KeyValue", "docs"],
            "types/key_value.rs",
        ),
        (
            "ecgridos.yaml",
            vec!["types", "Objects", "enum", "Mailbox"],
            "types/objects.rs",
        ),
        (
            "ecgridos.yaml",
            vec!["operations", "user_get_api_key", "summary"],
            "soap/users.rs",
        ),
        ("ecgridos.yaml", vec!["docs"], "soap/mod.rs"),
    ] {
        assert_eq!(edit(file, &path, other), [owner], "{path:?}");
    }
}
