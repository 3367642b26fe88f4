//! Headers of one call: those that are sent, and those that are refused before anything is.

use ecgrid::ErrorKind;
use ecgrid_tests::{KEY, Reply, Server, Soap, fixture, rest, soap};

const GOOD: &str = r#"{"success":true,"data":"k"}"#;

#[tokio::test]
async fn further_headers_are_sent() {
    let server = Server::replying([Reply::json(GOOD)
        .header("X-Request-Id", "r-1")
        .header("X-Request-Id", "r-2")]);
    let client = rest(&server).build().unwrap();
    let response = client
        .users()
        .get_api_key(1)
        .header("X-Correlation-Id", "c 7")
        .header(
            "traceparent",
            String::from("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"),
        )
        .header("X-Tag", "a")
        .header("x-tag", "b")
        .header("X-Empty", "")
        .with_response()
        .await
        .unwrap();
    let request = server.only();
    assert_eq!(request.header("x-correlation-id"), Some("c 7"));
    assert!(
        request
            .header("traceparent")
            .unwrap()
            .starts_with("00-0af7")
    );
    assert_eq!(request.header("x-empty"), Some(""));
    let tags: Vec<_> = request
        .headers
        .iter()
        .filter(|(name, _)| name == "x-tag")
        .map(|(_, value)| value.as_str())
        .collect();
    assert_eq!(tags, ["a", "b"]);
    assert_eq!(request.header("x-api-key"), Some(KEY));

    assert_eq!(response.status().as_u16(), 200);
    assert_eq!(response.value().expose_secret(), "k");
    let ids: Vec<_> = response.headers().get_all("x-request-id").iter().collect();
    assert_eq!(ids, ["r-1", "r-2"]);
    assert_eq!(response.into_value().expose_secret(), "k");
}

#[tokio::test]
async fn what_the_client_would_say_anyway_can_be_said_otherwise() {
    let server = Server::replying([Reply::json(GOOD)]);
    let client = rest(&server).build().unwrap();
    let call = client.users().get_api_key(1);
    call.header("User-Agent", "me/1")
        .header("Accept-Encoding", "identity")
        .header("Accept", "application/json;v=2")
        .await
        .unwrap();
    let request = server.only();
    for (name, value) in [
        ("user-agent", "me/1"),
        ("accept-encoding", "identity"),
        ("accept", "application/json;v=2"),
    ] {
        let said: Vec<_> = request
            .headers
            .iter()
            .filter(|(key, _)| key == name)
            .collect();
        assert_eq!(said.len(), 1, "{said:?}");
        assert_eq!(said[0].1, value);
    }
}

#[tokio::test]
async fn a_header_belongs_to_one_call() {
    let server = Server::replying([Reply::json(GOOD)]);
    let client = rest(&server).build().unwrap();
    client
        .users()
        .get_api_key(1)
        .header("X-Once", "1")
        .await
        .unwrap();
    client.users().get_api_key(1).await.unwrap();
    let received = server.received();
    assert_eq!(
        (received[0].header("x-once"), received[1].header("x-once")),
        (Some("1"), None)
    );
}

#[tokio::test]
async fn a_header_is_sent_with_every_attempt() {
    let server = Server::replying([Reply::new(503, ""), Reply::json(GOOD)]);
    let client = rest(&server).build().unwrap();
    client
        .users()
        .get_api_key(1)
        .header("X-Call", "1")
        .await
        .unwrap();
    assert!(
        server
            .received()
            .iter()
            .all(|request| request.header("x-call") == Some("1"))
    );
    assert_eq!(server.count(), 2);
}

/// Names that carry a credential, name the host or frame the message.
const REFUSED: [&str; 16] = [
    "Authorization",
    "Proxy-Authorization",
    "Cookie",
    "X-API-Key",
    "Host",
    "Content-Length",
    "Content-Type",
    "Content-Encoding",
    "Transfer-Encoding",
    "TE",
    "Trailer",
    "Connection",
    "Keep-Alive",
    "Proxy-Connection",
    "Upgrade",
    "Expect",
];

