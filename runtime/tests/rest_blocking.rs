//! `.wait()`: outside of a runtime, inside of one, and with one pool for all calls.

mod support;

use std::collections::HashSet;

use bindery_runtime::ErrorKind;
use support::api::Client;
use support::{Reply, Server};

const GOOD: &str = r#"{"success":true,"data":{"keyId":5,"key":"k","visibility":"Shared"}}"#;

#[test]
fn waits_without_a_runtime() {
    let server = Server::replying([Reply::new(200, GOOD)]);
    let client = Client::of(&server);
    assert_eq!(client.get_key(1).wait().unwrap().key_id, 5);
    assert_eq!(
        client.get_key(1).with_response().wait().unwrap().status(),
        200
    );
}

#[tokio::test(flavor = "current_thread")]
async fn waits_inside_a_single_threaded_runtime() {
    let server = Server::replying([Reply::new(200, GOOD)]);
    assert_eq!(Client::of(&server).get_key(1).wait().unwrap().key_id, 5);
}

#[tokio::test(flavor = "multi_thread")]
async fn waits_inside_a_runtime_and_mixes_with_awaiting() {
    let server = Server::replying([Reply::new(200, GOOD)]);
    let client = Client::of(&server);
    assert_eq!(client.get_key(1).wait().unwrap().key_id, 5);
    assert_eq!(client.get_key(1).await.unwrap().key_id, 5);
    assert_eq!(client.get_key(1).wait().unwrap().key_id, 5);
}

#[test]
fn many_threads_wait_at_once() {
    let server = Server::replying([Reply::new(200, GOOD)]);
    let client = Client::of(&server);
    std::thread::scope(|scope| {
        for _ in 0..16 {
            scope.spawn(|| assert_eq!(client.get_key(1).wait().unwrap().key_id, 5));
        }
    });
    assert_eq!(server.received().len(), 16);
}

#[test]
fn errors_come_back() {
    let server = Server::replying([Reply::new(
        404,
        r#"{"success":false,"errorCode":"ObjectNotFound"}"#,
    )]);
    let client = Client::of(&server);
    assert_eq!(client.get_key(1).wait().unwrap_err().kind(), ErrorKind::Api);
    assert_eq!(
        client
            .get_key(1)
            .header("Host", "x")
            .wait()
            .unwrap_err()
            .kind(),
        ErrorKind::Configuration
    );
}

#[test]
fn blocking_calls_share_connections() {
    let server = Server::replying([Reply::new(200, GOOD)]);
    let client = Client::of(&server);
    for _ in 0..5 {
        client.get_key(1).wait().unwrap();
    }
    let peers: HashSet<u16> = server.peers().into_iter().collect();
    assert_eq!(peers.len(), 1, "one connection for five calls");
}
