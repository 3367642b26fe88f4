//! The envelope: what is a value, what is the API's no, and what is neither.

use crate::support::api::{Client, ErrorCode, KeyInfo, Visibility};
use crate::support::{Reply, Server};
use bindery_runtime::ErrorKind;
use bindery_runtime::reqwest::StatusCode;

const GOOD: &str = r#"{"success":true,"data":{"keyId":5,"key":"k","visibility":"Shared"},"errorCode":null,"message":null}"#;

async fn get(status: u16, body: &str) -> Result<KeyInfo, crate::support::api::Error> {
    let server = Server::replying([Reply::new(status, body)]);
    Client::quick()
        .base_url(server.url())
        .max_attempts(1)
        .build()
        .unwrap()
        .get_key(1)
        .await
}

#[tokio::test]
async fn takes_the_payload_out() {
    for good in [
        GOOD.to_owned(),
        // Any order, further fields, a byte order mark, white space.
        r#"{"message":null,"data":{"new":[1,{}],"visibility":"Shared","key":"k","keyId":5},"x":{},"success":true}"#
            .to_owned(),
        r#"{"success":true,"data":{"keyId":5,"key":"k","visibility":"Shared"}}"#.to_owned(),
        format!("\u{feff} {GOOD} \n"),
    ] {
        let key = get(200, &good).await.unwrap();
        assert_eq!((key.key_id, key.visibility), (5, Visibility::Shared), "{good}");
    }
    assert_eq!(get(201, GOOD).await.unwrap().key.expose_secret(), "k");
}

#[tokio::test]
async fn every_row_of_the_error_table() {
    for (status, code, retryable) in [
        (400, "InvalidParameter", false),
        (400, "DuplicateObject", false),
        (401, "InvalidAPIKey", false),
        (401, "InvalidSession", false),
        (403, "AccessDenied", false),
        (404, "ObjectNotFound", false),
        (429, "RateLimitExceeded", true),
        (500, "InternalError", true),
        (503, "Busy", true),
        (200, "ObjectNotFound", false),
    ] {
        let body = format!(
            r#"{{"success":false,"data":null,"errorCode":"{code}","message":"no such thing"}}"#
        );
        let error = get(status, &body).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Api);
        assert_eq!(error.status(), StatusCode::from_u16(status).ok());
        assert_eq!(error.code_text(), Some(code));
        assert_eq!(error.code().unwrap().as_str(), code);
        assert_eq!(error.message(), Some("no such thing"));
        assert_eq!(error.operation(), Some("getKey"));
        assert_eq!(error.is_retryable(), retryable, "{status}");
        assert_eq!(error.attempts(), 1);
        assert!(!error.may_have_acted());
        assert_eq!(
            error.to_string(),
            format!("getKey: the API responded with {code} (HTTP {status}): no such thing")
        );
    }
}

