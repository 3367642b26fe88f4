//! Lists in pages: every way in which a server says where the next page is, and servers that mean
//! no good.

use std::pin::Pin;
use std::time::Duration;

use crate::support::server::Received;
use crate::support::{Reply, Server, everything};
use bindery_runtime::v1::record;
use bindery_runtime::v1::rest::{self, Call, Credential, Operation, Service, pages, request};
use bindery_runtime::{ErrorKind, Maybe, SecretString, Stream};

crate::support::declare_client!();

static SERVICE: Service =
    Service::new("https://rest.example.com", "test-client/1.2.3").needs(&[&["key"], &[]]);

/// A credential in the query.
struct Key(SecretString);

impl Credential for Key {
    const HEADERS: &'static [&'static str] = &[""];

    fn present(&self, credentials: &mut rest::Credentials) {
        credentials.hold("key").query("api_key", &self.0);
    }
}

impl Client {
    fn of(server: &Server) -> Self {
        bindery_runtime::rest::ClientBuilder::<Self>::new(&SERVICE, ())
            .base_url(format!("{}/v1", server.url()))
            .backoff(Duration::from_millis(1), Duration::from_millis(5))
            .build()
            .unwrap()
    }

    fn with_key(server: &Server) -> Self {
        bindery_runtime::rest::ClientBuilder::<Self>::new(&SERVICE, Key("s3cret".into()))
            .base_url(format!("{}/v1", server.url()))
            .build()
            .unwrap()
    }
}

#[derive(Clone, Debug, PartialEq)]
struct Page {
    items: Option<Vec<u32>>,
    meta: Option<Box<Meta>>,
}

record! {
    Page {
        items = "items",
        meta = "meta",
    }
}

#[derive(Clone, Debug, PartialEq)]
struct Meta {
    absent: Maybe<String>,
    next: Option<String>,
    number: Option<i64>,
}

record! {
    Meta {
        absent = "absent",
        next = "next",
        number = "number",
    }
}

static LIST: Operation = Operation::get("list", "/list");

#[derive(Clone, Debug)]
struct ByCursor {
    call: Call,
    after: Option<String>,
    limit: Option<i32>,
}

request! {
    ByCursor -> Page, Error;
    query after = "after",
    query limit = "limit",
}

pages! {
    ByCursor.pages, items -> u32 = items,
    cursor after = meta.next,
}

#[derive(Clone, Debug)]
struct ByNumber {
    call: Call,
    since: Option<i64>,
}

request! {
    ByNumber -> Page, Error;
    query since = "since",
}

pages! {
    ByNumber.pages, items -> u32 = items,
    cursor since = meta.number,
}

#[derive(Clone, Debug)]
struct ByOffset {
    call: Call,
    offset: Option<i32>,
}

request! {
    ByOffset -> Vec<u32>, Error;
    query offset = "offset",
}

pages! {
    ByOffset.pages, items -> u32,
    offset offset from 0,
}

#[derive(Clone, Debug)]
struct ByPage {
    call: Call,
    page: Option<u8>,
}

request! {
    ByPage -> Option<Page>, Error;
    query page = "page",
}

pages! {
    ByPage.pages, items -> u32 = items,
    page page from 1,
}

#[derive(Clone, Debug)]
struct ByAddress {
    call: Call,
}

request! {
    ByAddress -> Page, Error;
}

pages! {
    ByAddress.pages_,
    address = meta.next,
}

#[derive(Clone, Debug)]
struct ByLink {
    call: Call,
    filter: Option<String>,
    trace: Option<String>,
}

request! {
    ByLink -> Vec<u32>, Error;
    query filter = "filter",
    header trace = "x-trace",
}

pages! {
    ByLink.pages, items -> u32,
    link
}

#[derive(Clone, Debug)]
struct ByAbsent {
    call: Call,
    after: Option<String>,
}

request! {
    ByAbsent -> Page, Error;
    query after = "after",
}

pages! {
    ByAbsent.pages,
    cursor after = meta.absent,
}

impl Client {
    fn call(&self) -> Call {
        self.core.call(&LIST)
    }

