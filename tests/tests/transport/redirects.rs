//! Redirects are never followed, so that a credential never arrives anywhere else.

use ecgrid::{BearerToken, Client, ErrorKind, reqwest};
use ecgrid_tests::{KEY, Reply, SESSION, Server, Soap, fixture, rest, soap};

const STATUSES: [u16; 6] = [300, 301, 302, 303, 307, 308];

#[tokio::test]
async fn rest_calls_stay() {
    let elsewhere = Server::replying([Reply::json(fixture("rest/get-key.answer.json"))]);
    for status in STATUSES {
        for location in [
            format!("{}/v2/keys/get-key", elsewhere.url()),
            format!(
                "http://localhost:{}/v2/keys/get-key",
                elsewhere.address().port()
            ),
            format!("//{}/x", elsewhere.address()),
            "/v2/keys/other".to_owned(),
            "other".to_owned(),
            "not a url \u{7f}".replace('\u{7f}', ""),
        ] {
            let server = Server::replying([Reply::redirect(status, &location)]);
            let client = rest(&server).build().unwrap();
            for error in [
                client.keys().get(1).await.unwrap_err(),
                client.keys().list(1).await.unwrap_err(),
                client.users().get_api_key(1).await.unwrap_err(),
            ] {
                assert_eq!(error.kind(), ErrorKind::Redirect, "{error}");
                assert_eq!(error.status().unwrap().as_u16(), status);
                assert!(!error.is_retryable());
                assert!(!error.may_have_acted());
                assert_eq!(error.attempts(), 1);
            }
            assert_eq!(server.count(), 3, "nor to the same origin: {location}");
        }
    }
    assert_eq!(elsewhere.count(), 0);
}

#[tokio::test]
async fn soap_calls_stay() {
    let elsewhere = Server::replying([Soap::V11.reply(200, fixture("soap11/key-id-info.xml"))]);
    for version in Soap::BOTH {
        for status in STATUSES {
            for location in [
                format!("{}/x", elsewhere.url()),
                "/v4.1/prod/other.asmx".to_owned(),
            ] {
                let server = Server::replying([Reply::redirect(status, &location)]);
                let error = soap(&server, version)
                    .build()
                    .unwrap()
                    .keys()
                    .key_get(1)
                    .await
                    .unwrap_err();
                assert_eq!(error.kind(), ErrorKind::Redirect, "{error}");
                assert_eq!(server.count(), 1);
            }
        }
    }
    assert_eq!(elsewhere.count(), 0);
}

#[tokio::test]
async fn a_policy_of_the_callers_is_replaced() {
    let elsewhere = Server::replying([Reply::json(fixture("rest/get-key.answer.json"))]);
    let location = format!("{}/v2/keys/get-key", elsewhere.url());
    let following = || {
        reqwest::Client::builder()
            .no_proxy()
            .redirect(reqwest::redirect::Policy::limited(10))
            .referer(true)
    };
    let server = Server::replying([Reply::redirect(307, &location)]);
    let bearer = Client::builder(BearerToken::new("token").unwrap()).base_url(server.url());
    for client in [
        rest(&server).http(following()).build().unwrap(),
        bearer.http(following()).build().unwrap(),
    ] {
        let error = client.keys().get(1).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Redirect);
    }
    let client = soap(&server, Soap::V11).http(following()).build().unwrap();
    assert_eq!(
        client.keys().key_get(1).await.unwrap_err().kind(),
        ErrorKind::Redirect
    );
    assert_eq!(server.count(), 3);
    assert!(
        elsewhere
            .received()
            .iter()
            .all(|request| !request.holds(KEY) && !request.holds(SESSION))
    );
    assert_eq!(elsewhere.count(), 0);
}

#[tokio::test]
async fn not_modified_is_no_value() {
    let server = Server::replying([Reply::new(304, "")]);
    let error = rest(&server)
        .build()
        .unwrap()
        .keys()
        .get(1)
        .await
        .unwrap_err();
    assert_eq!(error.status().unwrap().as_u16(), 304);
    assert_eq!(server.count(), 1);
}