#[tokio::test]
async fn a_code_is_the_apis_own_enum() {
    let error = get(404, r#"{"success":false,"errorCode":"ObjectNotFound"}"#)
        .await
        .unwrap_err();
    assert_eq!(error.code(), Some(ErrorCode::ObjectNotFound));
    let error = get(400, r#"{"success":false,"errorCode":77,"message":null}"#)
        .await
        .unwrap_err();
    assert_eq!((error.code_text(), error.message()), (Some("77"), None));
    let error = get(
        400,
        r#"{"success":false,"errorCode":{"a":1},"message":["x"]}"#,
    )
    .await
    .unwrap_err();
    assert_eq!(
        (error.kind(), error.code(), error.message()),
        (ErrorKind::Api, None, None)
    );
    assert_eq!(
        error.to_string(),
        "getKey: the API reported a failure (HTTP 400)"
    );
}

#[tokio::test]
async fn no_is_no_even_when_the_payload_fits_or_does_not() {
    for data in [
        r#"{"keyId":5,"key":"k","visibility":"Shared"}"#,
        r#"{"keyId":"x"}"#,
        "[]",
        "7",
        "null",
    ] {
        let body = format!(r#"{{"data":{data},"success":false,"errorCode":"E","message":"m"}}"#);
        let error = get(200, &body).await.unwrap_err();
        assert_eq!(
            (error.kind(), error.code_text()),
            (ErrorKind::Api, Some("E")),
            "{data}"
        );
    }
}

#[tokio::test]
async fn says_where_an_answer_departs_from_the_description() {
    for (body, expected) in [
        (
            r#"{"data":{"keyId":5,"key":"k","visibility":"Shared"}}"#,
            "missing field `success` (HTTP 200)",
        ),
        (
            r#"{"success":"true","data":{"keyId":5,"key":"k","visibility":"Shared"}}"#,
            "success: neither true nor false (HTTP 200)",
        ),
        (
            r#"{"success":null,"data":{"keyId":5,"key":"k","visibility":"Shared"}}"#,
            "success: neither true nor false (HTTP 200)",
        ),
        (r#"{"success":true}"#, "missing field `data` (HTTP 200)"),
        (
            r#"{"success":true,"data":null}"#,
            "data: null where a value is required (HTTP 200)",
        ),
        (
            r#"{"success":true,"data":{"keyId":"x","key":"k","visibility":"Shared"}}"#,
            "data.keyId: wrong type at line 1 column 35 (HTTP 200)",
        ),
        (
            r#"{"success":true,"data":{"keyId":3000000000,"key":"k","visibility":"Shared"}}"#,
            "data.keyId: invalid value at line 1 column 42 (HTTP 200)",
        ),
        (
            r#"{"success":true,"data":{"keyId":5,"visibility":"Shared"}}"#,
            "data: missing field `key` at line 1 column 56 (HTTP 200)",
        ),
        (
            r#"{"success":true,"success":true,"data":null}"#,
            "success: duplicate field `success` at line 1 column 30 (HTTP 200)",
        ),
        (
            r#"{"success":true,"data":[]}"#,
            "data: wrong type at line 1 column 25 (HTTP 200)",
        ),
        ("[]", "wrong type at line 1 column 0 (HTTP 200)"),
        ("", "the response is empty (HTTP 200)"),
        (
            r#"{"success":true,"da"#,
            "the JSON ends early at line 1 column 19 (HTTP 200)",
        ),
        (
            "<html>busy</html>",
            "this is not JSON at line 1 column 1 (HTTP 200)",
        ),
    ] {
        let error = get(200, body).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Decode, "{body}");
        assert!(!error.is_retryable());
        let start = "getKey: the response does not match the description: ";
        assert_eq!(error.to_string(), format!("{start}{expected}"), "{body}");
    }
}

#[tokio::test]
async fn a_list_names_the_item() {
    let body = r#"{"success":true,"data":[
        {"keyId":5,"key":"k","visibility":"Shared"},
        {"keyId":6,"key":null,"visibility":"Shared"}]}"#;
    let server = Server::replying([Reply::new(200, body)]);
    let error = Client::of(&server).list_keys(1).await.unwrap_err();
    assert!(
        error
            .to_string()
            .contains("data[1].key: wrong type at line 3 column"),
        "{error}"
    );
}

#[tokio::test]
async fn nothing_is_an_answer_where_the_description_allows_it() {
    for body in [r#"{"success":true,"data":null}"#, r#"{"success":true}"#] {
        let server = Server::replying([Reply::new(200, body)]);
        assert_eq!(Client::of(&server).find_key(1).await.unwrap(), None);
    }
    let server = Server::replying([Reply::new(200, GOOD)]);
    assert_eq!(
        Client::of(&server)
            .find_key(1)
            .await
            .unwrap()
            .unwrap()
            .key_id,
        5
    );
}

#[tokio::test]
async fn an_error_status_without_the_envelope_is_a_status() {
    for body in [
        "",
        "<html><h1>Bad Gateway</h1></html>",
        "busy",
        r#"{"title":"no"}"#,
        "[1]",
        "{\"succ",
        GOOD,
    ] {
        let error = get(502, body).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Status, "{body}");
        assert_eq!(error.to_string(), "getKey: the server refused (HTTP 502)");
        assert!(error.is_retryable() && error.code().is_none() && error.message().is_none());
    }
}

#[tokio::test]
async fn deep_json_is_an_error() {
    let deep = format!(r#"{{"success":true,"data":{}"#, r#"{"a":"#.repeat(100_000));
    assert_eq!(get(200, &deep).await.unwrap_err().kind(), ErrorKind::Decode);
    let deep = format!(r#"{{"success":true,"data":{}"#, "[".repeat(100_000));
    assert_eq!(get(200, &deep).await.unwrap_err().kind(), ErrorKind::Decode);
    assert_eq!(get(500, &deep).await.unwrap_err().kind(), ErrorKind::Status);
}

#[tokio::test]
async fn without_an_envelope_the_body_is_the_value() {
    let server = Server::replying([Reply::new(200, r#"{"name":"n"}"#)]);
    let input = Client::of(&server).plain().await.unwrap();
    assert_eq!((input.name.as_str(), input.limit), ("n", None));

    for (status, body, kind) in [
        (404, "{}", ErrorKind::Status),
        (200, "{}", ErrorKind::Decode),
        (200, "", ErrorKind::Decode),
        (204, "", ErrorKind::Decode),
    ] {
        let server = Server::replying([Reply::new(status, body)]);
        assert_eq!(
            Client::of(&server).plain().await.unwrap_err().kind(),
            kind,
            "{status}"
        );
    }
    for (status, body) in [(204, ""), (200, ""), (200, "OK"), (200, "{}")] {
        let server = Server::replying([Reply::new(status, body)]);
        Client::of(&server).remove("u", "k").await.unwrap();
    }
}

#[tokio::test]
async fn a_response_keeps_status_and_headers() {
    let server = Server::replying([Reply::new(201, GOOD).header("X-Request", "77")]);
    let response = Client::of(&server)
        .get_key(1)
        .with_response()
        .await
        .unwrap();
    assert_eq!(response.status(), StatusCode::CREATED);
    assert_eq!(response.headers()["x-request"], "77");
    assert_eq!(response.value().key_id, 5);
    assert_eq!(response.into_value().key_id, 5);
}
