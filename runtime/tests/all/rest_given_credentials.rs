//! Credentials that the builder is given, whether or not the description declares any.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use crate::support::{Reply, Server, everything};
use bindery_runtime::v1::rest::{Call, Operation, Service, credential, credentials, request};
use bindery_runtime::{
    AccessToken, ApiKey, BasicAuth, BearerToken, ClientCredentials, ErrorKind, TokenSource,
};

const TOKEN: &str = "s3cret-TOKEN-0123456789";

crate::support::declare_client!();

type Builder = bindery_runtime::rest::ClientBuilder<Client>;

/// A service that declares no security.
static OPEN: Service = Service::new("https://rest.example.com", "test-client/1.2.3");

/// One whose calls need a key.
static GUARDED: Service =
    Service::new("https://rest.example.com", "test-client/1.2.3").needs(&[&["key"], &[]]);

static LIST: Operation = Operation::get("list", "/list");
static PUBLIC: Operation = Operation::get("public", "/public").needs(&[]);

#[derive(Clone, Debug)]
struct List {
    call: Call,
    session: Option<String>,
}

request! {
    List -> (), Error;
    cookie session = "session",
}

impl Client {
    fn of(operation: &'static Operation, builder: Builder) -> List {
        let client = builder.build().unwrap();
        List {
            call: client.core.call(operation),
            session: None,
        }
    }
}

fn open(server: &Server) -> Builder {
    quick(Builder::new(&OPEN, ()), server)
}

fn quick(builder: Builder, server: &Server) -> Builder {
    builder
        .base_url(server.url())
        .backoff(Duration::from_millis(1), Duration::from_millis(5))
}

#[derive(Clone, Debug, Default)]
struct Credentials {
    key: Option<ApiKey>,
    login: Option<BasicAuth>,
}

credentials! {
    Credentials {
        key "key" = header "X-Key",
        login "login" = basic,
    }
}

#[derive(Clone, Debug)]
enum Credential {
    BearerToken(BearerToken),
}

credential! {
    Credential {
        BearerToken(BearerToken) = bearer,
    }
}

fn token() -> BearerToken {
    BearerToken::new(TOKEN).unwrap()
}

#[tokio::test]
async fn every_kind_goes_with_a_call_of_a_service_that_declares_none() {
    let server = Server::replying([Reply::new(204, "")]);
    Client::of(&LIST, open(&server).bearer_token(token()))
        .await
        .unwrap();
    let login = BasicAuth::new("user", "pass").unwrap();
    Client::of(&LIST, open(&server).basic_auth(login))
        .await
        .unwrap();
    let builder = open(&server)
        .header_credential("X-Auth", TOKEN)
        .header_credential("x-second", "");
    Client::of(&LIST, builder).await.unwrap();
    let received = server.received();
    assert_eq!(
        received[0].header("authorization"),
        Some(format!("Bearer {TOKEN}").as_str())
    );
    assert_eq!(
        received[1].header("authorization"),
        Some("Basic dXNlcjpwYXNz")
    );
    assert_eq!(received[2].header("x-auth"), Some(TOKEN));
    assert_eq!(received[2].header("x-second"), Some(""));
    assert_eq!(received[2].header("authorization"), None);
}

#[tokio::test]
async fn a_source_is_asked_once_and_again_when_its_token_is_refused() {
    let server = Server::answering(|_, received| {
        let fresh = received.header("authorization") == Some("Bearer token-1");
        Reply::new(if fresh { 204 } else { 401 }, "")
    });
    let fetched = std::sync::Arc::new(AtomicUsize::new(0));
    let counter = std::sync::Arc::clone(&fetched);
    let source = TokenSource::new(move || {
        let count = counter.fetch_add(1, Ordering::SeqCst);
        async move { BearerToken::new(format!("token-{count}")).map(AccessToken::new) }
    });
    let list = Client::of(&LIST, open(&server).bearer_token(source));
    list.clone().await.unwrap();
    list.await.unwrap();
    assert_eq!(fetched.load(Ordering::SeqCst), 2);
}

#[test]
fn client_credentials_need_an_endpoint() {
    let server = Server::replying([Reply::new(204, "")]);
    let credentials = ClientCredentials::new("id", "secret");
    let error = open(&server)
        .bearer_token(credentials.clone())
        .build()
        .unwrap_err();
    assert_eq!(error.0.kind(), ErrorKind::Configuration);
    assert!(error.0.to_string().contains("`token_url`"), "{}", error.0);
    assert!(
        open(&server)
            .bearer_token(credentials.token_url("/token"))
            .build()
            .is_ok()
    );
}

#[tokio::test]
async fn they_stand_beside_those_that_are_declared() {
    let server = Server::replying([Reply::new(204, "")]);
    let held = || Credentials {
        key: Some(ApiKey::new("key-1").unwrap()),
        login: None,
    };
    let builder = || quick(Builder::new(&GUARDED, held()), &server).bearer_token(token());
    Client::of(&LIST, builder()).await.unwrap();
    // A call that needs no credential: the caller's choice is for every call.
    Client::of(&PUBLIC, builder()).await.unwrap();
    let received = server.received();
    let bearer = format!("Bearer {TOKEN}");
    assert_eq!(received[0].header("x-key"), Some("key-1"));
    assert_eq!(received[0].header("authorization"), Some(bearer.as_str()));
    assert_eq!(received[1].header("x-key"), None);
    assert_eq!(received[1].header("authorization"), Some(bearer.as_str()));
}

