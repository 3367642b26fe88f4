//! Answers whose envelope or payload is not what the description says: an error that names the
//! place, and no value.

use ecgrid::ErrorKind;
use ecgrid_tests::{Reply, Server, rest};

const RECORD: &str =
    r#""keyId":1,"userId":2,"key":"k","visibility":"Private","created":"2025-01-15T10:30:00Z""#;

/// The error of Get Key on this answer of HTTP 200.
async fn refused(answer: &str) -> ecgrid::Error {
    let server = Server::replying([Reply::json(answer)]);
    let error = match rest(&server).build().unwrap().keys().get(1).await {
        Ok(value) => panic!("{answer} was taken for {value:?}"),
        Err(error) => error,
    };
    assert_eq!(error.status().unwrap().as_u16(), 200, "{answer}");
    assert_eq!(server.count(), 1, "a bad answer is final: {answer}");
    assert!(!error.is_retryable(), "{answer}");
    assert!(!error.may_have_acted(), "{answer}");
    error
}

#[tokio::test]
async fn what_is_missing_is_named() {
    for (answer, name) in [
        (format!(r#"{{"data":{{{RECORD}}}}}"#), "success"),
        (
            format!(r#"{{"success":null,"data":{{{RECORD}}}}}"#),
            "success",
        ),
        (
            format!(r#"{{"success":"true","data":{{{RECORD}}}}}"#),
            "success",
        ),
        (format!(r#"{{"success":1,"data":{{{RECORD}}}}}"#), "success"),
        (
            format!(r#"{{"Success":true,"data":{{{RECORD}}}}}"#),
            "success",
        ),
        ("{}".to_owned(), "success"),
        (r#"{"success":true}"#.to_owned(), "data"),
        (r#"{"success":true,"data":null}"#.to_owned(), "data"),
        (r#"{"success":true,"Data":{}}"#.to_owned(), "data"),
        (r#"{"success":true,"data":{}}"#.to_owned(), "keyId"),
    ] {
        let error = refused(&answer).await;
        assert_eq!(error.kind(), ErrorKind::Decode, "{answer}: {error}");
        assert!(error.to_string().contains(name), "{answer}: {error}");
    }
}

#[tokio::test]
async fn every_field_is_required_and_none_is_guessed() {
    for name in ["keyId", "userId", "key", "visibility", "created"] {
        let mut record: serde_json::Value = serde_json::from_str(&format!("{{{RECORD}}}")).unwrap();
        record[name] = serde_json::Value::Null;
        let null = serde_json::json!({ "success": true, "data": record });
        record.as_object_mut().unwrap().remove(name);
        let absent = serde_json::json!({ "success": true, "data": record });
        for answer in [null, absent] {
            let error = refused(&answer.to_string()).await;
            assert_eq!(error.kind(), ErrorKind::Decode, "{answer}: {error}");
            assert!(error.to_string().contains(name), "{answer}: {error}");
        }
    }
}

#[tokio::test]
async fn values_of_another_type_or_range_are_refused_at_their_place() {
    for (name, value) in [
        ("keyId", "2147483648"),
        ("keyId", "-2147483649"),
        ("keyId", "99999999999999999999999999"),
        ("keyId", "1e999"),
        ("keyId", "1.5"),
        ("keyId", "\"9001\""),
        ("keyId", "true"),
        ("userId", "[]"),
        ("key", "12345"),
        ("key", "{\"value\":\"k\"}"),
        ("visibility", "1"),
        ("visibility", "[\"Private\"]"),
        ("created", "\"yesterday\""),
        ("created", "\"2025-02-30T00:00:00Z\""),
        ("created", "1736937000"),
        ("created", "\"\""),
    ] {
        let fields = ["keyId", "userId", "key", "visibility", "created"].map(|field| {
            let good = match field {
                "keyId" | "userId" => "1",
                "created" => "\"2025-01-15T10:30:00Z\"",
                _ => "\"Private\"",
            };
            format!("\"{field}\":{}", if field == name { value } else { good })
        });
        let answer = format!(r#"{{"success":true,"data":{{{}}}}}"#, fields.join(","));
        let error = refused(&answer).await;
        assert_eq!(error.kind(), ErrorKind::Decode, "{answer}: {error}");
        assert!(
            error.to_string().contains(&format!("data.{name}")),
            "{answer}: {error}"
        );
    }
}

#[tokio::test]
async fn a_payload_of_another_shape_is_refused() {
    for data in ["[]", "\"k\"", "7", "true", "[{}]"] {
        let error = refused(&format!(r#"{{"success":true,"data":{data}}}"#)).await;
        assert_eq!(error.kind(), ErrorKind::Decode);
        assert!(error.to_string().contains("data"), "{data}: {error}");
    }
    for data in ["{}", "[\"k\"]", "7", "null", "false"] {
        let server =
            Server::replying([Reply::json(format!(r#"{{"success":true,"data":{data}}}"#))]);
        let error = rest(&server)
            .build()
            .unwrap()
            .users()
            .get_api_key(1)
            .await
            .unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Decode, "{data}");
        assert!(error.to_string().contains("data"), "{data}: {error}");
    }
    for data in ["{}", "\"k\"", "7", "null", "[null]", "[[]]"] {
        let server =
            Server::replying([Reply::json(format!(r#"{{"success":true,"data":{data}}}"#))]);
        let error = rest(&server)
            .build()
            .unwrap()
            .keys()
            .list(1)
            .await
            .unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Decode, "{data}");
        assert!(error.to_string().contains("data"), "{data}: {error}");
    }
}

#[tokio::test]
async fn what_is_no_envelope_is_refused() {
    let deep = "[".repeat(100_000);
    for answer in [
        "",
        " \r\n ",
        "null",
        "[]",
        "\"yes\"",
        "<html><body>hello</body></html>",
        "{",
        r#"{"success":true,"data":"#,
        r#"{"success":true,"data":{}} trailing"#,
        r#"{"success":true "data":1}"#,
        "{\"success\":true,\"data\":\"\u{0}\"}",
        &deep,
        &format!(r#"{{"success":true,"data":{deep}"#),
    ] {
        let error = refused(answer).await;
        let start: String = answer.chars().take(40).collect();
        assert_eq!(error.kind(), ErrorKind::Decode, "{start}: {error}");
        assert!(error.to_string().contains("HTTP 200"), "{start}: {error}");
    }
    let server = Server::replying([Reply::json(
        b"{\"success\":true,\"data\":\"\xff\xfe\"}".to_vec(),
    )]);
    let error = rest(&server)
        .build()
        .unwrap()
        .users()
        .get_api_key(1)
        .await
        .unwrap_err();
    assert_eq!(
        error.kind(),
        ErrorKind::Decode,
        "wrong UTF-8 is not replaced: {error}"
    );
}

#[tokio::test]
async fn what_comes_twice_is_refused() {
    for answer in [
        format!(r#"{{"success":true,"data":{{{RECORD},"keyId":2}}}}"#),
        format!(r#"{{"success":true,"data":{{{RECORD}}},"data":{{{RECORD}}}}}"#),
        format!(r#"{{"success":true,"success":true,"data":{{{RECORD}}}}}"#),
    ] {
        let error = refused(&answer).await;
        assert_eq!(error.kind(), ErrorKind::Decode, "{answer}: {error}");
    }
    // Never a value, whichever of the two comes last.
    for flags in [
        "\"success\":true,\"success\":false",
        "\"success\":false,\"success\":true",
    ] {
        refused(&format!(r#"{{{flags},"data":{{{RECORD}}}}}"#)).await;
    }
}

#[tokio::test]
async fn a_bad_record_in_a_list_is_named_by_its_place() {
    let answer = format!(r#"{{"success":true,"data":[{{{RECORD}}},{{{RECORD}}},{{"keyId":3}}]}}"#);
    let server = Server::replying([Reply::json(answer)]);
    let error = rest(&server)
        .build()
        .unwrap()
        .keys()
        .list(1)
        .await
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Decode);
    assert!(error.to_string().contains("data[2]"), "{error}");
    assert!(error.to_string().contains("userId"), "{error}");
}

#[tokio::test]
async fn no_content_is_no_value() {
    for status in [204, 205] {
        let server = Server::replying([Reply::new(status, "")]);
        let error = rest(&server)
            .build()
            .unwrap()
            .keys()
            .get(1)
            .await
            .unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Decode, "{error}");
        assert_eq!(error.status().unwrap().as_u16(), status);
    }
}
