//! The caller's own `reqwest::ClientBuilder`, proxies, names and certificates.

use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpListener};
use std::thread;

use ecgrid::soap::Session;
use ecgrid::{ApiKey, Client, ErrorKind, reqwest};
use ecgrid_tests::{Authority, KEY, Received, Reply, Server, Soap, TlsServer, fixture};

fn good(_: usize, request: &Received) -> Reply {
    match request.method.as_str() {
        "GET" => Reply::json(fixture("rest/get-api-key.answer.json")),
        _ => Soap::V11.reply(200, fixture("soap11/key-id-info.xml")),
    }
}

fn key() -> ApiKey {
    ApiKey::new(KEY).unwrap()
}

#[tokio::test]
async fn a_proxy_of_the_callers_is_asked() {
    let proxy = Server::answering(good);
    let http = reqwest::Client::builder().proxy(reqwest::Proxy::all(proxy.url()).unwrap());
    let client = Client::builder(key())
        .base_url("http://rest.ecgrid.test/gateway")
        .allow_plain_http()
        .http(http)
        .build()
        .unwrap();
    client.users().get_api_key(7).await.unwrap();
    let request = proxy.only();
    assert_eq!(
        request.target,
        "http://rest.ecgrid.test/gateway/v2/users/key/7"
    );
    assert_eq!(request.header("host"), Some("rest.ecgrid.test"));
}

#[tokio::test]
async fn a_proxy_only_carries_what_is_encrypted() {
    let authority = Authority::new();
    let server = TlsServer::answering(&authority, &["rest.ecgrid.io"], good);
    let proxy = format!("http://{}", server.address());
    let http = reqwest::Client::builder().proxy(reqwest::Proxy::all(proxy).unwrap());
    let client = Client::builder(key())
        .http(http)
        .root_certificate(authority.pem())
        .build()
        .unwrap();
    client.users().get_api_key(7).await.unwrap();
    let tunnels = server.tunnels();
    assert_eq!(tunnels.len(), 1);
    assert_eq!(
        (tunnels[0].method.as_str(), tunnels[0].target.as_str()),
        ("CONNECT", "rest.ecgrid.io:443")
    );
    assert!(!tunnels[0].holds(KEY), "{tunnels:?}");
    let received = server.received();
    assert_eq!(received[0].target, "/v2/users/key/7");
    assert_eq!(received[0].header("x-api-key"), Some(KEY));
}

#[tokio::test]
async fn a_certificate_that_is_trusted() {
    let authority = Authority::new();
    let server = TlsServer::answering(&authority, &["rest.ecgrid.io", "os.ecgrid.io"], good);
    let resolving = || {
        reqwest::Client::builder()
            .no_proxy()
            .resolve("rest.ecgrid.io", server.address())
            .resolve("os.ecgrid.io", server.address())
    };
    for certificate in [
        authority.pem().as_bytes().to_vec(),
        authority.der().to_vec(),
    ] {
        let client = Client::builder(key())
            .base_url(format!("https://rest.ecgrid.io:{}", server.port()))
            .http(resolving())
            .root_certificate(certificate.clone())
            .build()
            .unwrap();
        client.users().get_api_key(7).await.unwrap();
        let client = ecgrid::soap::Client::builder(Session::new("s").unwrap())
            .endpoint(format!(
                "https://os.ecgrid.io:{}/ECGridOS.asmx",
                server.port()
            ))
            .http(resolving())
            .root_certificate(certificate)
            .build()
            .unwrap();
        assert_eq!(client.keys().key_get(1).await.unwrap().key_id, 1042);
    }
    assert_eq!(server.received().len(), 4);
}

