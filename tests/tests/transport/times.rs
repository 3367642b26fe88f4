//! Time: of a whole call, of one call, and what an answer that never comes means.
//!
//! Servers that never answer make the short limits; nothing here measures how long anything took.

use std::time::Duration;

use ecgrid::{Error, ErrorKind};
use ecgrid_tests::{Reply, Server, Soap, rest, soap};

const GOOD: &str = r#"{"success":true,"data":"k"}"#;
const SHORT: Duration = Duration::from_millis(80);
const LONG: Duration = Duration::from_secs(60);

#[track_caller]
fn ran_out(error: &Error) {
    assert_eq!(error.kind(), ErrorKind::Timeout, "{error}");
    assert!(!error.may_have_acted(), "the call reads: {error}");
    assert!(error.is_retryable());
    assert_eq!(error.code(), None);
    assert!(std::error::Error::source(error).is_none());
}

#[tokio::test]
async fn an_answer_that_never_comes() {
    for reply in [
        Reply::silence(),
        Reply::json(GOOD).stalling_after(0),
        Reply::json(GOOD).stalling_after(GOOD.len() - 1),
    ] {
        let server = Server::replying([reply]);
        let client = rest(&server).timeout(SHORT).build().unwrap();
        let error = client.users().get_api_key(1).await.unwrap_err();
        ran_out(&error);
        assert_eq!(error.operation(), Some("getApiKey"));
        let client = soap(&server, Soap::V11).timeout(SHORT).build().unwrap();
        ran_out(&client.keys().key_get(1).await.unwrap_err());
    }
}

#[tokio::test]
async fn a_calls_own_time_replaces_that_of_the_client() {
    let never = Server::replying([Reply::silence()]);
    let client = rest(&never).timeout(LONG).build().unwrap();
    ran_out(
        &client
            .users()
            .get_api_key(1)
            .timeout(SHORT)
            .await
            .unwrap_err(),
    );
    ran_out(
        &client
            .keys()
            .list(1)
            .timeout(SHORT)
            .with_response()
            .await
            .unwrap_err(),
    );
    let client = soap(&never, Soap::V12).timeout(LONG).build().unwrap();
    ran_out(
        &client
            .users()
            .user_get_api_key(1)
            .timeout(SHORT)
            .await
            .unwrap_err(),
    );

    let slow = Server::replying([Reply::json(GOOD).after(Duration::from_millis(300))]);
    let client = rest(&slow).timeout(SHORT).build().unwrap();
    client.users().get_api_key(1).timeout(LONG).await.unwrap();
    assert_eq!(slow.count(), 1);
}

#[tokio::test]
async fn the_last_time_set_counts_and_belongs_to_one_call() {
    let slow = Server::replying([Reply::json(GOOD).after(Duration::from_millis(200))]);
    let client = rest(&slow).build().unwrap();
    client
        .users()
        .get_api_key(1)
        .timeout(SHORT)
        .timeout(LONG)
        .await
        .unwrap();
    client.users().get_api_key(1).await.unwrap();
}

#[tokio::test]
async fn no_time_at_all_sends_nothing() {
    let server = Server::replying([Reply::json(GOOD)]);
    let client = rest(&server).build().unwrap();
    let error = client
        .users()
        .get_api_key(1)
        .timeout(Duration::ZERO)
        .await
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Timeout);
    assert!(!error.may_have_acted());
    assert_eq!((error.attempts(), server.count()), (0, 0));
}

#[tokio::test]
async fn endless_time_is_no_panic() {
    let server = Server::replying([Reply::json(GOOD)]);
    let client = rest(&server)
        .timeout(Duration::MAX)
        .connect_timeout(Duration::MAX)
        .build()
        .unwrap();
    client.users().get_api_key(1).await.unwrap();
    client
        .users()
        .get_api_key(1)
        .timeout(Duration::MAX)
        .await
        .unwrap();
}

#[tokio::test]
async fn the_time_covers_all_attempts() {
    // An attempt that another may follow has half of the time that is left, the last one all of it.
    let server = Server::replying([Reply::silence()]);
    let client = rest(&server)
        .timeout(10 * SHORT)
        .max_attempts(2)
        .build()
        .unwrap();
    let error = client.users().get_api_key(1).await.unwrap_err();
    ran_out(&error);
    assert_eq!((error.attempts(), server.count()), (2, 2));
}

#[tokio::test]
async fn a_time_of_the_callers_client_builder_does_not_count() {
    let slow = Server::replying([Reply::json(GOOD).after(Duration::from_millis(300))]);
    let http = ecgrid::reqwest::Client::builder()
        .no_proxy()
        .timeout(Duration::from_millis(50));
    let client = rest(&slow).http(http).max_attempts(1).build().unwrap();
    client.users().get_api_key(1).await.unwrap();
}

#[tokio::test]
async fn a_call_that_is_dropped_stops() {
    let server = Server::replying([Reply::silence(), Reply::json(GOOD)]);
    let client = rest(&server).build().unwrap();
    let call = tokio::spawn(std::future::IntoFuture::into_future(
        client.users().get_api_key(1),
    ));
    while server.count() == 0 {
        tokio::task::yield_now().await;
    }
    call.abort();
    assert!(call.await.unwrap_err().is_cancelled());
    client.users().get_api_key(2).await.unwrap();
    assert_eq!(server.count(), 2, "the dropped call is not repeated");
}

#[test]
fn nothing_is_sent_before_it_is_awaited() {
    let server = Server::replying([Reply::json(GOOD)]);
    let client = rest(&server).build().unwrap();
    let request = client.users().get_api_key(1);
    let future = std::future::IntoFuture::into_future(request.clone());
    drop(future);
    assert_eq!(server.count(), 0);
    request.wait().unwrap();
    assert_eq!(server.count(), 1);
}
