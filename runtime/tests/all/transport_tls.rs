//! TLS without a process-wide provider: own roots, the caller's settings, and certificates that are
//! not accepted.

use std::sync::Arc;

use crate::support::Reply;
use crate::support::api::{Client, KEY};
use crate::support::tls::TlsServer;
use bindery_runtime::{ErrorKind, reqwest};

const GOOD: &str = r#"{"success":true,"data":{"keyId":5,"key":"k","visibility":"Shared"}}"#;

fn server() -> TlsServer {
    TlsServer::replying("localhost", Reply::new(200, GOOD))
}

#[tokio::test]
async fn a_further_root_is_trusted() {
    let server = server();
    for certificate in [server.der().to_vec(), server.pem().as_bytes().to_vec()] {
        let client = Client::quick()
            .base_url(server.url())
            .root_certificate(certificate)
            .build()
            .unwrap();
        assert_eq!(client.get_key(1).await.unwrap().key_id, 5);
    }
    assert_eq!(server.received(), 2);
    assert!(
        rustls::crypto::CryptoProvider::get_default().is_none(),
        "a library installs no process-wide provider"
    );
}

#[tokio::test]
async fn a_further_root_goes_with_the_callers_client_builder() {
    let server = server();
    // What the caller switched off is switched on again.
    let http = || {
        reqwest::Client::builder()
            .no_proxy()
            .tls_danger_accept_invalid_certs(true)
    };
    let client = Client::quick()
        .base_url(server.url())
        .http(http())
        .build()
        .unwrap();
    assert_eq!(
        client.get_key(1).await.unwrap_err().kind(),
        ErrorKind::Connect
    );

    let client = Client::quick()
        .base_url(server.url())
        .http(http())
        .root_certificate(server.pem())
        .build()
        .unwrap();
    assert_eq!(client.get_key(1).await.unwrap().key_id, 5);
    assert_eq!(server.received(), 1);
}

#[tokio::test]
async fn a_stranger_gets_nothing() {
    let server = server();
    let client = Client::quick().base_url(server.url()).build().unwrap();
    let error = client.get_key(1).await.unwrap_err();
    assert_eq!(
        (error.kind(), error.attempts()),
        (ErrorKind::Connect, 1),
        "{error}"
    );
    assert!(!error.is_retryable() && !error.may_have_acted());
    assert_eq!(
        error.to_string(),
        "getKey: no connection could be made: the certificate was not accepted: its issuer is unknown"
    );
    assert_eq!(server.received(), 0);
}

#[tokio::test]
async fn a_certificate_for_another_host_is_not_accepted() {
    let server = TlsServer::replying("other.example.com", Reply::new(200, GOOD));
    let client = Client::quick()
        .base_url(server.url())
        .root_certificate(server.der())
        .build()
        .unwrap();
    let error = client.get_key(1).await.unwrap_err();
    assert!(
        error.to_string().ends_with("it is for another host"),
        "{error}"
    );
    assert!(!crate::support::everything(&error).contains("other.example.com"));
}

#[tokio::test]
async fn a_whole_configuration_is_taken() {
    let server = server();
    let mut roots = rustls::RootCertStore::empty();
    roots.add(server.der().to_vec().into()).unwrap();
    let configuration = rustls::ClientConfig::builder_with_provider(Arc::new(
        rustls::crypto::ring::default_provider(),
    ))
    .with_safe_default_protocol_versions()
    .unwrap()
    .with_root_certificates(roots)
    .with_no_client_auth();
    let builder = Client::quick()
        .base_url(server.url())
        .tls(configuration.clone());
    assert_eq!(builder.build().unwrap().get_key(1).await.unwrap().key_id, 5);

    let twice = Client::quick()
        .tls(configuration)
        .root_certificate(server.der())
        .build()
        .unwrap_err();
    assert_eq!(twice.kind(), ErrorKind::Configuration);
}

#[test]
#[cfg(not(any(feature = "aws-lc", feature = "native-tls")))]
fn own_tls_without_cryptography_is_an_error_and_no_panic() {
    let error = Client::quick()
        .http_with_own_tls(reqwest::Client::builder())
        .build()
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Configuration);
    for way_out in [
        "process-wide rustls provider",
        "aws-lc",
        "native-tls",
        "root_certificate",
    ] {
        assert!(error.to_string().contains(way_out), "{error}");
    }
    let twice = Client::quick()
        .http_with_own_tls(reqwest::Client::builder())
        .root_certificate(b"x".as_slice())
        .build()
        .unwrap_err();
    assert!(twice.to_string().contains("twice"), "{twice}");
}

#[tokio::test]
async fn plain_http_to_a_tls_server_fails_without_leaking() {
    let server = server();
    let client = Client::quick()
        .base_url(server.url().replace("https", "http"))
        .build()
        .unwrap();
    let error = client.get_key(1).await.unwrap_err();
    assert!(!crate::support::everything(&error).contains(KEY));
}
