//! What arrived with an error is there for the caller, whatever came, and is shown nowhere.

use std::time::Duration;

use crate::support::steps::{Step, stepping};
use crate::support::{Reply, Server, everything};
use bindery_runtime::v1::record;
use bindery_runtime::v1::rest::{Call, Envelope, Operation, Service, request, responses};
use bindery_runtime::{ByteStream, Bytes, ErrorKind, JsonLines, JsonValue};

crate::support::declare_client!();

static SERVICE: Service = Service::new("https://rest.example.com", "test-client/1.2.3");

impl Client {
    fn at(url: &str) -> Self {
        bindery_runtime::rest::ClientBuilder::<Self>::new(&SERVICE, ())
            .base_url(url)
            .backoff(Duration::from_millis(1), Duration::from_millis(5))
            .max_response_size(3 * 1024 * 1024)
            .build()
            .unwrap()
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

static ENVELOPE: Envelope = Envelope::new("success", "data")
    .code("code")
    .message("message");

calls! {
    repo GetRepo -> Repo = REPO Operation::get("getRepo", "/repo");
    nothing Ping -> () = PING Operation::get("ping", "/ping");
    created Create -> () = CREATE Operation::post("create", "/create");
    elsewhere Elsewhere -> () = ELSEWHERE Operation::get("elsewhere", "/elsewhere").redirects();
    maybe Maybe -> Option<u8> = MAYBE Operation::get("maybe", "/maybe");
    enveloped Enveloped -> u8 = ENVELOPED Operation::get("enveloped", "/e").enveloped(&ENVELOPE);
    acknowledged Acknowledged -> () = ACKNOWLEDGED
        Operation::get("acknowledged", "/e").enveloped(&ENVELOPE);
    note GetNote -> String = NOTE Operation::get("getNote", "/note").accepts("text/plain").text();
    page GetPage -> String = PAGE Operation::get("getPage", "/page").accepts("text/html").text();
    picture Picture -> ByteStream = PICTURE Operation::get("picture", "/p").accepts("image/png");
    file GetFile -> ByteStream = FILE
        Operation::get("getFile", "/f").accepts("application/octet-stream");
    lines Lines -> JsonLines<u8> = LINES Operation::get("lines", "/lines")
        .accepts("application/x-ndjson");
    thing GetThing -> ThingAnswer = THING Operation::get("getThing", "/thing")
        .accepts("application/json, text/plain, image/png");
}

#[derive(Clone, Debug, PartialEq)]
struct Repo {
    id: u64,
}

record! {
    Repo {
        id = "id",
    }
}

/// A described body of an error; any type that serde reads will do.
#[derive(Clone, Debug, PartialEq)]
struct Moved {
    url: String,
    message: Option<String>,
}

record! {
    Moved {
        url = "url",
        message = "message",
    }
}

#[derive(Debug, PartialEq)]
enum ThingAnswer {
    Ok(u8),
    Accepted,
    NonAuthoritative(String),
    PartialContent(Bytes),
}

responses! {
    ThingAnswer {
        "200" = Ok(u8),
        "202" = Accepted,
        "203" = NonAuthoritative(String) as text,
        "206" = PartialContent(Bytes) as bytes,
    }
}

fn replying(reply: Reply) -> (Client, Server) {
    let server = Server::replying([reply]);
    (Client::at(&server.url()), server)
}

fn header<'e>(error: &'e Error, name: &str) -> Option<&'e str> {
    error.headers()?.get(name)?.to_str().ok()
}

/// A reply that names itself in a header, with a text in the body that must not be shown.
fn marked(status: u16, body: &str) -> Reply {
    Reply::new(status, body).header("x-request-id", "h1dden-header")
}

fn shows_nothing(error: &Error) {
    let shown = everything(error);
    assert!(!shown.contains("h1dden"), "{shown}");
}

