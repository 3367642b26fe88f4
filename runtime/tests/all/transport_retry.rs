//! When a call is sent again, how often, and when not.

use std::time::{Duration, Instant};

use crate::support::api::Client;
use crate::support::{Reply, Server};
use bindery_runtime::ErrorKind;

const GOOD: &str = r#"{"success":true,"data":{"keyId":5,"key":"k","visibility":"Shared"}}"#;

fn no(status: u16) -> Reply {
    Reply::new(status, r#"{"success":false,"errorCode":"E","message":"m"}"#)
}

fn good() -> Reply {
    Reply::new(200, GOOD)
}

#[tokio::test]
async fn a_read_is_repeated_while_it_may_succeed() {
    for status in [408, 425, 429, 500, 502, 503, 504] {
        let server = Server::replying([no(status), no(status), good()]);
        assert_eq!(
            Client::of(&server).get_key(1).await.unwrap().key_id,
            5,
            "{status}"
        );
        let bodies: Vec<Vec<u8>> = server
            .received()
            .into_iter()
            .map(|request| request.body)
            .collect();
        assert_eq!(
            bodies,
            vec![br#"{"userId":1}"#.to_vec(); 3],
            "the same body each time"
        );
    }
    let server = Server::replying([Reply::new(503, "<html>"), good()]);
    assert_eq!(
        Client::of(&server).set_key(1).await.unwrap().key_id,
        5,
        "a PUT is idempotent"
    );
}

#[tokio::test]
async fn attempts_are_counted_and_bounded() {
    let server = Server::replying([no(500)]);
    let error = Client::of(&server).get_key(1).await.unwrap_err();
    assert_eq!((error.attempts(), error.kind()), (3, ErrorKind::Api));
    assert!(error.is_retryable());
    assert_eq!(server.received().len(), 3);

    for (allowed, sent) in [(0, 1), (1, 1), (2, 2), (5, 5)] {
        let server = Server::replying([no(500)]);
        let client = Client::quick()
            .base_url(server.url())
            .max_attempts(allowed)
            .build()
            .unwrap();
        assert_eq!(client.get_key(1).await.unwrap_err().attempts(), sent);
        assert_eq!(server.received().len() as u32, sent);
    }
}

#[tokio::test]
async fn a_no_is_final() {
    for status in [200, 400, 401, 403, 404, 409, 501] {
        let server = Server::replying([no(status), good()]);
        let error = Client::of(&server).get_key(1).await.unwrap_err();
        assert_eq!(
            (error.attempts(), error.is_retryable()),
            (1, false),
            "{status}"
        );
    }
    let server = Server::replying([Reply::new(200, "{}"), good()]);
    assert_eq!(
        Client::of(&server).get_key(1).await.unwrap_err().attempts(),
        1
    );
}

#[tokio::test]
async fn a_write_is_not_repeated() {
    for reply in [
        no(500),
        no(503),
        Reply::hang_up(),
        Reply::new(200, "{").announcing(50),
    ] {
        let server = Server::replying([reply, good()]);
        let error = Client::of(&server).new_key(1).await.unwrap_err();
        assert_eq!(error.attempts(), 1);
        assert!(error.may_have_acted() && !error.is_retryable(), "{error:?}");
        assert_eq!(server.received().len(), 1);
    }
    for status in [425, 429] {
        let server = Server::replying([no(status), good()]);
        assert_eq!(
            Client::of(&server).new_key(1).await.unwrap().key_id,
            5,
            "refused, so sent again"
        );
    }
}

#[tokio::test]
async fn a_broken_connection_is_repeated_for_reads() {
    let server = Server::replying([
        Reply::hang_up(),
        Reply::new(200, "{\"success\":tr").announcing(100),
        good(),
    ]);
    assert_eq!(Client::of(&server).get_key(1).await.unwrap().key_id, 5);
    assert_eq!(server.received().len(), 3);

    let server = Server::replying([Reply::hang_up()]);
    let error = Client::of(&server).get_key(1).await.unwrap_err();
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::Transport, 3));
    assert!(!error.may_have_acted() && error.is_retryable(), "it reads");
}

#[tokio::test]
async fn no_connection_is_repeated_even_for_writes() {
    let gone = std::net::TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap();
    let client = Client::quick()
        .base_url(format!("http://{gone}"))
        .build()
        .unwrap();
    let error = client.new_key(1).await.unwrap_err();
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::Connect, 3));
    assert!(!error.may_have_acted() && error.is_retryable() && error.status().is_none());
}

#[tokio::test]
async fn retry_after_in_seconds_is_waited_for() {
    let server = Server::replying([no(429).header("Retry-After", "1"), good()]);
    let started = Instant::now();
    Client::of(&server).get_key(1).await.unwrap();
    assert!(
        started.elapsed() >= Duration::from_millis(990),
        "{:?}",
        started.elapsed()
    );
}

#[tokio::test]
async fn retry_after_as_a_date_is_waited_for() {
    let server = Server::answering(|number, _| match number {
        0 => {
            let then = std::time::SystemTime::now() + Duration::from_secs(2);
            no(503).header("Retry-After", &httpdate::fmt_http_date(then))
        }
        _ => good(),
    });
    let started = Instant::now();
    Client::of(&server).get_key(1).await.unwrap();
    // A date has no fractions of a second: at least one whole second is left.
    assert!(
        started.elapsed() >= Duration::from_millis(950),
        "{:?}",
        started.elapsed()
    );
}

