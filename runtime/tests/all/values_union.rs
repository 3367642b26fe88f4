//! Unions: what decides on the variant, what is kept, and what is written again.

use std::collections::BTreeMap;

use bindery_runtime::v1::{Text, integer_enum, open_enum, record, union, union_text};
use bindery_runtime::{Date, DateTime, JsonValue, SecretString, UnknownValue, UnknownVariant};
use proptest::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::json;

#[derive(Clone, Debug, PartialEq)]
struct Cat {
    kind: Option<String>,
    lives: i64,
}

record! {
    Cat {
        kind = "kind",
        lives = "lives",
    }
}

#[derive(Clone, Debug, PartialEq)]
struct Dog {
    bark: bool,
    friend: Option<Pet>,
}

record! {
    Dog {
        bark = "bark",
        friend = "friend",
    }
}

#[derive(Clone, Debug, PartialEq)]
enum Pet {
    Cat(Box<Cat>),
    Dog(Box<Dog>),
    Unknown(UnknownVariant),
}

union! {
    Pet by "kind" {
        Cat(Cat; boxed) = "cat" | "kitten",
        Dog(Dog; boxed) = "dog",
    } else Unknown
}

#[derive(Clone, Debug, PartialEq)]
struct Circle {
    radius: f64,
    name: Option<String>,
}

record! {
    Circle {
        radius = "radius",
        name = "name",
    }
}

#[derive(Clone, Debug, PartialEq)]
struct Ring {
    radius: f64,
    width: Option<f64>,
}

record! {
    Ring {
        radius = "radius",
        width = "width",
    }
}

#[derive(Clone, Debug, PartialEq)]
struct Pair {
    left: Shape,
    right: Shape,
}

record! {
    Pair {
        left = "left",
        right = "right",
    }
}

/// Reads the same as a pair, but for what it does not know.
#[derive(Clone, Debug, PartialEq)]
struct Half {
    left: Shape,
    other: Option<bool>,
}

record! {
    Half {
        left = "left",
        other = "other",
    }
}

#[derive(Clone, Debug, PartialEq)]
enum Shape {
    Circle(Box<Circle>),
    Ring(Box<Ring>),
    Half(Box<Half>),
    Pair(Box<Pair>),
    Integer(i64),
    Number(f64),
    Pet(Pet),
    List(Vec<Shape>),
    Unknown(UnknownVariant),
}

