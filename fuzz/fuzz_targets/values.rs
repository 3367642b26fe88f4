//! A document as a call reads it, against serde.
//!
//! The reader of calls is our own, and `serde_json` is the judge of what JSON is. Whatever the bytes:
//!
//! - a call reads what `Deserialize` of the same type reads with `serde_json`, and refuses what it refuses, at the same
//!   line and column;
//! - a tree of JSON is read as its text is;
//! - what a type with `#[derive(Deserialize)]` accepts is accepted;
//! - what is written is read as the same value, by us and by such a type;
//! - the path in an error is that of `serde_path_to_error`.
#![no_main]

use std::collections::BTreeMap;
use std::fmt::Debug;

use arbitrary::{Result, Unstructured};
use bindery_runtime::v1::{Value, integer_enum, open_enum, record, union, value_enum};
use bindery_runtime::{
    Base64, Date, DateTime, Decimal, ErrorKind, JsonValue, Maybe, SecretString, UnknownValue, UnknownVariant, from_json,
};
use libfuzzer_sys::fuzz_target;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

/// Types that only we can read.
mod own {
    use super::*;

    #[derive(Clone, Debug, PartialEq)]
    pub struct Scalars {
        a: Option<i8>,
        b: Option<u16>,
        c: i32,
        d: Option<u64>,
        e: Option<i128>,
        f: Option<u128>,
        g: Option<f32>,
        h: Option<Decimal>,
        i: Option<DateTime>,
        j: Maybe<Date>,
        k: Option<Base64>,
        l: Maybe<i64>,
        m: Option<SecretString>,
        n: Option<Level>,
        o: Option<Mixed>,
        p: Option<(i32, f64)>,
        q: Option<Box<Figure>>,
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
            i = "i" or null,
            j = "j",
            k = "k",
            l = "l",
            m = "m" as secret,
            n = "n" or null,
            o = "o",
            p = "p",
            q = "q",
        }
    }

    #[derive(Clone, Debug, PartialEq, Eq, Hash)]
    pub enum Level {
        One,
        Unknown(UnknownValue<Self>),
    }

    integer_enum! {
        Level {
            One = 1,
        } else Unknown
    }

    #[derive(Clone, Debug, PartialEq, Eq, Hash)]
    pub enum Mixed {
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

    /// A union without a tag, of what overlaps.
    #[derive(Clone, Debug, PartialEq)]
    pub enum Figure {
        Scalars(Box<Scalars>),
        Bag(Box<super::ours::Bag>),
        Word(super::ours::Word),
        Time(DateTime),
        Integer(i64),
        Number(f64),
        Pet(super::ours::Pet),
        List(Vec<Figure>),
        Unknown(UnknownVariant),
    }

    union! {
        Figure {
            Scalars(Scalars; boxed): record ["c"],
            Bag(super::ours::Bag; boxed): record ["a"],
            Word(super::ours::Word): choice,
            Time(DateTime): formatted,
            Integer(i64): integer,
            Number(f64): number,
            Pet(super::ours::Pet): union,
            List(Vec<Figure>): list,
        } else Unknown
    }

    /// Another one: of a literal, of records within each other, of another union, and of anything else.
    #[derive(Clone, Debug, PartialEq)]
    pub enum Blend {
        One,
        Cat(Box<super::ours::Cat>),
        Plain(Box<super::ours::Plain>),
        Either(super::ours::Either),
        Map(BTreeMap<String, Option<Blend>>),
        Text(String),
        Unknown(UnknownVariant),
    }

    union! {
        Blend {
            One is "one",
            Cat(super::ours::Cat; boxed): record ["c"],
            Plain(super::ours::Plain; boxed): record ["c", "m", "n"],
            Either(super::ours::Either): union,
            Map(BTreeMap<String, Option<Blend>>): map,
            Text(String): text,
        } else Unknown
    }
}

/// Types as they are emitted, each of which `derived` has by the same name.
mod ours {
    use super::*;

    #[derive(Clone, Debug, PartialEq)]
    pub struct Plain {
        a: Option<i8>,
        b: Option<u16>,
        c: i32,
        d: Option<u64>,
        g: Option<f64>,
        i: Option<bool>,
        j: Option<String>,
        l: Maybe<i64>,
        m: Vec<String>,
        n: BTreeMap<String, Vec<i64>>,
        o: Option<JsonValue>,
        q: Option<Word>,
        z: Option<Box<Plain>>,
    }

