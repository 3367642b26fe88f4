//! The fast reader returns the same values as serde_json, for any input.

#![allow(
    dead_code,
    unreachable_pub,
    reason = "types are declared as bindery emits them, and only read"
)]

use std::collections::BTreeMap;
use std::fmt::Debug;

use proptest::prelude::*;

use super::{Fast, plain};
use crate::v1::Union;
use crate::wire::{Value, Variants, from_json};
use crate::{
    __bindery_v1_integer_enum as integer_enum, __bindery_v1_open_enum as open_enum,
    __bindery_v1_record as record, __bindery_v1_union as union,
    __bindery_v1_value_enum as value_enum,
};
use crate::{
    Base64, Date, DateTime, Decimal, JsonValue, Maybe, SecretString, UnknownValue, UnknownVariant,
};

#[derive(Clone, Debug, PartialEq)]
struct Scalars {
    a: Option<i8>,
    b: Option<u16>,
    c: i32,
    d: Option<u64>,
    e: Option<i128>,
    f: Option<u128>,
    g: Option<f64>,
    h: Option<f32>,
    i: Option<bool>,
    j: Option<String>,
    k: Option<Decimal>,
    l: Option<DateTime>,
    m: Maybe<Date>,
    n: Option<Base64>,
    o: Maybe<i64>,
    p: Option<JsonValue>,
    q: Option<Word>,
    r: Option<Number>,
    s: Option<Mixed>,
    t: Option<SecretString>,
}

record! {
    Scalars {
        a = "a",
        b = "b",
        c = "c",
        d = "d",
        e = "e",
        f = "f",
        g = "g",
        h = "h",
        i = "i",
        j = "j",
        k = "k",
        l = "l" or null,
        m = "m",
        n = "n",
        o = "o",
        p = "p",
        q = "q",
        r = "r" or null,
        s = "s",
        t = "t" as secret,
    }
}

#[derive(Clone, Debug, PartialEq)]
struct Bag {
    a: Vec<i32>,
    b: Option<Vec<Option<DateTime>>>,
    c: BTreeMap<String, f64>,
    d: Option<Box<Bag>>,
    e: Option<(i32, f64)>,
    f: Option<Vec<Pet>>,
    g: Maybe<Vec<Shape>>,
    kept: BTreeMap<String, JsonValue>,
}