#[tokio::test]
async fn every_response_that_is_an_error_is_kept() {
    for status in [200, 201, 302, 307, 400, 404, 418, 429, 500, 503, 599] {
        let body = r#"{"url":"h1dden-body","extra":[1]}"#;
        let (client, _server) = replying(marked(status, body).header("x-rate-reset", "7"));
        for error in [
            client.repo().await.unwrap_err(),
            client.enveloped().await.unwrap_err(),
            client
                .repo()
                .with_response()
                .await
                .map(bindery_runtime::Response::into_value)
                .unwrap_err(),
        ] {
            assert_eq!(error.status().map(|status| status.as_u16()), Some(status));
            assert_eq!(header(&error, "x-request-id"), Some("h1dden-header"));
            assert_eq!(header(&error, "x-rate-reset"), Some("7"));
            assert_eq!(error.body_text().as_deref(), Some(body));
            assert_eq!(
                error.body::<Moved>().map(|moved| moved.url).as_deref(),
                Some("h1dden-body")
            );
            assert_eq!(error.body::<JsonValue>().unwrap()["extra"][0], 1);
            assert_eq!(error.body::<String>().as_deref(), Some(body));
            assert_eq!(error.body::<Vec<u8>>(), None);
            shows_nothing(&error);
        }
    }
}

#[tokio::test]
async fn an_envelope_that_says_no_is_kept() {
    let body = r#"{"success":false,"code":"E","hint":"h1dden-body"}"#;
    for status in [200, 404, 500] {
        let (client, _server) = replying(marked(status, body));
        for error in [
            client.enveloped().await.unwrap_err(),
            client.acknowledged().await.unwrap_err(),
        ] {
            assert_eq!(error.kind(), ErrorKind::Api);
            assert_eq!(header(&error, "x-request-id"), Some("h1dden-header"));
            assert_eq!(error.body::<JsonValue>().unwrap()["hint"], "h1dden-body");
            shows_nothing(&error);
        }
    }
}

#[tokio::test]
async fn a_redirect_has_its_location_and_its_body() {
    for status in [301, 302, 303, 307, 308] {
        let body = r#"{"url":"h1dden","message":"Moved Permanently"}"#;
        let location = "https://h1dden.example/file?signature=1";
        let (client, server) = replying(Reply::new(status, body).header("location", location));
        for error in [
            client.repo().await.unwrap_err(),
            client.file().await.map(|_| ()).unwrap_err(),
        ] {
            assert_eq!(error.kind(), ErrorKind::Redirect);
            assert_eq!(header(&error, "location"), Some(location));
            assert_eq!(error.body::<Moved>().unwrap().url, "h1dden");
            shows_nothing(&error);
        }
        assert_eq!(server.received().len(), 2);
    }
    let cut = Reply::new(302, "{").header("location", "/there");
    let (client, _server) = replying(cut.announcing(50));
    let error = client.repo().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Redirect);
    assert_eq!(header(&error, "location"), Some("/there"));
    assert_eq!(error.body_text().as_deref(), Some("{"));
    let (client, _server) = replying(Reply::new(302, "").header("location", "/there"));
    let error = client.repo().await.unwrap_err();
    assert_eq!(error.body_text(), None);
    assert_eq!(error.body::<JsonValue>(), None);
}

#[tokio::test]
async fn a_status_that_leads_nowhere_is_no_redirect() {
    for status in [300, 304] {
        let reply = Reply::new(status, "").header("x-request-id", "1");
        let (client, _server) = replying(reply);
        for error in [
            client.repo().await.unwrap_err(),
            client.file().await.map(|_| ()).unwrap_err(),
        ] {
            assert_eq!(error.kind(), ErrorKind::Status, "{status}");
            assert_eq!(error.status().map(|status| status.as_u16()), Some(status));
            assert_eq!(header(&error, "x-request-id"), Some("1"));
            assert!(!error.to_string().contains("redirect"), "{error}");
        }
    }
    // Nor where a redirect is the response that is described.
    let (client, _server) = replying(Reply::new(304, ""));
    let error = client.elsewhere().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Status);
}

