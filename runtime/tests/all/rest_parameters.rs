//! Parameters of every style, as a server gets them: what emitted requests declare, sent over
//! loopback.

use std::collections::BTreeMap;
use std::time::Duration;

use crate::support::{Reply, Server};
use bindery_runtime::v1::rest::{Call, Operation, Service, client, request};
use bindery_runtime::{ErrorKind, JsonValue, SecretString};
use serde_json::json;

struct Error(bindery_runtime::Error);

bindery_runtime::v1::error!(Error);

#[derive(Clone, Debug)]
struct Client {
    core: bindery_runtime::v1::rest::Client,
}

client!(Client, Error);

static SERVICE: Service = Service::new("https://rest.example.com", "test-client/1.2.3");

impl Client {
    fn of(server: &Server) -> Self {
        bindery_runtime::rest::ClientBuilder::new(&SERVICE, ())
            .base_url(server.url())
            .backoff(Duration::from_millis(1), Duration::from_millis(5))
            .build()
            .unwrap()
    }
}

type Map = BTreeMap<String, i32>;

fn map() -> Map {
    Map::from([("b".to_owned(), 1), ("a".to_owned(), 2)])
}

#[derive(Clone, Debug)]
struct Paths {
    call: Call,
    simple: Vec<String>,
    label: Vec<i32>,
    matrix: Map,
}

request! {
    Paths -> (), Error;
    path simple = "simple" style simple,
    path label = "label of it" style label exploded,
    path matrix = "matrix" style matrix exploded,
}

static PATHS: Operation = Operation::get("paths", "/x/{simple}.{label of it}/{matrix}:go/{simple}");

#[tokio::test]
async fn paths_are_expanded_wherever_they_stand() {
    let server = Server::replying([Reply::new(204, "")]);
    let paths = Paths {
        call: Client::of(&server).core.call(&PATHS),
        simple: ["a/b", "c,d"].map(str::to_owned).to_vec(),
        label: vec![1, 2],
        matrix: map(),
    };
    paths.await.unwrap();
    assert_eq!(
        server.only().target,
        "/x/a%2Fb,c%2Cd..1.2/;a=2;b=1:go/a%2Fb,c%2Cd"
    );
}

#[tokio::test]
async fn a_path_without_a_value_is_refused() {
    let server = Server::replying([Reply::new(204, "")]);
    let paths = Paths {
        call: Client::of(&server).core.call(&PATHS),
        simple: Vec::new(),
        label: vec![1],
        matrix: map(),
    };
    let error = paths.await.unwrap_err().0.to_string();
    assert!(
        error.contains("the path parameter `simple` is empty"),
        "{error}"
    );
    assert_eq!(server.received().len(), 0);
}

#[derive(Clone, Debug)]
struct Queries {
    call: Call,
    form: Option<Vec<String>>,
    exploded: Option<Map>,
    spaces: Option<Vec<i32>>,
    pipes: Option<Vec<i32>>,
    deep: Option<BTreeMap<String, Map>>,
    json: Option<Map>,
    reserved: Option<String>,
    plain: Option<String>,
    secrets: Option<Vec<SecretString>>,
}

request! {
    Queries -> (), Error;
    query form = "form" style form,
    query exploded = "exploded" style form exploded,
    query spaces = "spaces" style space_delimited,
    query pipes = "pipes" style pipe_delimited,
    query deep = "deep" style deep_object,
    query json = "json" style json,
    query reserved = "reserved" style form exploded reserved,
    query plain = "plain",
    query secrets = "secrets" as secret style form,
}

static QUERIES: Operation = Operation::get("queries", "/x?Action=List&v=1/2");

fn queries(server: &Server) -> Queries {
    Queries {
        call: Client::of(server).core.call(&QUERIES),
        form: None,
        exploded: None,
        spaces: None,
        pipes: None,
        deep: None,
        json: None,
        reserved: None,
        plain: None,
        secrets: None,
    }
}

