//! Whatever JSON comes, a record is read from it exactly where its description says so, and written
//! again as what was read: compared with what the tree of the JSON says.

use std::collections::BTreeMap;

use bindery_runtime::v1::{integer_enum, open_enum, record, union};
use bindery_runtime::{Date, JsonValue, Maybe, UnknownValue, UnknownVariant};
use proptest::prelude::*;
use serde_json::{Map, json};

#[derive(Clone, Debug, PartialEq)]
struct Thing {
    number: i32,
    list: Vec<u8>,
    real: Option<f64>,
    text: Maybe<String>,
    day: Option<Date>,
    flags: Option<BTreeMap<String, Option<bool>>>,
    inner: Option<Box<Thing>>,
    word: Option<Word>,
    level: Option<Level>,
    null: Option<String>,
    part: Option<Part>,
    kept: BTreeMap<String, JsonValue>,
}

record! {
    Thing {
        number = "number",
        list = "list",
        real = "real",
        text = "text",
        day = "day",
        flags = "flags",
        inner = "inner",
        word = "word",
        level = "level",
        null = "null" or null,
        part = "part",
        ..kept
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Word {
    One,
    Unknown(UnknownValue<Self>),
}

open_enum! {
    Word {
        One = "one",
    } else Unknown
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Level {
    Low,
    Unknown(UnknownValue<Self>),
}

integer_enum! {
    Level {
        Low = 1,
    } else Unknown
}

#[derive(Clone, Debug, PartialEq)]
struct Left {
    number: i32,
}

record! {
    Left {
        number = "number",
    }
}

#[derive(Clone, Debug, PartialEq)]
enum Part {
    Left(Left),
    Thing(Box<Thing>),
    Unknown(UnknownVariant),
}

union! {
    Part by "text" {
        Left(Left) = "left",
        Thing(Thing; boxed) = "thing",
    } else Unknown
}

/// The integer that a number is, however it is written.
#[expect(clippy::cast_possible_truncation, reason = "it is whole and in range")]
fn integer(value: &JsonValue) -> Option<i64> {
    let whole = |number: f64| number.fract() == 0.0 && number.abs() < 9.0e15;
    value
        .as_i64()
        .or_else(|| value.as_f64().filter(|n| whole(*n)).map(|n| n as i64))
}

/// What is written of a thing that was read from this; nothing where it is none.
fn thing(value: &JsonValue) -> Option<JsonValue> {
    let object = value.as_object()?;
    let mut written = Map::new();
    for (key, value) in object {
        let value = match (key.as_str(), value) {
            ("null", JsonValue::Null) => JsonValue::Null,
            ("real" | "day" | "flags" | "inner" | "word" | "level" | "part", JsonValue::Null) => {
                continue;
            }
            ("day", JsonValue::String(text)) if text.is_empty() => continue,
            ("number", value) => i32::try_from(integer(value)?).ok()?.into(),
            ("list", value) => {
                let items = value.as_array()?.iter();
                let bytes: Option<Vec<u8>> = items
                    .map(|item| u8::try_from(integer(item)?).ok())
                    .collect();
                bytes?.into()
            }
            ("real", value) => value.as_f64()?.into(),
            ("text", value) => (value.is_string() || value.is_null()).then(|| value.clone())?,
            ("null" | "word", value) => value.is_string().then(|| value.clone())?,
            ("day", value) => (value == "2025-01-15").then(|| value.clone())?,
            ("flags", value) => {
                let mut flags = value.as_object()?.values();
                let all = flags.all(|flag| flag.is_boolean() || flag.is_null());
                all.then(|| value.clone())?
            }
            ("inner", value) => thing(value)?,
            ("level", value) => integer(value)?.into(),
            ("part", value) => part(value)?,
            (_, value) => value.clone(),
        };
        written.insert(key.clone(), value);
    }
    let missing = |key: &&str| !object.contains_key(*key);
    if ["number", "list"].iter().any(missing) {
        return None;
    }
    written.entry("null").or_insert(JsonValue::Null);
    Some(written.into())
}

/// The same of a part.
fn part(value: &JsonValue) -> Option<JsonValue> {
    match value.get("text").and_then(JsonValue::as_str) {
        Some("left") => {
            let number = i32::try_from(integer(value.get("number")?)?).ok()?;
            Some(json!({ "text": "left", "number": number }))
        }
        Some("thing") => thing(value),
        _ => Some(value.clone()),
    }
}

fn json() -> impl Strategy<Value = JsonValue> {
    let number = prop_oneof![
        (-3_i64..300).prop_map(JsonValue::from),
        (-3_i32..300).prop_map(|integer| json!(f64::from(integer))),
        any::<i64>().prop_map(JsonValue::from),
        (-9.0e9..9.0e9_f64).prop_map(JsonValue::from),
    ];
    let text = prop_oneof![
        Just(String::new()),
        Just("one".to_owned()),
        Just("2025-01-15".to_owned()),
        "\\PC{0,4}",
    ];
    let leaf = prop_oneof![
        Just(JsonValue::Null),
        any::<bool>().prop_map(JsonValue::from),
        number.clone(),
        text.clone().prop_map(JsonValue::from),
    ];
    leaf.prop_recursive(4, 60, 6, move |inner| {
        let fits = (
            -3_i64..300,
            prop::collection::vec(0_u8..=255, 0..3),
            prop::collection::vec((key(), inner.clone()), 0..4),
            prop_oneof![Just(None), Just(Some("left")), Just(Some("thing"))],
        );
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(JsonValue::from),
            prop::collection::vec((key(), inner), 0..5)
                .prop_map(|entries| entries.into_iter().collect::<Map<_, _>>().into()),
            fits.prop_map(|(number, list, entries, tag)| {
                let mut object: Map<_, _> = entries.into_iter().collect();
                object.insert("number".to_owned(), number.into());
                object.insert("list".to_owned(), list.into());
                if let Some(tag) = tag {
                    object.insert("text".to_owned(), tag.into());
                }
                object.into()
            }),
        ]
    })
}

fn key() -> impl Strategy<Value = String> {
    prop::sample::select(vec![
        "number", "list", "real", "text", "day", "flags", "inner", "word", "level", "null", "part",
        "other",
    ])
    .prop_map(str::to_owned)
}

proptest! {
    #[test]
    fn a_record_is_read_where_its_description_says_so(value in json()) {
        let expected = thing(&value);
        let text = value.to_string();
        for read in [
            serde_json::from_str::<Thing>(&text),
            serde_json::from_reader(text.as_bytes()),
            serde_json::from_value(value.clone()),
        ] {
            match (read, &expected) {
                (Ok(read), Some(expected)) => {
                    prop_assert_eq!(&serde_json::to_value(&read).unwrap(), expected);
                    let written = serde_json::to_string(&read).unwrap();
                    prop_assert_eq!(&serde_json::from_str::<Thing>(&written).unwrap(), &read);
                }
                (Err(_), None) => {}
                (read, expected) => prop_assert!(false, "{read:?} is not {expected:?}"),
            }
        }
    }
}
