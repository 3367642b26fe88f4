//! What a builder accepts.

use std::time::Duration;

use crate::support::api::Client;
use crate::support::{Reply, Server};
use bindery_runtime::{ErrorKind, reqwest};

const GOOD: &str = r#"{"success":true,"data":{"keyId":5,"key":"k","visibility":"Shared"}}"#;

#[test]
fn addresses_that_cannot_be_used_are_refused() {
    for bad in [
        "http://example.com",
        "https://user@example.com",
        "https://example.com/?a=b",
        "https://example.com/#a",
        "ftp://example.com",
        "example.com",
        "",
    ] {
        let error = Client::quick().base_url(bad).build().unwrap_err();
        assert_eq!(
            (error.kind(), error.attempts()),
            (ErrorKind::Configuration, 0),
            "{bad}"
        );
    }
    Client::quick()
        .base_url("http://example.com")
        .allow_plain_http()
        .build()
        .unwrap();
    Client::quick()
        .base_url("http://[::1]:8080/x")
        .build()
        .unwrap();
    let tls = cfg!(any(
        feature = "rustls",
        feature = "aws-lc",
        feature = "native-tls"
    ));
    assert_eq!(Client::quick().build().is_ok(), tls, "https needs TLS");
}

#[test]
fn settings_that_cannot_be_used_are_refused() {
    for certificate in [
        &b""[..],
        b"hello",
        b"\x30\x03\x01\x02\x03",
        b"-----BEGIN CERTIFICATE-----\n!\n",
    ] {
        let error = Client::quick()
            .root_certificate(certificate)
            .build()
            .unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Configuration, "{certificate:?}");
    }
    let error = Client::quick().user_agent("a\r\nb").build().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Configuration);
}

#[tokio::test]
async fn a_callers_client_builder_keeps_its_settings() {
    let server = Server::replying([Reply::new(200, GOOD)]);
    let port = server.port();
    let http = reqwest::Client::builder()
        .resolve("keys.test", ([127, 0, 0, 1], port).into())
        .no_proxy()
        .timeout(Duration::from_nanos(1))
        .user_agent("other/1");
    let client = Client::quick()
        .base_url(format!("http://keys.test:{port}"))
        .allow_plain_http()
        .http(http)
        .build()
        .unwrap();
    assert_eq!(
        client.get_key(1).await.unwrap().key_id,
        5,
        "the caller's resolver, our timeout"
    );
    let request = server.only();
    assert_eq!(
        request.header("host"),
        Some(format!("keys.test:{port}").as_str())
    );
    assert_eq!(request.header("user-agent"), Some("test-client/1.2.3"));
}

#[tokio::test]
async fn the_user_agent_can_be_set() {
    let server = Server::replying([Reply::new(200, GOOD)]);
    let client = Client::quick()
        .base_url(server.url())
        .user_agent("mine/2")
        .build()
        .unwrap();
    client.get_key(1).await.unwrap();
    assert_eq!(server.only().header("user-agent"), Some("mine/2"));
}

#[tokio::test]
async fn clones_share_connections() {
    let server = Server::replying([Reply::new(200, GOOD)]);
    let client = Client::of(&server);
    for _ in 0..3 {
        client.clone().get_key(1).await.unwrap();
    }
    let mut peers = server.peers();
    peers.dedup();
    assert_eq!(peers.len(), 1);
}
