//! Values that nobody is asked for: they are sent by every kind of table, and another one that
//! arrives is kept.

use std::future::IntoFuture;

use crate::support::{Received, answering};
use bindery_goldens::constants::rest::things;
use bindery_goldens::constants::types::message::Role;
use bindery_goldens::constants::types::order::D;
use bindery_goldens::constants::types::{
    Bank, Card, Cat, Choice, Document, Dog, Format, Kennel, Message, Order, OrderRequired, Payment,
    Pet, Wrapping,
};
use bindery_goldens::constants::{Client, Error, Upload};
use serde_json::{Value, json};

fn client(url: &str) -> Client {
    Client::builder().base_url(url).build().expect("a client")
}

/// What a call sends that is answered with this.
async fn answered<T, R>(answer: &str, call: impl FnOnce(Client) -> R) -> (Received, T)
where
    R: IntoFuture<Output = Result<T, Error>>,
{
    let (url, server) = answering(200, "application/json", answer);
    let answer = call(client(&url)).await.expect("it was taken");
    (server.join().expect("a request came"), answer)
}

async fn sent<R>(call: impl FnOnce(Client) -> R) -> Received
where
    R: IntoFuture<Output = Result<(), Error>>,
{
    let (url, server) = answering(204, "application/json", "");
    call(client(&url)).await.expect("it was taken");
    server.join().expect("a request came")
}

const MESSAGE: &str = r#"{"object":"message","text":"hello","role":"user"}"#;

#[tokio::test]
async fn parameters_and_records_of_one_value_are_sent_unasked() {
    let (received, read) = answered(MESSAGE, |client| client.things().send_message("hello")).await;
    assert_eq!(received.line, "POST /eu/messages?limit=20&version=2");
    assert_eq!(received.header("x-mode"), Some("plain"));
    assert_eq!(received.header("cookie"), Some("session=none"));
    assert_eq!(
        received.json(),
        json!({ "object": "message", "text": "hello", "role": "user" })
    );
    assert_eq!(read, Message::new("hello"));
}

#[tokio::test]
async fn what_may_be_left_out_is_set_without_an_argument() {
    let (received, _) = answered(MESSAGE, |client| {
        client
            .things()
            .send_message("hello")
            .limit(5)
            .expand()
            .recursive()
            .quiet(false)
            .format()
            .role(Role::System)
    })
    .await;
    assert_eq!(
        received.line,
        "POST /eu/messages?expand=author&recursive=true&quiet=false&limit=5&version=2"
    );
    assert_eq!(
        received.json(),
        json!({ "object": "message", "text": "hello", "role": "system", "format": "markdown" })
    );
    let mut message = Message::new("hello");
    message.format = Some(Format::Markdown);
    message.note = "n".into();
    assert_eq!(message.note.as_deref().unwrap_or(""), "n");
    assert_eq!(
        serde_json::to_value(&message).expect("JSON"),
        json!({ "object": "message", "text": "hello", "role": "user", "format": "markdown", "note": "n" })
    );
}

#[tokio::test]
async fn a_new_kind_is_readable_and_is_sent_back_as_it_came() {
    let kind = json!({ "object": "memo", "text": "hello", "role": "user", "seen": null });
    let (_, mut read) =
        answered(&kind.to_string(), |client| client.things().send_message("")).await;
    assert_eq!(read.unexpected("object"), Some(&json!("memo")));
    assert_eq!(read.seen, None);
    read.text = "bye".to_owned();
    let (received, _) = answered(MESSAGE, |client| client.things().send_message_with(read)).await;
    assert_eq!(
        received.json(),
        json!({ "object": "memo", "text": "bye", "role": "user" })
    );
}

#[tokio::test]
async fn bodies_without_a_record_have_constants() {
    let received = sent(|client| client.things().send_inline("n").tone()).await;
    assert_eq!(
        received.json(),
        json!({ "kind": "inline", "weight": 1, "exact": 0.5, "ready": true, "name": "n", "tone": "loud" })
    );
    let received = sent(|client| client.things().send_form("u")).await;
    let mut fields: Vec<&str> = received.body.split('&').collect();
    fields.sort_unstable();
    assert_eq!(fields, ["grant_type=password", "user=u"]);

    let received = sent(|client| client.things().send_parts(Upload::from("file"))).await;
    let part = |name: &str, value: &str| {
        let start = format!("name=\"{name}\"");
        let part = received
            .body
            .split(&start)
            .nth(1)
            .expect("the part is there");
        assert!(
            part.split("\r\n--")
                .next()
                .is_some_and(|part| part.ends_with(value)),
            "{part}"
        );
        part.to_owned()
    };
    part("purpose", "batch");
    assert!(part("meta", "\"none\"").contains("Content-Type: application/json"));
}

#[tokio::test]
async fn a_body_that_is_left_out_has_no_constants() {
    let received = sent(|client| client.things().send_maybe("n")).await;
    assert_eq!(received.json(), json!({ "kind": "maybe", "name": "n" }));
    let received = sent(|client| client.things().send_maybe_without_body()).await;
    assert_eq!(received.body, "");
}

