//! Tokens of OAuth 2.0: fetched once, kept, shared, fetched anew, and nowhere to be read.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, STANDARD_NO_PAD, URL_SAFE, URL_SAFE_NO_PAD};

use crate::support::{Reply, Server, everything};
use bindery_runtime::v1::rest::{Call, Operation, Service, credentials, request};
use bindery_runtime::{
    AccessToken, ApiKey, BasicAuth, BearerToken, ClientCredentials, ErrorKind, TokenSource,
};

crate::support::declare_client!();

#[derive(Clone, Debug, Default)]
struct Credentials {
    oauth: Option<TokenSource>,
    plain: Option<TokenSource>,
    key: Option<ApiKey>,
    login: Option<BasicAuth>,
}

impl Credentials {
    fn new() -> Self {
        Self::default()
    }

    fn oauth(mut self, source: impl Into<TokenSource>) -> Self {
        self.oauth = Some(source.into());
        self
    }

    fn login(mut self, login: BasicAuth) -> Self {
        self.login = Some(login);
        self
    }
}

credentials! {
    Credentials {
        oauth "oauth" = token "/token?tenant=1",
        plain "plain" = token,
        key "key" = header "X-Key",
        login "login" = basic,
    }
    from {
        BasicAuth => login,
        TokenSource => oauth,
        ClientCredentials => oauth,
    }
}

static SERVICE: Service =
    Service::new("https://rest.example.com", "test/1").needs(&[&["oauth"], &["plain"], &["login"]]);

static READ: Operation = Operation::get("read", "/read");
static WRITE: Operation = Operation::post("write", "/write");

#[derive(Clone, Debug)]
#[must_use = "a request is sent only when it is awaited"]
struct Plain {
    call: Call,
}

request! {
    Plain -> (), Error;
}

impl Client {
    fn of(server: &Server, credentials: impl Into<Credentials>) -> Self {
        rest_builder(credentials)
            .base_url(server.url())
            .build()
            .unwrap()
    }

    fn read(&self) -> Plain {
        Plain {
            call: self.core.call(&READ),
        }
    }

    fn write(&self) -> Plain {
        Plain {
            call: self.core.call(&WRITE),
        }
    }
}

fn rest_builder(
    credentials: impl Into<Credentials>,
) -> bindery_runtime::rest::ClientBuilder<Client> {
    bindery_runtime::rest::ClientBuilder::new(&SERVICE, credentials.into())
        .backoff(Duration::from_millis(1), Duration::from_millis(2))
}

/// A source that counts: its tokens are `token-1`, `token-2` and so on.
fn counting(lives: Duration) -> (TokenSource, Arc<AtomicUsize>) {
    let fetched = Arc::new(AtomicUsize::new(0));
    let counter = Arc::clone(&fetched);
    let source = TokenSource::new(move || {
        let counter = Arc::clone(&counter);
        async move {
            // Others get to run, and to ask for a token as well.
            tokio::time::sleep(Duration::from_millis(20)).await;
            let number = counter.fetch_add(1, Ordering::SeqCst) + 1;
            let token = BearerToken::new(format!("token-{number}"))?;
            Ok::<_, bindery_runtime::Error>(AccessToken::new(token).expires_in(lives))
        }
    });
    (source, fetched)
}

const HOUR: Duration = Duration::from_secs(3600);

fn tokens(server: &Server) -> Vec<String> {
    let received = server.received();
    let shown = |request: &crate::support::server::Received| {
        request.header("authorization").unwrap_or("none").to_owned()
    };
    received.iter().map(shown).collect()
}

#[tokio::test]
async fn a_token_is_fetched_once_and_kept() {
    let server = Server::replying([Reply::new(204, "")]);
    let (source, fetched) = counting(HOUR);
    let client = Client::of(&server, source);
    let clone = client.clone();
    for call in [client.read(), clone.read(), client.write()] {
        call.await.unwrap();
    }
    assert_eq!(tokens(&server), ["Bearer token-1"; 3]);
    assert_eq!(fetched.load(Ordering::SeqCst), 1);
}

#[tokio::test]
async fn calls_that_wait_for_a_token_share_one_fetch() {
    let server = Server::replying([Reply::new(204, "")]);
    let (source, fetched) = counting(HOUR);
    let client = Client::of(&server, source);
    let calls: Vec<_> = (0..8)
        .map(|_| {
            let call = client.read();
            tokio::spawn(async move { call.await })
        })
        .collect();
    for call in calls {
        call.await.unwrap().unwrap();
    }
    assert_eq!(tokens(&server), ["Bearer token-1"; 8]);
    assert_eq!(fetched.load(Ordering::SeqCst), 1);
}