union! {
    Shape {
        Circle(Circle; boxed): record ["radius"],
        Ring(Ring; boxed): record ["radius"],
        Half(Half; boxed): record ["left"],
        Pair(Pair; boxed): record ["left", "right"],
        Integer(i64): integer,
        Number(f64): number,
        Pet(Pet): union,
        List(Vec<Shape>): list,
    } else Unknown
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Word {
    One,
    Unknown(UnknownValue<Self>),
}

open_enum! {
    Word {
        One = "one",
    } else Unknown
}

#[derive(Clone, Debug, PartialEq)]
enum Single {
    Word(Word),
    Time(DateTime),
    Integer(i64),
    Text(String),
    Unknown(UnknownVariant),
}

union! {
    Single {
        Word(Word): choice,
        Time(DateTime): formatted,
        Integer(i64): integer,
        Text(String): text,
    } else Unknown
}

union_text! {
    Single {
        Integer,
        Time,
        Text,
        Word,
    } else Unknown
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum One {
    One,
    Unknown(UnknownValue<Self>),
}

integer_enum! {
    One {
        One = 1,
    } else Unknown
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Two {
    Two,
    Unknown(UnknownValue<Self>),
}

integer_enum! {
    Two {
        Two = 2,
    } else Unknown
}

#[derive(Clone, Debug, PartialEq)]
struct First {
    kind: Option<One>,
    part: Option<Cat>,
    more: BTreeMap<String, JsonValue>,
}

record! {
    First {
        kind = "kind",
        part = "part",
        ..more
    }
}

#[derive(Clone, Debug, PartialEq)]
struct Inner {
    name: String,
    more: BTreeMap<String, JsonValue>,
}

record! {
    Inner {
        name = "name",
        ..more
    }
}

#[derive(Clone, Debug, PartialEq)]
struct Second {
    kind: Option<Two>,
    part: Option<Inner>,
    more: BTreeMap<String, JsonValue>,
}

record! {
    Second {
        kind = "kind",
        part = "part",
        ..more
    }
}

#[derive(Clone, Debug, PartialEq)]
struct Third {
    part: Option<Loose>,
    more: BTreeMap<String, JsonValue>,
}

record! {
    Third {
        part = "part",
        ..more
    }
}

#[derive(Clone, Debug, PartialEq)]
struct Loose {
    more: BTreeMap<String, JsonValue>,
}

record! {
    Loose {
        ..more
    }
}

#[derive(Clone, Debug, PartialEq)]
enum Numbered {
    Third(Box<Third>),
    First(Box<First>),
    Second(Box<Second>),
    Unknown(UnknownVariant),
}

union! {
    Numbered {
        Third(Third; boxed): record,
        First(First; boxed): record,
        Second(Second; boxed): record,
    } else Unknown
}

#[derive(Clone, Debug, PartialEq)]
struct Left {
    kind: Option<One>,
    nest: Option<Nested>,
}

record! {
    Left {
        kind = "kind",
        nest = "nest",
    }
}

#[derive(Clone, Debug, PartialEq)]
struct Right {
    kind: Option<Two>,
    nest: Option<Nested>,
}

record! {
    Right {
        kind = "kind",
        nest = "nest",
    }
}

#[derive(Clone, Debug, PartialEq)]
enum Nested {
    Left(Box<Left>),
    Right(Box<Right>),
    Unknown(UnknownVariant),
}

union! {
    Nested {
        Left(Left; boxed): record,
        Right(Right; boxed): record,
    } else Unknown
}

#[derive(Clone, Debug, PartialEq)]
struct Login {
    password: SecretString,
}

record! {
    Login {
        password = "password" as secret,
    }
}

#[derive(Clone, Debug, PartialEq)]
enum Access {
    Login(Box<Login>),
    Unknown(UnknownVariant),
}

union! {
    Access {
        Login(Login; boxed): record ["password"],
    } else Unknown
}

fn read<T: DeserializeOwned>(value: &JsonValue) -> T {
    serde_json::from_str(&value.to_string()).expect("a union reads everything")
}

fn write<T: Serialize>(value: &T) -> JsonValue {
    serde_json::to_value(value).expect("what was read can be written")
}

#[test]
fn the_tag_decides_wherever_it_stands() {
    for text in [
        r#"{"kind":"cat","lives":9}"#,
        r#"{"lives":9,"kind":"cat"}"#,
        r#"{"lives":9,"more":[1,{"a":2}],"kind":"cat"}"#,
    ] {
        let pet: Pet = serde_json::from_str(text).expect("a cat is read");
        assert!(matches!(&pet, Pet::Cat(cat) if cat.lives == 9), "{pet:?}");
    }
}

#[test]
fn what_no_tag_names_is_kept() {
    for value in [
        json!({"kind": "fish", "fins": [1, null]}),
        json!({"bark": true}),
        json!({"kind": 3, "lives": 9}),
        json!("text"),
        json!(1),
        json!(1.5),
        json!(-1),
        json!(true),
        json!(null),
        json!([{"kind": "cat"}]),
    ] {
        let pet: Pet = read(&value);
        assert_eq!(pet, Pet::Unknown(UnknownVariant::from(value.clone())));
        assert_eq!(write(&pet), value);
    }
}

#[test]
fn a_variant_that_its_tag_names_is_read_strictly() {
    let error = serde_json::from_str::<Pet>(r#"{"kind":"cat","lives":"hush"}"#).unwrap_err();
    assert_eq!((error.line(), error.column()), (1, 28));
    assert!(serde_json::from_str::<Pet>(r#"{"lives":"hush","kind":"cat"}"#).is_err());
    assert!(serde_json::from_str::<Pet>(r#"{"kind":"dog"}"#).is_err());
}

#[test]
fn the_tag_is_written_whatever_the_variant_says() {
    let cat = |kind: Option<&str>| {
        write(&Pet::Cat(Box::new(Cat {
            kind: kind.map(str::to_owned),
            lives: 9,
        })))
    };
    assert_eq!(cat(Some("kitten")), json!({"kind": "kitten", "lives": 9}));
    assert_eq!(cat(Some("dog")), json!({"kind": "cat", "lives": 9}));
    assert_eq!(cat(None), json!({"kind": "cat", "lives": 9}));
    let dog = Pet::Dog(Box::new(Dog {
        bark: true,
        friend: None,
    }));
    let text = serde_json::to_string(&dog).expect("a dog can be written");
    assert_eq!(text, r#"{"kind":"dog","bark":true}"#);
}

#[test]
fn unions_inside_of_unions_are_read_through() {
    let value = json!({"kind": "dog", "bark": true, "friend": {"lives": 1, "kind": "kitten"}});
    let pet: Pet = read(&value);
    let Pet::Dog(dog) = &pet else {
        panic!("{pet:?}");
    };
    assert!(matches!(&dog.friend, Some(Pet::Cat(_))));
    assert_eq!(write(&pet), value);
    let shape: Shape = read(&value);
    assert!(matches!(&shape, Shape::Pet(Pet::Dog(_))), "{shape:?}");
    assert_eq!(write(&shape), value);
}

#[test]
fn the_shape_that_fits_best_is_read() {
    let is = |value: JsonValue, wanted: fn(&Shape) -> bool| {
        let shape: Shape = read(&value);
        assert!(wanted(&shape), "{value} is read as {shape:?}");
        assert_eq!(write(&shape), value);
    };
    is(json!({"radius": 1.5}), |shape| {
        matches!(shape, Shape::Circle(_))
    });
    is(json!({"radius": 1.5, "width": 2.5}), |shape| {
        matches!(shape, Shape::Ring(_))
    });
    is(json!({"radius": 1.5, "name": "a"}), |shape| {
        matches!(shape, Shape::Circle(_))
    });
    is(json!({"left": 1, "right": [2, 2.5]}), |shape| {
        matches!(shape, Shape::Pair(_))
    });
    is(json!({"left": 1}), |shape| matches!(shape, Shape::Half(_)));
    is(json!(1), |shape| matches!(shape, Shape::Integer(1)));
    is(json!(1.5), |shape| matches!(shape, Shape::Number(_)));
    is(json!({"radius": "wide"}), |shape| {
        matches!(shape, Shape::Unknown(_))
    });
    is(json!("text"), |shape| matches!(shape, Shape::Unknown(_)));
}

#[test]
fn values_that_an_enumeration_does_not_list_speak_against_a_variant() {
    for (value, wanted) in [
        (json!({"kind": 1}), "First"),
        (json!({"kind": 2}), "Second"),
        (
            json!({"kind": 2, "part": {"name": "a", "lives": 1}}),
            "Second",
        ),
    ] {
        let numbered: Numbered = read(&value);
        let shown = format!("{numbered:?}");
        assert!(shown.starts_with(wanted), "{value} is read as {shown}");
        assert_eq!(write(&numbered), value);
    }
}

#[test]
fn of_variants_that_keep_everything_the_one_wins_that_describes_the_most() {
    for (value, wanted) in [
        (json!({"part": {"lives": 9}}), "First"),
        (json!({"part": {"name": "a"}}), "Second"),
        (json!({"part": {"other": 9}}), "Third"),
    ] {
        let numbered: Numbered = read(&value);
        let shown = format!("{numbered:?}");
        assert!(shown.starts_with(wanted), "{value} is read as {shown}");
        assert_eq!(write(&numbered), value);
    }
}

#[test]
fn a_text_is_read_as_what_takes_the_fewest_texts() {
    let read = |text: &str| read::<Single>(&json!(text));
    assert_eq!(read("one"), Single::Word(Word::One));
    assert!(matches!(read("2020-01-01T00:00:00Z"), Single::Time(_)));
    assert_eq!(read("two"), Single::Text("two".to_owned()));
    assert_eq!(Single::from_text("12"), Ok(Single::Integer(12)));
    assert_eq!(Single::Integer(12).to_text(), "12");
    let raw = Single::Unknown(UnknownVariant::from(json!([1])));
    assert_eq!(raw.to_text(), "[1]");
}

#[test]
fn deciding_never_multiplies() {
    // At each level the first variant reads all of it, and leaves something unread at the bottom.
    let mut value = json!({"left": 1, "right": 1, "more": 1});
    for _ in 0..50 {
        value = json!({"left": value, "right": 1, "more": 1});
    }
    let shape: Shape = read(&value);
    assert!(!matches!(shape, Shape::Integer(_)));
}

#[test]
fn a_value_that_nobody_lists_is_decided_where_it_stands() {
    // Each level could be any of the variants, and none of them lists the innermost kind.
    let mut value = json!({ "kind": 9 });
    for _ in 0..24 {
        value = json!({ "nest": value });
    }
    let nested: Nested = read(&value);
    assert!(!matches!(nested, Nested::Unknown(_)), "it is decided");
    assert_eq!(write(&nested), value);
}

#[test]
fn nothing_that_is_kept_or_secret_is_printed() {
    let access: Access = read(&json!({"password": "hush"}));
    assert!(!format!("{access:?}").contains("hush"), "{access:?}");
    let access: Access = read(&json!({"pass": "hush"}));
    assert!(matches!(access, Access::Unknown(_)));
    assert!(!format!("{access:?}").contains("hush"), "{access:?}");
}

fn shapes() -> impl Strategy<Value = JsonValue> {
    let leaf = prop_oneof![
        any::<i64>().prop_map(JsonValue::from),
        (-1.0e9..1.0e9_f64).prop_map(JsonValue::from),
        "[a-z]{0,4}".prop_map(JsonValue::from),
        Just(JsonValue::Null),
        (0.5..9.0_f64).prop_map(|radius| json!({ "radius": radius })),
        (0.5..9.0_f64).prop_map(|width| json!({ "radius": 1.5, "width": width })),
        any::<i64>().prop_map(|lives| json!({ "kind": "cat", "lives": lives })),
    ];
    leaf.prop_recursive(4, 40, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(JsonValue::from),
            (inner.clone(), inner.clone())
                .prop_map(|(left, right)| json!({ "left": left, "right": right })),
            inner.prop_map(|left| json!({ "left": left, "other": true })),
        ]
    })
}

proptest! {
    #[test]
    fn whatever_is_read_is_written_again(value in shapes()) {
        let shape: Shape = read(&value);
        prop_assert_eq!(write(&shape), value);
    }

    #[test]
    fn a_union_reads_every_json(text in r#"(\{"(radius|kind|left)":(1|"cat"|null)\}|\[\]|0|[1-9][0-9]{0,19})"#) {
        prop_assert!(serde_json::from_str::<Shape>(&text).is_ok());
    }
}

#[derive(Clone, Debug, PartialEq)]
struct Branch {
    name: String,
    parent: Option<String>,
}

record! {
    Branch {
        name = "name",
        parent = "parent" or null,
    }
}

#[derive(Clone, Debug, PartialEq)]
struct Leaf {
    name: String,
    colour: Option<String>,
}

record! {
    Leaf {
        name = "name",
        colour = "colour",
    }
}

#[derive(Clone, Debug, PartialEq)]
struct Named {
    branch: Branch,
}

record! {
    Named {
        branch = "branch",
    }
}

#[derive(Clone, Debug, PartialEq)]
enum Part {
    Branch(Branch),
    Leaf(Leaf),
    Named(Named),
    Unknown(UnknownVariant),
}

union! {
    Part {
        Branch(Branch): record ["name", "parent"],
        Leaf(Leaf): record ["name"],
        Named(Named): record ["branch"],
    } else Unknown
}

#[derive(Clone, Debug, PartialEq)]
enum OnlyBranch {
    Branch(Branch),
    Text(String),
    Unknown(UnknownVariant),
}

union! {
    OnlyBranch {
        Branch(Branch): record ["name", "parent"],
        Text(String): text,
    } else Unknown
}

#[derive(Clone, Debug, PartialEq)]
enum TaggedPart {
    Branch(Branch),
    Leaf(Leaf),
    Unknown(UnknownVariant),
}

union! {
    TaggedPart by "kind" {
        Branch(Branch): record ["name", "parent"] = "branch",
        Leaf(Leaf): record ["name"] = "leaf",
    } else Unknown
}

#[test]
fn a_required_key_that_may_be_null_decides_where_it_is_and_may_be_absent_else() {
    let branch = |parent: Option<&str>| Branch {
        name: "n".to_owned(),
        parent: parent.map(str::to_owned),
    };
    let leaf = || Leaf {
        name: "n".to_owned(),
        colour: None,
    };
    let read = |value| serde_json::from_value::<Part>(value).unwrap();
    assert_eq!(
        read(json!({ "name": "n", "parent": "p" })),
        Part::Branch(branch(Some("p")))
    );
    assert_eq!(
        read(json!({ "name": "n", "parent": null })),
        Part::Branch(branch(None))
    );
    // Without the key it is what needs no such key.
    assert_eq!(read(json!({ "name": "n" })), Part::Leaf(leaf()));
    assert_eq!(
        read(json!({ "branch": { "name": "n" } })),
        Part::Named(Named {
            branch: branch(None)
        })
    );
    // A key that cannot be null is needed.
    assert!(matches!(read(json!({ "parent": "p" })), Part::Unknown(_)));

    let read = |value| serde_json::from_value::<OnlyBranch>(value).unwrap();
    assert_eq!(
        read(json!({ "name": "n" })),
        OnlyBranch::Branch(branch(None))
    );
    assert!(matches!(read(json!({})), OnlyBranch::Unknown(_)));

    let read = |value| serde_json::from_value::<TaggedPart>(value).unwrap();
    for value in [
        json!({ "kind": "branch", "name": "n" }),
        json!({ "name": "n", "kind": "branch" }),
    ] {
        assert_eq!(read(value), TaggedPart::Branch(branch(None)));
    }
}

#[derive(Clone, Debug, PartialEq)]
enum Moment {
    Any(String),
    Day(Date),
    Exact(DateTime),
    Unknown(UnknownVariant),
}

union! {
    Moment {
        Any(String): text,
        Day(Date): date,
        Exact(DateTime): formatted,
    } else Unknown
}

/// Whatever their order: a date and time is none that is a day, and a day is no text.
#[test]
fn what_takes_the_fewest_texts_is_tried_first() {
    let read = |text: &str| serde_json::from_value::<Moment>(json!(text)).expect("it is text");
    assert!(matches!(read("2025-01-15T10:30:00Z"), Moment::Exact(_)));
    assert!(matches!(read("2025-01-15"), Moment::Day(_)));
    assert!(matches!(read("soon"), Moment::Any(_)));
}