#[tokio::test]
async fn queries_are_expanded_behind_that_of_the_path() {
    let server = Server::replying([Reply::new(204, ""), Reply::new(204, "")]);
    queries(&server).await.unwrap();
    let request = Queries {
        form: Some(["a,b", "c&d", "é"].map(str::to_owned).to_vec()),
        exploded: Some(map()),
        spaces: Some(vec![1, 2]),
        pipes: Some(vec![3, 4]),
        deep: Some(BTreeMap::from([("of".to_owned(), map())])),
        json: Some(map()),
        reserved: Some("a/b?c=d&e".to_owned()),
        plain: Some(String::new()),
        secrets: Some(vec![
            SecretString::from("s3cret"),
            SecretString::from("shh"),
        ]),
        ..queries(&server)
    };
    request.await.unwrap();
    let targets: Vec<_> = server
        .received()
        .iter()
        .map(|request| request.target.clone())
        .collect();
    assert_eq!(
        targets,
        [
            "/x?Action=List&v=1/2",
            "/x?Action=List&v=1/2&form=a%2Cb,c%26d,%C3%A9&a=2&b=1&spaces=1%202&pipes=3%7C4&deep%5Bof%5D%5Ba%5D=2\
             &deep%5Bof%5D%5Bb%5D=1&json=%7B%22a%22%3A2%2C%22b%22%3A1%7D&reserved=a/b?c=d%26e&plain=&secrets=s3cret,shh",
        ]
    );
}

#[derive(Clone, Debug)]
struct Others {
    call: Call,
    list: Option<Vec<String>>,
    map: Option<Map>,
    json: Option<Map>,
    session: Option<String>,
    flags: Option<Vec<i32>>,
    secret: Option<SecretString>,
}

request! {
    Others -> (), Error;
    header list = "X-List" style simple,
    header map = "X-Map" style simple exploded,
    header json = "X-Json" style json,
    cookie session = "session",
    cookie flags = "flags" style form,
    cookie secret = "key",
}

static OTHERS: Operation = Operation::trace("others", "/x");

