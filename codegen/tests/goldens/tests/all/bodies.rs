//! Bodies that say everything that their schemas can: records that are sent back as they came,
//! choices between objects, and bodies that a call can do without.

use std::future::IntoFuture;

use crate::support::{Received, answering, with};
use bindery_goldens::bodies::types::contact::{ApiCall, Mail};
use bindery_goldens::bodies::types::shape::{Circle, Square};
use bindery_goldens::bodies::types::{
    Address, Animal, Cat, Contact, Dog, Login, Note, Order, Pen, Search, Shape, Watch,
};
use bindery_goldens::bodies::{Client, Error};
use serde_json::{Value, json};

fn client(url: &str) -> Client {
    Client::builder().base_url(url).build().expect("a client")
}

/// What a call sends that is answered with nothing.
async fn sent<R>(call: impl FnOnce(Client) -> R) -> Received
where
    R: IntoFuture<Output = Result<(), Error>>,
{
    let (url, server) = answering(204, "application/json", "");
    call(client(&url)).await.expect("it was taken");
    server.join().expect("a request came")
}

/// The value of a part, and the media type that it says it is of.
fn part<'r>(received: &'r Received, name: &str) -> Option<(&'r str, Option<&'r str>)> {
    let start = format!("name=\"{name}\"\r\n");
    let (_, part) = received.body.split_once(&start)?;
    let (part, _) = part.split_once("\r\n--")?;
    let (head, value) = part.split_once("\r\n")?;
    match head.strip_prefix("Content-Type: ") {
        Some(kind) => Some((value.strip_prefix("\r\n")?, Some(kind))),
        None => Some((value, None)),
    }
}

fn pen() -> Value {
    json!({
        "id": 7,
        "name": "Old",
        "ink": { "colour": "blue", "batch": "b1", "shine": 3 },
        "cap": null,
        "spare": { "id": 8, "name": "Spare", "ink": { "colour": "red", "batch": "b2" } },
        "colours": ["blue"],
    })
}

#[tokio::test]
async fn what_was_read_is_changed_and_sent_back_without_loss() {
    let (url, server) = answering(200, "application/json", &pen().to_string());
    let mut read = client(&url).pens().get("b", "p").await.expect("a pen");
    server.join().expect("a request came");
    read.name = "New".to_owned();

    let received = sent(|client| {
        let call = client.pens().replace_with("b", "p", read.clone());
        call.dry_run(true).width(0.5)
    })
    .await;
    assert_eq!(received.line, "PUT /boxes/b/pens/p?dryRun=true");
    let mut expected = pen();
    expected["name"] = json!("New");
    expected["width"] = json!(0.5);
    // What only answers hold does not go back, however deep.
    for holder in ["", "/spare"] {
        let holder = expected.pointer_mut(holder).and_then(Value::as_object_mut);
        holder.expect("a pen").remove("id");
    }
    for holder in ["/ink", "/spare/ink"] {
        let holder = expected.pointer_mut(holder).and_then(Value::as_object_mut);
        holder.expect("ink").remove("batch");
    }
    assert_eq!(received.json(), expected);
    // It is kept wherever else the record is written.
    let written = serde_json::to_value(&read).expect("JSON");
    assert_eq!(written["id"], 7);
    assert_eq!(written["ink"]["batch"], "b1");
}

#[tokio::test]
async fn properties_one_by_one_are_sent_as_the_record_is() {
    let ink = serde_json::from_value(json!({ "colour": "blue" })).expect("ink");
    let spare: Pen =
        serde_json::from_value(json!({ "name": "s", "ink": { "colour": "red" } })).expect("a pen");
    let received = sent(|client| {
        let call = client.pens().replace("b", "p", "New", ink);
        call.cap_null().spare(spare)
    })
    .await;
    assert_eq!(
        received.json(),
        json!({
            "name": "New",
            "ink": { "colour": "blue" },
            "cap": null,
            "spare": { "name": "s", "ink": { "colour": "red" } },
        })
    );
}

