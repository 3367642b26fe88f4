//! Every row of `docs/retries.md` is what a client does: the test reads that very table.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use crate::support::{Reply, Server};
use bindery_runtime::v1::rest::{self, Call, Envelope, Operation, Service, credentials, request};
use bindery_runtime::{ClientCredentials, ErrorKind, TokenSource};

const TABLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/retries.md");

crate::support::declare_client!();

bindery_runtime::v1::soap::error!(Error);

#[derive(Clone, Debug, Default)]
struct Credentials {
    oauth: Option<TokenSource>,
}

impl Credentials {
    fn new() -> Self {
        Self::default()
    }

    fn oauth(mut self, source: impl Into<TokenSource>) -> Self {
        self.oauth = Some(source.into());
        self
    }
}

credentials! {
    Credentials {
        oauth "oauth" = token "/token",
    }
    from {
        ClientCredentials => oauth,
    }
}

static SERVICE: Service = Service::new("https://rest.example.com", "test/1");

static ENVELOPE: Envelope = Envelope::new("success", "data");

/// Calls of each effect: in the order of the columns.
macro_rules! calls {
    ($($request:ident -> $value:ty = $operations:ident [$read:expr, $idempotent:expr, $write:expr];)*) => {
        $(
            #[derive(Clone, Debug)]
            struct $request {
                call: Call,
            }

            request! {
                $request -> $value, Error;
            }

            static $operations: [Operation; 3] = [$read, $idempotent, $write];

            impl $request {
                fn of(client: &Client, effect: usize) -> Self {
                    Self { call: client.core.call(&$operations[effect]) }
                }
            }
        )*
    };
}

const TOKEN: rest::Needs = &[&["oauth"]];

calls! {
    Number -> u8 = NUMBERS [
        Operation::get("read", "/"), Operation::put("replace", "/"), Operation::post("order", "/")
    ];
    Nothing -> () = NOTHINGS [
        Operation::get("read", "/"), Operation::put("replace", "/"), Operation::post("order", "/")
    ];
    Enveloped -> u8 = ENVELOPED [
        Operation::get("read", "/").enveloped(&ENVELOPE),
        Operation::put("replace", "/").enveloped(&ENVELOPE),
        Operation::post("order", "/").enveloped(&ENVELOPE)
    ];
    Authorised -> u8 = AUTHORISED [
        Operation::get("read", "/").needs(TOKEN),
        Operation::put("replace", "/").needs(TOKEN),
        Operation::post("order", "/").needs(TOKEN)
    ];
}

/// A server whose reply is changed while it runs.
struct Changing {
    server: Server,
    reply: Arc<Mutex<Reply>>,
}

impl Changing {
    fn start() -> Self {
        let reply = Arc::new(Mutex::new(Reply::new(200, "")));
        let current = Arc::clone(&reply);
        let server = Server::answering(move |_, _| current.lock().unwrap().clone());
        Self { server, reply }
    }

    fn set(&self, reply: Reply) {
        *self.reply.lock().unwrap() = reply;
    }
}

fn client(url: &str) -> Client {
    builder(url, Credentials::new()).build().unwrap()
}

fn builder(
    url: &str,
    credentials: impl Into<Credentials>,
) -> bindery_runtime::rest::ClientBuilder<Client> {
    bindery_runtime::rest::ClientBuilder::new(&SERVICE, credentials.into())
        .backoff(Duration::from_millis(1), Duration::from_millis(2))
        .max_response_size(200)
        .base_url(url)
}

/// A row: what came, and what follows for each effect.
struct Row {
    came: String,
    follows: [String; 3],
}

/// The rows of the table below a heading.
fn rows(heading: &str) -> Vec<Row> {
    let text = std::fs::read_to_string(TABLE).unwrap();
    let (_, section) = text.split_once(&format!("\n## {heading}\n")).unwrap();
    let section = section.split("\n## ").next().unwrap();
    let rows: Vec<_> = section
        .lines()
        .filter(|line| line.starts_with('|'))
        .skip(2)
        .map(|line| {
            let cells: Vec<_> = line.trim_matches('|').split('|').map(str::trim).collect();
            let [came, follows @ ..] = &cells[..] else {
                panic!("{line}")
            };
            let follows: [&str; 3] = follows.try_into().unwrap();
            Row {
                came: (*came).to_owned(),
                follows: follows.map(str::to_owned),
            }
        })
        .collect();
    assert!(rows.len() > 5, "{heading}");
    rows
}

/// What an error says, in the words of the table.
fn said(acted: bool, retryable: bool, attempts: u32) -> String {
    let words = [
        (acted, "may have acted"),
        (retryable, "retryable"),
        (attempts > 1, "repeated"),
    ];
    let said: Vec<_> = words
        .iter()
        .filter(|(is_so, _)| *is_so)
        .map(|(_, word)| *word)
        .collect();
    if said.is_empty() {
        "final".to_owned()
    } else {
        said.join(", ")
    }
}

