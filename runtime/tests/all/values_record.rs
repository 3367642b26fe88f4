//! Records: what is read, what is written, and what is refused.

use bindery_runtime::v1::record;
use bindery_runtime::{DateTime, SecretString};

#[derive(Clone, Debug, PartialEq)]
struct Everything {
    number: i32,
    text: Option<String>,
    nullable: Option<i64>,
    list: Vec<Inner>,
    r#type: Option<bool>,
}

record! {
    Everything {
        number = "number",
        text = "some text",
        nullable = "nullable" or null,
        list = "list",
        r#type = "type",
    }
}

#[derive(Clone, Debug, PartialEq)]
struct Inner {
    map: u8,
    fields: f64,
}

record! {
    Inner {
        map = "map",
        fields = "fields",
    }
}

#[derive(Clone, Debug, PartialEq)]
struct Key {
    key: SecretString,
    created: DateTime,
}

record! {
    Key {
        key = "key" as secret,
        created = "created",
    }
}

#[derive(Clone, Debug, Default, PartialEq)]
struct Nothing {}

record! {
    Nothing {
    }
}

fn read(json: &str) -> Result<Everything, String> {
    serde_json::from_str(json).map_err(|error| error.to_string())
}

const LEAST: &str = r#"{"number":1,"nullable":null,"list":[]}"#;

fn least() -> Everything {
    Everything {
        number: 1,
        text: None,
        nullable: None,
        list: Vec::new(),
        r#type: None,
    }
}

#[test]
fn optional_fields_may_be_absent_or_null_and_are_left_out() {
    assert_eq!(read(LEAST).unwrap(), least());
    assert_eq!(
        read(r#"{"number":1,"some text":null,"nullable":null,"list":[],"type":null}"#).unwrap(),
        least()
    );
    assert_eq!(serde_json::to_string(&least()).unwrap(), LEAST);
}

#[test]
fn a_required_field_that_may_be_null_may_be_absent_and_is_written_as_null() {
    let value = read(r#"{"number":1,"list":[]}"#).unwrap();
    assert_eq!(value, least());
    assert_eq!(serde_json::to_string(&value).unwrap(), LEAST);
    let tree = serde_json::json!({ "number": 1, "list": [] });
    assert_eq!(serde_json::from_value::<Everything>(tree).unwrap(), least());
}

#[test]
fn a_full_record_survives() {
    let json = r#"{"number":-5,"some text":"é\n","nullable":9007199254740993,"list":[{"map":255,"fields":0.5}],"type":true}"#;
    let value = read(json).unwrap();
    assert_eq!(
        value.list,
        [Inner {
            map: 255,
            fields: 0.5
        }]
    );
    assert_eq!(serde_json::to_string(&value).unwrap(), json);
    let tree: serde_json::Value = serde_json::from_str(json).unwrap();
    assert_eq!(serde_json::from_value::<Everything>(tree).unwrap(), value);
}

#[test]
fn order_does_not_matter_and_unknown_fields_are_skipped() {
    let json = r#"{"zzz":{"number":[1,{}]},"type":false,"list":[],"":0,"nullable":3,"number":1,"last":null}"#;
    let expected = Everything {
        nullable: Some(3),
        r#type: Some(false),
        ..least()
    };
    assert_eq!(read(json).unwrap(), expected);
    assert_eq!(
        read(r#"{"n\u0075mber":1,"nullable":null,"list":[]}"#).unwrap(),
        least()
    );
}

#[test]
fn what_is_missing_is_named_as_on_the_wire() {
    for (json, message) in [
        (r#"{"nullable":1,"list":[]}"#, "missing field `number`"),
        (r#"{"number":1,"nullable":1}"#, "missing field `list`"),
        (
            r#"{"number":1,"nullable":1,"list":[{"map":1}]}"#,
            "missing field `fields`",
        ),
        (
            r#"{"number":1,"number":2,"nullable":1,"list":[]}"#,
            "duplicate field `number`",
        ),
        (
            r#"{"some text":null,"some text":null}"#,
            "duplicate field `some text`",
        ),
    ] {
        let error = read(json).unwrap_err();
        assert!(error.starts_with(message), "{json}: {error}");
    }
    for json in [
        "{",
        "[]",
        "3",
        "null",
        r#"{"number":null}"#,
        r#"{"number":3000000000}"#,
        "",
    ] {
        assert!(read(json).is_err(), "{json}");
    }
}

#[test]
fn a_wrong_secret_or_date_is_not_quoted() {
    for json in [
        r#"{"key":77712345,"created":"2025-01-15T10:30:00Z"}"#,
        r#"{"key":"77712345","created":"77712345"}"#,
        r#"{"key":"77712345","created":77712345}"#,
        r#"{"key":"77712345"}"#,
    ] {
        let error = serde_json::from_str::<Key>(json).unwrap_err().to_string();
        assert!(!error.contains("777"), "{error}");
    }
}

#[test]
fn a_record_without_fields_is_an_object() {
    assert_eq!(
        serde_json::from_str::<Nothing>(r#"{"a":1}"#).unwrap(),
        Nothing {}
    );
    assert_eq!(serde_json::to_string(&Nothing {}).unwrap(), "{}");
    assert!(serde_json::from_str::<Nothing>("[]").is_err());
}

/// Nothing of the prelude means here what it usually does.
mod hostile {
    #![allow(dead_code, non_camel_case_types, reason = "the names are the test")]

    mod core {}
    mod std {}
    mod serde {}
    struct Option;
    struct Result;
    struct String;
    struct Some;
    struct Ok;
    struct None;
    trait From {}
    trait Serialize {}

    #[derive(PartialEq)]
    pub(super) struct Record {
        pub(super) index: i32,
        pub(super) deserializer: ::std::option::Option<i32>,
        pub(super) serializer: bool,
    }

    bindery_runtime::v1::record! {
        Record {
            index = "index",
            deserializer = "deserializer",
            serializer = "serializer" or null,
        }
    }

    #[derive(Clone, PartialEq, Eq)]
    pub(super) enum Choice {
        Some,
        Err,
        Other(bindery_runtime::UnknownValue<Self>),
    }

    bindery_runtime::v1::open_enum! {
        Choice {
            Some = "Some",
            Err = "Err",
        } else Other
    }

    #[derive(PartialEq)]
    pub(super) struct Element {
        pub(super) fields: i32,
        pub(super) element: Choice,
        pub(super) writer: ::std::vec::Vec<i32>,
    }

    bindery_runtime::v1::soap::record! {
        Element {
            fields = "Fields",
            element = "Element" or null,
            writer = "Writer" of "int",
        }
    }
}

#[test]
fn macros_need_nothing_of_the_scope_they_stand_in() {
    let json = r#"{"index":1,"serializer":true}"#;
    let record: hostile::Record = serde_json::from_str(json).unwrap();
    assert!(
        record
            == hostile::Record {
                index: 1,
                deserializer: None,
                serializer: true
            }
    );
    assert_eq!(serde_json::to_string(&record).unwrap(), json);
    let json = r#"{"Fields":1,"Element":"Err","Writer":[2]}"#;
    let element: hostile::Element = serde_json::from_str(json).unwrap();
    assert!(
        element
            == hostile::Element {
                fields: 1,
                element: hostile::Choice::Err,
                writer: vec![2]
            }
    );
}
