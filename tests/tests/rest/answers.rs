//! Good answers that look odd: order, unknown fields, values that come with later versions, times
//! at their ends.

use ecgrid::types::KeyVisibility;
use ecgrid_tests::{Reply, Server, fixture, rest};

async fn key(answer: impl Into<Vec<u8>>) -> ecgrid::types::KeyInfo {
    let server = Server::replying([Reply::json(answer)]);
    rest(&server).build().unwrap().keys().get(1).await.unwrap()
}

#[tokio::test]
async fn order_and_unknown_fields_do_not_matter() {
    let answer = r#"
        {"message": null, "requestId": "r", "data": {"created": "2025-01-15T10:30:00Z", "links": [{"keyId": "x"}],
         "visibility": "Private", "key": "ek_live_abc123xyz789...", "userId": 12345, "keyId": 9001, "owner": null},
         "errorCode": null, "errors": [], "success": true}
    "#;
    assert_eq!(
        key(answer).await,
        key(fixture("rest/get-key.answer.json")).await
    );
}

#[tokio::test]
async fn escapes_and_a_byte_order_mark_do_not_matter() {
    let plain = fixture("rest/get-key.answer.json");
    let mut marked = b"\xEF\xBB\xBF".to_vec();
    marked.extend_from_slice(plain.as_bytes());
    assert_eq!(key(marked).await, key(plain.clone()).await);
    let escaped = plain
        .replace("ek_live", "e\\u006b\\u005flive")
        .replace("\"keyId\"", "\"k\\u0065yId\"")
        .replace("\"success\"", "\"s\\u0075ccess\"")
        .replace("Private", "Pr\\u0069vate")
        .replace("2025", "\\u0032025");
    assert_ne!(plain, escaped);
    assert_eq!(key(escaped).await, key(plain).await);
}

#[tokio::test]
async fn the_content_type_does_not_matter() {
    for content_type in [
        "text/plain",
        "application/problem+json",
        "text/html; charset=iso-8859-1",
        "nonsense",
    ] {
        let reply = Reply::new(200, fixture("rest/get-key.answer.json"))
            .header("Content-Type", content_type);
        let server = Server::replying([reply]);
        let key = rest(&server).build().unwrap().keys().get(1).await.unwrap();
        assert_eq!(key.key_id, 9001);
    }
}

#[tokio::test]
async fn times_at_their_ends_are_kept_as_they_are() {
    for text in [
        "0001-01-01T00:00:00Z",
        "9999-12-31T23:59:59.9999999Z",
        "2025-01-15T10:30:00.1234567Z",
        "2025-01-15T10:30:00+05:30",
        "2025-01-15T10:30:00",
    ] {
        let answer = fixture("rest/get-key.answer.json").replace("2025-01-15T10:30:00Z", text);
        let created = key(answer).await.created;
        assert_eq!(created.to_string(), text);
        assert_eq!(
            created.offset().is_some(),
            text != "2025-01-15T10:30:00",
            "no zone is guessed"
        );
    }
    let answer = fixture("rest/get-key.answer.json")
        .replace("2025-01-15T10:30:00Z", "9999-12-31T23:59:59.9999999Z");
    let created = key(answer).await.created;
    assert_eq!((created.year(), created.nanosecond()), (9999, 999_999_900));
}

#[tokio::test]
async fn an_unknown_visibility_keeps_the_other_records() {
    let answer = fixture("rest/list-keys.answer.json").replace("\"Private\"", "\"Inherited\"");
    let server = Server::replying([Reply::json(answer)]);
    let keys = rest(&server).build().unwrap().keys().list(1).await.unwrap();
    assert_eq!(keys.len(), 2);
    assert!(matches!(keys[0].visibility, KeyVisibility::Unknown(_)));
    assert_eq!(keys[0].visibility.as_str(), "Inherited");
    assert_eq!(keys[0].key_id, 9001);
    assert_eq!(keys[1].visibility, KeyVisibility::Shared);
}

#[tokio::test]
async fn case_makes_another_visibility() {
    // A guess would be a wrong value: what is not spelled as described is not known.
    let answer = fixture("rest/get-key.answer.json").replace("\"Private\"", "\"private\"");
    let visibility = key(answer).await.visibility;
    assert_ne!(visibility, KeyVisibility::Private);
    assert_eq!(visibility.as_str(), "private");
}

#[tokio::test]
async fn a_thousand_records() {
    let record = r#"{"keyId":1,"userId":2,"key":"k","visibility":"Public","created":"2025-01-15T10:30:00Z"}"#;
    let answer = format!(
        r#"{{"success":true,"data":[{}]}}"#,
        vec![record; 1000].join(",")
    );
    let server = Server::replying([
        Reply::json(answer.clone()).chunked(100),
        Reply::json(answer).until_close(),
    ]);
    let client = rest(&server).build().unwrap();
    assert_eq!(client.keys().list(1).await.unwrap().len(), 1000);
    assert_eq!(client.keys().list(1).await.unwrap().len(), 1000);
}