#[tokio::test]
async fn a_secret_is_sent_either_way() {
    let answer = r#"{"name":"n","is":"known"}"#;
    let (url, server) = answering(200, "application/json", answer);
    let client_of = client(&url);
    let read = client_of.pens().login("n", "secret").body("b").await;
    let received = server.join().expect("a request came");
    assert_eq!(
        received.json(),
        json!({ "name": "n", "password": "secret", "body": "b" })
    );

    let (url, server) = answering(200, "application/json", answer);
    let mut body: Login = read.expect("a login");
    body.password = Some("other".into());
    let again = client(&url).pens().login_with(body).await;
    again.expect("a login");
    let received = server.join().expect("a request came");
    assert_eq!(
        received.json(),
        json!({ "name": "n", "password": "other", "is": "known" })
    );
}

#[tokio::test]
async fn a_field_of_the_record_turns_pages() {
    let last = json!({ "pens": [] }).to_string();
    let (url, server) = answering(200, "application/json", &last);
    let search = with(Search::default(), |it| {
        it.after = Some("here".to_owned());
    });
    let mut pages = client(&url).pens().search_with(search).text("t").pages();
    let page = pages.next().await.expect("a page");
    assert!(page.expect("an answer").pens.is_empty());
    let received = server.join().expect("a request came");
    assert_eq!(received.json(), json!({ "after": "here", "text": "t" }));
}

#[tokio::test]
async fn nobody_but_the_stream_asks_for_one() {
    let answer = r#"{"colour":"blue"}"#;
    for whole in [false, true] {
        let (url, server) = answering(200, "application/json", answer);
        let client = client(&url);
        let call = if whole {
            let body = with(Watch::new("n", true), |it| {
                it.since = Some("s".to_owned());
            });
            client.pens().watch_with(body)
        } else {
            client.pens().watch("n").since("s")
        };
        assert_eq!(call.clone().await.expect("ink").colour, "blue");
        let received = server.join().expect("a request came");
        assert_eq!(
            received.json(),
            json!({ "name": "n", "stream": false, "since": "s" })
        );
    }
    let (url, server) = answering(200, "text/event-stream", "data: {\"colour\":\"red\"}\n\n");
    let mut events = client(&url)
        .pens()
        .watch("n")
        .events()
        .await
        .expect("a stream");
    let event = events.next().await.expect("an event").expect("ink");
    assert_eq!(event.colour, "red");
    let received = server.join().expect("a request came");
    assert_eq!(received.json(), json!({ "name": "n", "stream": true }));
}

fn address() -> Address {
    with(Address::new("Lund"), |it| {
        it.street = Some("a b".to_owned());
    })
}

#[tokio::test]
async fn forms_are_written_as_described_either_way() {
    let by_fields = sent(|client| {
        let call = client.pens().order("n").zone("z");
        call.sizes(vec![1, 2]).address(address())
    })
    .await;
    let order = with(Order::new("n"), |it| {
        it.zone = Some("z".to_owned());
        it.sizes = Some(vec![1, 2]);
        it.address = Some(address());
    });
    let whole = sent(|client| client.pens().order_with(order.clone())).await;
    assert_eq!(
        whole.body,
        "zone=z&name=n&address%5Bcity%5D=Lund&address%5Bstreet%5D=a%20b&sizes=1,2"
    );
    assert_eq!(by_fields.body, whole.body);

    let received = sent(|client| client.pens().label_with(order)).await;
    assert_eq!(part(&received, "zone"), Some(("z", None)));
    assert_eq!(
        part(&received, "address"),
        Some((
            r#"{"city":"Lund","street":"a b"}"#,
            Some("application/json")
        ))
    );
}

