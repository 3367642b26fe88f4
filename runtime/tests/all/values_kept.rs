//! Records that keep what they have no field for.

use std::collections::BTreeMap;

use bindery_runtime::v1::{expose_secrets, record};
use bindery_runtime::{JsonValue, SecretString};
use serde_json::json;

#[derive(Clone, Debug, Default, PartialEq)]
struct Labelled {
    name: Option<String>,
    labels: BTreeMap<String, i32>,
}

record! {
    Labelled {
        name = "name",
        ..labels
    }
}

#[derive(Clone, Debug, Default, PartialEq)]
struct Everything {
    kept: BTreeMap<String, JsonValue>,
}

record! {
    Everything {
        ..kept
    }
}

#[derive(Clone, Debug, Default, PartialEq)]
struct Vault {
    id: Option<i32>,
    entries: BTreeMap<String, SecretString>,
}

record! {
    Vault {
        id = "id",
        ..entries as secret
    }
}

#[test]
fn what_no_field_is_for_is_kept_and_written_after_the_fields() {
    let text = r#"{"b":2,"name":"n","a":1}"#;
    let read: Labelled = serde_json::from_str(text).unwrap();
    assert_eq!(read.name.as_deref(), Some("n"));
    assert_eq!(
        read.labels,
        [("a".to_owned(), 1), ("b".to_owned(), 2)].into()
    );
    assert_eq!(
        serde_json::to_string(&read).unwrap(),
        r#"{"name":"n","a":1,"b":2}"#
    );
}

#[test]
fn what_is_kept_is_of_its_type() {
    let wrong = serde_json::from_str::<Labelled>(r#"{"a":"one"}"#);
    assert!(wrong.is_err());
}

#[test]
fn any_json_is_kept_as_it_is() {
    let value = json!({ "a": null, "b": [1, { "c": "d" }] });
    let read: Everything = serde_json::from_value(value.clone()).unwrap();
    assert_eq!(serde_json::to_value(&read).unwrap(), value);
}

#[test]
fn no_key_is_written_twice() {
    let labelled = Labelled {
        name: Some("n".to_owned()),
        labels: [("name".to_owned(), 1)].into(),
    };
    let text = serde_json::to_string(&labelled).unwrap();
    assert_eq!(text, r#"{"name":"n"}"#);
}

#[test]
fn kept_secrets_are_written_into_a_request_alone() {
    let vault: Vault = serde_json::from_str(r#"{"id":1,"key":"hush"}"#).unwrap();
    assert!(serde_json::to_string(&vault).is_err());
    let sent = expose_secrets(|| serde_json::to_string(&vault).unwrap());
    assert_eq!(sent, r#"{"id":1,"key":"hush"}"#);
    assert!(!format!("{vault:?}").contains("hush"));
}