#[test]
fn two_credentials_for_one_header_are_refused() {
    let server = Server::replying([Reply::new(204, "")]);
    let held = Credentials {
        key: Some(ApiKey::new("key-1").unwrap()),
        login: Some(BasicAuth::new("user", "pass").unwrap()),
    };
    let several = || quick(Builder::new(&GUARDED, held.clone()), &server);
    let one = quick(
        Builder::new(&OPEN, Credential::BearerToken(token())),
        &server,
    );
    let twice = open(&server)
        .bearer_token(token())
        .header_credential("Authorization", "Token abc");
    for (builder, named) in [
        (
            several().bearer_token(token()),
            ["`login`", "`bearer_token`"],
        ),
        (
            several().header_credential("x-KEY", "abc"),
            ["`key`", "`header_credential`"],
        ),
        (
            one.basic_auth(BasicAuth::new("user", "pass").unwrap()),
            ["the client", "`basic_auth`"],
        ),
        (twice, ["`bearer_token`", "`header_credential`"]),
    ] {
        let error = builder.build().unwrap_err().0;
        assert_eq!(error.kind(), ErrorKind::Configuration);
        for name in named {
            assert!(error.to_string().contains(name), "{error}");
        }
        assert!(!everything(&error).contains(TOKEN));
    }
}

#[test]
fn what_cannot_arrive_is_refused_when_the_client_is_built() {
    let server = Server::replying([Reply::new(204, "")]);
    for (name, value) in [
        ("x-auth", "hunter2 "),
        ("x-auth", "\thunter2"),
        ("x-auth", "hunter2\n"),
        ("x-auth", "hun\0ter2"),
        ("x auth", "hunter2"),
        ("Host", "hunter2"),
        ("Content-Length", "hunter2"),
        ("Content-Type", "hunter2"),
        ("User-Agent", "hunter2"),
        ("Accept", "hunter2"),
        ("Transfer-Encoding", "hunter2"),
    ] {
        let error = open(&server).header_credential(name, value).build();
        let error = error.expect_err(name).0;
        assert_eq!(error.kind(), ErrorKind::Configuration);
        assert!(!error.to_string().contains("hunter2"), "{error}");
    }
    assert!(server.received().is_empty());
}

#[tokio::test]
async fn cookies_of_both_are_one_header() {
    let server = Server::replying([Reply::new(204, "")]);
    let mut list = Client::of(&LIST, open(&server).header_credential("Cookie", "a=1; b=2"));
    list.session = Some("c".to_owned());
    list.await.unwrap();
    assert_eq!(server.only().header("cookie"), Some("session=c; a=1; b=2"));
}

#[tokio::test]
async fn what_is_given_is_masked_and_shown_nowhere() {
    let said = format!(r#"{{"message":"bad token {TOKEN}"}}"#);
    let server = Server::replying([Reply::new(403, said)]);
    for builder in [
        open(&server).bearer_token(token()),
        open(&server).header_credential("X-Auth", TOKEN),
        open(&server).basic_auth(BasicAuth::new("user", TOKEN).unwrap()),
        open(&server).bearer_token(TokenSource::new(|| async { BearerToken::new(TOKEN) })),
    ] {
        assert!(!format!("{builder:?}").contains(TOKEN));
        let list = Client::of(&LIST, builder);
        assert!(!format!("{list:?}").contains(TOKEN));
        let error = list.await.unwrap_err().0;
        assert!(!everything(&error).contains(TOKEN), "{error}");
        assert!(error.to_string().contains("[redacted]"), "{error}");
    }
}

#[test]
fn none_is_sent_over_plain_http_to_another_host() {
    let error = Builder::new(&OPEN, ())
        .base_url("http://rest.example.com")
        .bearer_token(token())
        .build()
        .unwrap_err();
    assert_eq!(error.0.kind(), ErrorKind::Configuration);
}

#[tokio::test]
async fn the_refusal_on_a_call_says_where_credentials_go() {
    let server = Server::replying([Reply::new(204, "")]);
    for name in ["Authorization", "Proxy-Authorization", "Cookie"] {
        let list = Client::of(&LIST, open(&server)).header(name, "Bearer abc");
        let error = list.await.unwrap_err().0;
        assert_eq!(error.kind(), ErrorKind::Configuration);
        for method in ["`bearer_token`", "`basic_auth`", "`header_credential`"] {
            assert!(error.to_string().contains(method), "{error}");
        }
    }
    let list = Client::of(&LIST, open(&server).header_credential("X-Auth", TOKEN));
    let error = list.header("x-auth", "other").await.unwrap_err().0;
    assert!(error.to_string().contains("`x-auth`"), "{error}");
    assert!(server.received().is_empty());
}
