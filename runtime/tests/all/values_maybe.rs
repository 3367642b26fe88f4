//! Absent, null and there are three things, to JSON and from it.

use bindery_runtime::v1::{expose_secrets, record};
use bindery_runtime::{DateTime, Maybe, SecretString};
use serde_json::{Value, json};

#[derive(Clone, Debug, Default, PartialEq)]
struct Patch {
    text: Maybe<String>,
    list: Maybe<Vec<i64>>,
    inner: Maybe<Box<Patch>>,
    moment: Maybe<DateTime>,
    secret: Maybe<SecretString>,
}

record! {
    Patch {
        text = "text",
        list = "list",
        inner = "inner",
        moment = "moment",
        secret = "secret" as secret,
    }
}

fn survives(json: &Value) -> Patch {
    let patch: Patch = serde_json::from_value(json.clone()).unwrap();
    let text = serde_json::to_string(json).unwrap();
    assert_eq!(serde_json::from_str::<Patch>(&text).unwrap(), patch);
    let written = expose_secrets(|| serde_json::to_value(&patch)).unwrap();
    assert_eq!(&written, json);
    patch
}

#[test]
fn nothing_is_lost_between_absent_and_null() {
    assert_eq!(survives(&json!({})), Patch::default());
    let nulls =
        json!({ "text": null, "list": null, "inner": null, "moment": null, "secret": null });
    let patch = survives(&nulls);
    assert!(patch.text.is_null() && patch.list.is_null() && patch.inner.is_null());
    assert!(patch.moment.is_null() && patch.secret.is_null());
    let patch = survives(&json!({
        "text": "",
        "list": [],
        "inner": { "list": null },
        "moment": "2025-01-15T10:30:00Z",
        "secret": "s3cret",
    }));
    assert_eq!(patch.text, Maybe::Present(String::new()));
    assert_eq!(patch.inner.present().unwrap().list, Maybe::Null);
}

#[test]
fn what_is_no_value_is_refused() {
    for json in [
        json!({ "text": 1 }),
        json!({ "list": [null] }),
        json!({ "inner": [] }),
        json!({ "moment": "yesterday" }),
        json!({ "secret": 77 }),
    ] {
        serde_json::from_value::<Patch>(json.clone()).expect_err(&json.to_string());
    }
    let twice = serde_json::from_str::<Patch>(r#"{"text":null,"text":null}"#).unwrap_err();
    assert!(twice.to_string().starts_with("duplicate field `text`"));
}

#[test]
fn a_secret_that_may_be_null_is_written_into_a_request_alone() {
    let patch = Patch {
        secret: "s3cret".into(),
        ..Patch::default()
    };
    let error = serde_json::to_string(&patch).unwrap_err().to_string();
    assert!(error.contains("a request alone") && !error.contains("s3cret"));
    let null = Patch {
        secret: None.into(),
        ..Patch::default()
    };
    assert_eq!(serde_json::to_string(&null).unwrap(), r#"{"secret":null}"#);
}

#[test]
fn values_and_options_convert() {
    assert_eq!(Maybe::from(5), Maybe::Present(5));
    assert_eq!(Maybe::from(Some(5)), Maybe::Present(5));
    assert_eq!(Maybe::<i64>::from(None), Maybe::Null);
    assert_eq!(Maybe::<String>::from("a"), Maybe::Present("a".to_owned()));
    assert_eq!(Maybe::<i64>::default(), Maybe::Absent);

    let mut there = Maybe::Present(String::from("a"));
    assert_eq!(there.as_ref().map(String::len), Maybe::Present(1));
    if let Maybe::Present(text) = there.as_mut() {
        text.push('b');
    }
    assert_eq!(there.take(), Maybe::Present("ab".to_owned()));
    assert!(there.is_absent() && !there.is_null() && !there.is_present());

    assert_eq!(Maybe::<i64>::Absent.into_option(), None);
    assert_eq!(Maybe::<i64>::Null.into_option(), Some(None));
    assert_eq!(Maybe::Present(1).into_option(), Some(Some(1)));
    assert_eq!(Maybe::<i64>::Null.present(), None);
}

mod elements {
    use bindery_runtime::Maybe;
    use bindery_runtime::v1::soap::record;

    #[derive(Debug, PartialEq)]
    pub(super) struct Thing {
        pub(super) name: Maybe<String>,
        pub(super) items: Maybe<Vec<i32>>,
    }

    record! {
        Thing {
            name = "Name",
            items = "Items" of "int",
        }
    }
}

#[test]
fn records_of_elements_take_it_too() {
    let thing: elements::Thing = serde_json::from_str(r#"{"Name":null}"#).unwrap();
    assert_eq!(
        thing,
        elements::Thing {
            name: Maybe::Null,
            items: Maybe::Absent,
        }
    );
}
