//! Calls over REST: what leaves, place by place, and what comes back, through every type.

use std::collections::BTreeMap;

use crate::support::{Received, answering, with};
use bindery_goldens::plain::rest::items::UpdateRequired;
use bindery_goldens::plain::rest::values::{
    CreateScalarsRequired, DeleteScalarsRequired, GetScalarRequired, ReplaceScalarsRequired,
};
use bindery_goldens::plain::types::{Item, Kind, NewItem, Node, User};
use bindery_goldens::plain::{ApiKey, Client, DateTime};
use bindery_goldens::{names, nullable};
use serde_json::{Value, from_value, json, to_value};

fn client(url: &str) -> Client {
    Client::builder(ApiKey::new("key-of-the-test").expect("a key"))
        .base_url(url)
        .build()
        .expect("a client")
}

fn moment() -> DateTime {
    "2025-01-15T10:30:00.5+01:00".parse().expect("a date-time")
}

/// A client, and what its only request looked like.
fn exchange(status: u16, answer: &Value) -> (Client, std::thread::JoinHandle<Received>) {
    let (url, server) = answering(status, "application/json", &answer.to_string());
    (client(&url), server)
}

#[tokio::test]
async fn scalars_in_the_path_are_encoded() {
    let (client, server) = exchange(204, &Value::Null);
    let inputs = GetScalarRequired {
        flag: true,
        small: -7,
        large: i64::MIN,
        plain_integer: i64::MAX,
        single: 0.5,
        double: -2.25,
        text: "a/b?c#d%2f..é".to_owned(),
        moment: moment(),
        kind: Kind::from("an unknown/kind"),
    };
    client
        .values()
        .get_scalar(inputs)
        .await
        .expect("204 answers nothing");
    let received = server.join().expect("a request came");
    assert_eq!(
        received.line,
        "GET /scalars/true/-7/-9223372036854775808/9223372036854775807/0.5/-2.25/a%2Fb%3Fc%23d%252f..%C3%A9/\
         2025-01-15T10%3A30%3A00.5%2B01%3A00/an%20unknown%2Fkind"
    );
    assert_eq!(received.header("x-api-key"), Some("key-of-the-test"));
}

#[tokio::test]
async fn a_query_holds_what_was_set() {
    let (client, server) = exchange(200, &json!([]));
    let found = client
        .values()
        .find_scalars()
        .flag(false)
        .text("a&b=c d")
        .moment(moment())
        .kind(Kind::B)
        .await
        .expect("an answer");
    assert_eq!(found, []);
    let received = server.join().expect("a request came");
    let (path, query) = received.line.split_once('?').expect("there is a query");
    assert_eq!(path, "GET /scalars");
    let pairs: Vec<_> = query.split('&').collect();
    assert_eq!(
        pairs,
        [
            "flag=false",
            "text=a%26b%3Dc%20d",
            "moment=2025-01-15T10%3A30%3A00.5%2B01%3A00",
            "kind=b"
        ]
    );
}

#[tokio::test]
async fn a_required_query_and_an_empty_one() {
    let (bare, server) = exchange(200, &json!([]));
    bare.values().find_scalars().await.expect("an answer");
    assert_eq!(server.join().expect("a request came").line, "GET /scalars");
    let (full, server) = exchange(204, &Value::Null);
    let inputs = DeleteScalarsRequired {
        flag: true,
        small: 1,
        large: 2,
        plain_integer: 3,
        single: 1.5,
        double: 2.5,
        text: String::new(),
        moment: moment(),
        kind: Kind::A,
    };
    full.values()
        .delete_scalars(inputs)
        .await
        .expect("204 answers nothing");
    let line = server.join().expect("a request came").line;
    assert!(
        line.starts_with(
            "DELETE /scalars?flag=true&small=1&large=2&plainInteger=3&single=1.5&double=2.5&text="
        ),
        "{line}"
    );
}

#[tokio::test]
async fn headers_hold_scalars_and_secrets() {
    let (first, server) = exchange(204, &Value::Null);
    let inputs = ReplaceScalarsRequired {
        x_flag: true,
        x_small: 1,
        x_large: 2,
        x_plain_integer: 3,
        x_single: 1.5,
        x_double: 2.5,
        x_text: "some text".to_owned(),
        x_moment: moment(),
        x_kind: Kind::C,
    };
    first
        .values()
        .replace_scalars(inputs)
        .await
        .expect("204 answers nothing");
    let received = server.join().expect("a request came");
    assert_eq!(received.line, "PUT /scalars");
    for (name, value) in [
        ("X-flag", "true"),
        ("X-small", "1"),
        ("X-large", "2"),
        ("X-plainInteger", "3"),
        ("X-single", "1.5"),
        ("X-double", "2.5"),
        ("X-text", "some text"),
        ("X-moment", "2025-01-15T10:30:00.5+01:00"),
        ("X-kind", "c"),
    ] {
        assert_eq!(received.header(name), Some(value), "{name}");
    }

    let (second, server) = exchange(204, &Value::Null);
    #[expect(deprecated, reason = "what is deprecated still works")]
    let request = second
        .items()
        .delete("the-code", "the-id".to_owned())
        .x_reason("the-reason")
        .force(true);
    assert!(
        !format!("{request:?}").contains("the-code")
            && !format!("{request:?}").contains("the-reason")
    );
    request.await.expect("204 answers nothing");
    let received = server.join().expect("a request came");
    assert_eq!(received.line, "DELETE /items/the-id?force=true");
    assert_eq!(received.header("x-confirm"), Some("the-code"));
    assert_eq!(received.header("x-reason"), Some("the-reason"));
    assert!(received.body.is_empty());
}

