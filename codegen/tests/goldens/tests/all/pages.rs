//! Lists that come page by page, as they are emitted, and what the service sends by itself.

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

use bindery_goldens::pages::{Client, ErrorKind, from_json, webhooks};

/// A server that answers each request by its target: the headers, and the body.
struct Server {
    url: String,
    targets: Arc<Mutex<Vec<String>>>,
}

impl Server {
    fn start(answer: impl Fn(&str) -> (String, String) + Send + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port is free");
        let address = listener.local_addr().expect("the port is known");
        let targets = Arc::new(Mutex::new(Vec::new()));
        let log = Arc::clone(&targets);
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let target = target(&stream);
                log.lock().expect("nobody panics").push(target.clone());
                let (headers, body) = answer(&target);
                let answer = format!(
                    "HTTP/1.1 200 OK\r\n{headers}content-type: application/json\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{body}",
                    body.len()
                );
                (&stream)
                    .write_all(answer.as_bytes())
                    .expect("the answer is taken");
            }
        });
        Self {
            url: format!("http://{address}"),
            targets,
        }
    }

    fn client(&self) -> Client {
        Client::builder()
            .base_url(&self.url)
            .build()
            .expect("a client")
    }

    fn targets(&self) -> Vec<String> {
        self.targets.lock().expect("nobody panics").clone()
    }
}

/// What a request without a body asks for.
fn target(stream: &TcpStream) -> String {
    let mut lines = BufReader::new(stream)
        .lines()
        .map(|line| line.expect("the request can be read"));
    let first = lines.next().expect("a request has a line");
    lines.find(String::is_empty);
    first.split(' ').nth(1).expect("a target").to_owned()
}

/// A page with pets of these names, and what it says of the next one.
fn page(pets: &[&str], meta: &str) -> (String, String) {
    let pets: Vec<_> = pets
        .iter()
        .map(|name| format!(r#"{{"name":"{name}"}}"#))
        .collect();
    let body = format!(
        r#"{{"data":{{"pets":[{}]}},"meta":{meta}}}"#,
        pets.join(",")
    );
    (String::new(), body)
}

#[tokio::test]
async fn a_cursor_leads_through_the_list() {
    let server = Server::start(|target| match target {
        "/by-cursor?limit=2" => page(&["a", "b"], r#"{"next":"x y"}"#),
        "/by-cursor?after=x%20y&limit=2" => page(&[], r#"{"next":"z"}"#),
        _ => page(&["c"], "null"),
    });
    let mut pets = server.client().calls().list_by_cursor().limit(2).items();
    let mut names = Vec::new();
    while let Some(pet) = pets.next().await.expect("a pet") {
        names.extend(pet.name);
    }
    assert_eq!(names, ["a", "b", "c"]);
    assert_eq!(server.targets().len(), 3);
}

#[tokio::test]
async fn the_last_item_leads_on_as_long_as_the_page_says_that_there_are_more() {
    let server = Server::start(|target| {
        let body = match target {
            "/by-last" => r#"{"pets":[{"name":"a"},{"name":"b"}],"more":true}"#,
            "/by-last?after=b" => r#"{"pets":[{"name":"c"}],"more":false}"#,
            "/by-last?after=c" => r#"{"pets":[],"more":true}"#,
            "/by-last?after=d" => r#"{"pets":[{}],"more":true}"#,
            other => panic!("{other} is not a page"),
        };
        (String::new(), body.to_owned())
    });
    let mut pets = server.client().calls().list_by_last().items();
    let mut names = Vec::new();
    while let Some(pet) = pets.next().await.expect("a pet") {
        names.extend(pet.name);
    }
    assert_eq!(names, ["a", "b", "c"]);
    // Nothing leads on from a page without items, or whose last item lacks what is asked with.
    for after in ["c", "d"] {
        let mut pages = server.client().calls().list_by_last().after(after).pages();
        assert!(pages.next().await.expect("a page").is_some());
        assert!(pages.next().await.expect("the end").is_none());
    }
    assert_eq!(server.targets().len(), 4);
}

#[tokio::test]
async fn offsets_and_pages_count_to_the_first_empty_page() {
    let server = Server::start(|target| {
        let body = match target {
            "/by-offset" => r#"["a",null]"#,
            "/by-offset?offset=2" => r#"["b"]"#,
            "/by-offset?offset=3" => "[]",
            "/by-page" => r#"{"data":{"pets":[{"name":"c"}]}}"#,
            "/by-page?page=1" => r#"{"data":{}}"#,
            other => panic!("{other} is not a page"),
        };
        (String::new(), body.to_owned())
    });
    let mut texts = server.client().calls().list_by_offset().items();
    let mut found = Vec::new();
    while let Some(text) = texts.next().await.expect("a text") {
        found.push(text);
    }
    assert_eq!(found, [Some("a".to_owned()), None, Some("b".to_owned())]);
    let mut pages = server.client().calls().list_by_page().pages();
    assert!(pages.next().await.expect("a page").is_some());
    assert!(pages.next().await.expect("a page").is_some());
    assert!(pages.next().await.expect("the end").is_none());
}

#[tokio::test]
async fn addresses_and_links_are_followed() {
    let server = Server::start(|target| match target {
        "/by-address" => (
            String::new(),
            r#"{"next":"/more?from=1","tree":{"pets":[{"name":"a"}]}}"#.to_owned(),
        ),
        "/more?from=1" => (
            String::new(),
            r#"{"tree":{"pets":[{"name":"b"}]}}"#.to_owned(),
        ),
        "/by-link" => (
            "link: </by-link?page=2>; rel=\"next\"\r\n".to_owned(),
            r#"[{"name":"c"}]"#.to_owned(),
        ),
        _ => (
            "link: <https://elsewhere.example/>; rel=\"next\"\r\n".to_owned(),
            r#"[{"name":"d"}]"#.to_owned(),
        ),
    });
    let mut names = Vec::new();
    let mut pets = server.client().calls().list_by_address().items();
    while let Some(pet) = pets.next().await.expect("a pet") {
        names.extend(pet.name);
    }
    let mut pets = server.client().calls().list_by_link().items();
    let error = loop {
        match pets.next().await {
            Ok(pet) => names.extend(pet.expect("another page").name),
            Err(error) => break error,
        }
    };
    assert_eq!(names, ["a", "b", "c", "d"]);
    assert_eq!(error.kind(), ErrorKind::Redirect);
}

#[test]
fn what_is_sent_is_read_by_its_name() {
    let body = br#"{"name":"Rex","more":true}"#;
    let pet: webhooks::NewPet = from_json(body).expect("a pet");
    assert_eq!(pet.name.as_deref(), Some("Rex"));

    let error = from_json::<webhooks::NewPet>(br#"{"name":["secret"]}"#).expect_err("no text");
    assert_eq!(error.kind(), ErrorKind::Decode);
    let shown = error.to_string();
    assert!(
        shown.contains("name") && !shown.contains("secret"),
        "{shown}"
    );
    let error = from_json::<webhooks::NewPet>(b"").expect_err("nothing");
    assert!(error.to_string().contains("the body is empty"), "{error}");
}
