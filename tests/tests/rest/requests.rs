//! Each call: method, path, every header and the body, and the value that the page's example
//! decodes to.

use ecgrid::types::KeyVisibility;
use ecgrid::{ApiKey, BearerToken, Client};
use ecgrid_tests::{KEY, Received, Reply, Server, fixture, rest};
use serde_json::json;

/// What every request carries. `accept-encoding` comes with the feature `gzip`, which is on by
/// default; the version in `user-agent` is that of the crate, which all of the workspace share.
fn common(server: &Server) -> Vec<String> {
    vec![
        "accept: application/json".to_owned(),
        "accept-encoding: gzip".to_owned(),
        format!("host: {}", server.address()),
        concat!("user-agent: ecgrid/", env!("CARGO_PKG_VERSION")).to_owned(),
    ]
}

#[track_caller]
fn check_headers(request: &Received, server: &Server, more: &[String]) {
    let mut expected = common(server);
    expected.extend_from_slice(more);
    expected.sort();
    assert_eq!(request.sorted_headers(), expected);
}

/// A body of this length in JSON, and the key.
fn with_body(length: usize) -> [String; 3] {
    [
        format!("content-length: {length}"),
        "content-type: application/json".to_owned(),
        format!("x-api-key: {KEY}"),
    ]
}

#[tokio::test]
async fn get_key() {
    let server = Server::replying([Reply::json(fixture("rest/get-key.answer.json"))]);
    let client = rest(&server).build().unwrap();
    let key = client.keys().get(12345).await.unwrap();

    let request = server.only();
    assert_eq!(
        (request.method.as_str(), request.target.as_str()),
        ("POST", "/v2/keys/get-key")
    );
    let golden = fixture("rest/get-key.request.json");
    assert_eq!(request.json(), json!({ "userId": 12345 }));
    assert_eq!(request.text(), golden);
    check_headers(&request, &server, &with_body(golden.len()));

    assert_eq!(key.key_id, 9001);
    assert_eq!(key.user_id, 12345);
    assert_eq!(key.key.expose_secret(), "ek_live_abc123xyz789...");
    assert_eq!(key.visibility, KeyVisibility::Private);
    assert_eq!(key.created.to_string(), "2025-01-15T10:30:00Z");
    assert_eq!(key.created.offset(), Some(0));
}

#[tokio::test]
async fn list_keys_of_every_visibility() {
    let server = Server::replying([Reply::json(fixture("rest/list-keys.answer.json"))]);
    let client = rest(&server).build().unwrap();
    let keys = client.keys().list(12345).await.unwrap();

    let request = server.only();
    assert_eq!(
        (request.method.as_str(), request.target.as_str()),
        ("POST", "/v2/keys/list")
    );
    let golden = fixture("rest/list-keys.request.json");
    assert_eq!(
        request.json(),
        json!({ "userId": 12345 }),
        "no visibility, not even null"
    );
    assert_eq!(request.text(), golden);
    check_headers(&request, &server, &with_body(golden.len()));

    let [private, shared] = &keys[..] else {
        panic!("{keys:?}")
    };
    assert_eq!((private.key_id, private.user_id), (9001, 12345));
    assert_eq!(private.key.expose_secret(), "ek_live_abc123xyz789...");
    assert_eq!(private.visibility, KeyVisibility::Private);
    assert_eq!(private.created.to_string(), "2025-01-15T10:30:00Z");
    assert_eq!((shared.key_id, shared.user_id), (9002, 12345));
    assert_eq!(shared.key.expose_secret(), "ek_shared_def456uvw...");
    assert_eq!(shared.visibility, KeyVisibility::Shared);
    assert_eq!(shared.created.to_string(), "2025-03-20T14:00:00Z");
}