#[tokio::test]
async fn elements_and_attributes_have_constants() {
    let answer = "<document version=\"2\"><kind>note</kind><title>t</title></document>";
    let (url, server) = answering(200, "application/xml", answer);
    let read = client(&url)
        .things()
        .update_document(Document::new("t"))
        .await
        .expect("a document");
    let received = server.join().expect("a request came");
    assert!(
        received
            .body
            .ends_with("<document version=\"1\"><kind>note</kind><title>t</title></document>"),
        "{}",
        received.body
    );
    assert_eq!(read.unexpected("version"), Some(&json!("2")));
    assert_eq!(read.unexpected("kind"), None);
}

#[tokio::test]
async fn a_child_that_is_sent_alone_sends_its_tag() {
    let cat = r#"{"kind":"dog","name":"Rex","tricks":["sit"]}"#;
    let (received, pet) = answered(cat, |client| client.things().add_cat("Tom").lives(9)).await;
    assert_eq!(
        received.json(),
        json!({ "kind": "cat", "name": "Tom", "lives": 9 })
    );
    let mut rex = Dog::new("Rex");
    rex.tricks = Some(vec!["sit".to_owned()]);
    assert_eq!(pet, Pet::from(rex.clone()));

    let received = sent(|client| {
        client
            .things()
            .add_kennel(rex)
            .others([Cat::new("Tom")])
            .guests([Cat::new("Kit")])
    })
    .await;
    assert_eq!(
        received.json(),
        json!({
            "chief": { "kind": "dog", "name": "Rex", "tricks": ["sit"] },
            "others": [{ "kind": "cat", "name": "Tom" }],
            "guests": [{ "kind": "cat", "name": "Kit" }],
        })
    );
}

#[tokio::test]
async fn an_alternative_sends_a_tag_that_it_does_not_describe() {
    let received = sent(|client| client.things().add_card("4242")).await;
    assert_eq!(
        received.json(),
        json!({ "number": "4242", "method": "card" })
    );
    let received = sent(|client| client.things().pay(Bank::new("DE"))).await;
    assert_eq!(received.json(), json!({ "iban": "DE", "method": "bank" }));
    // What came without the tag, or with another one, is read alone.
    let read = |json: Value| serde_json::from_value::<Card>(json).expect("a card");
    assert_eq!(read(json!({ "number": "1" })), Card::new("1"));
    let other = read(json!({ "number": "1", "method": "gift" }));
    assert_eq!(other.unexpected("method"), Some(&json!("gift")));
    let unknown = json!({ "number": "1", "method": "gift" });
    let payment: Payment = serde_json::from_value(unknown.clone()).expect("a payment");
    assert!(matches!(payment, Payment::Unknown(_)));
    assert_eq!(serde_json::to_value(&payment).expect("JSON"), unknown);
}

#[tokio::test]
async fn an_alternative_of_one_value_holds_nothing() {
    for (choice, json) in [
        (Choice::Nothing, json!("")),
        (Choice::Integer(7), json!(7)),
        (
            Choice::from(Message::new("m")),
            json!({ "object": "message", "text": "m", "role": "user" }),
        ),
    ] {
        let (received, read) = answered(&json.to_string(), |client| {
            client.things().choose(choice.clone())
        })
        .await;
        assert_eq!(
            serde_json::from_str::<Value>(&received.body).expect("JSON"),
            json
        );
        assert_eq!(read, choice);
    }
}

#[tokio::test]
async fn many_required_values_are_named() {
    let received = sent(|client| {
        client
            .things()
            .order(things::OrderRequired {
                a: "a".to_owned(),
                b: 2,
                c: true,
                d: D::Two,
                e: None,
            })
            .count(3)
    })
    .await;
    let expected = json!({ "object": "order", "a": "a", "b": 2, "c": true, "d": "two", "e": null, "count": 3 });
    assert_eq!(received.json(), expected);

    let mut order = Order::new(OrderRequired {
        a: "a".to_owned(),
        b: 2,
        c: true,
        d: D::Two,
        e: None,
    });
    assert_eq!(order.count, 1);
    order.count = 3;
    order.wrapping = Some(Wrapping::default());
    let received = sent(|client| client.things().order_with(order)).await;
    let mut expected = expected;
    expected["wrapping"] = json!({ "paid": false, "weight": 0, "label": "" });
    assert_eq!(received.json(), expected);
}

#[test]
fn a_family_is_built_of_its_children() {
    let mut kennel = Kennel::new(Dog::new("Rex"));
    kennel.guests = Some(vec![Dog::new("Rex").into()]);
    let json = serde_json::to_value(&kennel).expect("JSON");
    assert_eq!(json["guests"][0], json!({ "kind": "dog", "name": "Rex" }));
    assert_eq!(
        serde_json::from_value::<Kennel>(json).expect("a kennel"),
        kennel
    );
}
