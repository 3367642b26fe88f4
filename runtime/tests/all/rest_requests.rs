//! What goes over the wire: places, encodings, headers, and what is refused before anything is
//! sent.

use crate::support::api::{Client, KEY, KeyInput, Visibility};
use crate::support::{Reply, Server};
use bindery_runtime::{BearerToken, ErrorKind};

const GOOD: &str = r#"{"success":true,"data":{"keyId":5,"key":"k","visibility":"Shared"}}"#;

fn ok() -> Server {
    Server::replying([Reply::new(200, GOOD)])
}

#[tokio::test]
async fn a_call_travels_as_declared() {
    let server = ok();
    Client::of(&server).get_key(12345).await.unwrap();
    let request = server.only();
    assert_eq!(
        (request.method.as_str(), request.target.as_str()),
        ("POST", "/v2/keys/get-key")
    );
    assert_eq!(request.body_text(), r#"{"userId":12345}"#);
    assert_eq!(request.header("x-api-key"), Some(KEY));
    assert_eq!(request.header("authorization"), None);
    assert_eq!(request.header("content-type"), Some("application/json"));
    assert_eq!(request.header("accept"), Some("application/json"));
    assert_eq!(request.header("user-agent"), Some("test-client/1.2.3"));
    assert_eq!(request.header("referer"), None);
}

#[tokio::test]
async fn a_token_travels_as_bearer() {
    let server = ok();
    let client = Client::builder(BearerToken::new("t0ken").unwrap())
        .base_url(server.url())
        .build()
        .unwrap();
    client.find_key(-1).await.unwrap();
    let request = server.only();
    assert_eq!(
        (request.method.as_str(), request.target.as_str()),
        ("GET", "/v2/keys?userId=-1")
    );
    assert_eq!(request.header("authorization"), Some("Bearer t0ken"));
    assert_eq!(request.header("x-api-key"), None);
    assert_eq!(request.header("content-type"), None);
    assert!(request.body.is_empty());
}

#[tokio::test]
async fn fields_are_left_out_null_or_written() {
    let server = Server::replying([Reply::new(200, r#"{"success":true,"data":[]}"#)]);
    let client = Client::of(&server);
    client.list_keys(1).await.unwrap();
    client
        .list_keys(2)
        .visibility(Visibility::Shared)
        .note("a\"\u{e9}")
        .secret("shh")
        .await
        .unwrap();
    client
        .list_keys(3)
        .visibility(Visibility::from("New"))
        .await
        .unwrap();
    let bodies: Vec<String> = server
        .received()
        .iter()
        .map(|request| request.body_text().to_owned())
        .collect();
    assert_eq!(
        bodies,
        [
            r#"{"userId":1,"note":null}"#,
            "{\"userId\":2,\"visibility\":\"Shared\",\"note\":\"a\\\"\u{e9}\",\"secret\":\"shh\"}",
            r#"{"userId":3,"visibility":"New","note":null}"#,
        ]
    );
}

#[tokio::test]
async fn a_whole_body_is_written() {
    let server = Server::replying([Reply::new(200, "")]);
    let client = Client::of(&server);
    client
        .store(KeyInput {
            name: "n".to_owned(),
            limit: None,
        })
        .await
        .unwrap();
    assert_eq!(server.only().body_text(), r#"{"name":"n"}"#);
}

#[tokio::test]
async fn no_value_changes_the_path() {
    let server = Server::replying([Reply::new(204, "")]);
    let client = Client::of(&server);
    for (value, encoded) in [
        ("plain-._~", "plain-._~"),
        ("a/b", "a%2Fb"),
        ("../../admin", "..%2F..%2Fadmin"),
        ("a?b=c", "a%3Fb%3Dc"),
        ("a#b", "a%23b"),
        ("%2f", "%252f"),
        ("%2e%2e", "%252e%252e"),
        ("{key}", "%7Bkey%7D"),
        ("...", "..."),
        ("\\", "%5C"),
        ("a b\u{e9}\u{1F600}", "a%20b%C3%A9%F0%9F%98%80"),
        ("\r\nX: y", "%0D%0AX%3A%20y"),
        ("\u{0}", "%00"),
    ] {
        client.remove(value, "k").await.unwrap();
        assert_eq!(
            server.received().last().unwrap().target,
            format!("/v2/users/{encoded}/keys/k.json")
        );
    }
    let sent = server.received().len();
    for bad in ["", ".", ".."] {
        let error = client.remove(bad, "k").await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Configuration, "{bad}");
        assert_eq!((error.operation(), error.attempts()), (Some("remove"), 0));
    }
    // Inside a larger segment a dot is a dot.
    client.remove("u", ".").await.unwrap();
    assert_eq!(
        server.received().last().unwrap().target,
        "/v2/users/u/keys/..json"
    );
    assert_eq!(
        server.received().len(),
        sent + 1,
        "what was refused was not sent"
    );
}

#[tokio::test]
async fn query_and_header_values_are_written() {
    let server = Server::replying([Reply::new(204, "")]);
    let client = Client::of(&server);
    client
        .remove("u", "k")
        .tags(&["a&b", "c d", "+"])
        .since(7)
        .trace("t-1")
        .otp("9-9")
        .await
        .unwrap();
    let request = server.only();
    assert_eq!(
        request.target,
        "/v2/users/u/keys/k.json?tag=a%26b&tag=c%20d&tag=%2B&since=7"
    );
    assert_eq!(
        (request.header("x-trace"), request.header("x-otp")),
        (Some("t-1"), Some("9-9"))
    );
    assert_eq!(request.method, "DELETE");

    let error = client
        .remove("u", "k")
        .trace("a\r\nX-Evil: 1")
        .await
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Configuration);
    assert_eq!(server.received().len(), 1);
}

#[tokio::test]
async fn a_base_url_may_have_a_path() {
    let server = ok();
    for base in ["/api", "/api/", "/a/../api/"] {
        let client = Client::quick()
            .base_url(format!("{}{base}", server.url()))
            .build()
            .unwrap();
        client.get_key(1).await.unwrap();
        assert_eq!(
            server.received().last().unwrap().target,
            "/api/v2/keys/get-key"
        );
    }
}

#[tokio::test]
async fn further_headers_are_sent_unless_refused() {
    let server = ok();
    let client = Client::of(&server);
    client
        .get_key(1)
        .header("X-Tenant", "7")
        .header("x-tenant", "8")
        .header("Accept", "*/*")
        .await
        .unwrap();
    let request = server.only();
    let tenants: Vec<&str> = request
        .headers
        .iter()
        .filter(|(name, _)| name == "x-tenant")
        .map(|(_, value)| value.as_str())
        .collect();
    assert_eq!(tenants, ["7", "8"]);
    assert_eq!(request.header("accept"), Some("*/*"));

    for (name, value) in [
        ("Authorization", "Bearer x"),
        ("Proxy-Authorization", "x"),
        ("Cookie", "a=b"),
        ("x-api-KEY", "x"),
        ("Host", "evil.example.com"),
        ("Content-Length", "0"),
        ("Transfer-Encoding", "chunked"),
        ("Connection", "close"),
        ("Content-Type", "text/plain"),
        ("Upgrade", "h2c"),
        ("X-Line", "a\r\nX-Evil: 1"),
        ("X-Null", "\u{0}"),
        ("X Space", "a"),
        ("", "a"),
    ] {
        let request = client.get_key(1).header(name, value).header("X-Fine", "y");
        let error = request.await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Configuration, "{name}");
        assert_eq!((error.operation(), error.attempts()), (Some("getKey"), 0));
    }
    assert_eq!(
        server.received().len(),
        1,
        "nothing that was refused was sent"
    );
}

#[tokio::test]
async fn requests_and_futures_stand_alone() {
    fn assert_send<T: Send + 'static>(value: T) -> T {
        value
    }

    let server = ok();
    let request = assert_send(Client::of(&server).get_key(1));
    let pending = assert_send(request.clone().into_future());
    let key = tokio::spawn(pending).await.unwrap().unwrap();
    assert_eq!(key.key_id, 5);
    tokio::spawn(assert_send(request.with_response().into_future()))
        .await
        .unwrap()
        .unwrap();
}

#[test]
fn without_a_runtime_the_future_fails_and_does_not_panic() {
    use std::task::{Context, Poll, Waker};

    let server = ok();
    let mut pending = std::pin::pin!(Client::of(&server).get_key(1).into_future());
    let outcome = pending
        .as_mut()
        .poll(&mut Context::from_waker(Waker::noop()));
    let Poll::Ready(Err(error)) = outcome else {
        panic!("{outcome:?}")
    };
    assert_eq!(error.kind(), ErrorKind::Configuration);
    assert!(error.to_string().contains("tokio"), "{error}");
}