#[tokio::test]
async fn a_token_that_ends_is_not_used_again() {
    let server = Server::replying([Reply::new(204, "")]);
    let (source, fetched) = counting(Duration::ZERO);
    let client = Client::of(&server, source);
    client.read().await.unwrap();
    client.read().await.unwrap();
    assert_eq!(tokens(&server), ["Bearer token-1", "Bearer token-2"]);
    assert_eq!(fetched.load(Ordering::SeqCst), 2);
}

#[tokio::test]
async fn a_refused_token_is_replaced_once() {
    let server = Server::answering(|_, request| {
        let good = request.header("authorization") == Some("Bearer token-2");
        Reply::new(if good { 204 } else { 401 }, "")
    });
    let (source, fetched) = counting(HOUR);
    let client = Client::of(&server, source);
    // A write, too: the server has turned it away.
    client.write().await.unwrap();
    client.read().await.unwrap();
    assert_eq!(
        tokens(&server),
        ["Bearer token-1", "Bearer token-2", "Bearer token-2"]
    );
    assert_eq!(fetched.load(Ordering::SeqCst), 2);
}

#[tokio::test]
async fn a_server_that_refuses_every_token_is_believed() {
    let server = Server::replying([Reply::new(401, "")]);
    let (source, _) = counting(HOUR);
    let error = Client::of(&server, source).read().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Status);
    assert_eq!(error.status().unwrap().as_u16(), 401);
    assert_eq!(tokens(&server), ["Bearer token-1", "Bearer token-2"]);
}

#[tokio::test]
async fn a_token_that_was_given_is_not_tried_twice() {
    let server = Server::replying([Reply::new(401, "")]);
    let given = TokenSource::from(BearerToken::new("given").unwrap());
    let error = Client::of(&server, given).read().await.unwrap_err();
    assert_eq!(error.status().unwrap().as_u16(), 401);
    assert_eq!(tokens(&server), ["Bearer given"]);
}

#[tokio::test]
async fn a_source_that_fails_ends_the_call_before_it_is_sent() {
    let server = Server::replying([Reply::new(204, "")]);
    let source = TokenSource::new(|| async { Err::<AccessToken, _>("the vault is sealed") });
    let error = Client::of(&server, source).read().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Credential);
    assert!(!error.is_retryable());
    assert!(!error.may_have_acted());
    assert_eq!(error.message(), Some("the vault is sealed"));
    assert!(server.received().is_empty());
}

#[tokio::test]
async fn a_source_that_hangs_is_bounded_by_the_call() {
    let server = Server::replying([Reply::new(204, "")]);
    let source = TokenSource::new(|| async {
        std::future::pending::<()>().await;
        BearerToken::new("never")
    });
    let call = Client::of(&server, source).read();
    let error = call.timeout(Duration::from_millis(50)).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Timeout);
    assert!(server.received().is_empty());
}

#[tokio::test]
async fn client_credentials_are_sent_to_the_token_endpoint_only() {
    let server = Server::answering(|_, request| match request.target.as_str() {
        "/token?tenant=1" => Reply::new(
            200,
            r#"{"access_token":"fresh","token_type":"Bearer","expires_in":"3600"}"#,
        ),
        _ => Reply::new(204, ""),
    });
    let source = ClientCredentials::new("my id", "s3cret/+").scope("read write");
    let client = Client::of(&server, source);
    client.read().await.unwrap();
    client.read().await.unwrap();
    let received = server.received();
    assert_eq!(received.len(), 3);
    let asked = &received[0];
    assert_eq!(asked.method, "POST");
    // `my%20id:s3cret%2F%2B`
    assert_eq!(
        asked.header("authorization"),
        Some("Basic bXklMjBpZDpzM2NyZXQlMkYlMkI=")
    );
    assert_eq!(
        asked.header("content-type"),
        Some("application/x-www-form-urlencoded")
    );
    assert_eq!(
        asked.body_text(),
        "grant_type=client_credentials&scope=read%20write"
    );
    for call in &received[1..] {
        assert_eq!(call.header("authorization"), Some("Bearer fresh"));
        assert!(call.body.is_empty());
    }
}