fn follows(error: &Error) -> String {
    said(
        error.may_have_acted(),
        error.is_retryable(),
        error.attempts(),
    )
}

/// `404` or `400–407`.
fn statuses(text: &str) -> Option<std::ops::RangeInclusive<u16>> {
    let (first, last) = text.split_once('–').unwrap_or((text, text));
    Some(first.parse().ok()?..=last.parse().ok()?)
}

/// A reply of a status whose body is `body`, unless the status has none.
fn reply(status: u16, body: &str) -> Reply {
    Reply::new(
        status,
        if matches!(status, 204 | 205 | 304) {
            ""
        } else {
            body
        },
    )
}

#[tokio::test]
async fn every_status_is_judged_as_the_table_says() {
    let changing = Changing::start();
    let client = client(&changing.server.url());
    let mut seen = BTreeMap::new();
    for row in rows("HTTP") {
        let (range, page) = match row.came.split_once(", ") {
            None => (row.came.as_str(), "no number"),
            Some((range, "body not as described")) => (range, "no number"),
            Some(_) => continue,
        };
        let Some(range) = statuses(range) else {
            continue;
        };
        for status in range {
            *seen.entry(status).or_insert(0) += 1;
            changing.set(reply(status, page));
            for (effect, expected) in row.follows.iter().enumerate() {
                let error = Number::of(&client, effect).await.unwrap_err();
                assert_eq!(&follows(&error), expected, "{status}, column {effect}");
                assert_eq!(error.status().map(|status| status.as_u16()), Some(status));
            }
        }
    }
    let every: BTreeMap<u16, i32> = (200..=999).map(|status| (status, 1)).collect();
    assert_eq!(seen, every, "each status is in one row");
}

/// An error of the last kind of row: those that no status names.
async fn other(came: &str, effect: usize) -> Error {
    let server = |reply: Reply| Server::replying([reply]);
    let number = async |reply: Reply| {
        let server = server(reply);
        Number::of(&client(&server.url()), effect)
            .await
            .unwrap_err()
    };
    let with_token = async |reply: Reply| {
        let server = server(reply);
        let credentials = ClientCredentials::new("id", "secret");
        let client = builder(&server.url(), credentials).build().unwrap();
        let error = Authorised::of(&client, effect).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Credential);
        error
    };
    match came {
        "nothing was sent: a value cannot be sent" => {
            let server = server(Reply::new(200, "1"));
            let call = Number::of(&client(&server.url()), effect).header("X-Trace", "a\r\nb");
            let error = call.await.unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Configuration);
            error
        }
        "nothing was sent: the token endpoint refuses" => with_token(Reply::new(401, "{}")).await,
        "nothing was sent: the token endpoint is unavailable" => {
            with_token(Reply::new(503, "")).await
        }
        "no connection" => {
            let gone = std::net::TcpListener::bind("127.0.0.1:0")
                .and_then(|listener| listener.local_addr())
                .unwrap();
            let client = client(&format!("http://{gone}"));
            let error = Number::of(&client, effect).await.unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Connect);
            error
        }
        #[cfg(feature = "rustls")]
        "the certificate is not accepted" => {
            let server =
                crate::support::tls::TlsServer::replying("localhost", Reply::new(200, "1"));
            let error = Number::of(&client(&server.url()), effect)
                .await
                .unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Connect);
            error
        }
        "the connection broke before the response" => {
            let error = number(Reply::hang_up()).await;
            assert_eq!(error.kind(), ErrorKind::Transport);
            error
        }
        "the connection broke amid the response" => {
            let error = number(Reply::new(200, "1").announcing(50)).await;
            assert_eq!(error.kind(), ErrorKind::Transport);
            error
        }
        "the time of the call ran out" => {
            let server = server(Reply::new(200, "1").after(Duration::from_secs(5)));
            let call = Number::of(&client(&server.url()), effect);
            let error = call.timeout(Duration::from_millis(150)).await.unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Timeout);
            error
        }
        "the response is too large" => {
            let error = number(Reply::new(200, "1".repeat(201))).await;
            assert_eq!(error.kind(), ErrorKind::TooLarge);
            error
        }
        "200–299, an HTML page where nothing is described" => {
            let page = Reply::new(200, "<html>").header("content-type", "text/html");
            let server = server(page);
            let error = Nothing::of(&client(&server.url()), effect)
                .await
                .unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Decode);
            error
        }
        "200–299, an envelope that reports a failure" => {
            let server = server(Reply::new(200, r#"{"success":false}"#));
            let error = Enveloped::of(&client(&server.url()), effect)
                .await
                .unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Api);
            error
        }
        row => panic!("no such call is made: `{row}`"),
    }
}

