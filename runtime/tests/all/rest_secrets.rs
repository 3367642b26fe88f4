//! Secrets stay out of everything that can be printed.

use crate::support::api::{Client, KEY};
use crate::support::{Reply, Server, everything};

/// A secret of the request itself.
const OTHER: &str = "oth3r \"secret\" <&>";

/// Where the server puts what it should not say.
fn leaks(secret: &str) -> Vec<(u16, String)> {
    let text = secret.replace('\\', "\\\\").replace('"', "\\\"");
    vec![
        (
            401,
            format!(
                r#"{{"success":false,"errorCode":"InvalidAPIKey","message":"the key {text} is wrong"}}"#
            ),
        ),
        (
            401,
            format!(r#"{{"success":false,"errorCode":"{text}","message":null}}"#),
        ),
        (
            200,
            format!(r#"{{"success":false,"message":"{}"}}"#, text.to_uppercase()),
        ),
        (200, format!(r#"{{"success":"{text}","data":null}}"#)),
        (200, format!(r#"{{"success":true,"data":"{text}"}}"#)),
        (
            200,
            format!(r#"{{"success":true,"data":[{{"keyId":"{text}"}}]}}"#),
        ),
        (
            200,
            format!(r#"{{"success":true,"data":[{{"keyId":5,"key":7,"visibility":"{text}"}}]}}"#),
        ),
        (
            200,
            format!(r#"{{"success":true,"data":[{{"{text}":1,"{text}":}}]}}"#),
        ),
        (200, format!(r#"{{"success":true,"data":{{"{text}":1}}}}"#)),
        (200, text.clone()),
        (500, format!("<html>{text}</html>")),
        (503, text.clone()),
        (302, text.clone()),
    ]
}

#[tokio::test]
async fn no_error_holds_a_secret() {
    for secret in [KEY, OTHER] {
        for (status, body) in leaks(secret) {
            let reply = Reply::new(status, body.clone())
                .header("Location", &format!("http://127.0.0.1:1/?key={KEY}"))
                .header("X-Echo", KEY)
                .header("Set-Cookie", KEY);
            let server = Server::replying([reply]);
            let request = Client::of(&server).list_keys(1).secret(OTHER);
            let error = request.await.unwrap_err();
            let shown = everything(&error).to_lowercase();
            for part in [KEY, "oth3r", "&lt;&amp;"] {
                assert!(
                    !shown.contains(&part.to_lowercase()),
                    "{status} {body}\n{shown}"
                );
            }
        }
    }
}

/// A secret that only the answer holds: nobody could mask it, so no value of an answer may be shown
/// at all.
#[tokio::test]
async fn no_error_quotes_a_value_of_the_answer() {
    for data in [
        r#"[{"keyId":5,"key":"n3w-key","visibility":7}]"#,
        r#"[{"keyId":"n3w-key","key":"n3w-key","visibility":"Shared"}]"#,
        r#"[{"keyId":5,"key":["n3w-key"],"visibility":"Shared"}]"#,
        r#"[{"keyId":5,"key":"n3w-key"}]"#,
        r#"{"n3w-key":"n3w-key"}"#,
        r#"["n3w-key"]"#,
        r#""n3w-key""#,
        r#"[{"keyId":5,"key":"n3w-key"#,
        r#"[{"keyId":5,"key":n3w-key}]"#,
    ] {
        let body = format!(r#"{{"success":true,"data":{data}}}"#);
        let server = Server::replying([Reply::new(200, body)]);
        let error = Client::of(&server).list_keys(1).await.unwrap_err();
        assert!(!everything(&error).contains("n3w-key"), "{data}: {error:?}");
        assert_eq!(error.kind(), bindery_runtime::ErrorKind::Decode);
    }
}

#[tokio::test]
async fn a_message_keeps_what_is_not_secret() {
    let body = format!(r#"{{"success":false,"errorCode":"E","message":"the key {KEY} is wrong"}}"#);
    let server = Server::replying([Reply::new(401, body)]);
    let error = Client::of(&server).get_key(1).await.unwrap_err();
    assert_eq!(error.message(), Some("the key [redacted] is wrong"));
}

#[tokio::test]
async fn a_message_is_one_bounded_line() {
    let body = format!(
        r#"{{"success":false,"message":"a\nb\u0007{}"}}"#,
        "x".repeat(100_000)
    );
    let server = Server::replying([Reply::new(400, body)]);
    let error = Client::of(&server).get_key(1).await.unwrap_err();
    let message = error.message().unwrap();
    assert!(
        message.starts_with("a b xx") && message.chars().count() <= 501,
        "{message}"
    );
}

#[tokio::test]
async fn connection_errors_hold_no_address() {
    // Nothing listens on the port of a listener that is gone.
    let gone = std::net::TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap();
    let client = Client::quick()
        .base_url(format!("http://{gone}"))
        .build()
        .unwrap();
    let error = client
        .remove("user-5f3", "k")
        .since(424_242)
        .otp(OTHER)
        .await
        .unwrap_err();
    let shown = everything(&error);
    for part in [
        "user-5f3",
        "424242",
        "since",
        "oth3r",
        KEY,
        &gone.port().to_string(),
    ] {
        assert!(!shown.contains(part), "{part}: {shown}");
    }
    assert!(std::error::Error::source(&error).is_some());
    assert_eq!(
        error.to_string(),
        "remove: no connection could be made: connection refused"
    );
}

#[test]
fn clients_and_requests_print_no_secret() {
    let server = Server::replying([Reply::new(200, "")]);
    let builder = Client::quick().base_url(server.url());
    let mut shown = format!("{builder:?}");
    let client = builder.build().unwrap();
    let request = client.list_keys(1).secret(OTHER).header("X-Token", OTHER);
    shown += &format!(
        "{client:?}{client:#?}{request:?}{:?}",
        request.clone().with_response()
    );
    shown += &format!("{:?}", request.into_future());
    assert!(!shown.contains(KEY) && !shown.contains("oth3r"), "{shown}");
    assert!(
        shown.contains("X-Token") || shown.contains("x-token"),
        "names are shown: {shown}"
    );
}

#[test]
fn builder_errors_quote_no_address() {
    let error = Client::quick()
        .base_url("https://u:hunter2@example.com")
        .build()
        .unwrap_err();
    assert!(!everything(&error).contains("hunter2"));
    let builder = Client::quick().base_url("https://u:hunter2@example.com");
    assert!(!format!("{builder:?}").contains("hunter2"));
}

#[tokio::test]
async fn the_value_of_a_callers_header_is_masked() {
    for (value, secret) in [
        ("hunter2", "hunter2"),
        ("topsecret", "topsecret"),
        ("Token abc-123-def", "abc-123-def"),
        ("a<b&\"c/d", "a<b&\"c/d"),
    ] {
        let text = secret.replace('"', "\\\"");
        let body = format!(r#"{{"success":false,"message":"no: {text}!"}}"#);
        let server = Server::replying([Reply::new(401, body)]);
        let call = Client::of(&server).get_key(1).header("X-Other", value);
        let error = call.await.unwrap_err();
        assert_eq!(error.message(), Some("no: [redacted]!"), "{value}");
    }
    // What is no secret, whatever it is for, leaves a message as it is.
    for value in ["1", "true", "0.5", "json", "staging", "en", ""] {
        let body = r#"{"success":false,"message":"1 true 0.5 json staging en"}"#;
        let server = Server::replying([Reply::new(401, body)]);
        let call = Client::of(&server).get_key(1).header("X-Other", value);
        let error = call.await.unwrap_err();
        assert_eq!(error.message(), Some("1 true 0.5 json staging en"));
    }
}
