//! Bodies that are no JSON: media types, bytes on the wire, files and streams that are never held
//! as a whole, and what is refused before anything is sent.

use std::io::Write as _;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::{Context, Poll};

use crate::support::bodies::{Client, Form, Parts};
use crate::support::server::Received;
use crate::support::{Reply, Server};
use bindery_runtime::{ErrorKind, JsonValue, SecretString, Stream, Upload};
use serde_json::json;

/// A server that takes anything.
fn server() -> Server {
    Server::replying([Reply::new(204, "")])
}

/// The parts as another implementation reads them: name, file name, media type, bytes.
async fn parts(request: &Received) -> Vec<(String, Option<String>, Option<String>, Vec<u8>)> {
    let media_type = request.header("content-type").unwrap();
    let boundary = multer::parse_boundary(media_type).unwrap();
    let body = request.body.clone();
    let once = Once(Some(body));
    let mut reader = multer::Multipart::new(once, boundary);
    let mut parts = Vec::new();
    while let Some(field) = reader.next_field().await.unwrap() {
        parts.push((
            field.name().unwrap().to_owned(),
            field.file_name().map(str::to_owned),
            field.content_type().map(ToString::to_string),
            field.bytes().await.unwrap().to_vec(),
        ));
    }
    parts
}

/// A stream of one item.
struct Once(Option<Vec<u8>>);

impl Stream for Once {
    type Item = Result<Vec<u8>, std::io::Error>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Poll::Ready(self.0.take().map(Ok))
    }
}

/// A stream of so many pieces, which counts those that were asked for.
struct Pieces {
    left: usize,
    size: usize,
    taken: Arc<AtomicUsize>,
}

impl Stream for Pieces {
    type Item = Result<Vec<u8>, std::io::Error>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Poll::Ready(self.left.checked_sub(1).map(|left| {
            self.left = left;
            self.taken.fetch_add(1, Ordering::SeqCst);
            Ok(vec![b'x'; self.size])
        }))
    }
}

fn pieces(left: usize, size: usize) -> (Pieces, Arc<AtomicUsize>) {
    let taken = Arc::new(AtomicUsize::new(0));
    let stream = Pieces {
        left,
        size,
        taken: Arc::clone(&taken),
    };
    (stream, taken)
}

#[tokio::test]
async fn text_travels_as_it_is() {
    let server = server();
    Client::of(&server).note("a \"b\"\n é").await.unwrap();
    let request = server.only();
    assert_eq!(
        request.header("content-type"),
        Some("text/plain; charset=utf-8")
    );
    assert_eq!(request.body_text(), "a \"b\"\n é");
}

#[tokio::test]
async fn bytes_travel_as_they_are() {
    let server = server();
    let client = Client::of(&server);
    client.store(vec![0, 159, 146, 150]).await.unwrap();
    client
        .store(Upload::from("<svg/>").content_type("image/svg+xml"))
        .await
        .unwrap();
    let requests = server.received();
    assert_eq!(
        requests[0].header("content-type"),
        Some("application/octet-stream")
    );
    assert_eq!(requests[0].header("content-length"), Some("4"));
    assert_eq!(requests[0].body, [0, 159, 146, 150]);
    assert_eq!(requests[1].header("content-type"), Some("image/svg+xml"));
    assert_eq!(requests[1].body_text(), "<svg/>");
}

#[tokio::test]
async fn nothing_is_sent_where_nothing_is_given() {
    let server = server();
    let client = Client::of(&server);
    client.perhaps().await.unwrap();
    client.form_perhaps().await.unwrap();
    for request in server.received() {
        assert_eq!(request.header("content-type"), None);
        assert!(request.body.is_empty());
    }
}

#[tokio::test]
async fn a_file_is_read_while_it_travels() {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    let bytes: Vec<u8> = (0..300_000_u32).map(|at| (at % 251) as u8).collect();
    file.write_all(&bytes).unwrap();
    let server = server();
    Client::of(&server)
        .store(Upload::from_path(file.path()))
        .await
        .unwrap();
    let request = server.only();
    assert_eq!(request.header("content-length"), Some("300000"));
    assert!(request.body == bytes);
}

