//! Slow, endless, cut-off and compressed answers.

use std::io::Write as _;
use std::time::{Duration, Instant};

use crate::support::api::Client;
use crate::support::{Reply, Server};
use bindery_runtime::ErrorKind;

const GOOD: &str = r#"{"success":true,"data":{"keyId":5,"key":"k","visibility":"Shared"}}"#;
const LONG: Duration = Duration::from_secs(20);

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

#[tokio::test]
async fn a_silent_server_times_out() {
    let server = Server::replying([Reply::new(200, GOOD).after(LONG)]);
    let client = Client::quick()
        .base_url(server.url())
        .timeout(Duration::from_millis(300))
        .build()
        .unwrap();
    let started = Instant::now();
    let error = client.get_key(1).await.unwrap_err();
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::Timeout, 3));
    assert!(!error.may_have_acted() && error.is_retryable(), "it reads");
    assert!(started.elapsed() < LONG);
    assert_eq!(error.to_string(), "getKey: the time allowed ran out");
}

#[tokio::test]
async fn a_request_has_its_own_time() {
    let server = Server::replying([Reply::new(200, GOOD).after(Duration::from_millis(600))]);
    let client = Client::quick()
        .base_url(server.url())
        .timeout(Duration::from_millis(50))
        .build()
        .unwrap();
    assert_eq!(client.get_key(1).timeout(LONG).await.unwrap().key_id, 5);
    assert_eq!(
        client
            .get_key(1)
            .timeout(Duration::MAX)
            .await
            .unwrap()
            .key_id,
        5
    );
    let error = client.get_key(1).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Timeout);
}

#[tokio::test]
async fn no_time_at_all_sends_nothing() {
    let server = Server::replying([Reply::new(200, GOOD)]);
    let error = Client::of(&server)
        .get_key(1)
        .timeout(Duration::ZERO)
        .await
        .unwrap_err();
    assert_eq!(
        (error.kind(), error.attempts(), error.may_have_acted()),
        (ErrorKind::Timeout, 0, false)
    );
    assert!(server.received().is_empty());
}

#[tokio::test]
async fn a_body_that_stalls_times_out() {
    let server = Server::replying([Reply::new(200, GOOD).stalling(LONG)]);
    let error = Client::of(&server)
        .get_key(1)
        .timeout(Duration::from_millis(300))
        .await
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Timeout);
    assert_eq!(error.status().unwrap(), 200);
}

#[tokio::test]
async fn a_cut_off_body_is_a_broken_connection() {
    let server = Server::replying([Reply::new(200, &GOOD[..30]).announcing(GOOD.len())]);
    let error = Client::of(&server).get_key(1).await.unwrap_err();
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::Transport, 3));
}

#[tokio::test]
async fn an_oversized_body_is_refused() {
    let big = format!(
        r#"{{"success":true,"data":null,"x":"{}"}}"#,
        "x".repeat(100_000)
    );
    for announced in [None, Some(usize::MAX >> 1)] {
        let mut reply = Reply::new(200, big.clone());
        if let Some(length) = announced {
            reply = reply.announcing(length);
        }
        let server = Server::replying([reply]);
        let client = Client::quick()
            .base_url(server.url())
            .max_response_size(50_000)
            .build()
            .unwrap();
        let error = client.get_key(1).await.unwrap_err();
        assert_eq!((error.kind(), error.attempts()), (ErrorKind::TooLarge, 1));
        assert!(!error.is_retryable());
        assert_eq!(
            error.to_string(),
            "getKey: the response is too large (HTTP 200): larger than 50000 bytes"
        );
    }
}

#[tokio::test]
async fn the_bound_is_exact() {
    let server = Server::replying([Reply::new(200, GOOD)]);
    for (bound, fits) in [(GOOD.len(), true), (GOOD.len() - 1, false), (0, false)] {
        let client = Client::quick()
            .base_url(server.url())
            .max_response_size(bound)
            .build()
            .unwrap();
        assert_eq!(client.get_key(1).await.is_ok(), fits, "{bound}");
    }
    let error = Client::quick()
        .base_url(server.url())
        .max_response_size(usize::MAX)
        .build()
        .unwrap();
    assert!(error.get_key(1).await.is_ok());
}

#[tokio::test]
async fn large_answers_in_many_pieces_are_read_whole() {
    let keys = vec![r#"{"keyId":5,"key":"k","visibility":"Shared"}"#; 50_000].join(",");
    let server = Server::replying([Reply::new(
        200,
        format!(r#"{{"success":true,"data":[{keys}]}}"#),
    )]);
    assert_eq!(
        Client::of(&server).list_keys(1).await.unwrap().len(),
        50_000
    );
}

#[tokio::test]
async fn gzip_is_read() {
    let server = Server::replying([
        Reply::new(200, gzip(GOOD.as_bytes())).header("Content-Encoding", "gzip")
    ]);
    assert_eq!(Client::of(&server).get_key(1).await.unwrap().key_id, 5);
    assert!(
        server
            .only()
            .header("accept-encoding")
            .unwrap()
            .contains("gzip")
    );
}

#[tokio::test]
async fn a_gzip_bomb_is_stopped() {
    let bomb = gzip(&vec![b' '; 64 * 1024 * 1024]);
    assert!(bomb.len() < 100_000);
    let server = Server::replying([Reply::new(200, bomb).header("Content-Encoding", "gzip")]);
    let error = Client::of(&server).get_key(1).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::TooLarge);
}

#[tokio::test]
async fn broken_gzip_is_a_broken_connection() {
    let server = Server::replying([Reply::new(200, GOOD).header("Content-Encoding", "gzip")]);
    let error = Client::of(&server).get_key(1).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Transport);
}
