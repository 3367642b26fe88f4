//! What calls carry, by what they need and what the client holds.

use crate::support::{Received, answering};
use bindery_goldens::open;
use bindery_goldens::security::{ApiKey, BasicAuth, BearerToken, Client, Credentials, ErrorKind};

/// The headers that can carry a credential.
const HEADERS: [&str; 3] = ["authorization", "cookie", "x-vault-key"];

fn key(text: &str) -> ApiKey {
    ApiKey::new(text).expect("a key")
}

fn login() -> BasicAuth {
    BasicAuth::new("Aladdin", "open sesame").expect("a user and a password")
}

fn everything() -> Credentials {
    Credentials::new()
        .header_key(key("header-key"))
        .query_key(key("query key&more"))
        .session_cookie(key("session"))
        .csrf_cookie(key("csrf"))
        .login(login())
        .type_(BearerToken::new("plain-token").expect("a token"))
        .oauth(BearerToken::new("oauth-token").expect("a token"))
        .open_id(BearerToken::new("openid-token").expect("a token"))
}

fn client(url: &str, credentials: impl Into<Credentials>) -> Client {
    Client::builder(credentials)
        .base_url(url)
        .build()
        .expect("a client")
}

/// The target of a request, and the credential headers that it has.
fn carried(received: &Received) -> Vec<String> {
    let mut all = vec![received.line.clone()];
    for name in HEADERS {
        all.extend(
            received
                .header(name)
                .map(|value| format!("{name}: {value}")),
        );
    }
    all
}

/// What a call of a client with these credentials carries.
macro_rules! carries {
    ($credentials:expr, $call:ident) => {{
        let (url, server) = answering(204, "text/plain", "");
        client(&url, $credentials)
            .calls()
            .$call()
            .await
            .expect("204 answers nothing");
        carried(&server.join().expect("a request came"))
    }};
}

#[tokio::test]
async fn each_scheme_has_its_place() {
    assert_eq!(
        carries!(everything(), by_query),
        ["GET /query?vault_key=query%20key%26more"]
    );
    assert_eq!(
        carries!(everything(), by_cookie),
        ["GET /cookie", "cookie: SESSION=session"]
    );
    assert_eq!(
        carries!(everything(), by_two_cookies),
        ["GET /cookies", "cookie: CSRF=csrf; SESSION=session"]
    );
    assert_eq!(
        carries!(everything(), by_password),
        [
            "GET /basic",
            "authorization: Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ=="
        ]
    );
    assert_eq!(
        carries!(everything(), by_bearer),
        ["GET /bearer", "authorization: Bearer plain-token"]
    );
    assert_eq!(
        carries!(everything(), by_token),
        ["GET /oauth", "authorization: Bearer oauth-token"]
    );
    assert_eq!(
        carries!(everything(), by_open_id),
        ["GET /connect", "authorization: Bearer openid-token"]
    );
}

#[tokio::test]
async fn the_query_of_the_call_comes_first() {
    let (url, server) = answering(204, "text/plain", "");
    client(&url, everything())
        .calls()
        .by_query()
        .page(2)
        .await
        .expect("204 answers nothing");
    let received = server.join().expect("a request came");
    assert_eq!(
        received.line,
        "GET /query?page=2&vault_key=query%20key%26more"
    );
}

#[tokio::test]
async fn a_call_that_needs_nothing_carries_nothing() {
    assert_eq!(carries!(everything(), anonymously), ["GET /open"]);
    assert_eq!(carries!(everything(), by_digest), ["GET /digest"]);
    assert_eq!(carries!(Credentials::new(), anonymously), ["GET /open"]);
    assert_eq!(carries!(Credentials::new(), optionally), ["GET /optional"]);
    assert_eq!(
        carries!(everything(), optionally),
        ["GET /optional", "x-vault-key: header-key"]
    );
}

#[tokio::test]
async fn the_first_alternative_that_is_held_in_full_is_carried() {
    let basic = "authorization: Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==";
    assert_eq!(
        carries!(everything(), by_default),
        ["GET /default", "x-vault-key: header-key"]
    );
    let token = BearerToken::new("oauth-token").expect("a token");
    assert_eq!(
        carries!(Credentials::new().oauth(token), by_default),
        ["GET /default", "authorization: Bearer oauth-token"]
    );
    assert_eq!(
        carries!(everything(), by_two),
        ["GET /both", basic, "x-vault-key: header-key"]
    );
    let partly = Credentials::new().query_key(key("q")).login(login());
    assert_eq!(carries!(partly, by_two), ["GET /both?vault_key=q"]);
    assert_eq!(
        carries!(everything(), by_certificate),
        ["GET /certificate", "x-vault-key: header-key"]
    );
}

#[tokio::test]
async fn a_call_without_its_credentials_is_not_sent() {
    // Nobody listens there: a request would be an error of another kind.
    let client = client("http://127.0.0.1:9", login());
    let error = client.calls().by_two().await.expect_err("it is refused");
    assert_eq!(error.kind(), ErrorKind::Configuration);
    assert_eq!(error.attempts(), 0);
    assert_eq!(
        error.to_string(),
        "byTwo: the call cannot be made: it needs a credential for `headerKey` and `login`, or for `queryKey`, and the client \
         holds only `login`"
    );
}

#[tokio::test]
async fn no_caller_sets_the_headers_of_credentials() {
    for name in ["X-Vault-Key", "Authorization", "Cookie"] {
        let client = client("http://127.0.0.1:9", everything());
        let call = client.calls().anonymously().header(name, "mine");
        let error = call.await.expect_err("it is refused");
        assert_eq!(error.kind(), ErrorKind::Configuration, "{name}");
    }
}

#[test]
fn nothing_is_printed() {
    let credentials = everything();
    let builder = Client::builder(credentials.clone());
    let shown = format!("{credentials:?} {builder:?} {credentials:#?}");
    for secret in [
        "header-key",
        "query key",
        "session\"",
        "csrf\"",
        "Aladdin",
        "sesame",
        "-token",
    ] {
        assert!(!shown.contains(secret), "{secret}: {shown}");
    }
}

#[test]
fn what_cannot_travel_is_refused_when_a_client_is_built() {
    let credentials = Credentials::new().session_cookie(key("a;b"));
    let error = Client::new(credentials).expect_err("no cookie holds a semicolon");
    assert_eq!(error.kind(), ErrorKind::Configuration);
    assert!(error.to_string().contains("`sessionCookie`"), "{error}");
    assert!(!error.to_string().contains("a;b"), "{error}");
}

#[tokio::test]
async fn a_description_without_credentials_has_a_client_without_one() {
    let (url, server) = answering(200, "application/json", "[\"Uccle\"]");
    let client = open::Client::builder()
        .base_url(url)
        .build()
        .expect("a client");
    let stations = client.stations().list().await.expect("an answer");
    assert_eq!(stations, ["Uccle"]);
    assert_eq!(
        carried(&server.join().expect("a request came")),
        ["GET /stations"]
    );
}