#[tokio::test]
async fn a_file_that_is_not_there_fails_before_anything_is_sent() {
    let server = server();
    let client = Client::of(&server);
    let folder = tempfile::tempdir().unwrap();
    for path in [folder.path().join("missing.txt"), folder.path().to_owned()] {
        let error = client.store(Upload::from_path(&path)).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Configuration);
        assert_eq!(error.attempts(), 0);
        assert!(!error.may_have_acted());
        let shown = error.to_string();
        assert!(shown.contains(&path.display().to_string()), "{shown}");
    }
    assert!(server.received().is_empty());
}

#[tokio::test]
async fn a_file_is_opened_again_for_another_attempt() {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(b"content").unwrap();
    let server = Server::replying([Reply::new(503, ""), Reply::new(204, "")]);
    Client::of(&server)
        .store(Upload::from_path(file.path()))
        .await
        .unwrap();
    let requests = server.received();
    assert_eq!(requests.len(), 2);
    assert!(requests.iter().all(|request| request.body == b"content"));
}

#[tokio::test]
async fn a_stream_travels_in_chunks_and_once() {
    let server = Server::replying([Reply::new(503, ""), Reply::new(204, "")]);
    let client = Client::of(&server);
    let (stream, taken) = pieces(100, 10_000);
    assert_eq!(taken.load(Ordering::SeqCst), 0);
    let upload = Upload::from_stream(stream);
    // It cannot be sent again, whatever the answer.
    let error = client.store(upload.clone()).await.unwrap_err();
    assert_eq!(
        (
            error.status().map(|status| status.as_u16()),
            error.attempts()
        ),
        (Some(503), 1)
    );
    let request = server.only();
    assert_eq!(request.header("transfer-encoding"), Some("chunked"));
    assert_eq!(request.body.len(), 1_000_000);
    assert_eq!(taken.load(Ordering::SeqCst), 100);
    let error = client.store(upload).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Configuration);
    assert!(error.to_string().contains("sent before"), "{error}");
    assert_eq!(server.received().len(), 1);
}

#[tokio::test]
async fn a_stream_is_not_held_in_memory() {
    // The server reads nothing: only what fits the buffers of the connection is asked for.
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let client = Client::at(&url);
    let (stream, taken) = pieces(100_000, 64 * 1024);
    let error = client
        .store(Upload::from_stream(stream))
        .timeout(std::time::Duration::from_millis(500))
        .await
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Timeout);
    let taken = taken.load(Ordering::SeqCst);
    assert!((1..1_000).contains(&taken), "{taken} pieces were taken");
}

#[tokio::test]
async fn the_length_of_a_stream_is_told_and_kept() {
    let server = server();
    let client = Client::of(&server);
    let (stream, _) = pieces(3, 5);
    client
        .store(Upload::from_stream(stream).length(15))
        .await
        .unwrap();
    let request = server.only();
    assert_eq!(request.header("content-length"), Some("15"));
    assert_eq!(request.header("transfer-encoding"), None);
    for length in [14, 16] {
        let (stream, _) = pieces(3, 5);
        let upload = Upload::from_stream(stream).length(length);
        let error = client.store(upload).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Transport, "{length}");
        assert_eq!(error.attempts(), 1);
    }
}

#[tokio::test]
async fn a_reader_is_a_stream() {
    let server = server();
    let reader: &[u8] = b"what is read";
    Client::of(&server)
        .store(Upload::from_reader(reader))
        .await
        .unwrap();
    assert_eq!(server.only().body_text(), "what is read");
}

#[tokio::test]
async fn a_form_travels_in_the_encoding_of_addresses() {
    let server = server();
    let form = Form {
        name: "a b&c=é".to_owned(),
        tags: Some(vec!["x".to_owned(), "y,z".to_owned()]),
        filter: Some(
            json!({"a": {"b": [1, 2]}, "c": [{"d": true}, {"d": null, "e": 2}], "f": null}),
        ),
        commas: Some(vec![1, 2]),
        details: Some(json!({"a": 1})),
        password: Some(SecretString::from("s3cret")),
    };
    Client::of(&server).form(form).await.unwrap();
    let request = server.only();
    assert_eq!(
        request.header("content-type"),
        Some("application/x-www-form-urlencoded")
    );
    assert_eq!(
        request.body_text(),
        "name=a%20b%26c%3D%C3%A9&tags=x&tags=y%2Cz&filter%5Ba%5D%5Bb%5D%5B%5D=1&filter%5Ba%5D%5Bb%5D%5B%5D=2&\
         filter%5Bc%5D%5B0%5D%5Bd%5D=true&filter%5Bc%5D%5B1%5D%5Be%5D=2&commas=1,2&details=%7B%22a%22%3A1%7D&password=s3cret"
    );
}