#[tokio::test]
async fn client_credentials_may_travel_in_the_body() {
    let server = Server::answering(|_, request| match request.target.as_str() {
        "/elsewhere" => Reply::new(200, r#"{"access_token":"fresh"}"#),
        _ => Reply::new(204, ""),
    });
    let source = ClientCredentials::new("id", "s&cret")
        .in_body()
        .parameter("audience", "https://api")
        .token_url(format!("{}/elsewhere", server.url()));
    Client::of(&server, source).read().await.unwrap();
    let asked = &server.received()[0];
    assert_eq!(asked.header("authorization"), None);
    assert_eq!(
        asked.body_text(),
        "grant_type=client_credentials&audience=https%3A%2F%2Fapi&client_id=id&client_secret=s%26cret"
    );
}

#[tokio::test]
async fn a_token_endpoint_that_refuses_says_why_without_the_secret() {
    let server = Server::replying([Reply::new(
        400,
        r#"{"error":"invalid_client","error_description":"no client has the secret hunter-2 today"}"#,
    )]);
    let source = ClientCredentials::new("my-client", "hunter-2");
    let client = Client::of(&server, source);
    assert!(!format!("{client:?}").contains("hunter"));
    let error = client.read().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Credential);
    assert_eq!(error.code_text(), Some("invalid_client"));
    let shown = everything(&error);
    assert!(
        shown.contains("the token endpoint returned HTTP 400"),
        "{shown}"
    );
    assert!(shown.contains("[redacted]"), "{shown}");
    assert!(!shown.contains("hunter-2"), "{shown}");
    assert_eq!(server.received().len(), 1, "it is not asked twice");
}

#[tokio::test]
async fn a_token_endpoint_that_stumbles_is_asked_again() {
    let server = Server::answering(|number, request| match (number, request.target.as_str()) {
        (0, _) => Reply::new(503, ""),
        (_, "/token?tenant=1") => Reply::new(200, r#"{"access_token":"fresh","expires_in":60}"#),
        _ => Reply::new(204, ""),
    });
    let client = Client::of(&server, ClientCredentials::new("id", "secret"));
    // A write is repeated, too, while nothing of it was sent.
    client.write().await.unwrap();
    assert_eq!(server.received().len(), 3);
}

#[tokio::test]
async fn a_redirect_of_the_token_endpoint_is_not_followed() {
    let server = Server::replying([Reply::new(302, "").header("location", "/read")]);
    let error = Client::of(&server, ClientCredentials::new("id", "secret"))
        .read()
        .await
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Credential);
    assert_eq!(server.received().len(), 1);
}

#[tokio::test]
async fn what_is_no_token_is_refused() {
    for answer in [
        "<html>",
        "{}",
        r#"{"access_token":""}"#,
        r#"{"access_token":"two\nlines"}"#,
        r#"{"access_token":"x","token_type":"mac"}"#,
    ] {
        let server = Server::replying([Reply::new(200, answer)]);
        let client = Client::of(&server, ClientCredentials::new("id", "secret"));
        let error = client.read().await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Credential, "{answer}");
        assert_eq!(server.received().len(), 1, "{answer}");
    }
}

#[test]
fn no_secret_goes_to_a_plain_token_endpoint_elsewhere() {
    let source = ClientCredentials::new("id", "secret").token_url("http://example.com/token");
    let builder = || rest_builder(source.clone()).base_url("http://127.0.0.1:9");
    let error = builder().build().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Configuration);
    assert!(builder().allow_plain_http().build().is_ok());
    let unknown = Credentials {
        plain: Some(ClientCredentials::new("id", "secret").into()),
        ..Credentials::default()
    };
    let error = rest_builder(unknown)
        .base_url("http://127.0.0.1:9")
        .build()
        .unwrap_err();
    assert!(error.to_string().contains("`plain`"), "{error}");
}

#[tokio::test]
async fn a_token_that_the_server_repeats_is_masked() {
    let server = Server::replying([Reply::new(403, "the token token-1 lacks a scope")]);
    let (source, _) = counting(HOUR);
    let error = Client::of(&server, source).read().await.unwrap_err();
    assert!(!everything(&error).contains("token-1"));
}

/// The answer of an endpoint that gives the token `fresh`.
fn fresh() -> Reply {
    Reply::new(200, r#"{"access_token":"fresh","expires_in":3600}"#)
}

/// How often the token endpoint was asked.
fn asked(server: &Server) -> usize {
    let received = server.received();
    let of_endpoint =
        |request: &&crate::support::server::Received| request.target.contains("/token");
    received.iter().filter(of_endpoint).count()
}

#[tokio::test]
async fn every_call_names_why_the_token_endpoint_refuses() {
    let server = Server::replying([Reply::new(
        503,
        r#"{"error":"temporarily_unavailable","error_description":"back at noon"}"#,
    )
    .after(Duration::from_millis(200))]);
    let client = Client::of(&server, ClientCredentials::new("id", "secret"));
    let calls: Vec<_> = (0..100)
        .map(|_| {
            let call = client.read().timeout(Duration::from_secs(5));
            tokio::spawn(async move { call.await })
        })
        .collect();
    for call in calls {
        let error = call.await.unwrap().unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Credential, "{error}");
        assert_eq!(error.code_text(), Some("temporarily_unavailable"));
        assert_eq!(error.message(), Some("back at noon"));
        assert!(error.to_string().contains("HTTP 503"), "{error}");
        assert!(error.is_retryable() && !error.may_have_acted());
    }
    // Each call asks three times, and all of them together.
    assert!((1..10).contains(&asked(&server)), "{}", asked(&server));
}

