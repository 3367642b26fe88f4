//! Redirects are never followed: the credential stays with the server that it is meant for.

use crate::support::api::Client;
use crate::support::{Reply, Server, everything};
use bindery_runtime::{ErrorKind, reqwest};

#[tokio::test]
async fn a_redirect_is_an_error_and_goes_nowhere() {
    for status in [301, 302, 303, 307, 308] {
        let other = Server::replying([Reply::new(200, "{}")]);
        let location = format!("http://localhost:{}/x?token=t0k", other.port());
        let server = Server::replying([Reply::new(status, "moved").header("Location", &location)]);
        let error = Client::of(&server).get_key(1).await.unwrap_err();
        assert_eq!(
            (error.kind(), error.attempts()),
            (ErrorKind::Redirect, 1),
            "{status}"
        );
        assert_eq!(error.status().unwrap().as_u16(), status);
        assert!(!everything(&error).contains("t0k") && !everything(&error).contains("localhost"));
        assert_eq!(server.received().len(), 1);
        assert!(other.received().is_empty(), "nothing may arrive elsewhere");
    }
}

#[tokio::test]
async fn a_callers_policy_does_not_change_that() {
    let other = Server::replying([Reply::new(200, "{}")]);
    let location = format!("http://localhost:{}/", other.port());
    let server = Server::replying([Reply::new(302, "").header("Location", &location)]);
    let http = reqwest::Client::builder()
        .redirect(reqwest::redirect::Policy::limited(5))
        .referer(true);
    let client = Client::quick()
        .base_url(server.url())
        .http(http)
        .build()
        .unwrap();
    assert_eq!(
        client.get_key(1).await.unwrap_err().kind(),
        ErrorKind::Redirect
    );
    assert!(other.received().is_empty());
}

#[tokio::test]
async fn the_same_origin_is_no_exception() {
    let server = Server::replying([Reply::new(307, "").header("Location", "/v3/keys")]);
    let error = Client::of(&server).get_key(1).await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "getKey: the server redirects, which is never followed (HTTP 307)"
    );
    assert_eq!(server.received().len(), 1);
}