#[tokio::test]
async fn a_body_is_read_as_what_it_is() {
    let (client, _server) = replying(Reply::new(418, "a teapot"));
    let error = client.repo().await.unwrap_err();
    assert_eq!(error.body::<String>().as_deref(), Some("a teapot"));
    assert_eq!(error.body_text().as_deref(), Some("a teapot"));
    assert_eq!(error.body::<JsonValue>(), None);
    assert_eq!(error.body::<u8>(), None);

    let (client, _server) = replying(Reply::new(404, "\"gone\""));
    let error = client.repo().await.unwrap_err();
    assert_eq!(error.body::<String>().as_deref(), Some("gone"));

    let (client, _server) = replying(Reply::new(404, "\u{feff}[1,2]"));
    let error = client.repo().await.unwrap_err();
    assert_eq!(error.body::<Vec<u8>>(), Some(vec![1, 2]));
    assert_eq!(error.body::<[u16; 2]>(), Some([1, 2]));
    assert_eq!(error.body_text().as_deref(), Some("[1,2]"));

    let latin = Reply::new(404, b"caf\xe9".to_vec());
    let (client, _server) = replying(latin.clone());
    let error = client.repo().await.unwrap_err();
    assert_eq!(error.body_text().as_deref(), Some("caf\u{fffd}"));
    let (client, _server) =
        replying(latin.header("content-type", "text/plain; charset=ISO-8859-1"));
    let error = client.repo().await.unwrap_err();
    assert_eq!(error.body_text().as_deref(), Some("café"));
    assert_eq!(error.body::<String>().as_deref(), Some("café"));
}

#[tokio::test]
async fn what_is_kept_is_bounded() {
    const LARGEST: usize = 1024 * 1024;
    for (length, kept, is_whole) in [
        (LARGEST, LARGEST, true),
        (LARGEST + 1, LARGEST, false),
        (2 * LARGEST, LARGEST, false),
    ] {
        for status in [200, 302, 404] {
            let body = format!("\"{}\"", "a".repeat(length - 2));
            let (client, _server) = replying(marked(status, &body));
            let error = client.repo().await.unwrap_err();
            assert_eq!(header(&error, "x-request-id"), Some("h1dden-header"));
            assert_eq!(error.body_text().as_deref(), Some(&body[..kept]));
            assert_eq!(error.body::<JsonValue>().is_some(), is_whole, "{length}");
            assert_eq!(error.body::<String>().is_some(), is_whole, "{length}");
        }
    }
}

#[tokio::test]
async fn what_came_before_the_connection_broke_is_kept() {
    for status in [200, 404, 503] {
        let (client, _server) = replying(marked(status, r#"{"id":"h1dden"#).announcing(50));
        let error = client.repo().await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Transport);
        assert_eq!(error.status().map(|status| status.as_u16()), Some(status));
        assert_eq!(header(&error, "x-request-id"), Some("h1dden-header"));
        assert_eq!(error.body_text().as_deref(), Some(r#"{"id":"h1dden"#));
        assert_eq!(error.body::<String>(), None);
        shows_nothing(&error);
    }
    let stalled = marked(200, "{}").stalling(Duration::from_secs(5));
    let (client, _server) = replying(stalled);
    let call = client.repo().timeout(Duration::from_millis(200));
    let error = call.await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Timeout);
    assert_eq!(header(&error, "x-request-id"), Some("h1dden-header"));
}

#[tokio::test]
async fn a_response_that_is_too_large_has_a_head() {
    let (client, _server) = replying(marked(200, &"h1dden".repeat(1024 * 1024)));
    let error = client.repo().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::TooLarge);
    assert_eq!(error.status().map(|status| status.as_u16()), Some(200));
    assert_eq!(header(&error, "x-request-id"), Some("h1dden-header"));
    shows_nothing(&error);
}

#[tokio::test]
async fn an_error_within_a_stream_has_the_head_of_its_response() {
    let (url, steps) = stepping("image/png");
    let mut content = Client::at(&url).picture().await.ok().unwrap();
    steps.send(Step::Piece(vec![1])).unwrap();
    content.chunk().await.unwrap();
    drop(steps);
    let error = content.chunk().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Transport);
    assert_eq!(error.headers().unwrap()["content-type"], "image/png");
}

#[tokio::test]
async fn without_a_response_nothing_is_kept() {
    let (client, _server) = replying(Reply::hang_up());
    let error = client.repo().await.unwrap_err();
    assert!(error.headers().is_none() && error.body_text().is_none());
    assert_eq!(error.body::<JsonValue>(), None);
}

