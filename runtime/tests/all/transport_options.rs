//! What a caller sets on one request with `.options(..)`, in the place of the client's settings.

use std::time::Duration;

use crate::fixtures;
use crate::support::api::Client;
use crate::support::{Reply, Server, everything};
use bindery_runtime::{ErrorKind, RequestOptions};

const GOOD: &str = r#"{"success":true,"data":{"keyId":5,"key":"k","visibility":"Shared"}}"#;

fn no() -> Reply {
    Reply::new(500, r#"{"success":false,"errorCode":"E","message":"m"}"#)
}

#[tokio::test]
async fn a_request_has_attempts_of_its_own() {
    for (allowed, sent) in [(0, 1), (1, 1), (5, 5)] {
        let server = Server::replying([no()]);
        let client = Client::of(&server);
        let options = RequestOptions::new().max_attempts(allowed);
        let error = client.get_key(1).options(options).await.unwrap_err();
        assert_eq!(error.attempts(), sent);
        assert_eq!(server.received().len(), sent as usize);
        // Another request is sent as the client says.
        client.get_key(1).await.unwrap_err();
        assert_eq!(server.received().len(), sent as usize + 3);
    }
    // A write that may have acted is not repeated, however many attempts there are.
    let server = Server::replying([no()]);
    let options = RequestOptions::new().max_attempts(9);
    let error = Client::of(&server)
        .new_key(1)
        .options(options)
        .await
        .unwrap_err();
    assert_eq!(error.attempts(), 1);
}

#[tokio::test]
async fn a_request_has_a_bound_of_its_own_for_each_attempt() {
    let server = Server::replying([
        Reply::new(200, GOOD).after(Duration::from_secs(20)),
        Reply::new(200, GOOD),
    ]);
    let options = RequestOptions::new().attempt_timeout(Duration::from_millis(100));
    Client::of(&server)
        .get_key(1)
        .options(options)
        .await
        .unwrap();
    assert_eq!(server.received().len(), 2);
}

#[tokio::test]
async fn a_request_has_a_bound_of_its_own_for_the_response() {
    let server = Server::replying([Reply::new(200, GOOD)]);
    let client = Client::of(&server);
    let options = RequestOptions::new().max_response_size(GOOD.len() - 1);
    let error = client.get_key(1).options(options).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::TooLarge);
    client.get_key(1).await.unwrap();
}

#[tokio::test]
async fn additional_query_parameters_are_sent_encoded() {
    let server = Server::replying([Reply::new(200, GOOD)]);
    let client = Client::of(&server);
    let options = RequestOptions::new()
        .query("trace", "a b&c")
        .query("trace", "d")
        .query("userId", "2");
    client.find_key(1).options(options.clone()).await.unwrap();
    client.get_key(1).options(options).await.unwrap();
    let targets: Vec<_> = server
        .received()
        .into_iter()
        .map(|one| one.target)
        .collect();
    let query = |target: &str| target.split_once('?').unwrap().1.to_owned();
    // What the request sends itself stays.
    assert_eq!(query(&targets[0]), "userId=1&trace=a+b%26c&trace=d");
    assert_eq!(query(&targets[1]), "trace=a+b%26c&trace=d&userId=2");
}

#[tokio::test]
async fn the_value_of_an_additional_query_parameter_is_shown_nowhere() {
    let secret = "Qu3ry-S3cret-0123456789";
    let server = Server::replying([Reply::new(
        400,
        format!(r#"{{"success":false,"errorCode":"E","message":"no {secret}"}}"#),
    )]);
    let options = RequestOptions::new().query("key", secret);
    let request = Client::of(&server).get_key(1).options(options);
    assert!(!format!("{request:?}").contains(secret));
    let error = request.await.unwrap_err();
    assert!(!everything(&error).contains(secret));
}

#[tokio::test]
async fn a_soap_request_has_them_too() {
    let server = Server::answering(|_, _| Reply::new(503, ""));
    let options = RequestOptions::new().max_attempts(2).query("trace", "on");
    let client = fixtures::Client::of(&server);
    client.key_get(5001).options(options).await.unwrap_err();
    let received = server.received();
    assert_eq!(received.len(), 2);
    assert!(
        received[0].target.ends_with("?trace=on"),
        "{}",
        received[0].target
    );
}