#[tokio::test]
async fn certificates_that_are_not_trusted() {
    let authority = Authority::new();
    let server = TlsServer::answering(&authority, &["rest.ecgrid.io"], good);
    let client = |host: &str, root: Option<&Authority>| {
        let http = reqwest::Client::builder()
            .no_proxy()
            .resolve(host, server.address());
        let mut builder = Client::builder(key())
            .base_url(format!("https://{host}:{}", server.port()))
            .http(http);
        if let Some(root) = root {
            builder = builder.root_certificate(root.pem());
        }
        builder.build().unwrap()
    };
    let stranger = Authority::new();
    for (host, root) in [
        ("rest.ecgrid.io", None),
        ("rest.ecgrid.io", Some(&stranger)),
        ("other.ecgrid.io", Some(&authority)),
    ] {
        let error = client(host, root).users().get_api_key(7).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Connect, "{host}: {error}");
        assert!(error.to_string().contains("certificate"), "{error}");
        assert!(
            !error.may_have_acted(),
            "nothing left before the certificate was accepted"
        );
        assert!(!error.is_retryable(), "the certificate stays what it is");
        assert_eq!(error.attempts(), 1);
    }
    assert!(server.received().is_empty());
}

#[tokio::test]
async fn careless_settings_of_the_callers_do_not_count() {
    let authority = Authority::new();
    let server = TlsServer::answering(&authority, &["rest.ecgrid.io"], good);
    let careless = reqwest::Client::builder()
        .no_proxy()
        .resolve("rest.ecgrid.io", server.address())
        .tls_danger_accept_invalid_certs(true)
        .tls_danger_accept_invalid_hostnames(true);
    let client = Client::builder(key())
        .base_url(format!("https://rest.ecgrid.io:{}", server.port()))
        .http(careless)
        .build()
        .unwrap();
    let error = client.users().get_api_key(7).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Connect, "{error}");
    assert!(server.received().is_empty());
}

#[tokio::test]
async fn headers_of_the_callers_are_kept_and_the_credential_is_ours() {
    let server = Server::answering(good);
    let mut headers = reqwest::header::HeaderMap::new();
    headers.insert("x-tenant", "t".parse().unwrap());
    headers.insert("x-api-key", "not-mine".parse().unwrap());
    headers.insert("user-agent", "not-mine".parse().unwrap());
    let http = reqwest::Client::builder()
        .no_proxy()
        .default_headers(headers)
        .user_agent("nor-mine");
    let client = Client::builder(key())
        .base_url(server.url())
        .http(http)
        .build()
        .unwrap();
    client.users().get_api_key(7).await.unwrap();
    let request = server.only();
    assert_eq!(request.header("x-tenant"), Some("t"));
    assert!(
        !request.holds("not-mine") && !request.holds("nor-mine"),
        "{request:?}"
    );
    assert_eq!(request.header("x-api-key"), Some(KEY));
}

#[test]
fn roots_that_are_no_certificates() {
    for bytes in [
        &b""[..],
        b"hello",
        b"-----BEGIN CERTIFICATE-----\n!!\n-----END CERTIFICATE-----\n",
        b"0\x03\x02\x01\x05",
    ] {
        let error = Client::builder(key())
            .root_certificate(bytes)
            .build()
            .map(|_| ())
            .unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Configuration, "{error}");
    }
}

#[tokio::test]
async fn plain_http_answered_by_tls_and_the_other_way_round() {
    let authority = Authority::new();
    let tls = TlsServer::answering(&authority, &["localhost"], good);
    let plain = speaks_no_tls();
    let to_tls = Client::builder(key())
        .base_url(format!("http://127.0.0.1:{}", tls.port()))
        .max_attempts(1)
        .build()
        .unwrap();
    let error = to_tls.users().get_api_key(7).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Transport, "{error}");
    let to_plain = Client::builder(key())
        .base_url(format!("https://{plain}"))
        .http(reqwest::Client::builder().no_proxy())
        .max_attempts(1)
        .build()
        .unwrap();
    let error = to_plain.users().get_api_key(7).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Connect, "{error}");
    assert!(!error.may_have_acted());
}

/// A server that answers whatever comes first as plain HTTP servers answer TLS.
fn speaks_no_tls() -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            let mut hello = [0; 4096];
            let _ = stream.read(&mut hello);
            let _ = stream.write_all(b"HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n");
        }
    });
    address
}