#[tokio::test]
async fn retry_after_beyond_the_deadline_returns_at_once() {
    for value in [
        "3600",
        "99999999999999999999",
        "Fri, 31 Dec 9999 23:59:59 GMT",
    ] {
        let server = Server::replying([no(429).header("Retry-After", value), good()]);
        let started = Instant::now();
        let error = Client::of(&server).get_key(1).await.unwrap_err();
        assert!(started.elapsed() < Duration::from_secs(20));
        assert_eq!((error.attempts(), error.kind()), (1, ErrorKind::Api));
        assert!(
            error.retry_after().unwrap() >= Duration::from_secs(3500),
            "{:?}",
            error.retry_after()
        );
    }
}

#[tokio::test]
async fn retry_after_that_cannot_be_read_is_ignored() {
    let server = Server::replying([no(429).header("Retry-After", "soon"), good()]);
    assert_eq!(Client::of(&server).get_key(1).await.unwrap().key_id, 5);
}

#[tokio::test]
async fn the_deadline_covers_attempts_and_pauses() {
    let server = Server::replying([no(500)]);
    let client = Client::quick()
        .base_url(server.url())
        .max_attempts(u32::MAX)
        .backoff(Duration::from_millis(20), Duration::from_millis(40))
        .timeout(Duration::from_millis(400))
        .build()
        .unwrap();
    let started = Instant::now();
    let error = client.get_key(1).await.unwrap_err();
    assert!(error.attempts() > 3, "{error:?}");
    assert!(started.elapsed() < Duration::from_secs(10));
}

#[tokio::test]
async fn a_connection_that_says_nothing_costs_a_read_half_its_time() {
    const LONG: Duration = Duration::from_secs(60);
    for silent in [good().after(LONG), good().stalling(LONG)] {
        let server = Server::replying([silent.clone(), good()]);
        let call = Client::of(&server).get_key(1);
        let key = call.timeout(Duration::from_secs(3)).await.unwrap();
        assert_eq!(key.key_id, 5);
        assert_eq!(server.received().len(), 2);

        // A write may have arrived, and an attempt that is the last has all the time.
        let server = Server::replying([silent.clone(), good()]);
        let call = Client::of(&server).new_key(1);
        let error = call.timeout(Duration::from_millis(300)).await.unwrap_err();
        assert_eq!((error.kind(), error.attempts()), (ErrorKind::Timeout, 1));
        assert!(error.may_have_acted());
        assert_eq!(server.received().len(), 1);
    }
    let server = Server::replying([good().after(Duration::from_millis(1000))]);
    let builder = Client::quick().base_url(server.url()).max_attempts(1);
    let call = builder.build().unwrap().get_key(1);
    call.timeout(Duration::from_millis(1900)).await.unwrap();
    assert_eq!(server.received().len(), 1);
}

#[tokio::test]
async fn an_answer_that_goes_on_has_all_the_time() {
    // Each half is silent for less than half of the time, and both together for more.
    let half = Duration::from_millis(1000);
    let server = Server::replying([good().after(half).stalling(half)]);
    let call = Client::of(&server).get_key(1);
    call.timeout(Duration::from_millis(3600)).await.unwrap();
    assert_eq!(server.received().len(), 1);
}

#[tokio::test]
async fn a_time_for_attempts_bounds_every_one() {
    const LONG: Duration = Duration::from_secs(60);
    let short = Duration::from_millis(300);
    let attempts = [good().after(LONG), good().stalling(LONG), good()];
    let server = Server::replying(attempts.clone());
    let builder = Client::quick().base_url(server.url());
    let client = builder.attempt_timeout(short).build().unwrap();
    assert_eq!(client.get_key(1).await.unwrap().key_id, 5);
    assert_eq!(server.received().len(), 3);

    // The last attempt has no more time than the others, and a write no second attempt.
    for (writes, sent) in [(false, 3), (true, 1)] {
        let server = Server::replying([good().after(LONG)]);
        let builder = Client::quick().base_url(server.url());
        let client = builder.attempt_timeout(short).build().unwrap();
        let error = match writes {
            true => client.new_key(1).await.unwrap_err(),
            false => client.get_key(1).await.unwrap_err(),
        };
        assert_eq!((error.kind(), error.attempts()), (ErrorKind::Timeout, sent));
        assert_eq!(error.may_have_acted(), writes);
        assert_eq!(error.is_retryable(), !writes);
        assert_eq!(server.received().len(), sent as usize);
    }

    // It replaces the default bound, and pauses between pieces do not lengthen it.
    let server = Server::replying([good().after(Duration::from_millis(1200))]);
    let builder = Client::quick().base_url(server.url()).attempt_timeout(LONG);
    let call = builder.build().unwrap().get_key(1);
    call.timeout(Duration::from_millis(2200)).await.unwrap();
    assert_eq!(server.received().len(), 1);
}

#[tokio::test]
async fn a_large_body_is_sent_for_as_long_as_it_takes() {
    // The server is silent for more than half of the time.
    let server = Server::replying([
        Reply::new(200, r#"{"success":true,"data":[]}"#).after(Duration::from_millis(1200))
    ]);
    let call = Client::of(&server).list_keys(1).note(&"x".repeat(100_000));
    call.timeout(Duration::from_millis(2200)).await.unwrap();
    assert_eq!(server.received().len(), 1);
}