    record! {
        Plain {
            a = "a",
            b = "b",
            c = "c",
            d = "d",
            g = "g",
            i = "i" or null,
            j = "j",
            l = "l",
            m = "m",
            n = "n",
            o = "o",
            q = "q",
            z = "z",
        }
    }

    #[derive(Clone, Debug, PartialEq)]
    pub struct Bag {
        pub a: Vec<i32>,
        b: Option<Vec<Option<Word>>>,
        d: Option<Box<Bag>>,
        e: Option<Pet>,
        f: Option<Vec<Either>>,
        kept: BTreeMap<String, JsonValue>,
    }

    record! {
        Bag {
            a = "a",
            b = "b",
            d = "d",
            e = "e",
            f = "f",
            ..kept
        }
    }

    #[derive(Clone, Debug, PartialEq, Eq, Hash)]
    pub enum Word {
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

    #[derive(Clone, Debug, PartialEq)]
    pub struct Cat {
        c: i64,
        d: Option<Pet>,
    }

    record! {
        Cat {
            c = "c",
            d = "d",
        }
    }

    #[derive(Clone, Debug, PartialEq)]
    pub enum Pet {
        Cat(Box<Cat>),
        Plain(Box<Plain>),
        Bag(Box<Bag>),
        Unknown(UnknownVariant),
    }

    union! {
        Pet by "kind" {
            Cat(Cat; boxed) = "cat" | "kitten",
            Plain(Plain; boxed) = "plain",
            Bag(Bag; boxed) = "bag",
        } else Unknown
    }

    /// A union without a tag, of kinds that have nothing in common: serde takes the first that fits, and we the best.
    #[derive(Clone, Debug, PartialEq)]
    pub enum Either {
        Flag(bool),
        Integer(i64),
        Word(Word),
        Cat(Box<Cat>),
        List(Vec<Either>),
        Unknown(UnknownVariant),
    }

    union! {
        Either {
            Flag(bool): boolean,
            Integer(i64): integer,
            Word(Word): choice,
            Cat(Cat; boxed): record ["c"],
            List(Vec<Either>): list,
        } else Unknown
    }
}

/// The same types, as serde derives them. It reads a list as a struct, too, unless something is flattened.
mod derived {
    use super::*;

    #[derive(Debug, PartialEq, Deserialize)]
    pub struct Plain {
        a: Option<i8>,
        b: Option<u16>,
        c: i32,
        d: Option<u64>,
        g: Option<f64>,
        i: Option<bool>,
        j: Option<String>,
        l: Option<i64>,
        m: Vec<String>,
        n: BTreeMap<String, Vec<i64>>,
        o: Option<JsonValue>,
        q: Option<Word>,
        z: Option<Box<Plain>>,
        #[serde(flatten)]
        not_a_list: (),
    }

    #[derive(Debug, PartialEq, Deserialize)]
    pub struct Bag {
        a: Vec<i32>,
        b: Option<Vec<Option<Word>>>,
        d: Option<Box<Bag>>,
        e: Option<Pet>,
        f: Option<Vec<Either>>,
        #[serde(flatten)]
        kept: BTreeMap<String, JsonValue>,
    }

    #[derive(Debug, PartialEq, Deserialize)]
    #[serde(rename_all = "lowercase")]
    pub enum Word {
        One,
        Two,
        #[serde(untagged)]
        Unknown(String),
    }

    #[derive(Debug, PartialEq, Deserialize)]
    pub struct Cat {
        c: i64,
        d: Option<Pet>,
        #[serde(flatten)]
        not_a_list: (),
    }

    #[derive(Debug, PartialEq, Deserialize)]
    #[serde(tag = "kind", rename_all = "lowercase")]
    pub enum Pet {
        #[serde(alias = "kitten")]
        Cat(Box<Cat>),
        Plain(Box<Plain>),
        Bag(Box<Bag>),
    }

