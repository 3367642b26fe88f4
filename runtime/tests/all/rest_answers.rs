//! Answers that are no JSON under one status: text, bytes, one of several, streams, and errors with
//! bodies.

use std::time::Duration;

use crate::support::steps::{Step, stepping};
use crate::support::{Reply, Server, everything};
use bindery_runtime::v1::rest::{Call, Operation, Service, request, responses, streams};
use bindery_runtime::{
    ByteStream, Bytes, ErrorKind, Event, EventStream, JsonLines, JsonValue, Response,
};

crate::support::declare_client!();

static SERVICE: Service = Service::new("https://rest.example.com", "test-client/1.2.3");

impl Client {
    fn at(url: &str) -> Self {
        bindery_runtime::rest::ClientBuilder::<Self>::new(&SERVICE, ())
            .base_url(url)
            .backoff(Duration::from_millis(1), Duration::from_millis(5))
            .max_response_size(64)
            .build()
            .unwrap()
    }

    fn of(server: &Server) -> Self {
        Self::at(&server.url())
    }
}

macro_rules! calls {
    ($($method:ident $request:ident -> $value:ty = $operation:ident $operation_value:expr;)*) => {
        $(
            #[derive(Clone, Debug)]
            struct $request {
                call: Call,
            }

            request! {
                $request -> $value, Error;
            }

            static $operation: Operation = $operation_value;

            impl Client {
                fn $method(&self) -> $request {
                    $request { call: self.core.call(&$operation) }
                }
            }
        )*
    };
}

calls! {
    text GetText -> String = TEXT Operation::get("getText", "/text").accepts("text/csv").text();
    note GetNote -> Option<String> = NOTE Operation::get("getNote", "/note").text();
    file GetFile -> ByteStream = FILE Operation::get("getFile", "/file").accepts("image/png, */*");
    thing GetThing -> ThingAnswer = THING Operation::get("getThing", "/thing");
    elsewhere Elsewhere -> () = ELSEWHERE Operation::get("elsewhere", "/elsewhere").redirects();
    events Events -> EventStream<Vec<u8>> = EVENTS Operation::get("events", "/events")
        .accepts("text/event-stream");
    raw Raw -> EventStream<Event> = RAW Operation::get("raw", "/raw").accepts("text/event-stream");
    named Named -> EventStream<JsonValue> = NAMED Operation::get("named", "/named").whole_events();
    lines Lines -> JsonLines<u8> = LINES Operation::get("lines", "/lines")
        .accepts("application/x-ndjson");
}

#[derive(Debug, PartialEq)]
enum ThingAnswer {
    Ok(Vec<u8>),
    Accepted(String),
    PartialContent(Bytes),
    NoContent,
    Success(u8),
}

responses! {
    ThingAnswer {
        "200" = Ok(Vec<u8>),
        "202" = Accepted(String) as text,
        "206" = PartialContent(Bytes) as bytes,
        "204" = NoContent,
        "2XX" = Success(u8),
    }
}

#[derive(Clone, Debug)]
struct Both {
    call: Call,
    stream: Option<bool>,
}

request! {
    Both -> u8, Error;
    body stream = "stream",
}

streams! {
    Both.events -> EventStream<u8>,
    accepts "text/event-stream",
    sets stream
}

static BOTH: Operation = Operation::post("both", "/both").reads_only();

fn replying(reply: Reply) -> (Client, Server) {
    let server = Server::replying([reply]);
    (Client::of(&server), server)
}

#[tokio::test]
async fn text_is_the_body_as_it_is() {
    let (client, server) = replying(Reply::new(200, "a;b\n1;2\n"));
    assert_eq!(client.text().await.ok().as_deref(), Some("a;b\n1;2\n"));
    assert_eq!(server.received()[0].header("accept"), Some("text/csv"));

    let (client, _server) = replying(Reply::new(200, ""));
    assert_eq!(client.text().await.ok().as_deref(), Some(""));
    assert_eq!(client.note().await.ok(), Some(None));

    let latin = Reply::new(200, b"\xe9".to_vec());
    let (client, _server) = replying(latin.clone());
    let error = client.text().await.expect_err("no UTF-8");
    assert_eq!(error.kind(), ErrorKind::Decode);
    let (client, _server) = replying(latin.header("content-type", "text/csv; charset=ISO-8859-1"));
    assert_eq!(client.note().await.ok(), Some(Some("é".to_owned())));
}

