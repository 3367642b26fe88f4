//! Every row of the table of errors, and what stands beside it: codes nobody knows, statuses
//! without an envelope.

use ecgrid::ErrorKind;
use ecgrid::types::ErrorCode;
use ecgrid_tests::{Reply, Server, rest};
use serde_json::json;

fn refusal(code: &str, message: &str) -> String {
    json!({ "success": false, "data": null, "errorCode": code, "message": message }).to_string()
}

/// Status, code on the wire, the code as a type, and whether a later attempt may succeed.
const TABLE: [(u16, &str, ErrorCode, bool); 8] = [
    (400, "InvalidParameter", ErrorCode::InvalidParameter, false),
    (400, "DuplicateObject", ErrorCode::DuplicateObject, false),
    (401, "InvalidAPIKey", ErrorCode::InvalidApiKey, false),
    (401, "InvalidSession", ErrorCode::InvalidSession, false),
    (403, "AccessDenied", ErrorCode::AccessDenied, false),
    (404, "ObjectNotFound", ErrorCode::ObjectNotFound, false),
    (429, "RateLimitExceeded", ErrorCode::RateLimitExceeded, true),
    (500, "InternalError", ErrorCode::InternalError, true),
];

#[tokio::test]
async fn every_row_of_the_table() {
    for (status, wire, code, retryable) in TABLE {
        let message = format!("said by the server about {wire}");
        let server =
            Server::replying([Reply::new(status, refusal(wire, &message))
                .header("Content-Type", "application/json")]);
        let client = rest(&server).build().unwrap();
        let errors = [
            ("getKey", client.keys().get(1).await.unwrap_err()),
            ("listKeys", client.keys().list(1).await.unwrap_err()),
            (
                "getApiKey",
                client.users().get_api_key(1).await.unwrap_err(),
            ),
        ];
        let attempts = if retryable { 3 } else { 1 };
        for (operation, error) in &errors {
            assert_eq!(error.kind(), ErrorKind::Api, "{error}");
            assert_eq!(error.code(), Some(code.clone()), "{error}");
            assert_eq!(error.code_text(), Some(wire));
            assert_eq!(error.status().unwrap().as_u16(), status);
            assert_eq!(error.message(), Some(message.as_str()));
            assert_eq!(error.is_retryable(), retryable, "{error}");
            assert_eq!(error.operation(), Some(*operation));
            assert_eq!(error.attempts(), attempts);
            assert!(!error.may_have_acted(), "an answer came: {error}");
            assert!(error.fault().is_none());
            assert_eq!(error.retry_after(), None);
            let shown = error.to_string();
            for part in [*operation, wire, &status.to_string(), &message] {
                assert!(shown.contains(part), "{part}: {shown}");
            }
        }
        assert_eq!(server.count(), 3 * attempts as usize, "{wire}");
    }
}

#[tokio::test]
async fn a_503_of_any_code_is_repeated() {
    let answers = [
        refusal("Maintenance", "back soon"),
        refusal("InternalError", "x"),
        r#"{"success":false}"#.to_owned(),
        r#"{"detail":"not ours"}"#.to_owned(),
        "<html>busy</html>".to_owned(),
        String::new(),
    ];
    for answer in answers {
        let server = Server::replying([Reply::new(503, answer.clone())]);
        let error = rest(&server)
            .build()
            .unwrap()
            .keys()
            .get(1)
            .await
            .unwrap_err();
        assert!(error.is_retryable(), "{answer}: {error}");
        assert_eq!(error.status().unwrap().as_u16(), 503);
        assert_eq!(server.count(), 3, "{answer}");
    }
}

