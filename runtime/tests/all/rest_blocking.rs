//! `.wait()`: outside of a runtime, inside of one, and with one pool for all calls.

use std::collections::HashSet;
use std::pin::Pin;
use std::sync::mpsc;
use std::task::{Context, Poll};
use std::time::Duration;

use crate::support::api::Client;
use crate::support::{Reply, Server, bodies};
use bindery_runtime::{Bytes, ErrorKind, Stream, Upload};

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

/// What a function says that may block for ever.
fn in_time<T: Send + 'static>(run: impl FnOnce() -> T + Send + 'static) -> T {
    let (sender, receiver) = mpsc::channel();
    std::thread::spawn(move || sender.send(run()));
    let waited = receiver.recv_timeout(Duration::from_secs(30));
    waited.expect("an answer, and no thread that blocks")
}

/// A stream of what a function says.
struct Polled<F>(F);

impl<F: FnMut() -> Option<Result<Bytes, String>> + Unpin> Stream for Polled<F> {
    type Item = Result<Bytes, String>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Poll::Ready((self.0)())
    }
}

#[test]
fn a_call_that_is_waited_for_inside_of_another_is_refused() {
    let server = Server::replying([Reply::new(200, GOOD)]);
    let client = Client::of(&server);
    let (said, refusal) = mpsc::channel();
    let store = bodies::Client::of(&server);
    let inner = client.clone();
    // The stream of an upload is polled on the thread that drives the calls.
    let stream = Polled(move || {
        let error = inner.get_key(1).wait().err()?;
        said.send((error.kind(), error.to_string())).unwrap();
        None
    });
    in_time(move || store.store(Upload::from_stream(stream)).wait()).unwrap();
    let (kind, text) = refusal.recv().unwrap();
    assert_eq!(kind, ErrorKind::Configuration);
    assert!(
        text.contains("`.wait()`") && text.contains("await"),
        "{text}"
    );
    // Every other call is as before.
    in_time(move || client.get_key(1).wait()).unwrap();
}

#[test]
fn a_stream_that_panics_fails_its_own_call() {
    let server = Server::replying([Reply::new(200, GOOD)]);
    let client = bodies::Client::of(&server);
    for pieces in [0, 2] {
        let panicking = move || {
            let mut left = pieces;
            Upload::from_stream(Polled(move || {
                assert!(left > 0, "the stream panics");
                left -= 1;
                Some(Ok(Bytes::from_static(b"piece")))
            }))
        };
        let waiting = client.clone();
        let waited = in_time(move || waiting.store(panicking()).wait()).unwrap_err();
        let runtime = tokio::runtime::Runtime::new().unwrap();
        let awaited = client.store(panicking());
        let awaited = runtime.block_on(async { awaited.await }).unwrap_err();
        for error in [waited, awaited] {
            assert_eq!((error.kind(), error.attempts()), (ErrorKind::Transport, 1));
            let text = error.to_string();
            assert!(text.contains("the stream of an upload panicked"), "{text}");
            assert!(!error.is_retryable());
        }
        let next = client.clone();
        in_time(move || next.store("bytes").wait()).unwrap();
    }
}

#[test]
fn a_call_that_panics_is_no_runtime_that_was_shut_down() {
    let server = Server::replying([Reply::new(200, GOOD)]);
    let http = bindery_runtime::reqwest::Client::builder().proxy(
        bindery_runtime::reqwest::Proxy::custom(|_| -> Option<&str> { panic!("the proxy panics") }),
    );
    let client = Client::quick()
        .base_url(server.url())
        .http(http)
        .build()
        .unwrap();
    let waiting = client.clone();
    let waited = in_time(move || waiting.get_key(1).wait()).unwrap_err();
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let awaited = runtime
        .block_on(async { client.get_key(1).await })
        .unwrap_err();
    for error in [waited, awaited] {
        assert!(error.to_string().contains("panicked"), "{error}");
        assert_eq!(error.attempts(), 1);
    }
}