record! {
    Bag {
        a = "a",
        b = "b",
        c = "c",
        d = "d",
        e = "e",
        f = "f",
        g = "g",
        ..kept
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Word {
    One,
    Two,
    Unknown(UnknownValue<Self>),
}

open_enum! {
    Word {
        One = "one",
        Two = "two",
    } else Unknown
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Number {
    One,
    Unknown(UnknownValue<Self>),
}

integer_enum! {
    Number {
        One = 1,
    } else Unknown
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Mixed {
    One,
    Two,
    Unknown(UnknownValue<Self>),
}

value_enum! {
    Mixed {
        One = 1,
        Two = "two",
    } else Unknown
}

#[derive(Clone, Debug, PartialEq)]
struct Cat {
    kind: Option<Word>,
    c: i64,
    k: Option<Decimal>,
    d: Option<Pet>,
}

record! {
    Cat {
        kind = "kind",
        c = "c",
        k = "k",
        d = "d",
    }
}

#[derive(Clone, Debug, PartialEq)]
struct Dog {
    kind: Option<String>,
    a: Option<i32>,
    p: Option<JsonValue>,
    kept: BTreeMap<String, i64>,
}

record! {
    Dog {
        kind = "kind",
        a = "a",
        p = "p",
        ..kept
    }
}

#[derive(Clone, Debug, PartialEq)]
enum Pet {
    Cat(Box<Cat>),
    Dog(Dog),
    Bag(Box<Bag>),
    Inner(Box<Inner>),
    Map(BTreeMap<String, JsonValue>),
    Text(String),
    Unknown(UnknownVariant),
}

union! {
    Pet by "kind" {
        Cat(Cat; boxed): record ["c"] = "one" | "two",
        Dog(Dog): record = "dog",
        Bag(Bag; boxed): record = "both",
        Inner(Inner; boxed): union = "inner",
        Map(BTreeMap<String, JsonValue>): map = "map" | "both",
        Text(String): text or none,
    } else Unknown
}

#[derive(Clone, Debug, PartialEq)]
enum Inner {
    Dog(Dog),
    Cat(Cat),
    Scalars(Box<Scalars>),
    Unknown(UnknownVariant),
}

union! {
    Inner by "a" {
        Dog(Dog): record = "dog" | "one",
        Cat(Cat): record ["c"] = "two",
        Scalars(Scalars; boxed): record ["c"] or none,
    } else Unknown
}

#[derive(Clone, Debug, PartialEq)]
enum Shape {
    Cat(Box<Cat>),
    Dog(Dog),
    Word(Word),
    Time(DateTime),
    Integer(i64),
    Number(f64),
    Pet(Pet),
    List(Vec<Shape>),
    Unknown(UnknownVariant),
}

union! {
    Shape {
        Cat(Cat; boxed): record ["c"],
        Dog(Dog): record,
        Word(Word): choice,
        Time(DateTime): formatted,
        Integer(i64): integer,
        Number(f64): number,
        Pet(Pet): union,
        List(Vec<Shape>): list,
    } else Unknown
}

/// Variants that overlap.
#[derive(Clone, Debug, PartialEq)]
enum Blend {
    One,
    Scalars(Box<Scalars>),
    Cat(Box<Cat>),
    Needing(Needing),
    Bag(Box<Bag>),
    Pair((i32, f64)),
    Shape(Shape),
    Map(BTreeMap<String, Option<Blend>>),
    List(Vec<Blend>),
    Date(Date),
    Text(String),
    Nothing(()),
    Unknown(UnknownVariant),
}

union! {
    Blend {
        One is "one",
        Scalars(Scalars; boxed): record ["c"],
        Cat(Cat; boxed): record ["c"],
        Needing(Needing): record ["a", "c"],
        Bag(Bag; boxed): record ["a"],
        Pair((i32, f64)): list,
        Shape(Shape): union,
        Map(BTreeMap<String, Option<Blend>>): map,
        List(Vec<Blend>): list,
        Date(Date): date,
        Text(String): text,
        Nothing(()): any,
    } else Unknown
}

#[derive(Clone, Debug, PartialEq)]
struct Needing {
    a: Option<i32>,
    c: Option<i32>,
    u: Option<Lone>,
}

record! {
    Needing {
        a = "a" or null,
        c = "c" or null,
        u = "u",
    }
}

/// Variants of which each has a kind of its own.
#[derive(Clone, Debug, PartialEq)]
enum Lone {
    Flag(bool),
    Integer(i32),
    Word(Word),
    Inner(BTreeMap<String, Inner>),
    List(Vec<Blend>),
    Unknown(UnknownVariant),
}

union! {
    Lone {
        Flag(bool): boolean,
        Integer(i32): integer,
        Word(Word): choice,
        Inner(BTreeMap<String, Inner>): map,
        List(Vec<Blend>): list,
    } else Unknown
}

/// A record of which another one takes whatever it does not know.
#[derive(Clone, Debug, PartialEq)]
enum Rival {
    Known(Known),
    Free(Free),
    Pet(Pet),
    Map(BTreeMap<String, JsonValue>),
    Unknown(UnknownVariant),
}

union! {
    Rival {
        Known(Known): record ["c"],
        Free(Free): record ["c"],
        Pet(Pet): union,
        Map(BTreeMap<String, JsonValue>): map,
    } else Unknown
}

#[derive(Clone, Debug, PartialEq)]
struct Known {
    c: i64,
    d: Option<Vec<Pet>>,
}

record! {
    Known {
        c = "c",
        d = "d",
    }
}

#[derive(Clone, Debug, PartialEq)]
struct Free {
    c: i64,
    d: Option<JsonValue>,
}

record! {
    Free {
        c = "c",
        d = "d",
    }
}

const LEAVES: &[&str] = &[
    "null",
    "1",
    "2",
    "0",
    "-1",
    "1.0",
    "1e0",
    "2.5",
    "3e1",
    "-0.0",
    "-0",
    "128",
    "300",
    "70000",
    "4294967296",
    "9007199254740993",
    "9007199254740993.0",
    "18446744073709551616",
    "1e30",
    "12.50",
    "170141183460469231731687303715884105728",
    "0.1000000000000000055511151231257827",
    "1e-400",
    "true",
    "false",
    "\"\"",
    "\"one\"",
    "\"two\"",
    "\"dog\"",
    "\"x\"",
    "\"2025-01-15\"",
    "\"2025-01-15T10:30:00Z\"",
    "\"2025-02-30\"",
    "\"\\u00e9\\n\"",
    "\"é\"",
    "{}",
    "[]",
    "[1]",
    "[1,2.0]",
    "[1,2,3]",
    " 1 ",
    "{\"a\":1}",
];

const WRONG: &[&str] = &[
    "1e400",
    "01",
    "tru",
    "nul",
    "-",
    "1.",
    ".5",
    "1e",
    "+1",
    "\"\\ud800\"",
    "\"\\x\"",
    "\"a\nb\"",
    "\"open",
    "[1,]",
    "[,1]",
    "{\"a\":1,}",
    "{\"a\"}",
    "{a:1}",
    "[1 2]",
    "truefalse",
    "1x",
    "",
];

const KEYS: &[&str] = &[
    "a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l", "m", "n", "o", "p", "q", "r", "s",
    "t", "u", "kind", "kind", "zz", "\\u0061", "é",
];

/// JSON, or nearly.
fn text() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        40 => prop::sample::select(LEAVES).prop_map(str::to_owned),
        1 => prop::sample::select(WRONG).prop_map(str::to_owned),
    ];
    leaf.prop_recursive(5, 80, 6, |inner| {
        let tag = prop::sample::select(
            &[
                "\"one\"",
                "\"two\"",
                "\"dog\"",
                "\"both\"",
                "\"inner\"",
                "\"map\"",
                "3",
                "null",
            ][..],
        );
        let entry = (
            prop::sample::select(KEYS),
            inner.clone(),
            tag,
            any::<bool>(),
        );
        let entry = entry.prop_map(|(key, value, tag, tagged)| match key {
            "kind" => format!("\"kind\":{tag}"),
            "a" if tagged => format!("\"a\":{tag}"),
            "c" if tagged => "\"c\":1".to_owned(),
            key => format!("\"{key}\" :{value}"),
        });
        prop_oneof![
            prop::collection::vec(inner, 0..4).prop_map(|items| format!("[{}]", items.join(","))),
            prop::collection::vec(entry.clone(), 0..6)
                .prop_map(|entries| format!("{{{}}}", entries.join(","))),
            prop::collection::vec(entry, 0..4).prop_map(|entries| format!(
                "{{\"c\":1,\"k\":0.10{}}}",
                entries.join(",")
            )
            .replacen("0.10\"", "0.10,\"", 1)),
        ]
    })
}

#[track_caller]
fn same<T: Value + Debug>(json: &str) {
    let mut fast = T::vacant();
    let Some(reader) = Fast::new(json.as_bytes()) else {
        return;
    };
    if reader.document(&mut fast).is_err() {
        return;
    }
    let mut judged = T::vacant();
    match from_json(json.as_bytes(), &mut judged) {
        Ok(()) => assert_eq!(format!("{fast:?}"), format!("{judged:?}"), "{json}"),
        Err(error) => panic!("{json} was read: {error}"),
    }
}

fn all(json: &str) {
    same::<Scalars>(json);
    same::<Bag>(json);
    same::<Pet>(json);
    same::<Inner>(json);
    same::<Shape>(json);
    same::<Blend>(json);
    same::<Lone>(json);
    same::<Rival>(json);
    same::<BTreeMap<String, Option<Blend>>>(json);
    same::<Cat>(json);
    same::<Dog>(json);
    same::<Vec<Option<Dog>>>(json);
    same::<BTreeMap<String, Shape>>(json);
    same::<JsonValue>(json);
    same::<Option<DateTime>>(json);
    same::<()>(json);
}

#[test]
fn what_is_plain_is_read_at_once() {
    for json in [
        r#"{"c":1,"k":12.50,"j":"a\"b","m":"","l":null,"p":[1.0,{"a":2}],"q":"three","zz":{"a":[]}}"#,
        " { \"c\" : 1 } ",
    ] {
        let mut value = Scalars::vacant();
        let reader = Fast::new(json.as_bytes()).expect("it is text");
        assert!(reader.document(&mut value).is_ok(), "{json}");
    }
    let mut pet = Pet::vacant();
    let json = r#"{"kind":"one","c":1,"d":{"a":1,"kind":"dog","zz":5}}"#;
    let reader = Fast::new(json.as_bytes()).expect("it is text");
    assert!(reader.document(&mut pet).is_ok());
    assert!(
        matches!(&pet, Pet::Cat(cat) if matches!(&cat.d, Some(Pet::Dog(_)))),
        "{pet:?}"
    );
}

/// Whether a union is read without a tree.
#[track_caller]
fn is_read_in_place<T: Value + Union + Variants>(json: &str) -> bool {
    let mut reader = Fast::new(json.as_bytes()).expect("it is text");
    reader.at_once(T::shape(), &mut T::vacant()).is_ok()
}

#[test]
fn a_union_without_a_tag_is_read_in_place_where_its_variant_is_certain() {
    for json in [
        r#""one""#,
        r#""2025-01-15""#,
        "null",
        r#"{"c":1,"h":0.1,"k":12.50,"l":null,"r":null}"#,
        r#"{"c":1,"kind":"two"}"#,
        r#"{"a":null,"c":null,"u":true}"#,
        "[1,2.5]",
    ] {
        assert!(is_read_in_place::<Blend>(json), "{json}");
    }
    for json in [
        "true",
        "1",
        r#""one""#,
        r#""another""#,
        r#"{"x":{"a":"two","c":1}}"#,
    ] {
        assert!(is_read_in_place::<Lone>(json), "{json}");
    }
    // A property that no record knows, a value that no enumeration lists, a list that is no pair, a record
    // without what it needs, and a text that could have been a date.
    for json in [
        r#"{"c":1,"zz":1}"#,
        r#"{"c":1,"kind":"another"}"#,
        "[1,2,3]",
        r#"{"d":1}"#,
        r#""some text""#,
    ] {
        assert!(!is_read_in_place::<Blend>(json), "{json}");
        same::<Blend>(json);
    }
}

/// What is lost or unknown within a variant speaks for another one.
#[test]
fn a_variant_that_does_not_know_all_of_a_value_is_not_certain() {
    let known = r#"{"c":1,"d":[{"kind":"one","c":1}]}"#;
    assert!(is_read_in_place::<Rival>(known));
    for json in [
        r#"{"c":1,"d":[{"kind":"one","c":1,"zz":1}]}"#,
        r#"{"c":1,"d":[null]}"#,
        r#"{"c":1,"d":[{"kind":"other"}]}"#,
        r#"{"kind":"other","kind":"dog"}"#,
    ] {
        assert!(!is_read_in_place::<Rival>(json), "{json}");
        same::<Rival>(json);
    }
}

#[test]
fn depth_is_bounded() {
    for (open, close) in [("[", "]"), ("{\"d\":", "}"), ("{\"zz\":", "}")] {
        for depth in [90, 100, 126, 128, 100_000] {
            let json = format!("{}1{}", open.repeat(depth), close.repeat(depth));
            all(&json);
            all(&open.repeat(depth));
        }
    }
}

#[test]
fn what_is_no_json_is_left_to_the_judge() {
    for wrong in WRONG {
        for json in [
            (*wrong).to_owned(),
            format!("[{wrong}]"),
            format!("{{\"zz\":{wrong},\"kind\":\"dog\"}}"),
            format!("{{\"c\":1,\"p\":{wrong}}}"),
        ] {
            all(&json);
        }
    }
}

proptest! {
    /// Eight bytes at a time come to what one at a time does.
    #[test]
    fn a_text_ends_at_its_first_special_byte(
        bytes in prop::collection::vec(
            prop_oneof![4 => 0x20_u8..=0xff, 1 => prop::sample::select(&b"\"\\\x00\x1f!\x7f\xa2\xdc"[..])],
            0..40,
        ),
    ) {
        let is_special = |byte: &u8| matches!(byte, b'"' | b'\\' | 0..0x20);
        let expected = bytes.iter().position(is_special).unwrap_or(bytes.len());
        prop_assert_eq!(plain(&bytes), expected);
    }

    #[test]
    fn whatever_is_read_at_once_is_what_serde_json_reads(
        json in text(), cut in any::<prop::sample::Index>(), is_cut in prop::bool::weighted(0.1),
        behind in prop::sample::select(&["", "", "", "", " ", "x", ",", "}", "1"][..]),
    ) {
        let mut json = json + behind;
        if is_cut {
            let mut at = cut.index(json.len() + 1);
            while !json.is_char_boundary(at) {
                at -= 1;
            }
            json.truncate(at);
        }
        all(&json);
    }
}