#[tokio::test]
async fn headers_stay_as_they_are_and_cookies_share_one() {
    let server = Server::replying([Reply::new(204, ""), Reply::new(204, "")]);
    let none = || Others {
        call: Client::of(&server).core.call(&OTHERS),
        list: None,
        map: None,
        json: None,
        session: None,
        flags: None,
        secret: None,
    };
    none().await.unwrap();
    let all = Others {
        list: Some(["a b", "c;d"].map(str::to_owned).to_vec()),
        map: Some(map()),
        json: Some(map()),
        session: Some("a;b".to_owned()),
        flags: Some(vec![1, 2]),
        secret: Some(SecretString::from("s3 cret")),
        ..none()
    };
    all.await.unwrap();
    let received = server.received();
    assert_eq!(received[0].header("cookie"), None);
    assert_eq!(received[0].header("x-list"), None);
    let request = &received[1];
    assert_eq!(request.method, "TRACE");
    assert_eq!(request.header("x-list"), Some("a b,c;d"));
    assert_eq!(request.header("x-map"), Some("a=2,b=1"));
    assert_eq!(request.header("x-json"), Some(r#"{"a":2,"b":1}"#));
    assert_eq!(
        request.header("cookie"),
        Some("session=a%3Bb; flags=1,2; key=s3%20cret")
    );
}

#[derive(Clone, Debug)]
struct Strings {
    call: Call,
    form: Option<JsonValue>,
    text: Option<String>,
    json: Option<JsonValue>,
    key: Option<String>,
    tags: Option<Vec<String>>,
}

request! {
    Strings -> (), Error;
    querystring form = "form" style form,
    querystring text = "text" style simple,
    querystring json = "json" style json,
    cookie key = "key" style verbatim,
    cookie tags = "tags" style verbatim exploded,
}

static STRINGS: Operation = Operation::query("strings", "/x");

fn strings(server: &Server) -> Strings {
    Strings {
        call: Client::of(server).core.call(&STRINGS),
        form: None,
        text: None,
        json: None,
        key: None,
        tags: None,
    }
}

#[tokio::test]
async fn a_query_string_is_a_form_a_text_or_json() {
    for (form, text, json, expected) in [
        (None, None, None, "/x"),
        (Some(json!({})), None, None, "/x"),
        (
            Some(json!({"a b": "c&d", "e": [1, true], "f": {"g": null}, "h": null})),
            None,
            None,
            "/x?a%20b=c%26d&e=1&e=true&f=%7B%22g%22%3Anull%7D",
        ),
        (
            None,
            Some("$.a[?@.b == 'c']"),
            None,
            "/x?%24.a%5B%3F%40.b%20%3D%3D%20%27c%27%5D",
        ),
        (
            None,
            None,
            Some(json!({"numbers": [1, 2], "flag": null})),
            "/x?%7B%22flag%22%3Anull%2C%22numbers%22%3A%5B1%2C2%5D%7D",
        ),
    ] {
        let server = Server::replying([Reply::new(204, "")]);
        let call = Strings {
            form,
            text: text.map(str::to_owned),
            json,
            ..strings(&server)
        };
        call.await.unwrap();
        assert_eq!(server.only().target, expected);
    }
    let server = Server::replying([Reply::new(204, "")]);
    let call = Strings {
        form: Some(json!([1])),
        ..strings(&server)
    };
    let error = call.await.unwrap_err().0.to_string();
    assert!(
        error.contains("the query string `form` is not an object"),
        "{error}"
    );
    assert_eq!(server.received().len(), 0);
}

#[tokio::test]
async fn verbatim_cookies_are_not_encoded_and_stay_one_each() {
    let server = Server::replying([Reply::new(204, "")]);
    let call = Strings {
        key: Some("a=/%20+b,c".to_owned()),
        tags: Some(["x", "y z"].map(str::to_owned).to_vec()),
        ..strings(&server)
    };
    call.await.unwrap();
    assert_eq!(
        server.only().header("cookie"),
        Some("key=a=/%20+b,c; tags=x; tags=y z")
    );
    for value in ["a; b=c", "a\r\nb: c"] {
        let server = Server::replying([Reply::new(204, "")]);
        let call = Strings {
            key: Some(value.to_owned()),
            ..strings(&server)
        };
        let error = call.await.unwrap_err().0;
        assert_eq!(error.kind(), ErrorKind::Configuration, "{error}");
        assert_eq!(server.received().len(), 0);
    }
}

#[derive(Clone, Debug)]
struct Sent {
    call: Call,
    body: JsonValue,
}

request! {
    Sent -> JsonValue, Error;
    json body = "body",
}

static QUERY: Operation = Operation::query("query", "/x");
static COPY: Operation = Operation::other("COPY", "copy", "/x");
static LOWER: Operation = Operation::other("notify", "lower", "/x").reads_only();
static NONE: Operation = Operation::other("no method", "none", "/x");

#[tokio::test]
async fn every_method_is_sent_as_it_is_written_with_its_body() {
    for (operation, method, times) in [
        (&QUERY, "QUERY", 3),
        (&COPY, "COPY", 1),
        (&LOWER, "notify", 3),
    ] {
        let server = Server::answering(|_, _| Reply::new(503, "{}"));
        let call = Sent {
            call: Client::of(&server).core.call(operation),
            body: json!({"a": 1}),
        };
        // What reads is sent again; what a method of its own does is not known.
        let error = call.await.unwrap_err().0;
        assert_eq!(error.attempts(), times, "{method}");
        assert_eq!(error.may_have_acted(), method == "COPY");
        for request in server.received() {
            assert_eq!(request.method, method);
            assert_eq!(request.body_text(), r#"{"a":1}"#);
            assert_eq!(request.header("content-type"), Some("application/json"));
        }
    }
    let server = Server::replying([Reply::new(204, "")]);
    let call = Sent {
        call: Client::of(&server).core.call(&NONE),
        body: json!(1),
    };
    let error = call.await.unwrap_err().0.to_string();
    assert!(
        error.contains("`no method` is not an HTTP method"),
        "{error}"
    );
    assert_eq!(server.received().len(), 0);
}
