//! Streams: how one is asked for, what is not one, and failures that a server reports in between.

use std::time::Duration;

use crate::support::{Reply, Server};
use bindery_runtime::v1::rest::{Call, Operation, Service, request, streams};
use bindery_runtime::{ErrorKind, Event, EventStream, JsonLines, JsonValue};
use serde_json::json;

crate::support::declare_client!();

static SERVICE: Service = Service::new("https://rest.example.com", "test-client/1.2.3");

impl Client {
    fn of(server: &Server) -> Self {
        bindery_runtime::rest::ClientBuilder::<Self>::new(&SERVICE, ())
            .base_url(server.url())
            .backoff(Duration::from_millis(1), Duration::from_millis(5))
            .build()
            .unwrap()
    }
}

/// A call that takes its whole body, and answers with a value.
#[derive(Clone, Debug)]
struct Whole {
    call: Call,
    body: JsonValue,
}

request! {
    Whole -> JsonValue, Error;
    json body = "body",
}

streams! {
    Whole.events -> EventStream<JsonValue>,
    accepts "text/event-stream",
    sets ["stream"]
}

streams! {
    Whole.deep_events -> EventStream<JsonValue>,
    accepts "text/event-stream",
    sets ["options", "stream"]
}

streams! {
    Whole.raw_events -> EventStream<Event>,
    accepts "text/event-stream"
}

streams! {
    Whole.lines -> JsonLines<JsonValue>,
    accepts "application/x-ndjson"
}

static WHOLE: Operation = Operation::post("whole", "/whole");
static LISTED: Operation = Operation::post("listed", "/listed").error_events();
static WHOLE_EVENTS: Operation = Operation::post("whole", "/whole").whole_events();
static TEXT_EVENTS: Operation = Operation::post("texts", "/texts").whole_text_events();

fn call(server: &Server, operation: &'static Operation, body: JsonValue) -> Whole {
    Whole {
        call: Client::of(server).core.call(operation),
        body,
    }
}

fn events(text: &str) -> Reply {
    Reply::new(200, text).header("content-type", "text/event-stream; charset=utf-8")
}

#[tokio::test]
async fn a_member_of_the_body_asks_for_the_stream() {
    let server = Server::answering(|_, _| events("data: 1\n\n"));
    for body in [
        json!({}),
        json!({ "text": "a,\"stream\":\\", "big": 123_456_789_012_345_678_u64 }),
        json!({ "stream": null, "text": "b" }),
        json!({ "options": { "stream": false, "a": [{ "stream": 1 }] } }),
    ] {
        let mut first = call(&server, &WHOLE, body.clone())
            .events()
            .await
            .ok()
            .unwrap();
        assert_eq!(first.next().await.unwrap(), Some(json!(1)));
        let mut deep = call(&server, &WHOLE, body.clone())
            .deep_events()
            .await
            .ok()
            .unwrap();
        assert_eq!(deep.next().await.unwrap(), Some(json!(1)));
        let _ = call(&server, &WHOLE, body.clone())
            .raw_events()
            .await
            .ok()
            .unwrap();

        let received = server.received();
        let sent: Vec<JsonValue> = received[received.len() - 3..]
            .iter()
            .map(|request| serde_json::from_str(request.body_text()).unwrap())
            .collect();
        let mut expected = body.clone();
        expected["stream"] = json!(true);
        assert_eq!(sent[0], expected);
        let mut expected = body.clone();
        if expected.get("options").is_none() {
            expected["options"] = json!({});
        }
        expected["options"]["stream"] = json!(true);
        assert_eq!(sent[1], expected);
        assert_eq!(sent[2], body);
    }
    let count = server.received().len();
    let refused = call(&server, &WHOLE, json!([1]))
        .events()
        .await
        .err()
        .unwrap();
    assert_eq!(refused.kind(), ErrorKind::Configuration);
    assert_eq!(server.received().len(), count, "nothing is sent");
}