#[tokio::test]
async fn each_alternative_is_sent_whole() {
    let circle = with(Circle::default(), |it| {
        it.x = Some(1);
        it.r = Some(0.5);
    });
    let received = sent(|client| client.shapes().send(circle)).await;
    assert_eq!(
        received.json(),
        json!({ "kind": "Circle", "x": 1, "r": 0.5 })
    );
    let square = Shape::from(with(Square::default(), |it| {
        it.side = Some(2.0);
    }));
    let received = sent(|client| client.shapes().send(square)).await;
    assert_eq!(received.json(), json!({ "kind": "Square", "side": 2.0 }));

    let mail = with(Mail::new("a@example.org"), |it| {
        it.name = Some("n".to_owned());
    });
    let received = sent(|client| client.shapes().send_contact(mail)).await;
    assert_eq!(
        received.json(),
        json!({ "name": "n", "email": "a@example.org" })
    );
    // What no variant is for goes as it came.
    let other: Contact = serde_json::from_value(json!({ "fax": "1" })).expect("a contact");
    let received = sent(|client| client.shapes().send_contact(other)).await;
    assert_eq!(received.json(), json!({ "fax": "1" }));
}

#[tokio::test]
async fn each_child_of_a_family_is_sent_whole() {
    let dog = with(Dog::default(), |it| {
        it.name = Some("Rex".to_owned());
        it.bark = Some(true);
    });
    let received = sent(|client| client.shapes().send_animal(dog)).await;
    assert_eq!(
        received.json(),
        json!({ "kind": "Dog", "name": "Rex", "bark": true })
    );
    let cat = Animal::from(with(Cat::default(), |it| {
        it.purr = Some(true);
    }));
    let received = sent(|client| client.shapes().send_animal(cat)).await;
    assert_eq!(received.json(), json!({ "kind": "Cat", "purr": true }));
}

#[tokio::test]
async fn alternatives_are_forms_as_described() {
    let call = with(ApiCall::new("123"), |it| {
        it.name = Some("n".to_owned());
        it.tags = Some(vec!["a".to_owned(), "b".to_owned()]);
        it.address = Some(address());
    });
    let received = sent(|client| client.shapes().send_contact_form(call.clone())).await;
    assert_eq!(
        received.body,
        "name=n&tags=a,b&address%5Bcity%5D=Lund&address%5Bstreet%5D=a%20b&phone=123"
    );
    let received = sent(|client| client.shapes().send_contact_parts(call)).await;
    assert_eq!(part(&received, "phone"), Some(("123", None)));
    assert_eq!(
        part(&received, "address"),
        Some((
            r#"{"city":"Lund","street":"a b"}"#,
            Some("application/vnd.address+json")
        ))
    );
}

#[tokio::test]
async fn a_call_is_sent_without_the_body_that_it_can_do_without() {
    let with = sent(|client| client.notes().keep("1", "t").size(3)).await;
    assert_eq!(with.json(), json!({ "text": "t", "size": 3 }));
    let note = Note::new("t");
    let whole = sent(|client| client.notes().keep_with("1", note)).await;
    assert_eq!(whole.json(), json!({ "text": "t" }));
    let change = sent(|client| client.notes().change("1", "t", None)).await;
    assert_eq!(change.json(), json!({ "text": "t", "until": null }));
    let form = sent(|client| client.notes().send("1", "me")).await;
    assert_eq!(form.body, "to=me");
    let shape = sent(|client| {
        let call = client.notes().suggest_shape();
        call.body(Circle::default())
    })
    .await;
    assert_eq!(shape.json(), json!({ "kind": "Circle" }));

    let without = [
        sent(|client| client.notes().keep_without_body("1")).await,
        sent(|client| client.notes().change_without_body("1")).await,
        sent(|client| client.notes().send_without_body("1")).await,
        sent(|client| client.notes().suggest_shape()).await,
    ];
    for received in without {
        assert_eq!(received.body, "", "{}", received.line);
        assert_eq!(received.header("content-type"), None, "{}", received.line);
    }
}

#[tokio::test]
async fn a_call_keeps_the_name_that_another_would_have_for_its_body() {
    let received = sent(|client| client.notes().keep_note_with()).await;
    assert_eq!(received.line, "POST /notes/with");
}
