//! `Retry-After`: honoured as seconds and as date, and not waited for where the call would time out.
//!
//! Only lower bounds of time are asserted: a machine may be slow, but a pause never ends early.

use std::time::{Duration, Instant, SystemTime};

use ecgrid_tests::{Reply, Server, rest};

const BUSY: &str =
    r#"{"success":false,"data":null,"errorCode":"RateLimitExceeded","message":"slow down"}"#;
const GOOD: &str = r#"{"success":true,"data":"k"}"#;

fn busy(retry_after: &str) -> Reply {
    Reply::new(429, BUSY).header("Retry-After", retry_after)
}

#[tokio::test]
async fn seconds_are_waited_for() {
    let server = Server::replying([busy("1"), Reply::json(GOOD)]);
    let client = rest(&server).build().unwrap();
    let start = Instant::now();
    client.users().get_api_key(1).await.unwrap();
    assert!(start.elapsed() >= Duration::from_secs(1));
    assert_eq!(server.count(), 2);
}

#[tokio::test]
async fn a_date_is_waited_for() {
    // A date has whole seconds: this one is one to two seconds away.
    let date = httpdate::fmt_http_date(SystemTime::now() + Duration::from_secs(2));
    let server = Server::replying([busy(&date), Reply::json(GOOD)]);
    let client = rest(&server).build().unwrap();
    client.users().get_api_key(1).await.unwrap();
    assert!(SystemTime::now() >= httpdate::parse_http_date(&date).unwrap());
    assert_eq!(server.count(), 2);
}

#[tokio::test]
async fn no_time_and_a_time_in_the_past_are_no_wait() {
    for asked in ["0", "Wed, 21 Oct 2015 07:28:00 GMT"] {
        let server = Server::replying([busy(asked)]);
        let error = rest(&server)
            .build()
            .unwrap()
            .users()
            .get_api_key(1)
            .await
            .unwrap_err();
        assert_eq!(error.retry_after(), Some(Duration::ZERO), "{asked}");
        assert_eq!(server.count(), 3);
    }
}

#[tokio::test]
async fn what_is_no_time_is_ignored() {
    for asked in ["soon", "-1", "1.5", "", "Wed, 99 Oct 2015 07:28:00 GMT"] {
        let server = Server::replying([busy(asked)]);
        let error = rest(&server)
            .build()
            .unwrap()
            .users()
            .get_api_key(1)
            .await
            .unwrap_err();
        assert_eq!(error.retry_after(), None, "{asked}");
        assert_eq!(server.count(), 3, "{asked}");
    }
}

#[tokio::test]
async fn beyond_the_deadline_the_call_ends_at_once() {
    let far = httpdate::fmt_http_date(SystemTime::now() + Duration::from_secs(86_400));
    for (asked, at_least) in [
        ("3600", 3600),
        ("18446744073709551615", 3600),
        ("99999999999999999999999999", 3600),
        (far.as_str(), 86_000),
    ] {
        for status in [429, 503] {
            let server = Server::replying([Reply::new(status, BUSY).header("Retry-After", asked)]);
            let error = rest(&server)
                .build()
                .unwrap()
                .users()
                .get_api_key(1)
                .await
                .unwrap_err();
            assert_eq!(server.count(), 1, "{asked}");
            assert_eq!(error.attempts(), 1);
            assert_eq!(
                error.status().unwrap().as_u16(),
                status,
                "the answer is the error, not the time"
            );
            assert!(
                error.retry_after().unwrap() >= Duration::from_secs(at_least),
                "{asked}"
            );
            assert!(error.is_retryable(), "later it may succeed");
        }
    }
}

#[tokio::test]
async fn the_deadline_is_that_of_the_call() {
    let server = Server::replying([busy("30")]);
    let client = rest(&server)
        .timeout(Duration::from_secs(3600))
        .build()
        .unwrap();
    let error = client
        .users()
        .get_api_key(1)
        .timeout(Duration::from_secs(20))
        .await
        .unwrap_err();
    assert_eq!((error.attempts(), server.count()), (1, 1));
    assert_eq!(error.retry_after(), Some(Duration::from_secs(30)));
}

#[tokio::test]
async fn a_final_error_is_not_repeated_for_it() {
    let server =
        Server::replying([Reply::new(404, r#"{"success":false}"#).header("Retry-After", "0")]);
    let error = rest(&server)
        .build()
        .unwrap()
        .users()
        .get_api_key(1)
        .await
        .unwrap_err();
    assert_eq!((error.attempts(), server.count()), (1, 1));
    assert!(!error.is_retryable());
}