    #[derive(Debug, PartialEq, Deserialize)]
    #[serde(untagged)]
    pub enum Either {
        Flag(bool),
        Integer(i64),
        Word(Word),
        Cat(Box<Cat>),
        List(Vec<Either>),
    }
}

const LEAVES: &[&str] = &[
    "null", "1", "2", "0", "-1", "1.0", "1e0", "2.5", "3e1", "-0.0", "-0", "128", "300", "70000", "4294967296", "9007199254740993",
    "9007199254740993.0", "18446744073709551615", "18446744073709551616", "1e30", "12.50", "170141183460469231731687303715884105728",
    "0.1000000000000000055511151231257827", "1e-400", "true", "false", "\"\"", "\"one\"", "\"two\"", "\"x\"", "\"2025-01-15\"",
    "\"2025-01-15T10:30:00Z\"", "\"2025-02-30\"", "\"AAEC\"", "\"\\u00e9\\n\"", "\"é\"", "\"\\ud83d\\ude00\"", "{}", "[]", "[1]",
    "[1,2.0]", " 1 ", "1e400", "01", "tru", "-", "1.", ".5", "1e", "+1", "\"\\ud800\"", "\"\\x\"", "\"a\nb\"", "\"open", "[1,]", "[,1]",
    "{\"a\":1,}", "{\"a\"}", "{a:1}", "[1 2]", "",
];

const KEYS: &[&str] = &[
    "a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l", "m", "n", "o", "p", "q", "z", "kind", "zz", "\\u0061", "é", "",
];

const TAGS: &[&str] = &["\"cat\"", "\"kitten\"", "\"plain\"", "\"bag\"", "\"other\"", "\"\"", "3", "null"];

const BLANKS: &[&str] = &["", "", "", " ", "\n", "\t\r\n"];

/// JSON, or nearly.
fn value(input: &mut Unstructured<'_>, depth: usize, text: &mut String) -> Result<()> {
    text.push_str(input.choose(BLANKS)?);
    match input.int_in_range(0..=7)? {
        _ if depth == 0 || input.is_empty() => text.push_str(input.choose(LEAVES)?),
        0..=2 => text.push_str(input.choose(LEAVES)?),
        3 => {
            text.push('[');
            for at in 0..input.int_in_range(0..=3)? {
                text.push_str(if at == 0 { "" } else { "," });
                value(input, depth - 1, text)?;
            }
            text.push(']');
        }
        // Deeper than any reader goes.
        4 if input.ratio(1, 40)? => {
            let (open, close) = *input.choose(&[("[", "]"), ("{\"z\":", "}"), ("{\"d\":", "}"), ("{\"zz\":", "}")])?;
            let times = input.int_in_range(90..=140)?;
            text.push_str(&open.repeat(times));
            value(input, depth - 1, text)?;
            text.push_str(&close.repeat(times));
        }
        _ => {
            text.push('{');
            // What the types require, so that they are often read.
            text.push_str(input.choose(&["", "\"c\":1", "\"a\":[1]", "\"c\":1,\"m\":[],\"n\":{}"])?);
            for _ in 0..input.int_in_range(0..=5)? {
                if !text.ends_with('{') {
                    text.push(',');
                }
                let key = *input.choose(KEYS)?;
                text.push_str(&format!("\"{key}\"{}:", input.choose(BLANKS)?));
                if key == "kind" {
                    text.push_str(input.choose(TAGS)?);
                } else {
                    value(input, depth - 1, text)?;
                }
            }
            text.push('}');
        }
    }
    text.push_str(input.choose(BLANKS)?);
    Ok(())
}

/// What a call makes of a body.
fn called<T: Value>(text: &str) -> std::result::Result<T, bindery_runtime::Error> {
    from_json(text.as_bytes())
}

/// A call reads what serde_json reads.
fn same<T: Value + DeserializeOwned + Debug>(text: &str) -> Option<T> {
    match (called::<T>(text), serde_json::from_str::<T>(text)) {
        (Ok(called), Ok(judged)) => {
            assert_eq!(format!("{called:?}"), format!("{judged:?}"), "{text}");
            Some(called)
        }
        (Err(called), Err(judged)) => {
            assert_eq!(called.kind(), ErrorKind::Decode, "{text}");
            let place = format!(" at line {} column {}", judged.line(), judged.column());
            let said = called.to_string();
            assert!(text.is_empty() || judged.line() == 0 || said.ends_with(&place), "{text}: {said}, {judged}");
            None
        }
        (Ok(called), Err(judged)) => panic!("{text} was read as {called:?}: {judged}"),
        // An empty body may be `()`.
        (Err(called), Ok(judged)) => panic!("{text} was refused: {called}; {judged:?}"),
    }
}

/// What serde's derive accepts is accepted.
fn accepted<T, D>(text: &str)
where
    T: Value + DeserializeOwned + Debug,
    D: DeserializeOwned + Debug,
{
    if let (None, Ok(derived)) = (same::<T>(text), serde_json::from_str::<D>(text)) {
        panic!("{text} was refused: {derived:?}");
    }
}

/// What is written is read as the same value, and by serde's derive as what it reads from the text, unless something
/// has no name. No property comes twice: what is kept of one is the last, and a tag is the first.
fn written<T, D>(text: &str)
where
    T: Value + DeserializeOwned + Serialize + Debug,
    D: DeserializeOwned + PartialEq + Debug,
{
    let Some(value) = same::<T>(text) else {
        return;
    };
    let shown = format!("{value:?}");
    let written = serde_json::to_string(&value).expect("a value without secrets is written");
    let again = same::<T>(&written).unwrap_or_else(|| panic!("{text}: {written} is not read"));
    assert_eq!(shown, format!("{again:?}"), "{text}: {written}");
    match (serde_json::from_str::<D>(text), serde_json::from_str::<D>(&written)) {
        (Ok(of_text), Ok(of_written)) => assert_eq!(of_text, of_written, "{text}: {written}"),
        // `1.0` is an integer for us, and is written as one.
        (Err(_), Ok(_)) => {}
        (_, Err(error)) => assert!(shown.contains("Unknown("), "{text}: {written}: {error}"),
    }
}

/// A tree is read as the text of it is, and an error has the path that `serde_path_to_error` finds.
fn by_tree<T: Value + DeserializeOwned + Debug>(tree: &JsonValue, text: &str) {
    match (T::deserialize(tree.clone()), same::<T>(text)) {
        (Ok(of_tree), Some(of_text)) => assert_eq!(format!("{of_tree:?}"), format!("{of_text:?}"), "{text}"),
        (Err(_), None) => {}
        (of_tree, of_text) => panic!("{text}: {of_tree:?} as a tree, {of_text:?} as a text"),
    }
}

/// The path in an error is right. Of a type without unions, because serde does not see where it is within one.
fn located(text: &str) {
    let Err(error) = called::<ours::Plain>(text) else {
        return;
    };
    let mut json = serde_json::Deserializer::from_str(text);
    let Err(found) = serde_path_to_error::deserialize::<_, ours::Plain>(&mut json) else {
        return;
    };
    if found.inner().classify() != serde_json::error::Category::Data {
        return;
    }
    let (said, path) = (error.to_string(), found.path().to_string());
    let said = said.strip_prefix("the response does not match the description: ").unwrap_or(&said);
    // Other keys are not shown.
    let is_shown = |step: &str| step.starts_with(|first: char| first.is_ascii_alphabetic()) && step.is_ascii();
    if path.split('.').all(is_shown) && path.matches(['.', '[']).count() < 15 {
        // A list where a text is expected, and its first item, end at the same byte for serde_json.
        let is_right = [format!("{path}: "), format!("{path}[0]: ")].iter().any(|path| said.starts_with(path));
        assert!(is_right, "{text}: {said}, {path}");
    }
}

fuzz_target!(|bytes: &[u8]| {
    let text = match bytes.split_first() {
        Some((0..=63, text)) => String::from_utf8_lossy(text).into_owned(),
        Some((_, choices)) => {
            let mut text = String::new();
            // Where the choices end, the text does.
            let _ = value(&mut Unstructured::new(choices), 12, &mut text);
            text
        }
        None => String::new(),
    };
    if text.is_empty() {
        return;
    }
    accepted::<ours::Plain, derived::Plain>(&text);
    accepted::<ours::Bag, derived::Bag>(&text);
    accepted::<ours::Pet, derived::Pet>(&text);
    accepted::<ours::Either, derived::Either>(&text);
    accepted::<Vec<ours::Word>, Vec<derived::Word>>(&text);
    accepted::<BTreeMap<String, Option<ours::Cat>>, BTreeMap<String, Option<derived::Cat>>>(&text);
    same::<own::Scalars>(&text);
    same::<own::Figure>(&text);
    same::<own::Blend>(&text);
    same::<Vec<Maybe<own::Mixed>>>(&text);
    same::<JsonValue>(&text);
    if let Ok(tree) = serde_json::from_str::<JsonValue>(&text) {
        // Without what a tree does not keep: properties that come twice, digits, and escapes in keys, which hide them.
        let text = tree.to_string();
        written::<ours::Plain, derived::Plain>(&text);
        written::<ours::Bag, derived::Bag>(&text);
        written::<ours::Pet, derived::Pet>(&text);
        written::<ours::Either, derived::Either>(&text);
        by_tree::<ours::Plain>(&tree, &text);
        by_tree::<ours::Bag>(&tree, &text);
        by_tree::<ours::Pet>(&tree, &text);
        by_tree::<ours::Either>(&tree, &text);
        located(&text);
    }
});