#[tokio::test]
async fn everything_else_is_judged_as_the_table_says() {
    for row in rows("HTTP") {
        let by_status = row.came.split(", ").next().and_then(statuses).is_some();
        if by_status && (!row.came.contains(", ") || row.came.ends_with(", body not as described"))
        {
            continue;
        }
        if cfg!(not(feature = "rustls")) && row.came == "the certificate is not accepted" {
            continue;
        }
        for (effect, expected) in row.follows.iter().enumerate() {
            let error = other(&row.came, effect).await;
            assert_eq!(&follows(&error), expected, "{}: {error:?}", row.came);
        }
    }
}

#[tokio::test]
async fn an_envelope_is_judged_by_its_status() {
    for row in rows("HTTP") {
        let Some(statuses) = statuses(&row.came).filter(|range| *range.start() >= 400) else {
            continue;
        };
        let status = *statuses.start();
        let server = Server::replying([Reply::new(status, r#"{"success":false}"#)]);
        for (effect, expected) in row.follows.iter().enumerate() {
            let error = Enveloped::of(&client(&server.url()), effect)
                .await
                .unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Api);
            assert_eq!(&follows(&error), expected, "{status}");
        }
    }
}

#[tokio::test]
async fn what_an_earlier_attempt_may_have_done_is_not_forgotten() {
    let refused_at_last = |first: Reply| Server::replying([first, Reply::new(404, "")]);
    for (first, acted) in [
        (Reply::new(503, ""), true),
        (Reply::hang_up(), true),
        (Reply::new(429, ""), false),
    ] {
        for (effect, acted) in [(0, false), (1, acted)] {
            let server = refused_at_last(first.clone());
            let error = Number::of(&client(&server.url()), effect)
                .await
                .unwrap_err();
            assert_eq!(error.status().map(|status| status.as_u16()), Some(404));
            assert_eq!((error.attempts(), error.may_have_acted()), (2, acted));
        }
    }
}

#[cfg(feature = "soap")]
mod soap {
    use bindery_runtime::Session;
    use bindery_runtime::v1::soap::{self, Call, Operation, Service, client, request};

    use super::{Duration, Error, Reply, Server, rows, said};

    const NAMESPACE: &str = "https://os.example.com/";

    #[derive(Clone, Debug)]
    struct Client {
        core: soap::Client,
    }

    client!(Client, Error);

    static SERVICE: Service = Service::new("https://os.example.com/", NAMESPACE, "test/1");

    static OPERATIONS: [Operation; 3] = [
        Operation::new("Read", "Read").reads_only(),
        Operation::new("Replace", "Replace").idempotent(),
        Operation::new("Order", "Order"),
    ];

    #[derive(Clone, Debug)]
    struct Number {
        call: Call,
    }

    request! {
        Number -> i32, Error;
    }

    fn envelope(code: &str) -> String {
        let soap12 = matches!(code, "Sender" | "Receiver");
        let namespace = if soap12 {
            "http://www.w3.org/2003/05/soap-envelope"
        } else {
            "http://schemas.xmlsoap.org/soap/envelope/"
        };
        let fault = if soap12 {
            format!("<s:Code><s:Value>s:{code}</s:Value></s:Code>")
        } else {
            format!("<faultcode>s:{code}</faultcode><faultstring>no</faultstring>")
        };
        format!(
            "<s:Envelope xmlns:s=\"{namespace}\"><s:Body><s:Fault>{fault}</s:Fault></s:Body></s:Envelope>"
        )
    }

    #[tokio::test]
    async fn faults_are_judged_as_the_table_says() {
        for row in rows("SOAP") {
            let (status, code) = row.came.split_once(", fault ").unwrap();
            let code = code.trim_matches('`');
            let server = Server::replying([Reply::new(status.parse().unwrap(), envelope(code))]);
            let client: Client = bindery_runtime::soap::ClientBuilder::<Client>::new(
                &SERVICE,
                Session::new("5e551071-aaaa-bbbb-cccc-0123456789ab").unwrap(),
            )
            .backoff(Duration::from_millis(1), Duration::from_millis(2))
            .endpoint(server.url())
            .build()
            .unwrap();
            for (effect, expected) in row.follows.iter().enumerate() {
                let call = Number {
                    call: client.core.call(&OPERATIONS[effect]),
                };
                let error = call.await.unwrap_err();
                assert_eq!(error.fault().map(bindery_runtime::Fault::code), Some(code));
                let follows = said(
                    error.may_have_acted(),
                    error.is_retryable(),
                    error.attempts(),
                );
                assert_eq!(&follows, expected, "{}, column {effect}", row.came);
            }
        }
    }
}
