//! What servers write in place of integers and dates: read where it has one meaning.

use std::collections::BTreeMap;

use bindery_runtime::v1::{integer_enum, record, union};
use bindery_runtime::{Date, DateTime, Decimal, JsonValue, Maybe, UnknownValue, UnknownVariant};
use proptest::prelude::*;

#[derive(Clone, Debug, Default, PartialEq)]
struct Integers {
    tiny: Option<i8>,
    small: Option<u16>,
    medium: Option<i32>,
    large: Option<i64>,
    unsigned: Option<u64>,
    wide: Option<i128>,
    wider: Option<u128>,
    maybe: Maybe<i32>,
    list: Option<Vec<Vec<i32>>>,
    map: Option<BTreeMap<String, u8>>,
    pair: Option<(i32, f64)>,
    boxed: Option<Box<Integers>>,
    level: Option<Level>,
    either: Option<Either>,
    any: Option<JsonValue>,
    number: Option<f64>,
    exact: Option<Decimal>,
    kept: BTreeMap<String, i64>,
}

record! {
    Integers {
        tiny = "tiny",
        small = "small",
        medium = "medium",
        large = "large",
        unsigned = "unsigned",
        wide = "wide",
        wider = "wider",
        maybe = "maybe",
        list = "list",
        map = "map",
        pair = "pair",
        boxed = "boxed",
        level = "level",
        either = "either",
        any = "any",
        number = "number",
        exact = "exact",
        ..kept
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Level {
    Low,
    High,
    Unknown(UnknownValue<Level>),
}

integer_enum! {
    Level {
        Low = 1,
        High = 30,
    } else Unknown
}

#[derive(Clone, Debug, PartialEq)]
enum Either {
    Integer(i64),
    Integers(Vec<i64>),
    Text(String),
    Unknown(UnknownVariant),
}

union! {
    Either {
        Integer(i64): integer,
        Integers(Vec<i64>): list,
        Text(String): text,
    } else Unknown
}

#[derive(Clone, Debug, PartialEq)]
enum Amount {
    Whole(i64),
    Any(f64),
    Unknown(UnknownVariant),
}

union! {
    Amount {
        Whole(i64): integer,
        Any(f64): number,
    } else Unknown
}

fn read(json: &str) -> Integers {
    serde_json::from_str(json).unwrap_or_else(|error| panic!("{json}: {error}"))
}

#[test]
fn a_whole_number_is_an_integer_however_it_is_written() {
    let fields = [
        "tiny", "small", "medium", "large", "unsigned", "wide", "wider", "maybe", "level",
        "either", "further",
    ];
    for field in fields {
        for (number, plain) in [
            ("1.0", "1"),
            ("3e1", "30"),
            ("10E0", "10"),
            ("0.5e1", "5"),
            ("-0.0", "0"),
            ("7.000", "7"),
        ] {
            assert_eq!(
                read(&format!(r#"{{"{field}":{number}}}"#)),
                read(&format!(r#"{{"{field}":{plain}}}"#)),
                "{field} {number}"
            );
        }
    }
    let inside = [
        (
            r#"{"list":[[1.0],[],[2e0,3]]}"#,
            r#"{"list":[[1],[],[2,3]]}"#,
        ),
        (r#"{"map":{"a":1.0}}"#, r#"{"map":{"a":1}}"#),
        (r#"{"pair":[1.0,1]}"#, r#"{"pair":[1,1.0]}"#),
        (r#"{"boxed":{"tiny":1.0}}"#, r#"{"boxed":{"tiny":1}}"#),
        (r#"{"either":[1.0,2]}"#, r#"{"either":[1,2]}"#),
    ];
    for (json, plain) in inside {
        assert_eq!(read(json), read(plain), "{json}");
    }
    let read = read(r#"{"level":3E1,"either":1.0}"#);
    assert_eq!(read.level, Some(Level::High));
    assert_eq!(read.either, Some(Either::Integer(1)));
}

#[test]
fn what_is_no_integer_is_refused_without_being_quoted() {
    for field in [
        "tiny", "small", "medium", "large", "unsigned", "wide", "wider", "maybe", "level",
        "further",
    ] {
        for number in [
            "4711.5",
            "1e30",
            "47114711471147114711.0",
            "9007199254740993.0",
            "1e-1",
        ] {
            let json = format!(r#"{{"{field}":{number}}}"#);
            let error = serde_json::from_str::<Integers>(&json)
                .expect_err(&json)
                .to_string();
            assert!(error.starts_with("expected a"), "{json}: {error}");
            assert!(!error.contains("4711"), "{json}: {error}");
        }
    }
    for json in [
        r#"{"tiny":128.0}"#,
        r#"{"small":-1.0}"#,
        r#"{"map":{"a":256.0}}"#,
        r#"{"wider":-1.0}"#,
        r#"{"medium":"1"}"#,
        r#"{"medium":true}"#,
    ] {
        assert!(serde_json::from_str::<Integers>(json).is_err(), "{json}");
    }
}

#[test]
fn what_is_described_otherwise_stays_what_came() {
    for json in [
        r#"{"any":1.0}"#,
        r#"{"any":[1.0,{"a":2.50}]}"#,
        r#"{"exact":1.0}"#,
        r#"{"number":1.0}"#,
        r#"{"wide":-170141183460469231731687303715884105728}"#,
        r#"{"wider":340282366920938463463374607431768211455}"#,
    ] {
        let value: JsonValue = serde_json::from_str(json).unwrap();
        let written = serde_json::to_string(&read(json)).unwrap();
        if json.contains("any") {
            assert_eq!(written, serde_json::to_string(&value).unwrap());
        } else {
            assert_eq!(written, json);
        }
    }
    let amount: Amount = serde_json::from_str("1.0").unwrap();
    assert_eq!(amount, Amount::Any(1.0));
    let amount: Amount = serde_json::from_str("1").unwrap();
    assert_eq!(amount, Amount::Whole(1));
    let either: Either = serde_json::from_str("1.5").unwrap();
    assert_eq!(serde_json::to_string(&either).unwrap(), "1.5");
}

#[derive(Clone, Debug, PartialEq)]
struct Days {
    at: DateTime,
    on: Option<Date>,
    ended: Option<DateTime>,
    paused: Maybe<DateTime>,
    /// Must be there, be it null.
    closed: Option<DateTime>,
    list: Option<Vec<Option<DateTime>>>,
    map: Option<BTreeMap<String, Option<Date>>>,
    text: Option<String>,
}

record! {
    Days {
        at = "at",
        on = "on",
        ended = "ended",
        paused = "paused",
        closed = "closed" or null,
        list = "list",
        map = "map",
        text = "text",
    }
}

#[test]
fn an_empty_text_is_no_date() {
    let json = r#"{"at":"2025-01-15T10:30Z","on":"","ended":"","paused":"","closed":"",
        "list":["","2025-01-15",null],"map":{"a":"","b":"2025-01-15"},"text":""}"#;
    let days: Days = serde_json::from_str(json).unwrap();
    assert_eq!(days.on, None);
    assert_eq!(days.ended, None);
    assert_eq!(days.paused, Maybe::Null);
    assert_eq!(days.closed, None);
    assert_eq!(days.text.as_deref(), Some(""));
    assert_eq!(
        serde_json::to_string(&days).unwrap(),
        r#"{"at":"2025-01-15T10:30Z","paused":null,"closed":null,"list":[null,"2025-01-15",null],"map":{"a":null,"b":"2025-01-15"},"text":""}"#
    );
    let plain = r#"{"at":"2025-01-15","on":"2025-01-15","ended":"2025-01-15 10:30:00 UTC","paused":"2025-01-15T10:30:00Z","closed":"2025-01-15T10:30:00+0000"}"#;
    let days: Days = serde_json::from_str(plain).unwrap();
    assert_eq!(serde_json::to_string(&days).unwrap(), plain);
}

#[test]
fn what_is_no_date_is_refused_without_being_quoted() {
    for json in [
        r#"{"at":"","closed":null}"#,
        r#"{"at":"2025-01-15","closed":"hunter2"}"#,
        r#"{"at":"2025-01-15","closed":" "}"#,
        r#"{"at":"2025-01-15","closed":4711}"#,
        r#"{"at":"2025-01-15","closed":47.11}"#,
        r#"{"at":"2025-01-15","closed":true}"#,
        r#"{"at":"2025-01-15","closed":null,"on":"2025-02-30"}"#,
    ] {
        let error = serde_json::from_str::<Days>(json)
            .expect_err(json)
            .to_string();
        assert!(error.starts_with("expected a date"), "{json}: {error}");
        assert!(
            !error.contains("hunter") && !error.contains("47"),
            "{json}: {error}"
        );
    }
}

proptest! {
    #[test]
    fn every_integer_that_a_float_holds_is_read_from_it(
        integer in -9_007_199_254_740_991_i64..=9_007_199_254_740_991, zeros in 1_usize..5,
    ) {
        let json = format!(r#"{{"large":{integer}.{}}}"#, "0".repeat(zeros));
        prop_assert_eq!(read(&json).large, Some(integer));
        let json = format!(r#"{{"wide":{integer}e0}}"#);
        prop_assert_eq!(read(&json).wide, Some(i128::from(integer)));
    }

    #[test]
    fn every_plain_integer_is_read(large in any::<i64>(), unsigned in any::<u64>()) {
        let integers = read(&format!(r#"{{"large":{large},"unsigned":{unsigned}}}"#));
        prop_assert_eq!(integers.large, Some(large));
        prop_assert_eq!(integers.unsigned, Some(unsigned));
    }
}