    fn by_cursor(&self) -> ByCursor {
        ByCursor {
            call: self.call(),
            after: None,
            limit: None,
        }
    }

    fn by_offset(&self) -> ByOffset {
        ByOffset {
            call: self.call(),
            offset: None,
        }
    }

    fn by_page(&self) -> ByPage {
        ByPage {
            call: self.call(),
            page: None,
        }
    }

    fn by_address(&self) -> ByAddress {
        ByAddress { call: self.call() }
    }

    fn by_link(&self) -> ByLink {
        ByLink {
            call: self.call(),
            filter: None,
            trace: None,
        }
    }
}

fn json(text: &str) -> Reply {
    Reply::new(200, text).header("content-type", "application/json")
}

fn targets(server: &Server) -> Vec<String> {
    let received = server.received();
    received.into_iter().map(|one| one.target).collect()
}

/// The value of a query parameter of a request.
fn asked<'r>(request: &'r Received, name: &str) -> Option<&'r str> {
    let (_, query) = request.target.split_once('?')?;
    query
        .split('&')
        .find_map(|pair| pair.strip_prefix(name)?.strip_prefix('='))
}

/// Everything up to the end, or to the error that ends it.
macro_rules! all {
    ($stream:expr) => {{
        let mut stream = $stream;
        let mut found = Vec::new();
        let end = loop {
            match stream.next().await {
                Ok(Some(one)) => found.push(one),
                Ok(None) => break None,
                Err(error) => break Some(error),
            }
            assert!(found.len() < 1_000, "it ends");
        };
        // The end stays the end.
        assert!(matches!(stream.next().await, Ok(None)));
        (found, end.map(|error| error.0))
    }};
}

#[tokio::test]
async fn a_cursor_of_the_page_asks_for_the_next_one() {
    let server = Server::answering(|_, request| {
        json(match asked(request, "after") {
            None => r#"{"items":[1,2],"meta":{"next":"b c"}}"#,
            Some("b%20c") => r#"{"items":[],"meta":{"next":"d"}}"#,
            Some("d") => r#"{"items":[3],"meta":{"next":""}}"#,
            _ => r#"{"items":[4]}"#,
        })
    });
    let mut request = Client::of(&server).by_cursor();
    request.limit = Some(2);
    let (found, end) = all!(request.header("x-trace", "7").items());
    assert_eq!(found, [1, 2, 3]);
    assert!(end.is_none());
    assert_eq!(
        targets(&server),
        [
            "/v1/list?limit=2",
            "/v1/list?after=b%20c&limit=2",
            "/v1/list?after=d&limit=2"
        ]
    );
    assert!((server.received().iter()).all(|one| one.header("x-trace") == Some("7")));
}