#[tokio::test]
async fn every_method_is_itself() {
    let (client, server) = exchange(204, &Value::Null);
    client
        .values()
        .change_scalars()
        .x_text("t")
        .await
        .expect("204 answers nothing");
    let received = server.join().expect("a request came");
    assert_eq!(
        (received.line.as_str(), received.header("x-text")),
        ("PATCH /scalars", Some("t"))
    );
    let (client, server) = exchange(204, &Value::Null);
    client
        .values()
        .ask_scalars()
        .await
        .expect("204 answers nothing");
    assert_eq!(
        server.join().expect("a request came").line,
        "OPTIONS /scalars"
    );
}

fn scalars() -> Value {
    json!({
        "flag": true, "small": 1, "large": 2, "plainInteger": 3, "single": 1.5, "double": 2.5, "text": "t",
        "moment": "2025-01-15T10:30:00.5+01:00", "kind": "new"
    })
}

#[tokio::test]
async fn a_body_of_fields_travels_and_comes_back() {
    let (client, server) = exchange(201, &scalars());
    let inputs = CreateScalarsRequired {
        flag: true,
        small: 1,
        large: 2,
        plain_integer: 3,
        single: 1.5,
        double: 2.5,
        text: "t".to_owned(),
        moment: moment(),
        kind: Kind::from("new"),
    };
    let answer = client
        .values()
        .create_scalars(inputs)
        .await
        .expect("an answer");
    let received = server.join().expect("a request came");
    assert_eq!(
        (received.line.as_str(), received.json()),
        ("POST /scalars", scalars())
    );
    assert_eq!(received.header("content-type"), Some("application/json"));
    assert!(matches!(&answer.kind, Kind::Unknown(kind) if kind.as_str() == "new"));
    assert_eq!(
        (answer.moment.to_string(), answer.text.as_str()),
        ("2025-01-15T10:30:00.5+01:00".to_owned(), "t")
    );
}

#[tokio::test]
async fn whole_bodies_are_lists_maps_and_text() {
    let (client, server) = exchange(204, &Value::Null);
    client
        .items()
        .put_names(vec!["a".to_owned(), "b".to_owned()])
        .await
        .expect("204 answers nothing");
    assert_eq!(
        server.join().expect("a request came").json(),
        json!(["a", "b"])
    );
    let (client, server) = exchange(200, &json!({"x": item()}));
    let found = client
        .items()
        .put_map(BTreeMap::from([("k".to_owned(), 7)]))
        .await
        .expect("an answer");
    assert_eq!(
        server.join().expect("a request came").json(),
        json!({"k": 7})
    );
    assert_eq!(found["x"].id, "i");
    let (client, server) = exchange(200, &json!("new title"));
    assert_eq!(
        client
            .items()
            .set_title("old title")
            .await
            .expect("an answer"),
        "new title"
    );
    assert_eq!(
        server.join().expect("a request came").json(),
        json!("old title")
    );
}

fn item() -> Value {
    json!({"id": "i", "title": "t", "nullableTitle": null, "parts": [], "labels": {}})
}

#[tokio::test]
async fn a_request_of_fields_leaves_out_what_is_not_set() {
    let inputs = |nullable_size| UpdateRequired {
        id: "i/j".to_owned(),
        password: "hunter2".into(),
        note: "n".to_owned(),
        body_id: 5,
        owner: User::new("somebody"),
        size: 1.0,
        nullable_size,
    };
    let _ = inputs(None);
    let (client, server) = exchange(200, &item());
    let request = client.items().update(inputs(None));
    assert!(!format!("{request:?}").contains("hunter2"));
    request.await.expect("an answer");
    let received = server.join().expect("a request came");
    assert_eq!(received.line, "POST /items/i%2Fj");
    assert_eq!(
        received.json(),
        json!({"password": "hunter2", "note": "n", "id": 5, "owner": {"name": "somebody"}, "size": 1.0, "nullableSize": null})
    );

    let parent = with(NewItem::new("p"), |it| {
        it.parts = Some(vec![NewItem::new("q")]);
    });
    let (client, server) = exchange(200, &item());
    #[expect(deprecated, reason = "what is deprecated still works")]
    client
        .items()
        .update(inputs(Some(2.5)))
        .pin("1234")
        .tags(vec!["x".to_owned()])
        .labels(BTreeMap::from([("k".to_owned(), "v".to_owned())]))
        .when(moment())
        .kind(Kind::A)
        .old("old")
        .parent(parent)
        .await
        .expect("an answer");
    let sent = server.join().expect("a request came").json();
    assert_eq!(
        sent,
        json!({
            "password": "hunter2", "pin": "1234", "note": "n", "id": 5, "owner": {"name": "somebody"}, "size": 1.0, "nullableSize": 2.5, "tags": ["x"],
            "labels": {"k": "v"}, "when": "2025-01-15T10:30:00.5+01:00", "kind": "a", "old": "old",
            "parent": {"title": "p", "parts": [{"title": "q"}]}
        })
    );
}

