//! Properties that have one value: written by their table, read back, and kept where another came.

use bindery_runtime::v1::{Constant, record, union, union_text};
use bindery_runtime::{JsonValue, UnknownVariant};
use serde_json::json;

#[derive(Clone, Debug, Default, PartialEq)]
struct Message {
    object: Constant,
    text: Option<String>,
    version: Constant,
    exact: Constant,
    deleted: Constant,
    tag: Constant,
    seen: Constant,
}

record! {
    Message {
        object = "object" is "message",
        text = "text",
        version = "version" is 2,
        exact = "exact" is -0.5,
        deleted = "deleted" is true,
        tag = "tag" is "t" or absent,
        seen = "seen" is "yes" or absent for reading,
    }
}

fn described() -> JsonValue {
    json!({
        "object": "message", "version": 2, "exact": -0.5, "deleted": true, "tag": "t", "seen": "yes",
    })
}

#[test]
fn nobody_writes_what_has_one_value() {
    let message = Message::default();
    assert_eq!(serde_json::to_value(&message).unwrap(), described());
    // In the order of the table.
    assert!(
        serde_json::to_string(&message)
            .unwrap()
            .starts_with(r#"{"object":"message","version":2,"#)
    );
    let read: Message = serde_json::from_value(described()).unwrap();
    assert_eq!(read, message);
    assert_eq!(read.unexpected("object"), None);
    assert_eq!(read.unexpected("text"), None);
    assert_eq!(read.unexpected("no such property"), None);
}

#[test]
fn another_value_is_kept_and_written_again() {
    for (key, value) in [
        ("object", json!("note")),
        ("object", json!(null)),
        ("object", json!({ "a": [1] })),
        ("version", json!(3)),
        ("version", json!("2")),
        ("exact", json!(0.5)),
        ("deleted", json!(false)),
        ("tag", json!("u")),
    ] {
        let mut sent = described();
        sent[key] = value.clone();
        let read: Message = serde_json::from_value(sent.clone()).unwrap();
        assert_eq!(read.unexpected(key), Some(&value), "{key}");
        assert_ne!(read, Message::default());
        assert_eq!(serde_json::to_value(&read).unwrap(), sent);
        assert!(!format!("{read:?}").contains("note"));
    }
    // One number, however it is written.
    let mut sent = described();
    sent["version"] = json!(2.0);
    let read: Message = serde_json::from_value(sent).unwrap();
    assert_eq!(read.unexpected("version"), None);
}

#[test]
fn what_must_be_there_is_missed() {
    for key in ["object", "version", "exact", "deleted"] {
        let mut sent = described();
        sent.as_object_mut().unwrap().remove(key);
        let error = serde_json::from_value::<Message>(sent)
            .unwrap_err()
            .to_string();
        assert_eq!(error, format!("missing field `{key}`"));
    }
    let mut sent = described();
    sent.as_object_mut().unwrap().remove("tag");
    assert_eq!(
        serde_json::from_value::<Message>(sent).unwrap(),
        Message::default()
    );
    let twice = serde_json::from_str::<Message>(r#"{"object":"message","object":"message"}"#);
    assert!(
        twice
            .unwrap_err()
            .to_string()
            .starts_with("duplicate field `object`")
    );
}

#[derive(Clone, Debug, PartialEq)]
enum Choice {
    Auto,
    Empty,
    One,
    Number(i64),
    Message(Box<Message>),
    Unknown(UnknownVariant),
}

union! {
    Choice {
        Auto is "auto",
        Empty is "",
        One is 1,
        Number(i64): integer,
        Message(Message; boxed): record ["object", "version", "exact", "deleted"],
    } else Unknown
}

#[test]
fn an_alternative_of_one_value_holds_nothing() {
    for (json, choice) in [
        (json!("auto"), Choice::Auto),
        (json!(""), Choice::Empty),
        (json!(1), Choice::One),
        (json!(2), Choice::Number(2)),
        (described(), Choice::Message(Box::default())),
        (json!("other"), Choice::Unknown(json!("other").into())),
        (json!(0.5), Choice::Unknown(json!(0.5).into())),
    ] {
        assert_eq!(
            serde_json::from_value::<Choice>(json.clone()).unwrap(),
            choice
        );
        assert_eq!(serde_json::to_value(&choice).unwrap(), json);
    }
    // What fits as described comes before what only keeps another value.
    let mut other = described();
    other["object"] = json!("note");
    let read: Choice = serde_json::from_value(other.clone()).unwrap();
    assert!(matches!(&read, Choice::Message(message) if message.unexpected("object").is_some()));
    assert_eq!(serde_json::to_value(&read).unwrap(), other);
}

#[derive(Clone, Debug, PartialEq)]
enum Sized {
    Auto,
    Number(i64),
    Unknown(UnknownVariant),
}

union! {
    Sized {
        Auto is "auto",
        Number(i64): integer,
    } else Unknown
}

union_text! {
    Sized {
        Auto is "auto",
        Number,
    } else Unknown
}

#[test]
fn an_alternative_of_one_value_has_a_text_form() {
    use bindery_runtime::v1::Text as _;
    for (text, value) in [
        ("auto", Sized::Auto),
        ("7", Sized::Number(7)),
        ("more", Sized::Unknown(json!("more").into())),
    ] {
        assert_eq!(Sized::from_text(text).unwrap(), value);
        assert_eq!(value.to_text(), text);
    }
}

mod elements {
    use bindery_runtime::v1::Constant;
    use bindery_runtime::v1::soap::record;

    #[derive(Clone, Debug, Default, PartialEq)]
    pub(super) struct Note {
        pub(super) kind: Constant,
        pub(super) text: Option<String>,
        pub(super) version: Constant,
    }

    record! {
        Note {
            kind = "kind" is "note",
            text = "text",
            version = "version" is 2 or absent,
        }
    }
}

#[test]
fn a_table_of_elements_has_constants_too() {
    let note = elements::Note::default();
    assert_eq!(
        serde_json::to_value(&note).unwrap(),
        json!({ "kind": "note", "version": 2 })
    );
    assert_eq!(note.unexpected("kind"), None);
}