const PAGE_TEXT: &str = "<!DOCTYPE html><title>h1dden</title>Please log in";

fn login_page(status: u16, media_type: &str) -> (Client, Server) {
    replying(marked(status, PAGE_TEXT).header("content-type", media_type))
}

#[tokio::test]
async fn an_html_page_is_no_success() {
    for media_type in [
        "text/html",
        "text/html; charset=utf-8",
        "TEXT/HTML",
        "application/xhtml+xml",
    ] {
        let (client, _server) = login_page(200, media_type);
        for error in [
            client.nothing().await.unwrap_err(),
            client.created().await.unwrap_err(),
            client.elsewhere().await.unwrap_err(),
            client.maybe().await.map(|_| ()).unwrap_err(),
            client.repo().await.map(|_| ()).unwrap_err(),
            client.acknowledged().await.unwrap_err(),
            client.note().await.map(|_| ()).unwrap_err(),
            client.picture().await.map(|_| ()).unwrap_err(),
            client.lines().await.map(|_| ()).unwrap_err(),
            client.thing().await.map(|_| ()).unwrap_err(),
        ] {
            assert_eq!(error.kind(), ErrorKind::Decode, "{error}");
            assert!(error.to_string().contains("an HTML page"), "{error}");
            assert_eq!(error.status().map(|status| status.as_u16()), Some(200));
            assert_eq!(header(&error, "content-type"), Some(media_type));
            assert_eq!(error.body_text().as_deref(), Some(PAGE_TEXT));
            assert_eq!((error.attempts(), error.is_retryable()), (1, false));
            shows_nothing(&error);
        }
        assert!(client.created().await.unwrap_err().may_have_acted());
        for status in [202, 203, 206] {
            let (client, _server) = login_page(status, media_type);
            let error = client.thing().await.map(|_| ()).unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Decode, "{status}");
        }
    }
}

#[tokio::test]
async fn html_that_is_described_is_an_answer() {
    let (client, _server) = login_page(200, "text/html");
    assert_eq!(client.page().await.ok().as_deref(), Some(PAGE_TEXT));
    // A file may be of any media type.
    let content = client.file().await.ok().unwrap();
    assert_eq!(content.bytes().await.unwrap(), PAGE_TEXT);
}

#[tokio::test]
async fn a_page_that_says_less_is_passed_over() {
    // A redirect comes with a page as a rule.
    let (client, _server) = login_page(302, "text/html");
    client.elsewhere().await.unwrap();
    // Nothing is no page, whatever it is called.
    let (client, _server) = replying(Reply::new(200, "").header("content-type", "text/html"));
    client.nothing().await.unwrap();
    assert_eq!(client.maybe().await.ok(), Some(None));
    let content = client.picture().await.ok().unwrap();
    assert!(content.bytes().await.unwrap().is_empty());
    let (client, _server) = replying(Reply::new(204, "").header("content-type", "text/html"));
    client.created().await.unwrap();
}

#[tokio::test]
async fn json_is_read_whatever_it_is_called() {
    for media_type in ["text/html", "text/plain", "application/octet-stream", ""] {
        let json = |body: &str| replying(Reply::new(200, body).header("content-type", media_type));
        let (client, _server) = json(r#"{"id":7}"#);
        assert_eq!(
            client.repo().await.ok(),
            Some(Repo { id: 7 }),
            "{media_type}"
        );
        let (client, _server) = json("5");
        assert_eq!(client.maybe().await.ok(), Some(Some(5)), "{media_type}");
        assert_eq!(client.thing().await.ok(), Some(ThingAnswer::Ok(5)));
        let (client, _server) = json(r#"{"success":true,"data":5}"#);
        assert_eq!(client.enveloped().await.ok(), Some(5), "{media_type}");
        let (client, _server) = json(r#"{"id":"no number"}"#);
        let error = client.repo().await.unwrap_err();
        assert!(!error.to_string().contains("HTML"), "{error}");
    }
    for media_type in ["application/json", "text/plain", "application/xml"] {
        let (client, _server) = replying(Reply::new(200, "ok").header("content-type", media_type));
        client.nothing().await.unwrap();
    }
}
