//! What asks for a stream, on the wire: whatever its type is and wherever it travels, and what the
//! plain call sends instead.

use crate::support::{Received, answering, with};
use bindery_goldens::streams::rest::calls::Body;
use bindery_goldens::streams::types::{Other, Whole};
use bindery_goldens::streams::{Client, ErrorKind, Maybe};
use serde_json::{Value, json};

const EVENTS: &str = "data: {\"name\":\"a\"}\n\ndata: {\"name\":\"b\"}\n\ndata: [DONE]\n\n";

fn client(url: &str) -> Client {
    Client::builder().base_url(url).build().expect("a client")
}

/// What a call sends that is awaited, and what it sends when its events are asked for.
macro_rules! both {
    ($client:ident => $call:expr) => {{
        let (url, server) = answering(200, "application/json", r#"{"name":"whole"}"#);
        let $client = client(&url);
        let thing = $call.await.expect("a thing");
        assert_eq!(thing.name, "whole");
        let plain = server.join().expect("a request came");
        assert_eq!(plain.header("accept"), Some("application/json"));

        let (url, server) = answering(200, "text/event-stream", EVENTS);
        let $client = client(&url);
        let mut events = $call.events().await.expect("a stream");
        for name in ["a", "b"] {
            let event = events.next().await.expect("an event").expect("one more");
            assert_eq!(event.name, name);
        }
        assert!(events.next().await.expect("the end").is_none());
        let streamed = server.join().expect("a request came");
        assert_eq!(streamed.header("accept"), Some("text/event-stream"));
        [plain, streamed]
    }};
}

fn bodies(sent: [Received; 2]) -> [Value; 2] {
    sent.map(|received| received.json())
}

#[tokio::test]
async fn a_property_of_the_body_asks_for_the_stream_whatever_its_type_is() {
    let absent = [
        json!({ "text": "a" }),
        json!({ "text": "a", "stream": true }),
    ];
    let sent = [
        bodies(both!(client => client.calls().send_optional("a"))),
        bodies(both!(client => client.calls().send_nullable("a"))),
        bodies(both!(client => client.calls().send_only_true("a"))),
        bodies(both!(client => client.calls().send_component("a"))),
        bodies(both!(client => client.calls().send_union("a"))),
        bodies(both!(client => client.calls().send_mixed("a"))),
        bodies(both!(client => client.calls().send_any("a"))),
    ];
    for sent in sent {
        assert_eq!(sent, absent);
    }
    let required = [
        json!({ "text": "a", "stream": false }),
        json!({ "text": "a", "stream": true }),
    ];
    let sent = [
        bodies(both!(client => client.calls().send_required("a"))),
        bodies(both!(client => client.calls().send_required_nullable("a"))),
    ];
    for sent in sent {
        assert_eq!(sent, required);
    }
    // Nothing else may be said.
    let constant = bodies(both!(client => client.calls().send_constant("a")));
    assert_eq!(
        constant,
        [(); 2].map(|()| json!({ "text": "a", "stream": true }))
    );
    // What a text of that name is for is the caller's business.
    let text = bodies(both!(client => client.calls().send_text("a").stream("b")));
    assert_eq!(
        text,
        [(); 2].map(|()| json!({ "text": "a", "stream": "b" }))
    );
}

#[tokio::test]
async fn a_member_asks_for_the_stream_where_the_body_is_given_whole() {
    let whole = || with(Whole::default(), |it| it.text = Some("a".to_owned()));
    let sent = bodies(both!(client => client.calls().send_whole(whole())));
    assert_eq!(
        sent,
        [
            json!({ "text": "a" }),
            json!({ "text": "a", "stream": true })
        ]
    );
    let said = || with(whole(), |it| it.stream = Maybe::Null);
    let sent = bodies(both!(client => client.calls().send_whole(said())));
    assert_eq!(
        sent,
        [
            json!({ "text": "a", "stream": null }),
            json!({ "text": "a", "stream": true })
        ]
    );
    let other = || Body::from(Other::new("b"));
    let sent = bodies(both!(client => client.calls().send_choice(other())));
    assert_eq!(
        sent,
        [
            json!({ "kind": "b" }),
            json!({ "kind": "b", "stream": true })
        ]
    );
    let sent =
        bodies(both!(client => client.calls().send_nested().options_property(Other::new("b"))));
    assert_eq!(
        sent,
        [
            json!({ "options": { "kind": "b" } }),
            json!({ "options": { "kind": "b", "stream": true } })
        ]
    );
    let sent = bodies(both!(client => client.calls().send_nested()));
    assert_eq!(sent, [json!({}), json!({ "options": { "stream": true } })]);
}

#[tokio::test]
async fn parameters_and_forms_ask_for_the_stream() {
    let [plain, streamed] = both!(client => client.calls().ask_query());
    assert_eq!(
        [plain.line, streamed.line],
        ["GET /query", "GET /query?stream=true"]
    );
    let [plain, streamed] = both!(client => client.calls().ask_query_required());
    assert_eq!(
        [plain.line, streamed.line],
        [
            "GET /query-required?stream=false",
            "GET /query-required?stream=true"
        ]
    );
    let [plain, streamed] = both!(client => client.calls().ask_header());
    assert_eq!(
        [plain.header("stream"), streamed.header("stream")],
        [None, Some("true")]
    );
    let [plain, streamed] = both!(client => client.calls().send_form("a"));
    assert_eq!(
        [plain.body, streamed.body],
        ["text=a", "text=a&stream=true"]
    );
    let [plain, streamed] = both!(client => client.calls().send_parts("a"));
    assert!(!plain.body.contains("name=\"stream\""), "{}", plain.body);
    assert!(
        streamed.body.contains("name=\"stream\""),
        "{}",
        streamed.body
    );
    let [plain, streamed] = both!(client => client.calls().get_stream("b"));
    assert_eq!(
        [plain.line, streamed.line],
        ["GET /streams/b", "GET /streams/b"]
    );
}

#[tokio::test]
async fn a_call_that_answers_with_a_stream_alone_always_asks_for_it() {
    let (url, server) = answering(200, "text/event-stream", EVENTS);
    let mut events = client(&url)
        .calls()
        .send_always("a")
        .await
        .expect("a stream");
    assert!(events.next().await.expect("an event").is_some());
    let sent = server.join().expect("a request came").json();
    assert_eq!(sent, json!({ "text": "a", "stream": true }));

    let (url, server) = answering(200, "application/x-ndjson", "{\"name\":\"a\"}\n");
    let mut lines = client(&url)
        .calls()
        .send_lines("a")
        .events()
        .await
        .expect("a stream");
    assert!(lines.next().await.expect("a line").is_some());
    let sent = server.join().expect("a request came").json();
    assert_eq!(sent, json!({ "text": "a", "stream": true }));
}

#[tokio::test]
async fn json_instead_of_events_is_an_error() {
    let (url, _server) = answering(200, "application/json", r#"{"name":"whole"}"#);
    let error = client(&url).calls().send_nullable("a").events().await;
    let error = error.expect_err("no stream");
    assert_eq!(error.kind(), ErrorKind::Decode);
    assert!(
        error.to_string().contains("`application/json` came"),
        "{error}"
    );
    assert_eq!(error.body_text().as_deref(), Some(r#"{"name":"whole"}"#));
}

#[tokio::test]
async fn an_event_called_error_is_a_failure_unless_it_is_described() {
    let text = "event: error\ndata: {\"type\":\"error\",\"message\":\"Overloaded\"}\n\n";
    let (url, _server) = answering(200, "text/event-stream", text);
    let mut events = client(&url)
        .calls()
        .send_optional("a")
        .events()
        .await
        .expect("a stream");
    let error = events.next().await.expect_err("a failure");
    assert_eq!(
        (error.kind(), error.message()),
        (ErrorKind::Api, Some("Overloaded"))
    );
    assert_eq!(error.body::<Value>().expect("its data")["type"], "error");

    let (url, _server) = answering(200, "text/event-stream", text);
    let mut events = client(&url).calls().get_listed().await.expect("a stream");
    let event = events.next().await.expect("an event").expect("one");
    assert!(format!("{event:?}").contains("Overloaded"), "{event:?}");
}
