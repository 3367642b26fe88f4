//! Connections that break, and answers that are cut off or are not HTTP.

use std::io::Read as _;
use std::net::TcpListener;
use std::thread;
use std::time::Duration;

use ecgrid::{ApiKey, Client, Error, ErrorKind};
use ecgrid_tests::{KEY, Reply, Server, Soap, fixture, rest, soap};

const GOOD: &str = r#"{"success":true,"data":"k"}"#;

/// The errors of a REST call and of a SOAP call that meet this reply, each sent three times.
async fn both(reply: &Reply) -> [Error; 2] {
    let server = Server::replying([reply.clone()]);
    let by_rest = rest(&server)
        .build()
        .unwrap()
        .users()
        .get_api_key(1)
        .await
        .unwrap_err();
    assert_eq!(
        (server.count(), by_rest.attempts()),
        (3, 3),
        "{reply:?}: {by_rest}"
    );
    let server = Server::replying([reply.clone()]);
    let by_soap = soap(&server, Soap::V12)
        .build()
        .unwrap()
        .users()
        .user_get_api_key(1)
        .await
        .unwrap_err();
    assert_eq!(
        (server.count(), by_soap.attempts()),
        (3, 3),
        "{reply:?}: {by_soap}"
    );
    [by_rest, by_soap]
}

#[tokio::test]
async fn an_answer_that_is_cut_off() {
    let whole = fixture("rest/get-api-key.answer.json");
    for reply in [
        Reply::hang_up(),
        Reply::raw("HTTP/1.1 200 OK\r\nContent-Le"),
        Reply::raw("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n"),
        Reply::raw("HTTP/9.9 200 OK\r\n\r\n"),
        Reply::raw("this is not HTTP\r\n\r\n"),
        Reply::raw("HTTP/1.1 200 OK\r\nContent-Length: ten\r\n\r\n"),
        Reply::json(&*whole).announcing(whole.len() + 1),
        Reply::json(&whole[..20]).announcing(whole.len()),
        Reply::json(&*whole).chunked_without_end(7),
        Reply::raw("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nx"),
    ] {
        for error in both(&reply).await {
            assert_eq!(error.kind(), ErrorKind::Transport, "{reply:?}: {error}");
            assert!(!error.may_have_acted(), "the call reads: {error}");
            assert!(error.is_retryable());
            assert_eq!(error.code(), None);
            assert_eq!(error.message(), None);
        }
    }
}

#[tokio::test]
async fn a_body_that_ends_with_the_connection_may_be_cut_off_unseen() {
    // Nothing frames it but its own syntax: half a body is half of JSON, and no value.
    for (body, sent) in [(&GOOD[..GOOD.len() - 1], 1), (GOOD, 0)] {
        let server = Server::replying([Reply::json(body).until_close()]);
        let outcome = rest(&server).build().unwrap().users().get_api_key(1).await;
        match outcome {
            Err(error) => assert_eq!((error.kind(), server.count()), (ErrorKind::Decode, sent)),
            Ok(secret) => assert_eq!((secret.expose_secret(), sent), ("k", 0)),
        }
    }
}

#[tokio::test]
async fn a_broken_connection_is_followed_by_a_good_one() {
    let server = Server::replying([
        Reply::hang_up(),
        Reply::json(GOOD).announcing(1000),
        Reply::json(GOOD),
    ]);
    let secret = rest(&server)
        .build()
        .unwrap()
        .users()
        .get_api_key(1)
        .await
        .unwrap();
    assert_eq!((secret.expose_secret(), server.count()), ("k", 3));
}

#[tokio::test]
async fn nobody_is_there() {
    let free = TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap();
    let client = Client::builder(ApiKey::new(KEY).unwrap())
        .base_url(format!("http://{free}"))
        .max_attempts(1)
        .build()
        .unwrap();
    let error = client.keys().get(1).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Connect, "{error}");
    assert!(!error.may_have_acted(), "nothing left");
    assert!(error.is_retryable());
    assert_eq!((error.status(), error.operation()), (None, Some("getKey")));
    let source = std::error::Error::source(&error).expect("the system says why");
    assert!(!source.to_string().contains("127.0.0.1"), "{source}");
}

#[tokio::test]
async fn what_an_earlier_attempt_may_have_done_is_not_forgotten() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let server = thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        // Nobody can connect any more when the request has come and the connection breaks.
        drop(listener);
        assert!(stream.read(&mut [0; 4096]).unwrap() > 0);
    });
    let client = Client::builder(ApiKey::new(KEY).unwrap())
        .base_url(format!("http://{address}"))
        .backoff(Duration::from_millis(5), Duration::from_millis(5))
        .max_attempts(2)
        .build()
        .unwrap();
    let error = client.keys().get(1).await.unwrap_err();
    server.join().unwrap();
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::Connect, 2));
    assert!(!error.may_have_acted(), "the call reads: {error}");
}

#[tokio::test]
async fn time_that_runs_out_between_attempts_does_not_undo_one() {
    let busy = Reply::new(503, r#"{"success":false,"message":"busy"}"#);
    let server = Server::replying([Reply::hang_up(), busy.header("Retry-After", "1")]);
    let client = rest(&server)
        .timeout(Duration::from_millis(2500))
        .build()
        .unwrap();
    let mut call = client.keys().get(1).into_future();
    let early = tokio::time::timeout(Duration::from_millis(500), &mut call).await;
    assert!(early.is_err(), "it waits for the third attempt");
    thread::sleep(Duration::from_millis(2200));
    let error = call.await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Timeout, "{error}");
    assert!(error.is_retryable(), "{error}");
}

#[tokio::test]
async fn bytes_behind_an_answer_do_not_reach_the_next_one() {
    let forged = r#"{"success":true,"data":"forged"}"#;
    let both = format!(
        "HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n{GOOD}HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n{forged}",
        GOOD.len(),
        forged.len()
    );
    let server = Server::replying([Reply::raw(both), Reply::json(GOOD)]);
    let client = rest(&server).build().unwrap();
    assert_eq!(
        client.users().get_api_key(1).await.unwrap().expose_secret(),
        "k"
    );
    assert_eq!(
        client.users().get_api_key(2).await.unwrap().expose_secret(),
        "k"
    );
    assert_eq!(server.count(), 2);
}

#[tokio::test]
async fn interim_answers_are_passed_over() {
    let answer = format!(
        "HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n{GOOD}",
        GOOD.len()
    );
    let server = Server::replying([Reply::raw(answer)]);
    let secret = rest(&server)
        .build()
        .unwrap()
        .users()
        .get_api_key(1)
        .await
        .unwrap();
    assert_eq!((secret.expose_secret(), server.count()), ("k", 1));
}