#[tokio::test]
async fn repeating_ends_with_the_first_answer_that_is_good_or_final() {
    let good = Reply::json(r#"{"success":true,"data":"k"}"#);
    let busy = Reply::new(500, refusal("InternalError", "x"));
    let server = Server::replying([busy.clone(), busy.clone(), good]);
    let client = rest(&server).build().unwrap();
    assert_eq!(
        client.users().get_api_key(1).await.unwrap().expose_secret(),
        "k"
    );
    assert_eq!(server.count(), 3);

    let server = Server::replying([busy, Reply::new(403, refusal("AccessDenied", "no"))]);
    let client = rest(&server).build().unwrap();
    let error = client.users().get_api_key(1).await.unwrap_err();
    assert_eq!(
        (error.code(), error.attempts()),
        (Some(ErrorCode::AccessDenied), 2)
    );
    assert_eq!(server.count(), 2);
}

#[tokio::test]
async fn the_number_of_attempts_is_the_callers_to_choose() {
    for (set, sent) in [(0, 1), (1, 1), (2, 2), (5, 5)] {
        let server = Server::replying([Reply::new(503, "")]);
        let client = rest(&server).max_attempts(set).build().unwrap();
        let error = client.keys().get(1).await.unwrap_err();
        assert_eq!((error.attempts(), server.count()), (sent, sent as usize));
    }
}

#[tokio::test]
async fn a_code_that_nobody_knows_keeps_its_text() {
    let server = Server::replying([Reply::new(409, refusal("KeyLocked", "locked"))]);
    let error = rest(&server)
        .build()
        .unwrap()
        .keys()
        .get(1)
        .await
        .unwrap_err();
    assert!(
        matches!(error.code(), Some(ErrorCode::Unknown(_))),
        "{error}"
    );
    assert_eq!(error.code().unwrap().as_str(), "KeyLocked");
    assert_eq!(error.code_text(), Some("KeyLocked"));
    assert_eq!(error.kind(), ErrorKind::Api);
    assert!(!error.is_retryable());
    assert_eq!(server.count(), 1);
}

#[tokio::test]
async fn success_false_is_an_error_at_any_status() {
    for status in [200, 201, 202, 299] {
        let answer = refusal("ObjectNotFound", "nobody");
        let server = Server::replying([Reply::new(status, answer)]);
        let client = rest(&server).build().unwrap();
        for error in [
            client.keys().get(1).await.unwrap_err(),
            client.keys().list(1).await.unwrap_err(),
            client.users().get_api_key(1).await.unwrap_err(),
        ] {
            assert_eq!(error.kind(), ErrorKind::Api, "{error}");
            assert_eq!(error.code(), Some(ErrorCode::ObjectNotFound));
            assert_eq!(error.status().unwrap().as_u16(), status);
            assert!(!error.is_retryable());
        }
        assert_eq!(server.count(), 3);
    }
}

#[tokio::test]
async fn success_false_wins_over_a_payload() {
    // The last one has a payload that would not even fit.
    for data in [
        r#"{"keyId":1,"userId":2,"key":"k","visibility":"Private","created":"2025-01-15T10:30:00Z"}"#,
        "7",
    ] {
        let answer = format!(r#"{{"data":{data},"success":false,"errorCode":"AccessDenied"}}"#);
        let server = Server::replying([Reply::json(answer)]);
        let error = rest(&server)
            .build()
            .unwrap()
            .keys()
            .get(1)
            .await
            .unwrap_err();
        assert_eq!(error.code(), Some(ErrorCode::AccessDenied), "{error}");
    }
}

#[tokio::test]
async fn code_and_message_may_be_absent_or_null_or_odd() {
    for (answer, code, message) in [
        (r#"{"success":false}"#, None, None),
        (
            r#"{"success":false,"data":null,"errorCode":null,"message":null}"#,
            None,
            None,
        ),
        (
            r#"{"success":false,"errorCode":"ObjectNotFound"}"#,
            Some("ObjectNotFound"),
            None,
        ),
        (
            r#"{"success":false,"errorCode":null,"message":"gone"}"#,
            None,
            Some("gone"),
        ),
        (
            r#"{"success":false,"errorCode":{"a":[1]},"message":["x"]}"#,
            None,
            None,
        ),
        (
            r#"{"success":false,"errorCode":true,"message":1.5}"#,
            None,
            None,
        ),
        (
            r#"{"message":"gone","errorCode":"X","success":false,"more":{"success":true}}"#,
            Some("X"),
            Some("gone"),
        ),
    ] {
        for status in [404, 200] {
            let server = Server::replying([Reply::new(status, answer)]);
            let error = rest(&server)
                .build()
                .unwrap()
                .keys()
                .get(1)
                .await
                .unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Api, "{answer}: {error}");
            assert_eq!(error.code_text(), code, "{answer}");
            assert_eq!(
                error.code().map(|code| code.as_str().to_owned()).as_deref(),
                code
            );
            assert_eq!(error.message(), message, "{answer}");
        }
    }
}

#[tokio::test]
async fn an_error_status_without_an_envelope_is_an_error_of_that_status() {
    for (status, retryable) in [
        (400, false),
        (401, false),
        (403, false),
        (404, false),
        (418, false),
        (501, false),
        (502, true),
        (504, true),
    ] {
        for answer in [
            "<html><body>nginx</body></html>",
            "",
            "null",
            "[]",
            r#"{"title":"Bad Gateway"}"#,
            // It says yes with a status that says no: not a value, whatever the payload.
            r#"{"success":true,"data":{"keyId":1,"userId":2,"key":"k","visibility":"Private","created":"2025-01-15T10:30:00Z"}}"#,
        ] {
            let server = Server::replying([Reply::new(status, answer)]);
            let error = rest(&server)
                .build()
                .unwrap()
                .keys()
                .get(1)
                .await
                .unwrap_err();
            assert_eq!(
                error.kind(),
                ErrorKind::Status,
                "{status} {answer}: {error}"
            );
            assert_eq!(error.status().unwrap().as_u16(), status);
            assert_eq!(error.is_retryable(), retryable, "{status}");
            assert_eq!(error.code(), None);
            assert_eq!(error.message(), None);
            assert_eq!(server.count(), if retryable { 3 } else { 1 });
        }
    }
}
