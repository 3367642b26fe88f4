//! The JSON Schemas that editors use are those that the library holds, and they name the keys that
//! the reader knows.

use std::path::Path;

use crate::support::{codes, generate, read, scratch};
use bindery::Code;

/// The copies beside the description, which its first lines name, are what `bindery schema` prints.
#[test]
fn the_copies_beside_the_description_are_fresh() {
    for (name, text) in [
        ("bindery", bindery::schema::bindery()),
        ("soap", bindery::schema::soap()),
    ] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join(format!("../spec/schema/{name}.schema.json"));
        let copy = std::fs::read_to_string(&path).expect("the copy is there");
        assert_eq!(
            copy, text,
            "stale: `cargo bindery schema {name} > spec/schema/{name}.schema.json` fixes it"
        );
    }
}

/// Both are JSON Schemas that allow no further keys, so that an editor marks a misspelled one.
#[test]
fn a_misspelled_key_is_marked() {
    for text in [bindery::schema::bindery(), bindery::schema::soap()] {
        let schema: serde_json::Value = serde_json::from_str(text).expect("a schema is JSON");
        assert_eq!(schema["additionalProperties"], false);
        assert!(schema["properties"].as_object().is_some_and(|properties| {
            properties.values().all(|property| {
                property.get("description").is_some() || property.get("$ref").is_some()
            })
        }));
    }
}

#[test]
fn an_edition_that_is_not_known_is_refused() {
    let api = read(Path::new("tests/cases/empty-file/accepted/api.yaml"));
    for edition in ["0", "2", "-1", "1.5", "first", "18446744073709551616"] {
        let config = crate::support::config("api.yaml")
            .replace("edition: 1", &format!("edition: {edition}"));
        let folder = scratch(&[("bindery.yaml", config), ("api.yaml", api.clone())]);
        let findings = generate(&folder.path().join("spec/bindery.yaml")).expect_err(edition);
        assert_eq!(codes(&findings), [Code::UnsupportedVersion], "{edition}");
    }
}