/// Absent, null and present, in lists and maps and in types that hold themselves.
#[test]
fn answers_are_built_from_json() {
    let full = json!({
        "id": "i", "title": "t", "nullableTitle": "n", "optionalTitle": "o", "optionalNullableTitle": null,
        "parts": [item()], "aliases": ["a", null], "parent": item(), "labels": {"k": "v"}, "nested": {"k": [1, null]},
        "details": {"weight": 1.5}, "state": "on", "states": ["x", "z"], "secret": "s3cret", "optionalSecrets": ["t0ken"],
        "gone": "g", "created": "0001-01-01T00:00:00", "unheard-of": {"deep": []}
    });
    let read: Item = from_value(full).expect("an item");
    assert_eq!(read.parts.len(), 1);
    assert_eq!(read.optional_nullable_title, None);
    assert_eq!(read.aliases, Some(vec![Some("a".to_owned()), None]));
    assert_eq!(
        read.nested.as_ref().map(|nested| nested["k"].clone()),
        Some(vec![Some(1), None])
    );
    assert_eq!(
        read.parent.as_ref().map(|parent| parent.id.as_str()),
        Some("i")
    );
    assert_eq!(
        read.details.as_ref().and_then(|details| details.weight),
        Some(1.5)
    );
    assert!(!format!("{read:?}").contains("s3cret") && !format!("{read:?}").contains("t0ken"));
    let bare: Item = from_value(item()).expect("an item");
    assert_eq!((bare.nullable_title, bare.parent), (None, None));
    assert_eq!(bare.optional_nullable_title, None);
    let without = |key: &str| {
        let mut lacking = item();
        lacking.as_object_mut().expect("an object").remove(key);
        from_value::<Item>(lacking)
    };
    let lacking = without("nullableTitle").expect("an item whose title is null");
    assert_eq!(lacking.nullable_title, None);
    assert!(without("labels").is_err(), "it is required");
    let tree: Node = from_value(json!({
        "label": "root", "left": {"label": "l"}, "right": {"node": {"label": "r"}}, "children": {"c": {"label": "c"}}
    }))
    .expect("a tree");
    assert_eq!(
        tree.right.map(|branch| branch.node.label.clone()),
        Some("r".to_owned())
    );
}

/// `nullable` of OpenAPI 3.0 is what a type `null` is in 3.1.
#[tokio::test]
async fn nullable_means_null() {
    let answer = json!({"a": "a", "b": null, "list": [1, null], "level": null, "behind": null});
    let (url, server) = answering(200, "application/json", &answer.to_string());
    let token = nullable::BearerToken::new("token-of-the-test").expect("a token");
    let client = nullable::Client::builder(token)
        .base_url(url)
        .build()
        .expect("a client");
    let thing = client
        .things()
        .exchange("m", None)
        .may(3)
        .await
        .expect("an answer");
    assert_eq!(
        (thing.b, thing.c, thing.list, thing.level, thing.behind),
        (None, None, vec![Some(1), None], None, None)
    );
    let received = server.join().expect("a request came");
    assert_eq!(
        received.header("authorization"),
        Some("Bearer token-of-the-test")
    );
    assert_eq!(
        received.json(),
        json!({"must": "m", "mustBeThere": null, "may": 3})
    );
}

/// Whatever a name became in Rust, on the wire it is what the description says.
#[tokio::test]
async fn hard_names_travel_as_they_are() {
    let (url, server) = answering(
        200,
        "application/json",
        r#"{"type": "t", "": "nothing", "+1": "plus", "kinds": "-1"}"#,
    );
    let client = names::Client::builder(names::ApiKey::new("k").expect("a key"))
        .base_url(url)
        .build()
        .expect("a client");
    let record = client
        .client()
        .everything()
        .query_async("q")
        .body_async("b")
        .query_type("y")
        .await
        .expect("an answer");
    let received = server.join().expect("a request came");
    assert_eq!(received.line, "POST /everything?async=q&type=y");
    assert_eq!(received.json(), json!({"async": "b"}));
    assert_eq!(
        (record.type_.as_deref(), record.plus_1.as_deref()),
        (Some("t"), Some("plus"))
    );
    let wire = names::types::Kinds::KNOWN
        .iter()
        .map(names::types::Kinds::as_str);
    for text in wire {
        assert_eq!(names::types::Kinds::from(text).as_str(), text);
        assert!(
            !matches!(
                names::types::Kinds::from(text),
                names::types::Kinds::Unknown(_)
            ),
            "{text:?} has a name"
        );
        assert_eq!(
            to_value(names::types::Kinds::from(text)).expect("text"),
            json!(text)
        );
    }
}
