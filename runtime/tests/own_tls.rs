//! The caller's own TLS settings, in a process that has a provider of cryptography.

#![cfg(feature = "rustls")]

#[allow(
    dead_code,
    unused_imports,
    reason = "a part of what the other tests use"
)]
#[path = "all/support/mod.rs"]
mod support;

use bindery_runtime::{ErrorKind, reqwest};
use support::Reply;
use support::api::Client;
use support::tls::TlsServer;

#[tokio::test]
async fn the_callers_settings_are_kept() {
    rustls::crypto::ring::default_provider()
        .install_default()
        .unwrap();
    let body = r#"{"success":true,"data":{"keyId":5,"key":"k","visibility":"Shared"}}"#;
    let server = TlsServer::replying("localhost", Reply::new(200, body));

    let trusting = reqwest::Certificate::from_der(server.der()).unwrap();
    let http = reqwest::Client::builder().tls_certs_only([trusting]);
    let client = Client::quick()
        .base_url(server.url())
        .http_with_own_tls(http)
        .build()
        .unwrap();
    assert_eq!(client.get_key(1).await.unwrap().key_id, 5);

    let http = reqwest::Client::builder().tls_certs_only([]);
    let client = Client::quick()
        .base_url(server.url())
        .http_with_own_tls(http)
        .build()
        .unwrap();
    assert_eq!(
        client.get_key(1).await.unwrap_err().kind(),
        ErrorKind::Connect
    );
}