#[tokio::test]
async fn a_status_decides_among_answers() {
    for (status, body, expected) in [
        (200, "[1,2]", Some(ThingAnswer::Ok(vec![1, 2]))),
        (
            202,
            "later",
            Some(ThingAnswer::Accepted("later".to_owned())),
        ),
        (
            206,
            "\0\u{1}",
            Some(ThingAnswer::PartialContent(Bytes::from_static(b"\0\x01"))),
        ),
        (204, "", Some(ThingAnswer::NoContent)),
        (207, "7", Some(ThingAnswer::Success(7))),
        (200, "7", None),
        (404, "[1,2]", None),
    ] {
        let (client, _server) = replying(Reply::new(status, body));
        assert_eq!(client.thing().await.ok(), expected, "{status}");
    }
}

#[tokio::test]
async fn a_redirect_that_is_described_is_an_answer() {
    let elsewhere = Reply::new(302, "").header("location", "https://other.example/");
    let (client, server) = replying(elsewhere);
    let answer: Response<()> = client.elsewhere().with_response().await.ok().unwrap();
    assert_eq!(answer.status().as_u16(), 302);
    assert_eq!(answer.headers()["location"], "https://other.example/");
    assert_eq!(server.received().len(), 1);
    let error = client.text().await.expect_err("is not described here");
    assert_eq!(error.kind(), ErrorKind::Redirect);
}

#[tokio::test]
async fn content_comes_piece_by_piece_and_is_not_held_back() {
    let (url, steps) = stepping("image/png");
    let client = Client::at(&url);
    steps.send(Step::Piece(vec![1; 50])).unwrap();
    let mut content = client.file().await.ok().unwrap();
    assert_eq!(content.content_type(), Some("image/png"));
    assert_eq!(content.content_length(), None);
    assert_eq!(content.chunk().await.unwrap().unwrap(), vec![1; 50]);
    // More than an answer may hold that is kept as a whole.
    steps.send(Step::Piece(vec![2; 50])).unwrap();
    assert_eq!(content.chunk().await.unwrap().unwrap(), vec![2; 50]);
    steps.send(Step::End).unwrap();
    assert!(content.chunk().await.unwrap().is_none());
    assert!(content.chunk().await.unwrap().is_none());
}

#[tokio::test]
async fn content_as_a_whole_is_bounded() {
    let (client, server) = replying(Reply::new(200, vec![7; 64]));
    let content = client.file().await.ok().unwrap();
    assert_eq!(content.content_length(), Some(64));
    assert_eq!(content.bytes().await.unwrap(), vec![7; 64]);
    assert_eq!(
        server.received()[0].header("accept"),
        Some("image/png, */*")
    );

    let (client, _server) = replying(Reply::new(200, vec![7; 65]));
    let content = client.file().await.ok().unwrap();
    let error = content.bytes().await.expect_err("a byte too many");
    assert_eq!(error.kind(), ErrorKind::TooLarge);
    assert_eq!(error.operation(), Some("getFile"));
}