#[tokio::test]
async fn a_call_without_time_for_a_pause_fails_with_the_cause() {
    let server = Server::replying([Reply::new(503, "").header("Retry-After", "3600")]);
    let client = Client::of(&server, ClientCredentials::new("id", "secret"));
    for _ in 0..5 {
        let error = client.read().await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Credential);
        assert!(error.to_string().contains("HTTP 503"), "{error}");
        let asked = error.retry_after().expect("what the endpoint asked for");
        assert!(asked > Duration::from_secs(3000), "{asked:?}");
    }
    assert_eq!(asked(&server), 1);
}

#[tokio::test(start_paused = true)]
async fn a_failure_is_shared_for_a_moment() {
    let asked = Arc::new(AtomicUsize::new(0));
    let counter = Arc::clone(&asked);
    let source = TokenSource::new(move || {
        let number = counter.fetch_add(1, Ordering::SeqCst);
        async move { Err::<AccessToken, _>(format!("the vault is sealed, {number}")) }
    });
    let server = Server::replying([Reply::new(204, "")]);
    let client = Client::of(&server, source);
    for number in 0..3 {
        for _ in 0..10 {
            let error = client.read().await.unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Credential);
            let said = format!("the vault is sealed, {number}");
            assert_eq!(error.message(), Some(said.as_str()));
        }
        tokio::time::advance(Duration::from_secs(2)).await;
    }
    assert_eq!(asked.load(Ordering::SeqCst), 3);
}

#[tokio::test]
async fn a_fetch_outlives_the_calls_that_wait_for_it() {
    for of_the_client in [false, true] {
        let server = Server::answering(|_, request| match request.target.as_str() {
            "/token?tenant=1" => fresh().after(Duration::from_millis(500)),
            _ => Reply::new(204, ""),
        });
        let short = Duration::from_millis(100);
        let mut builder = rest_builder(ClientCredentials::new("id", "secret"));
        if of_the_client {
            builder = builder.timeout(short);
        }
        let client = builder.base_url(server.url()).build().unwrap();
        let mut errors = Vec::new();
        while let Err(error) = client.read().timeout(short).await {
            assert_eq!(error.kind(), ErrorKind::Timeout, "{error}");
            errors.push(error.to_string());
            assert!(errors.len() < 100, "no token came: {error}");
        }
        let names_the_cause = errors.first().is_some_and(|error| error.contains("token"));
        assert!(names_the_cause, "{errors:?}");
        assert_eq!(asked(&server), 1);
    }
}

#[test]
fn a_fetch_that_ends_with_its_runtime_is_begun_again() {
    let server = Server::replying([Reply::new(204, "")]);
    let asked = Arc::new(AtomicUsize::new(0));
    let counter = Arc::clone(&asked);
    let source = TokenSource::new(move || {
        let number = counter.fetch_add(1, Ordering::SeqCst);
        async move {
            if number == 0 {
                std::future::pending::<()>().await;
            }
            BearerToken::new("fresh")
        }
    });
    let client = Client::of(&server, source);
    let runtime = || {
        let mut runtime = tokio::runtime::Builder::new_current_thread();
        runtime.enable_all().build().unwrap()
    };
    let first = runtime();
    let call = client.read().timeout(Duration::from_millis(50));
    let error = first.block_on(async { call.await }).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Timeout);
    drop(first);
    let call = client.read().timeout(Duration::from_secs(20));
    runtime().block_on(async { call.await }).unwrap();
    assert_eq!(asked.load(Ordering::SeqCst), 2);
}