#[tokio::test]
async fn a_form_of_anything_is_an_object() {
    let server = server();
    let client = Client::of(&server);
    client
        .any_form(json!({"a": "b", "c": [1, 2]}))
        .await
        .unwrap();
    assert_eq!(server.only().body_text(), "a=b&c=1&c=2");
    let error = client.any_form(json!([1])).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Configuration);
    client.any_form(JsonValue::Null).await.unwrap_err();
    assert_eq!(server.received().len(), 1);
}

#[tokio::test]
async fn parts_are_read_by_another_implementation() {
    let mut file = tempfile::NamedTempFile::with_prefix("bindery").unwrap();
    file.write_all(b"\r\n--from a file\r\n").unwrap();
    let on_disk = file
        .path()
        .file_name()
        .unwrap()
        .to_str()
        .unwrap()
        .to_owned();
    let (stream, _) = pieces(2, 3);
    let server = server();
    let form = Parts {
        title: Some("A \"title\"\r\né".to_owned()),
        details: Some(json!({"a": [1]})),
        numbers: Some(vec![1, 2]),
        picture: Upload::from(&b"\x89PNG"[..]).file_name("a \"b\"\r\n.png"),
        more: Some(vec![
            Upload::from_path(file.path()),
            Upload::from_stream(stream).content_type("text/x"),
        ]),
        script: Some("v=0".to_owned()),
        labels: Some(json!({"a": [1], "b": {"c": "d"}})),
    };
    Client::of(&server).parts(form).await.unwrap();
    let request = server.only();
    assert_eq!(request.header("transfer-encoding"), Some("chunked"));
    let text = |text: &str| Some(text.to_owned());
    let part =
        |name: &str, file, media, bytes: &[u8]| (name.to_owned(), file, media, bytes.to_vec());
    assert_eq!(
        parts(&request).await,
        [
            part("title", None, None, "A \"title\"\r\né".as_bytes()),
            part("details", None, text("application/json"), b"{\"a\":[1]}"),
            part("numbers", None, None, b"1"),
            part("numbers", None, None, b"2"),
            part(
                "picture",
                text("a %22b%22%0D%0A.png"),
                text("image/png"),
                b"\x89PNG"
            ),
            part(
                "more",
                Some(on_disk),
                text("application/octet-stream"),
                b"\r\n--from a file\r\n"
            ),
            part("more", text("more"), text("text/x"), b"xxxxxx"),
            part("script", None, text("application/sdp"), b"v=0"),
            part("labels[a][]", None, None, b"1"),
            part("labels[b][c]", None, None, b"d"),
        ]
    );
}

#[tokio::test]
async fn parts_of_known_length_tell_it() {
    let server = server();
    let form = Parts {
        title: None,
        details: None,
        numbers: None,
        picture: Upload::from("bytes"),
        more: None,
        script: None,
        labels: None,
    };
    Client::of(&server).parts(form).await.unwrap();
    let request = server.only();
    let length = request.body.len().to_string();
    assert_eq!(request.header("content-length"), Some(length.as_str()));
    assert_eq!(parts(&request).await.len(), 1);
}

#[tokio::test]
async fn a_media_type_that_cannot_be_sent_is_refused() {
    let server = server();
    let client = Client::of(&server);
    let upload = Upload::from("x").content_type("text/plain\r\nX-Other: 1");
    let error = client.store(upload.clone()).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Configuration);
    let form = Parts {
        title: None,
        details: None,
        numbers: None,
        picture: upload,
        more: None,
        script: None,
        labels: None,
    };
    let error = client.parts(form).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Configuration);
    assert!(server.received().is_empty());
}

#[test]
fn what_is_sent_is_never_printed() {
    let shown = format!("{:?}", Upload::from("s3cret"));
    assert_eq!(shown, "Upload { length: 6, .. }");
}