#[tokio::test]
async fn what_is_no_stream_of_events_is_an_error_that_says_what_came() {
    for (media_type, body) in [
        ("application/json", r#"{"message":"s3cret"}"#),
        ("Application/JSON; charset=utf-8", r#"{"message":"s3cret"}"#),
        ("application/x-ndjson", "1\n2\n"),
        ("text/plain", "data: 1\n\n"),
        ("text/html", "<html></html>"),
        ("application/xml", "<a/>"),
        ("application/octet-stream", "data: 1\n\n"),
    ] {
        let reply = Reply::new(200, body)
            .header("content-type", media_type)
            .header("x-request-id", "r-1");
        let server = Server::replying([reply]);
        let error = call(&server, &WHOLE, json!({}))
            .events()
            .await
            .err()
            .unwrap();
        assert_eq!(error.kind(), ErrorKind::Decode, "{media_type}");
        assert_eq!(error.status().map(|status| status.as_u16()), Some(200));
        let headers = error.headers().unwrap();
        assert_eq!(headers["x-request-id"], "r-1");
        assert_eq!(error.body_text().as_deref(), Some(body));
        let said = error.to_string();
        let name = media_type.split(';').next().unwrap();
        assert!(said.contains(name) || media_type == "text/html", "{said}");
        assert!(!said.contains("s3cret"), "{said}");
        assert_eq!(
            server.received().len(),
            1,
            "a call that writes is sent once"
        );
    }
}

#[tokio::test]
async fn without_a_media_type_the_lines_tell_whether_they_are_events() {
    let server = Server::replying([Reply::new(200, ": hello\nretry: 5\nid: 1\ndata: 1\n\n")]);
    let mut read = call(&server, &WHOLE, json!({}))
        .events()
        .await
        .ok()
        .unwrap();
    assert_eq!(read.next().await.unwrap(), Some(json!(1)));
    assert_eq!(read.next().await.unwrap(), None);
    for body in [r#"{"a": 1}"#, "[]", "<html>\n", "null"] {
        let server = Server::replying([Reply::new(200, body)]);
        let mut read = call(&server, &WHOLE, json!({}))
            .events()
            .await
            .ok()
            .unwrap();
        let error = read.next().await.expect_err("no event");
        assert_eq!(error.kind(), ErrorKind::Decode, "{body}");
        assert_eq!(read.next().await.unwrap(), None);
    }
    // A later version of events may have other fields.
    let server = Server::replying([events("later: 1\ndata: 1\n\n")]);
    let mut read = call(&server, &WHOLE, json!({}))
        .events()
        .await
        .ok()
        .unwrap();
    assert_eq!(read.next().await.unwrap(), Some(json!(1)));
}

#[tokio::test]
async fn json_a_line_comes_under_many_names_and_not_as_something_else() {
    for media_type in [
        "application/x-ndjson",
        "application/jsonl",
        "application/json-seq",
        "application/stream+json",
        "application/json; charset=utf-8",
        "text/plain",
        "application/octet-stream",
    ] {
        let reply = Reply::new(200, "1\n2\n").header("content-type", media_type);
        let server = Server::replying([reply]);
        let mut lines = call(&server, &WHOLE, json!({})).lines().await.ok().unwrap();
        assert_eq!(lines.next().await.unwrap(), Some(json!(1)), "{media_type}");
    }
    for media_type in [
        "text/html",
        "text/event-stream",
        "application/xml",
        "image/png",
    ] {
        let reply = Reply::new(200, "1\n2\n").header("content-type", media_type);
        let server = Server::replying([reply]);
        let error = call(&server, &WHOLE, json!({}))
            .lines()
            .await
            .err()
            .unwrap();
        assert_eq!(error.kind(), ErrorKind::Decode, "{media_type}");
        assert_eq!(error.body_text().as_deref(), Some("1\n2\n"));
    }
}

#[tokio::test]
async fn an_event_called_error_is_a_failure_that_keeps_its_data() {
    let text = "data: 1\n\nevent: error\ndata: {\"error\":{\"code\":\"overloaded\",\"message\":\"Overloaded\",\ndata: \"type\":\"t\"}}\n\ndata: 2\n\nevent: error\ndata: gone\n\nevent: other\ndata: 3\n\n";
    let server = Server::answering(move |_, _| events(text).header("x-request-id", "r-1"));
    let mut read = call(&server, &WHOLE, json!({}))
        .events()
        .await
        .ok()
        .unwrap();
    assert_eq!(read.next().await.unwrap(), Some(json!(1)));
    let error = read.next().await.expect_err("reported");
    assert_eq!(error.kind(), ErrorKind::Api);
    assert_eq!(error.code_text(), Some("overloaded"));
    assert_eq!(error.message(), Some("Overloaded"));
    let body: JsonValue = error.body().unwrap();
    assert_eq!(body["error"]["type"], "t");
    assert_eq!(error.headers().unwrap()["x-request-id"], "r-1");
    assert_eq!(error.operation(), Some("whole"));
    // It is the server that ends the stream, or goes on.
    assert_eq!(read.next().await.unwrap(), Some(json!(2)));
    let error = read.next().await.expect_err("reported");
    assert_eq!((error.kind(), error.message()), (ErrorKind::Api, None));
    assert_eq!(error.body::<String>().as_deref(), Some("gone"));
    assert_eq!(read.next().await.unwrap(), Some(json!(3)));
    assert_eq!(read.next().await.unwrap(), None);

    let mut raw = call(&server, &WHOLE, json!({}))
        .raw_events()
        .await
        .ok()
        .unwrap();
    assert_eq!(raw.next().await.unwrap().unwrap().data, "1");
    assert_eq!(
        raw.next().await.expect_err("reported").kind(),
        ErrorKind::Api
    );

    // Where the description lists it, it is an event like the others.
    let mut listed = call(&server, &LISTED, json!({}))
        .events()
        .await
        .ok()
        .unwrap();
    assert_eq!(listed.next().await.unwrap(), Some(json!(1)));
    let second = listed.next().await.unwrap().unwrap();
    assert_eq!(second["error"]["code"], "overloaded");
}

#[tokio::test]
async fn an_event_is_read_whole_with_its_data_as_text_where_the_description_says_so() {
    let text = "event: add\nid: 7\nretry: 250\ndata: {\"a\":1}\n\nretry: soon\ndata: 12\n\n";
    let server = Server::answering(move |_, _| events(text));
    for (operation, first, second) in [
        (&WHOLE_EVENTS, json!({"a": 1}), json!(12)),
        (&TEXT_EVENTS, json!("{\"a\":1}"), json!("12")),
    ] {
        let mut read = call(&server, operation, json!({}))
            .events()
            .await
            .ok()
            .unwrap();
        assert_eq!(
            read.next().await.unwrap(),
            Some(json!({ "event": "add", "id": "7", "retry": 250, "data": first }))
        );
        assert_eq!(
            read.next().await.unwrap(),
            Some(json!({ "id": "7", "data": second }))
        );
    }
    let mut raw = call(&server, &WHOLE, json!({}))
        .raw_events()
        .await
        .ok()
        .unwrap();
    assert_eq!(raw.next().await.unwrap().unwrap().retry, Some(250));
    assert_eq!(raw.next().await.unwrap().unwrap().retry, None);
}

#[tokio::test]
async fn a_document_of_a_json_text_sequence_has_as_many_lines_as_it_takes() {
    let text = "\x1e{\n  \"a\": [1,\n 2]\n}\n\x1e3\n\x1e{\"cut\":\n\x1e\"last\"";
    let reply = Reply::new(200, text).header("content-type", "application/json-seq");
    let server = Server::replying([reply]);
    let mut lines = call(&server, &WHOLE, json!({})).lines().await.ok().unwrap();
    assert_eq!(lines.next().await.unwrap(), Some(json!({"a": [1, 2]})));
    assert_eq!(lines.next().await.unwrap(), Some(json!(3)));
    let error = lines.next().await.expect_err("it is cut off");
    assert_eq!(error.kind(), ErrorKind::Decode);
    assert_eq!(lines.next().await.unwrap(), Some(json!("last")));
    assert_eq!(lines.next().await.unwrap(), None);
}