#[tokio::test]
async fn list_keys_of_one_visibility() {
    let server = Server::replying([Reply::json(r#"{"success":true,"data":[]}"#)]);
    let client = rest(&server).build().unwrap();
    let keys = client
        .keys()
        .list(12345)
        .visibility(KeyVisibility::Private)
        .await
        .unwrap();
    assert_eq!(keys, []);

    let request = server.only();
    assert_eq!(
        (request.method.as_str(), request.target.as_str()),
        ("POST", "/v2/keys/list")
    );
    let golden = fixture("rest/list-keys-private.request.json");
    assert_eq!(
        request.json(),
        json!({ "userId": 12345, "visibility": "Private" })
    );
    assert_eq!(request.text(), golden);
    check_headers(&request, &server, &with_body(golden.len()));
}

#[tokio::test]
async fn visibilities_are_sent_as_they_are_called() {
    let server = Server::replying([Reply::json(r#"{"success":true,"data":[]}"#)]);
    let client = rest(&server).build().unwrap();
    let words = [
        "Private",
        "Shared",
        "Public",
        "Session",
        "Inherited",
        "a \"b\" \u{e9}\u{1f511}",
    ];
    for word in words {
        client.keys().list(1).visibility(word.into()).await.unwrap();
    }
    let sent: Vec<_> = server
        .received()
        .iter()
        .map(|request| request.json()["visibility"].clone())
        .collect();
    assert_eq!(sent, words);
}

#[tokio::test]
async fn get_api_key() {
    let server = Server::replying([Reply::json(fixture("rest/get-api-key.answer.json"))]);
    let client = rest(&server).build().unwrap();
    let secret = client.users().get_api_key(12345).await.unwrap();

    let request = server.only();
    assert_eq!(
        (request.method.as_str(), request.target.as_str()),
        ("GET", "/v2/users/key/12345")
    );
    assert_eq!(request.body, b"");
    check_headers(&request, &server, &[format!("x-api-key: {KEY}")]);
    assert_eq!(
        secret.expose_secret(),
        "a1b2c3d4-e5f6-7890-abcd-ef1234567890"
    );
}

#[tokio::test]
async fn numbers_at_the_ends_of_their_range() {
    let server = Server::answering(|_, request| match request.method.as_str() {
        "GET" => Reply::json(r#"{"success":true,"data":"k"}"#),
        _ => Reply::json(r#"{"success":true,"data":[]}"#),
    });
    let client = rest(&server).build().unwrap();
    for id in [0, -1, i32::MAX, i32::MIN] {
        client.users().get_api_key(id).await.unwrap();
        client.keys().list(id).await.unwrap();
    }
    let received = server.received();
    for (pair, id) in received.chunks(2).zip([0, -1, i32::MAX, i32::MIN]) {
        assert_eq!(pair[0].target, format!("/v2/users/key/{id}"));
        assert_eq!(pair[1].json(), json!({ "userId": id }));
    }
}

#[tokio::test]
async fn a_bearer_token_travels_alone() {
    let server = Server::replying([Reply::json(fixture("rest/get-api-key.answer.json"))]);
    let client = Client::builder(BearerToken::new("eyJ.a.b").unwrap())
        .base_url(server.url())
        .build()
        .unwrap();
    client.users().get_api_key(7).await.unwrap();
    check_headers(
        &server.only(),
        &server,
        &["authorization: Bearer eyJ.a.b".to_owned()],
    );
}

#[tokio::test]
async fn a_user_agent_of_ones_own() {
    let server = Server::replying([Reply::json(fixture("rest/get-api-key.answer.json"))]);
    let client = rest(&server)
        .user_agent("partner-portal/3")
        .build()
        .unwrap();
    client.users().get_api_key(7).await.unwrap();
    assert_eq!(server.only().header("user-agent"), Some("partner-portal/3"));
    for bad in ["a\nb", "a\0b"] {
        assert!(rest(&server).user_agent(bad).build().is_err());
    }
}

#[tokio::test]
async fn a_request_can_be_kept_and_sent_again() {
    let server = Server::replying([Reply::json(fixture("rest/get-key.answer.json"))]);
    let request = {
        let client = rest(&server).build().unwrap();
        let keys = client.keys();
        keys.get(5)
    };
    let again = request.clone();
    request.await.unwrap();
    again.await.unwrap();
    let received = server.received();
    assert_eq!(received.len(), 2);
    assert_eq!(received[0].body, received[1].body);
    assert_eq!(received[0].sorted_headers(), received[1].sorted_headers());
}

#[tokio::test]
async fn clones_share_connections_and_clients_of_two_keys_do_not_mix() {
    let server = Server::replying([Reply::json(fixture("rest/get-key.answer.json"))]);
    let client = rest(&server).build().unwrap();
    let other = Client::builder(ApiKey::new("another-key").unwrap())
        .base_url(server.url())
        .build()
        .unwrap();
    client.keys().get(1).await.unwrap();
    client.clone().keys().get(1).await.unwrap();
    other.keys().get(1).await.unwrap();
    let received = server.received();
    let keys: Vec<_> = received
        .iter()
        .map(|request| request.header("x-api-key").unwrap())
        .collect();
    assert_eq!(keys, [KEY, KEY, "another-key"]);
    assert_eq!(
        received[0].peer, received[1].peer,
        "one connection for both"
    );
    assert_ne!(received[1].peer, received[2].peer);
}
