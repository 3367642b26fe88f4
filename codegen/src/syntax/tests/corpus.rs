//! Real documents, from the folder that `BINDERY_CORPUS` names, are read and agree with what other
//! readers make of them.

use std::collections::BTreeMap;
use std::fs;

use super::super::{Kind, Node};
use super::parse;

#[test]
fn every_document_of_the_corpus_is_read() {
    let Some(folder) = std::env::var_os("BINDERY_CORPUS") else {
        return;
    };
    let entries =
        fs::read_dir(&folder).expect("`BINDERY_CORPUS` names a folder of OpenAPI documents");
    let mut files: BTreeMap<String, String> = BTreeMap::new();
    for entry in entries {
        let path = entry.expect("the folder can be listed").path();
        let name = path
            .file_name()
            .map(|name| name.to_string_lossy().into_owned())
            .unwrap_or_default();
        if name.ends_with(".yaml") || name.ends_with(".json") {
            files.insert(
                name,
                fs::read_to_string(&path).expect("the file can be read"),
            );
        }
    }
    assert!(!files.is_empty());
    for (name, text) in files {
        let (document, findings) = parse(&text);
        assert_eq!(findings, [""; 0], "{name}");
        let document = document.unwrap_or_else(|| panic!("{name} has a tree"));
        let root = document.root();
        assert!(
            root.get("openapi")
                .and_then(Node::as_str)
                .or(root.get("swagger").and_then(Node::text))
                .is_some(),
            "{name}"
        );
        if name.ends_with(".json") {
            let value: serde_json::Value = serde_json::from_str(&text).expect("the corpus is JSON");
            agree(root, &value);
        }
    }
}

fn agree(node: Node<'_>, value: &serde_json::Value) {
    use serde_json::Value;
    match value {
        Value::Null => assert!(node.is_null()),
        Value::Bool(value) => assert_eq!(node.as_bool(), Some(*value)),
        Value::Number(number) => {
            // serde_json rounds the last digit of a fraction.
            let (ours, theirs) = (
                node.as_f64().expect("a number"),
                number.as_f64().expect("a number"),
            );
            assert!(
                (ours - theirs).abs() <= theirs.abs() * 1e-15,
                "{ours} {theirs}"
            );
        }
        Value::String(text) => assert_eq!(node.as_str(), Some(text.as_str())),
        Value::Array(items) => {
            assert_eq!((node.kind(), node.len()), (Kind::Sequence, items.len()));
            node.items()
                .zip(items)
                .for_each(|(item, value)| agree(item, value));
        }
        Value::Object(entries) => {
            assert_eq!((node.kind(), node.len()), (Kind::Mapping, entries.len()));
            for entry in node.entries() {
                agree(
                    entry.value,
                    entries
                        .get(entry.key)
                        .unwrap_or_else(|| panic!("{} is a key", entry.key)),
                );
            }
        }
    }
}
