//! What OpenAPI 3.2 adds, on the wire: methods beyond the fixed ones, a query string as one value,
//! cookies that are not encoded, and items of streams.

use crate::support::{answering, with};
use bindery_goldens::later::rest::things::Filter;
use bindery_goldens::later::{ApiKey, Client};
use serde_json::json;

fn client(url: &str) -> Client {
    Client::builder(ApiKey::new("k").expect("a key"))
        .base_url(url)
        .build()
        .expect("a client")
}

#[tokio::test]
async fn a_query_has_a_body_and_a_cookie_as_it_is() {
    let (url, server) = answering(200, "application/json", r#"[{"name":"lamp"}]"#);
    let client = client(&url);
    let things = client.things().find("lamp").trace("a=/%20+");
    let things = things.await.expect("the things");
    assert_eq!(things[0].name, "lamp");
    let received = server.join().expect("a request came");
    assert_eq!(received.line, "QUERY /things");
    assert_eq!(received.header("cookie"), Some("trace=a=/%20+"));
    assert_eq!(received.json(), json!({ "name": "lamp" }));
}

#[tokio::test]
async fn additional_operations_send_their_method_as_it_is_written() {
    let (url, server) = answering(200, "application/json", r#"{"name":"copy"}"#);
    let copied = client(&url).things().copy(7, "copy").await;
    assert_eq!(copied.expect("the copy").name, "copy");
    let received = server.join().expect("a request came");
    assert_eq!(received.line, "COPY /things/7");
    assert_eq!(received.json(), json!({ "name": "copy" }));

    let (url, server) = answering(204, "text/plain", "");
    let locked = client(&url).things().lock(7).await;
    locked.expect("it is locked");
    let received = server.join().expect("a request came");
    assert_eq!(received.line, "Lock /things/7");
}

#[tokio::test]
async fn a_query_string_is_one_value() {
    let (url, server) = answering(200, "application/json", "[]");
    let filter = with(Filter::default(), |it| {
        it.name = Some("a&b".to_owned());
        it.sizes = Some(vec![1, 2]);
    });
    let listed = client(&url).things().list().filter(filter).await;
    listed.expect("the things");
    let received = server.join().expect("a request came");
    assert_eq!(received.line, "GET /things?name=a%26b&sizes=1&sizes=2");
}

#[tokio::test]
async fn items_of_streams_are_read_as_they_are_described() {
    let log = "\u{1e}{\n  \"level\": 1\n}\n\u{1e}{\"level\":2}\n";
    let (url, server) = answering(200, "application/json-seq", log);
    let mut lines = client(&url).logs().read().await.expect("the log");
    for level in [1, 2] {
        let entry = lines.next().await.expect("an entry").expect("one more");
        assert_eq!(entry.level, level);
    }
    assert!(lines.next().await.expect("the end").is_none());
    let received = server.join().expect("a request came");
    assert_eq!(received.header("accept"), Some("application/json-seq"));

    let events = "event: added\nid: 7\nretry: 250\ndata: {\"a\":1}\n\ndata: 12\n\n";
    let (url, server) = answering(200, "text/event-stream", events);
    let mut events = client(&url).logs().follow_events().await.expect("events");
    let first = events.next().await.expect("an event").expect("one more");
    assert_eq!(first.event.as_deref(), Some("added"));
    assert_eq!((first.id.as_deref(), first.retry), (Some("7"), Some(250)));
    assert_eq!(first.data, r#"{"a":1}"#);
    let second = events.next().await.expect("an event").expect("one more");
    assert_eq!(second.data, "12");
    server.join().expect("a request came");
}