#[tokio::test]
async fn credentials_host_and_framing_are_refused() {
    let server = Server::replying([Reply::json(GOOD)]);
    let client = rest(&server).build().unwrap();
    for name in REFUSED {
        for name in [name.to_owned(), name.to_lowercase(), name.to_uppercase()] {
            let error = client
                .users()
                .get_api_key(1)
                .header(&name, "1")
                .await
                .unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Configuration, "{name}");
            assert_eq!(
                (error.attempts(), error.operation()),
                (0, Some("getApiKey"))
            );
            assert!(!error.is_retryable() && !error.may_have_acted());
            assert!(
                error
                    .to_string()
                    .to_lowercase()
                    .contains(&name.to_lowercase()),
                "{name}: {error}"
            );
        }
    }
    assert_eq!(server.count(), 0);
}

#[tokio::test]
async fn soap_refuses_its_own_too() {
    let server = Server::replying([Soap::V11.reply(200, fixture("soap11/key-id-info.xml"))]);
    for version in Soap::BOTH {
        let client = soap(&server, version).build().unwrap();
        for name in REFUSED
            .into_iter()
            .filter(|name| *name != "X-API-Key")
            .chain(["SOAPAction", "soapaction"])
        {
            let error = client
                .keys()
                .key_get(1)
                .header(name, "1")
                .await
                .unwrap_err();
            assert_eq!(
                (error.kind(), error.attempts()),
                (ErrorKind::Configuration, 0),
                "{name}"
            );
        }
        assert_eq!(server.count(), 0);
    }
    let client = soap(&server, Soap::V12).build().unwrap();
    client
        .keys()
        .key_get(1)
        .header("X-Correlation-Id", "7")
        .await
        .unwrap();
    assert_eq!(server.only().header("x-correlation-id"), Some("7"));
}

#[tokio::test]
async fn names_and_values_that_no_header_holds() {
    let server = Server::replying([Reply::json(GOOD)]);
    let client = rest(&server).build().unwrap();
    for value in [
        "a\r\nX-Evil: 1",
        "a\nb",
        "\r",
        "a\0b",
        "\u{1b}[0m",
        "\u{7f}",
    ] {
        let error = client
            .keys()
            .get(1)
            .header("X-Ok", value)
            .await
            .unwrap_err();
        assert_eq!(
            (error.kind(), error.attempts()),
            (ErrorKind::Configuration, 0),
            "{value:?}"
        );
    }
    for name in [
        "",
        "a b",
        "a:b",
        "X-\r\nEvil",
        "X\0",
        "\u{e9}",
        "(x)",
        "X-Evil: 1\r\nY",
    ] {
        let error = client.keys().get(1).header(name, "1").await.unwrap_err();
        assert_eq!(
            (error.kind(), error.attempts()),
            (ErrorKind::Configuration, 0),
            "{name:?}"
        );
    }
    // The first refusal counts, and a good header behind it does not heal it.
    let error = client
        .keys()
        .get(1)
        .header("Host", "x")
        .header("Cookie", "y")
        .header("X-Ok", "z")
        .await
        .unwrap_err();
    assert!(error.to_string().contains("host"), "{error}");
    assert!(!error.to_string().contains("cookie"), "{error}");
    assert_eq!(server.count(), 0);
}

#[tokio::test]
async fn status_and_headers_beside_each_value() {
    let server = Server::answering(|_, request| match request.target.as_str() {
        "/v2/keys/list" => Reply::new(202, r#"{"success":true,"data":[]}"#).header("X-Page", "1"),
        _ => Soap::V11.reply(200, fixture("soap11/key-value-none.xml")),
    });
    let response = rest(&server)
        .build()
        .unwrap()
        .keys()
        .list(1)
        .with_response()
        .await
        .unwrap();
    assert_eq!(
        (response.status().as_u16(), response.value().len()),
        (202, 0)
    );
    assert_eq!(response.headers()["x-page"], "1");
    let client = soap(&server, Soap::V11).build().unwrap();
    let call = client
        .keys()
        .key_value_get("k", "User".into(), 1, "Private".into());
    let response = call.with_response().await.unwrap();
    assert_eq!((response.status().as_u16(), response.value()), (200, &None));
    assert_eq!(response.headers()["x-aspnet-version"], "4.0.30319");
}