#[tokio::test]
async fn a_refusal_is_no_stream_and_is_tried_again() {
    let server = Server::replying([
        Reply::new(503, r#"{"message":"later"}"#),
        Reply::new(200, "content"),
    ]);
    let content = Client::of(&server).file().await.ok().unwrap();
    assert_eq!(content.bytes().await.unwrap(), "content");
    assert_eq!(server.received().len(), 2);

    let (client, _server) = replying(Reply::new(404, r#"{"message":"none"}"#));
    let error = client.file().await.expect_err("404");
    assert_eq!(error.message(), Some("none"));
}

#[tokio::test]
async fn a_stream_that_breaks_or_stalls_fails_once() {
    let (url, steps) = stepping("image/png");
    let mut content = Client::at(&url).file().await.ok().unwrap();
    drop(steps);
    let error = content.chunk().await.expect_err("cut off");
    assert_eq!(error.kind(), ErrorKind::Transport);
    assert!(error.is_retryable() && !error.may_have_acted());
    assert!(content.chunk().await.unwrap().is_none());

    let (url, _steps) = stepping("image/png");
    let request = Client::at(&url).file().timeout(Duration::from_millis(200));
    let mut content = request.await.ok().unwrap();
    let error = content.chunk().await.expect_err("nothing comes");
    assert_eq!(error.kind(), ErrorKind::Timeout);
    assert!(content.chunk().await.unwrap().is_none());
}

#[tokio::test]
async fn events_come_one_by_one() {
    let (url, steps) = stepping("text/event-stream");
    let mut events = Client::at(&url).events().await.ok().unwrap();
    let piece = |text: &[u8]| steps.send(Step::Piece(text.to_vec())).unwrap();
    piece(b": hello\r\n\r\ndata: [1,\r\nda");
    piece(b"ta: 2]\r\n\r\ndata: \"no list\"\n\n");
    assert_eq!(events.next().await.unwrap(), Some(vec![1, 2]));
    let error = events.next().await.expect_err("no list");
    assert_eq!(error.kind(), ErrorKind::Decode);
    assert_eq!(error.operation(), Some("events"));
    assert!(!error.to_string().contains("no list"), "{error}");
    piece(b"data: [3]\n\ndata: [DONE]\n\ndata: [4]\n\n");
    assert_eq!(events.next().await.unwrap(), Some(vec![3]));
    assert_eq!(events.next().await.unwrap(), None);
    assert_eq!(events.next().await.unwrap(), None);
}

#[tokio::test]
async fn characters_may_be_cut_between_pieces() {
    let text = "id: 1\nevent: grüße\ndata: é\ndata:  ö\n\ndata: ü".as_bytes();
    for at in 0..text.len() {
        let (url, steps) = stepping("text/event-stream");
        for piece in [&text[..at], &text[at..]]
            .into_iter()
            .filter(|piece| !piece.is_empty())
        {
            steps.send(Step::Piece(piece.to_vec())).unwrap();
        }
        steps.send(Step::End).unwrap();
        let mut events = Client::at(&url).raw().await.ok().unwrap();
        let first = events.next().await.unwrap().unwrap();
        assert_eq!(first.name.as_deref(), Some("grüße"), "cut at {at}");
        assert_eq!(
            (first.data.as_str(), first.id.as_deref()),
            ("é\n ö", Some("1"))
        );
        let last = events.next().await.unwrap().unwrap();
        assert_eq!(
            (last.name, last.data, last.id),
            (None, "ü".to_owned(), Some("1".to_owned()))
        );
        assert_eq!(events.next().await.unwrap(), None);
    }
}

#[tokio::test]
async fn an_event_may_be_a_value_with_its_name() {
    let (client, _server) = replying(Reply::new(200, "event: done\ndata: {\"a\":1}\n\n"));
    let mut events = client.named().await.ok().unwrap();
    let expected = serde_json::json!({ "event": "done", "data": { "a": 1 } });
    assert_eq!(events.next().await.unwrap(), Some(expected));
}

#[tokio::test]
async fn an_event_has_a_largest() {
    let (client, _server) = replying(Reply::new(200, format!("data: {}\n\n", "9".repeat(80))));
    let mut events = client.raw().await.ok().unwrap();
    let error = events.next().await.expect_err("too long");
    assert_eq!(error.kind(), ErrorKind::TooLarge);
    assert_eq!(events.next().await.unwrap(), None);
}

#[tokio::test]
async fn lines_come_one_by_one() {
    let (url, steps) = stepping("application/x-ndjson");
    let mut lines = Client::at(&url).lines().await.ok().unwrap();
    let piece = |text: &str| steps.send(Step::Piece(text.into())).unwrap();
    piece("1\n\n\u{1e}2\r\n3");
    assert_eq!(lines.next().await.unwrap(), Some(1));
    assert_eq!(lines.next().await.unwrap(), Some(2));
    piece("0\n\"x\"\n4");
    assert_eq!(lines.next().await.unwrap(), Some(30));
    assert_eq!(
        lines.next().await.expect_err("text").kind(),
        ErrorKind::Decode
    );
    steps.send(Step::End).unwrap();
    assert_eq!(lines.next().await.unwrap(), Some(4));
    assert_eq!(lines.next().await.unwrap(), None);
}

#[tokio::test]
async fn a_call_answers_at_once_or_with_events() {
    let server = Server::answering(|_, request| {
        if request.body_text() == r#"{"stream":true}"# {
            Reply::new(200, "data: 1\n\ndata: 2\n\n")
        } else {
            Reply::new(200, "3")
        }
    });
    let call = || Both {
        call: Client::of(&server).core.call(&BOTH),
        stream: None,
    };
    assert_eq!(call().await.ok(), Some(3));
    let mut events = call().events().await.ok().unwrap();
    assert_eq!(events.next().await.unwrap(), Some(1));
    assert_eq!(events.next().await.unwrap(), Some(2));
    assert_eq!(events.next().await.unwrap(), None);
    let accepted: Vec<_> = server
        .received()
        .iter()
        .map(|request| request.header("accept").map(str::to_owned))
        .collect();
    assert_eq!(
        accepted,
        [
            Some("application/json".to_owned()),
            Some("text/event-stream".to_owned())
        ]
    );
}

#[tokio::test]
async fn what_an_error_says_is_shown_and_its_body_is_not() {
    let body = r#"{"error":{"code":"taken","message":"it is taken","hint":"s3cret-hint"}}"#;
    let (client, _server) = replying(Reply::new(409, body));
    let error = Client::text(&client).await.expect_err("too large to read");
    assert_eq!(error.kind(), ErrorKind::TooLarge);

    let body = r#"{"code":"taken","message":"gone","hint":"s3cret-hint"}"#;
    let (client, _server) = replying(Reply::new(409, body));
    let error = client.text().await.expect_err("409");
    assert_eq!(
        (error.kind(), error.code_text()),
        (ErrorKind::Api, Some("taken"))
    );
    assert_eq!(error.message(), Some("gone"));
    assert_eq!(
        error.to_string(),
        "getText: the API responded with taken (HTTP 409): gone"
    );
    let shown = everything(&error);
    assert!(!shown.contains("s3cret"), "{shown}");
}

#[tokio::test]
async fn content_that_drips_is_bounded_where_it_is_read_as_a_whole() {
    let (url, steps) = stepping("image/png");
    let call = Client::at(&url).file().timeout(Duration::from_millis(500));
    let content = call.await.ok().unwrap();
    let drip = std::thread::spawn(move || {
        for _ in 0..60 {
            if steps.send(Step::Piece(vec![1])).is_err() {
                return true;
            }
            std::thread::sleep(Duration::from_millis(100));
        }
        false
    });
    let error = content.bytes().await.expect_err("it never ends");
    assert_eq!(error.kind(), ErrorKind::Timeout);
    assert_eq!(error.operation(), Some("getFile"));
    // The connection is closed by the runtime of this test.
    let given_up = tokio::task::spawn_blocking(|| drip.join().unwrap());
    assert!(given_up.await.unwrap(), "it was given up while it dripped");
}

#[tokio::test]
async fn a_stream_that_never_begins_is_asked_for_again() {
    let server = Server::replying([
        Reply::new(200, "late").after(Duration::from_secs(60)),
        Reply::new(200, "content"),
    ]);
    let call = Client::of(&server).file().timeout(Duration::from_secs(3));
    let content = call.await.ok().unwrap();
    assert_eq!(content.bytes().await.unwrap(), "content");
}