#[tokio::test]
async fn a_cursor_may_be_a_number_or_missing() {
    let server = Server::replying([
        json(r#"{"items":[1],"meta":{"number":9}}"#),
        json(r#"{"meta":{"number":null}}"#),
    ]);
    let client = Client::of(&server);
    let request = ByNumber {
        call: client.call(),
        since: None,
    };
    let (found, _) = all!(request.pages());
    assert_eq!(found.len(), 2);
    assert_eq!(targets(&server), ["/v1/list", "/v1/list?since=9"]);

    let server = Server::replying([json(r#"{"items":[1],"meta":{}}"#)]);
    let request = ByAbsent {
        call: Client::of(&server).call(),
        after: None,
    };
    assert_eq!(all!(request.pages()).0.len(), 1);
}

#[tokio::test]
async fn an_offset_grows_by_what_came() {
    let server = Server::answering(|_, request| {
        json(match asked(request, "offset") {
            Some("5") => "[1,2,3]",
            Some("8") => "[4]",
            _ => "[]",
        })
    });
    let mut request = Client::of(&server).by_offset();
    request.offset = Some(5);
    let (found, end) = all!(request.items());
    assert_eq!(found, [1, 2, 3, 4]);
    assert!(end.is_none());
    assert_eq!(targets(&server).last().unwrap(), "/v1/list?offset=9");
}

#[tokio::test]
async fn pages_are_counted_from_the_first() {
    let server = Server::answering(|_, request| {
        json(match asked(request, "page") {
            None => r#"{"items":[1]}"#,
            Some("2") => r#"{"items":[2]}"#,
            _ => "null",
        })
    });
    let (found, _) = all!(Client::of(&server).by_page().items());
    assert_eq!(found, [1, 2]);
    assert_eq!(
        targets(&server),
        ["/v1/list", "/v1/list?page=2", "/v1/list?page=3"]
    );
}

#[tokio::test]
async fn a_number_that_cannot_grow_is_the_end() {
    let server = Server::answering(|at, _| json(&format!("{{\"items\":[{at}]}}")));
    let (found, end) = all!(Client::of(&server).by_page().items());
    assert_eq!(found.len(), 255);
    assert!(end.is_none());
}

#[tokio::test]
async fn an_address_in_the_page_is_followed() {
    let server = Server::replying([
        json(r#"{"items":[1],"meta":{"next":"/v2/other?x=%7B1%7D"}}"#),
        json(r#"{"items":[2],"meta":{"next":"?x=2"}}"#),
        json(r#"{"items":[3],"meta":{"next":null}}"#),
    ]);
    let (found, end) = all!(Client::of(&server).by_address().pages_());
    assert_eq!(found.len(), 3);
    assert!(end.is_none());
    assert_eq!(
        targets(&server),
        ["/v1/list", "/v2/other?x=%7B1%7D", "/v2/other?x=2"]
    );
}

#[tokio::test]
async fn links_are_followed_with_the_headers_of_the_call() {
    let server = Server::replying([
        json("[1]").header("link", "</v1/list?page=2>; rel=\"next\", <x>; rel=last"),
        json("[]").header(
            "link",
            "<?page=1>; rel=prev, </repositories/7?page=3>; rel=next",
        ),
        json("[3]").header("link", "<?page=1>; rel=first"),
    ]);
    let mut request = Client::of(&server).by_link();
    request.filter = Some("f".to_owned());
    request.trace = Some("t".to_owned());
    let (found, end) = all!(request.items());
    assert_eq!(found, [1, 3]);
    assert!(end.is_none());
    assert_eq!(
        targets(&server),
        [
            "/v1/list?filter=f",
            "/v1/list?page=2",
            "/repositories/7?page=3"
        ]
    );
    assert!((server.received().iter()).all(|one| one.header("x-trace") == Some("t")));
}

#[tokio::test]
async fn a_credential_in_the_query_is_sent_once_and_shown_nowhere() {
    let server = Server::answering(|at, _| match at {
        0 => json("[1]").header("link", "<?page=2&api_key=s3cret&q=%26>; rel=next"),
        _ => json("[2]").header("link", "<http://127.0.0.1:1/?api_key=s3cret>; rel=next"),
    });
    let (found, end) = all!(Client::with_key(&server).by_link().items());
    assert_eq!(found, [1, 2]);
    assert_eq!(
        targets(&server),
        [
            "/v1/list?api_key=s3cret",
            "/v1/list?page=2&q=%26&api_key=s3cret"
        ]
    );
    let end = end.expect("the next page is elsewhere");
    assert!(!everything(&end).contains("s3cret"), "{end:?}");
}

#[tokio::test]
async fn another_origin_is_never_asked() {
    let other = Server::replying([json("[9]")]);
    let address = other.url();
    for link in [
        format!("<{address}/v1/list>; rel=next"),
        format!("<//{}/>; rel=next", &address["http://".len()..]),
        "<file:///etc/passwd>; rel=next".to_owned(),
    ] {
        let server = Server::replying([json("[1]").header("link", &link)]);
        let (found, end) = all!(Client::of(&server).by_link().items());
        assert_eq!(found, [1]);
        let end = end.expect("the next page is elsewhere");
        assert_eq!(end.kind(), ErrorKind::Redirect);
        assert_eq!(end.operation(), Some("list"));
        assert_eq!(server.received().len(), 1);
    }
    assert!(other.received().is_empty());
}

#[tokio::test]
async fn a_server_that_leads_back_is_left() {
    // One cursor for ever, two in turn, and the address of the page itself.
    let servers = [
        Server::answering(|_, _| json(r#"{"items":[1],"meta":{"next":"same"}}"#)),
        Server::answering(|at, _| {
            json(&format!(
                r#"{{"items":[1],"meta":{{"next":"{}"}}}}"#,
                at % 2
            ))
        }),
    ];
    for (server, pages) in servers.iter().zip([2, 3]) {
        let (found, end) = all!(Client::of(server).by_cursor().items());
        assert_eq!(found.len(), pages);
        let end = end.expect("it leads back");
        assert_eq!(end.kind(), ErrorKind::Decode);
        assert!(end.to_string().contains("leads back"), "{end}");
        assert_eq!(server.received().len(), pages);
    }
    for next in ["</v1/list>; rel=next", "<>; rel=next", "<#x>; rel=next"] {
        let server = Server::answering(|_, _| json("[1]").header("link", next));
        let (found, end) = all!(Client::of(&server).by_link().items());
        assert_eq!(found, [1], "{next}");
        assert!(end.is_some());
    }
}

#[tokio::test]
async fn a_server_that_does_not_count_is_left() {
    let server = Server::answering(|_, _| json("[1,2]"));
    let (found, end) = all!(Client::of(&server).by_offset().items());
    assert_eq!(found.len(), 6);
    assert!(end.is_some());
    assert_eq!(server.received().len(), 3);
}

#[tokio::test]
async fn an_error_is_the_end() {
    let server = Server::replying([
        json(r#"{"items":[1],"meta":{"next":"b"}}"#),
        Reply::new(403, "{}"),
        json(r#"{"items":[2]}"#),
    ]);
    let (found, end) = all!(Client::of(&server).by_cursor().items());
    assert_eq!(found, [1]);
    assert_eq!(end.expect("it was refused").kind(), ErrorKind::Status);
    assert_eq!(server.received().len(), 2);
}

#[tokio::test]
async fn nothing_is_asked_before_it_is_wanted() {
    let server =
        Server::answering(|at, _| json(&format!(r#"{{"items":[1],"meta":{{"next":"{at}"}}}}"#)));
    let mut items = Client::of(&server).by_cursor().items();
    assert!(server.received().is_empty());
    assert!(matches!(items.next().await, Ok(Some(1))));
    assert_eq!(server.received().len(), 1);
    assert!(matches!(items.next().await, Ok(Some(1))));
    drop(items);
    assert_eq!(server.received().len(), 2);
}

#[tokio::test]
async fn they_are_streams_that_move_between_threads() {
    fn is_stream<T: Stream<Item = Result<V, Error>> + Send + Unpin + 'static, V>(stream: T) -> T {
        stream
    }
    let server = Server::replying([json(r#"{"items":[1]}"#)]);
    let mut pages = is_stream::<_, Page>(Client::of(&server).by_cursor().pages());
    let mut items = is_stream::<_, u32>(Client::of(&server).by_cursor().items());
    let page = std::future::poll_fn(|context| Pin::new(&mut pages).poll_next(context)).await;
    assert_eq!(
        page.map(|page| page.map(|page| page.items).ok()),
        Some(Some(Some(vec![1])))
    );
    let item = std::future::poll_fn(|context| Pin::new(&mut items).poll_next(context)).await;
    assert!(matches!(item, Some(Ok(1))));
}

#[cfg(feature = "blocking")]
#[test]
fn a_thread_can_wait_for_each_of_them() {
    let server = Server::replying([
        json(r#"{"items":[1,2],"meta":{"next":"b"}}"#),
        json(r#"{"items":[3]}"#),
    ]);
    let mut items = Client::of(&server).by_cursor().items();
    for expected in [Some(1), Some(2), Some(3), None, None] {
        assert!(matches!(items.wait_next(), Ok(item) if item == expected));
    }
    let server = Server::replying([Reply::new(403, "{}")]);
    let mut pages = Client::of(&server).by_cursor().pages();
    assert!(pages.wait_next().is_err());
    assert!(matches!(pages.wait_next(), Ok(None)));
}