#[tokio::test]
async fn calls_whose_token_is_refused_share_one_fetch() {
    // A source that gives another token each time, and one that gives the same.
    for same in [false, true] {
        let server = Server::answering(move |_, request| {
            let good = !same && request.header("authorization") == Some("Bearer token-2");
            Reply::new(if good { 204 } else { 401 }, "")
        });
        let fetched = Arc::new(AtomicUsize::new(0));
        let counter = Arc::clone(&fetched);
        let source = TokenSource::new(move || {
            let number = counter.fetch_add(1, Ordering::SeqCst) + 1;
            let number = if same { 1 } else { number };
            async move { BearerToken::new(format!("token-{number}")) }
        });
        let client = Client::of(&server, source);
        let calls: Vec<_> = (0..8)
            .map(|_| {
                let call = client.read();
                tokio::spawn(async move { call.await })
            })
            .collect();
        for call in calls {
            assert_eq!(call.await.unwrap().is_ok(), !same);
        }
        assert_eq!(fetched.load(Ordering::SeqCst), 2, "same: {same}");
    }
}

#[tokio::test]
async fn a_call_that_runs_out_of_time_says_what_it_waited_for() {
    // It refuses once and then says nothing.
    let server = Server::answering(|number, _| match number {
        0 => Reply::new(503, r#"{"error":"busy","error_description":"try later"}"#),
        _ => fresh().after(Duration::from_secs(60)),
    });
    let client = Client::of(&server, ClientCredentials::new("id", "secret"));
    let call = client.read().timeout(Duration::from_millis(2500));
    let error = call.await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Timeout);
    let shown = error.to_string();
    for part in ["waiting for a token", "HTTP 503", "try later"] {
        assert!(shown.contains(part), "{part}: {shown}");
    }
    assert_eq!(error.code_text(), Some("busy"));
    assert!(!error.may_have_acted());
}

#[tokio::test]
async fn a_source_that_panics_fails_the_calls_that_wait_for_it() {
    let server = Server::replying([Reply::new(204, "")]);
    for at_once in [true, false] {
        let source = TokenSource::new(move || {
            assert!(!at_once, "the function panics");
            async move {
                tokio::task::yield_now().await;
                assert!(at_once, "its future panics");
                BearerToken::new("never")
            }
        });
        let client = Client::of(&server, source);
        let error = client.read().await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Credential);
        assert!(
            error.to_string().contains("the token source panicked"),
            "{error}"
        );
        let waited = tokio::task::spawn_blocking(move || client.read().wait());
        let error = waited.await.unwrap().unwrap_err();
        assert!(
            error.to_string().contains("the token source panicked"),
            "{error}"
        );
    }
    assert!(server.received().is_empty());
}

/// A pair of user and password as it may be sent, or be repeated.
fn encoded(pair: &str) -> Vec<String> {
    [STANDARD, STANDARD_NO_PAD, URL_SAFE, URL_SAFE_NO_PAD]
        .map(|encoding| encoding.encode(pair))
        .into()
}

#[tokio::test]
async fn no_form_of_a_pair_is_shown() {
    // `>` and `?` make what the two alphabets of base64 write in different ways.
    for (id, secret) in [
        ("my id", "s3cret/+>>>???"),
        ("id~", "???>>>x"),
        ("my id", ""),
    ] {
        let plain = format!("{id}:{secret}");
        let mut forms = encoded(&plain);
        forms.extend(encoded("my%20id:s3cret%2F%2B%3E%3E%3E%3F%3F%3F"));
        let forms: BTreeSet<String> = forms.into_iter().collect();
        for form in forms {
            let body = format!(r#"{{"error":"{form}","error_description":"no: Basic {form}!"}}"#);
            let server = Server::replying([Reply::new(401, body)]);
            let own = encoded(&plain).contains(&form) || secret.starts_with("s3cret");
            let oauth = Client::of(&server, ClientCredentials::new(id, secret));
            let login = Client::of(&server, BasicAuth::new(id, secret).unwrap());
            let calls = [
                (own, oauth.read()),
                (encoded(&plain).contains(&form), login.read()),
            ];
            for (own, call) in calls {
                let error = call.await.unwrap_err();
                let shown = everything(&error);
                assert_eq!(!shown.contains(&form), own, "{form}: {shown}");
                if own {
                    assert_eq!(error.message(), Some("no: Basic [redacted]!"));
                }
            }
        }
    }
}

#[tokio::test]
async fn what_is_sent_beside_a_pair_is_not_shown() {
    let assertion = "eyJhbGciOiJIUzI1NiJ9.e30.c2lnbmF0dXJl";
    let body =
        format!(r#"{{"error":"invalid_client","error_description":"no: read:all {assertion}"}}"#);
    let server = Server::replying([Reply::new(401, body)]);
    let source = ClientCredentials::new("id", "secret")
        .scope("read:all")
        .parameter("client_assertion", assertion);
    let error = Client::of(&server, source).read().await.unwrap_err();
    assert_eq!(error.message(), Some("no: read:all [redacted]"));
}
