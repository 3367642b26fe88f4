//! `.wait()`: from the main thread, from inside of either sort of runtime, from many threads at
//! once.

use std::collections::HashSet;
use std::thread;

use ecgrid_tests::{Reply, Server, Soap, fixture, rest, soap};

const GOOD: &str = r#"{"success":true,"data":"k"}"#;

#[test]
fn every_request_can_wait() {
    let server = Server::answering(|_, request| match request.target.as_str() {
        "/v2/keys/get-key" => Reply::json(fixture("rest/get-key.answer.json")),
        "/v2/keys/list" => Reply::json(fixture("rest/list-keys.answer.json")),
        "/v2/users/key/12345" => Reply::json(fixture("rest/get-api-key.answer.json")),
        _ if request.holds("UserGetAPIKey") => {
            Soap::V11.reply(200, fixture("soap11/user-get-api-key.xml"))
        }
        _ if request.holds("SystemObject") => Soap::V11.reply(200, fixture("soap11/key-value.xml")),
        _ => Soap::V11.reply(200, fixture("soap11/key-id-info.xml")),
    });
    let client = rest(&server).build().unwrap();
    assert_eq!(client.keys().get(12345).wait().unwrap().key_id, 9001);
    assert_eq!(
        client
            .keys()
            .list(12345)
            .visibility("Shared".into())
            .wait()
            .unwrap()
            .len(),
        2
    );
    assert!(
        client
            .users()
            .get_api_key(12345)
            .wait()
            .unwrap()
            .expose_secret()
            .starts_with("a1b2")
    );
    let client = soap(&server, Soap::V11).build().unwrap();
    assert_eq!(client.keys().key_get(5001).wait().unwrap().key_id, 1042);
    let call = client
        .keys()
        .key_value_get("as2:state", "Mailbox".into(), 1, "Shared".into());
    assert_eq!(call.wait().unwrap().unwrap().mailbox_id, 4711);
    assert!(
        client
            .users()
            .user_get_api_key(5001)
            .wait()
            .unwrap()
            .expose_secret()
            .ends_with("pqr")
    );
    assert_eq!(
        client
            .keys()
            .key_get(5001)
            .with_response()
            .wait()
            .unwrap()
            .status()
            .as_u16(),
        200
    );
    let peers: HashSet<u16> = server
        .received()
        .iter()
        .map(|request| request.peer)
        .collect();
    assert_eq!(
        (server.count(), peers.len()),
        (7, 2),
        "a client keeps its connection between calls"
    );
}

#[tokio::test(flavor = "current_thread")]
async fn inside_a_runtime_of_one_thread() {
    let server = Server::replying([Reply::json(GOOD)]);
    let client = rest(&server).build().unwrap();
    assert_eq!(
        client
            .users()
            .get_api_key(1)
            .wait()
            .unwrap()
            .expose_secret(),
        "k"
    );
    assert_eq!(
        client.users().get_api_key(1).await.unwrap().expose_secret(),
        "k"
    );
    assert_eq!(
        client
            .users()
            .get_api_key(1)
            .wait()
            .unwrap()
            .expose_secret(),
        "k"
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn inside_a_runtime_of_many_threads() {
    let server = Server::replying([Reply::json(GOOD)]);
    let client = rest(&server).build().unwrap();
    let tasks: Vec<_> = (0..8)
        .map(|id| {
            let client = client.clone();
            // All threads of this runtime may be blocked at once: the calls are driven elsewhere.
            tokio::spawn(async move { client.users().get_api_key(id).wait().unwrap() })
        })
        .collect();
    for task in tasks {
        assert_eq!(task.await.unwrap().expose_secret(), "k");
    }
    assert_eq!(server.count(), 8);
}

#[test]
fn many_threads_wait_at_once() {
    let server = Server::answering(|_, request| {
        let id = request.target.rsplit('/').next().unwrap_or_default();
        Reply::json(format!(r#"{{"success":true,"data":"key of {id}"}}"#))
    });
    let client = rest(&server).build().unwrap();
    thread::scope(|scope| {
        for id in 0..64 {
            let client = &client;
            scope.spawn(move || {
                let secret = client.users().get_api_key(id).wait().unwrap();
                assert_eq!(secret.expose_secret(), format!("key of {id}"));
            });
        }
    });
    assert_eq!(server.count(), 64);
}

#[test]
fn waiting_repeats_and_fails_as_awaiting_does() {
    let server = Server::replying([Reply::new(503, ""), Reply::json(GOOD)]);
    rest(&server)
        .build()
        .unwrap()
        .users()
        .get_api_key(1)
        .wait()
        .unwrap();
    assert_eq!(server.count(), 2);
    let server = Server::replying([Reply::new(
        404,
        r#"{"success":false,"errorCode":"ObjectNotFound"}"#,
    )]);
    let client = rest(&server).build().unwrap();
    let error = client.keys().get(1).wait().unwrap_err();
    assert_eq!(
        (error.code_text(), error.operation()),
        (Some("ObjectNotFound"), Some("getKey"))
    );
    let error = client.keys().get(1).with_response().wait().unwrap_err();
    assert_eq!(error.code_text(), Some("ObjectNotFound"));
    let error = client.keys().get(1).header("Host", "x").wait().unwrap_err();
    assert_eq!(error.kind(), ecgrid::ErrorKind::Configuration);
}

#[test]
fn awaiting_without_a_runtime_is_an_error_and_no_panic() {
    use std::future::IntoFuture as _;
    use std::pin::pin;
    use std::task::{Context, Poll, Waker};

    let server = Server::replying([Reply::json(GOOD)]);
    let client = rest(&server).build().unwrap();
    let mut future = pin!(client.users().get_api_key(1).into_future());
    match future
        .as_mut()
        .poll(&mut Context::from_waker(Waker::noop()))
    {
        Poll::Ready(Err(error)) => {
            assert_eq!(error.kind(), ecgrid::ErrorKind::Configuration, "{error}");
        }
        other => panic!("{other:?}"),
    }
    assert_eq!(server.count(), 0);
}

#[test]
fn a_client_outlives_the_runtime_it_was_first_used_in() {
    let server = Server::replying([Reply::json(GOOD)]);
    let client = rest(&server).build().unwrap();
    for _ in 0..2 {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .unwrap();
        runtime.block_on(async { client.users().get_api_key(1).await.unwrap() });
        drop(runtime);
        client.users().get_api_key(1).wait().unwrap();
    }
}
