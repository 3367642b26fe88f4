//! What callers give: setters, and the alternatives of unions.

use std::collections::BTreeMap;

use bindery_runtime::v1::{self, alternatives, open_enum, record, setters, union};
use bindery_runtime::{Maybe, UnknownValue, UnknownVariant};

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Mode {
    Auto,
    Unknown(UnknownValue<Self>),
}

open_enum! {
    Mode {
        Auto = "auto",
    } else Unknown
}

#[derive(Clone, Debug, PartialEq)]
struct Named {
    name: String,
}

impl Named {
    fn new(name: impl Into<String>) -> Self {
        Self { name: name.into() }
    }
}

record! {
    Named {
        name = "name",
    }
}

#[derive(Clone, Debug, PartialEq)]
enum Choice {
    Mode(Mode),
    Named(Box<Named>),
    Names(Vec<String>),
    Numbers(Vec<i64>),
    Labels(BTreeMap<String, String>),
    Unknown(UnknownVariant),
}

union! {
    Choice {
        Mode(Mode): choice,
        Named(Named; boxed): record ["name"],
        Names(Vec<String>): list,
        Numbers(Vec<i64>): list,
        Labels(BTreeMap<String, String>): map,
    } else Unknown
}

alternatives! {
    Choice {
        mode(value: Mode) => Mode(value) from value[Mode] text,
        named(name: impl Into<String>) => Named: new[Named],
        names(values: impl IntoIterator<Item: Into<String>>) => Names(v1::each(values)) from texts,
        numbers(value: impl Into<Vec<i64>>) => Numbers(value.into()) from list[i64],
        labels(
            entries: impl IntoIterator<Item = (impl Into<String>, impl Into<String>)>,
        ) => Labels(v1::entries(entries)) from text_map,
    }
}

#[test]
fn an_alternative_is_made_by_its_name_and_by_what_only_it_has() {
    assert_eq!(Choice::from("auto"), Choice::mode(Mode::Auto));
    assert_eq!(Choice::from("auto".to_owned()), Mode::Auto.into());
    assert_eq!(Choice::from(Named::new("a")), Choice::named("a"));
    let names = Choice::Names(vec!["a".to_owned(), "b".to_owned()]);
    for same in [
        Choice::names(["a", "b"]),
        ["a", "b"].into(),
        vec!["a", "b"].into(),
        ["a".to_owned(), "b".to_owned()].into(),
        vec!["a".to_owned(), "b".to_owned()].into(),
    ] {
        assert_eq!(same, names);
    }
    assert_eq!(Choice::from([1, 2]), Choice::numbers([1, 2]));
    assert_eq!(Choice::from(vec![1, 2]), Choice::numbers(vec![1, 2]));
    let labels = BTreeMap::from([("plan".to_owned(), "pro".to_owned())]);
    assert_eq!(Choice::from(labels.clone()), Choice::Labels(labels));
    assert_eq!(
        Choice::from([("plan", "pro")]),
        Choice::labels([("plan", "pro")])
    );
}

#[test]
fn an_empty_list_is_spelled_with_its_type() {
    assert_eq!(
        Choice::from(Vec::<String>::new()),
        Choice::Names(Vec::new())
    );
    assert_eq!(
        Choice::names(Vec::<String>::new()),
        Choice::Names(Vec::new())
    );
    assert_eq!(
        Choice::numbers(Vec::<i64>::new()),
        Choice::Numbers(Vec::new())
    );
    let labels = BTreeMap::<String, String>::new();
    assert_eq!(Choice::labels(labels.clone()), Choice::Labels(labels));
}

#[derive(Clone, Debug, Default, PartialEq)]
struct Body {
    title: Option<String>,
    limit: Maybe<i64>,
    labels: Option<Vec<String>>,
}

#[derive(Clone, Debug, Default, PartialEq)]
struct Request {
    page: Option<i64>,
    body: Body,
    more: Option<Body>,
}

setters! {
    Request;

    /// The page.
    page: i64 => page = Some(page),
    title: impl Into<String> => body.title = Some(title.into()),
    limit or limit_null: i64 => body.limit = Maybe::Present(limit),
    labels: impl IntoIterator<Item: Into<String>> => body.labels = Some(v1::each(labels)),
    most or most_null: i64 => [more] limit = Maybe::Present(most),
}

#[test]
fn setters_set_fields_and_null_is_a_method_of_its_own() {
    let request = Request::default().page(1).title("a").limit(5).labels(["x"]);
    let expected = Request {
        page: Some(1),
        body: Body {
            title: Some("a".to_owned()),
            limit: Maybe::Present(5),
            labels: Some(vec!["x".to_owned()]),
        },
        more: None,
    };
    assert_eq!(request, expected);
    assert_eq!(request.limit_null().body.limit, Maybe::Null);
}

#[test]
fn what_is_set_of_a_body_that_is_not_sent_has_no_effect() {
    assert_eq!(Request::default().most(5).most_null(), Request::default());
    let with = Request {
        more: Some(Body::default()),
        ..Request::default()
    };
    let limit = |request: Request| request.more.map(|more| more.limit);
    assert_eq!(limit(with.clone().most(5)), Some(Maybe::Present(5)));
    assert_eq!(limit(with.most_null()), Some(Maybe::Null));
}
