//! Calls that their description gives several media types: one for each that says something of its
//! own.

use crate::support::answering;
use bindery_goldens::media::Client;
use serde_json::json;

fn client(url: &str) -> Client {
    Client::builder().base_url(url).build().expect("a client")
}

#[tokio::test]
async fn each_call_asks_for_what_it_reads() {
    let (url, server) = answering(200, "application/json", r#"{"sha":"1a"}"#);
    let commit = client(&url).commits().get("1a").await;
    assert_eq!(commit.expect("a commit").sha, "1a");
    let received = server.join().expect("a request came");
    assert_eq!(received.header("accept"), Some("application/json"));

    let (url, server) = answering(200, "text/plain", "one line");
    let text = client(&url).commits().get_as_text("1a").await;
    assert_eq!(text.expect("a text"), "one line");
    let received = server.join().expect("a request came");
    assert_eq!(received.line, "GET /commits/1a");
    assert_eq!(received.header("accept"), Some("text/plain"));

    let (url, server) = answering(200, "application/zip", "PK");
    let bytes = client(&url).commits().get_as_zip("1a").await;
    let bytes = bytes.expect("an answer").bytes().await.expect("its bytes");
    assert_eq!(&bytes[..], b"PK");
    let received = server.join().expect("a request came");
    assert_eq!(received.header("accept"), Some("application/zip"));
}

#[tokio::test]
async fn another_kind_of_json_has_a_type_of_its_own() {
    let kind = "application/vnd.example.v2.signed+json";
    let (url, server) = answering(200, kind, r#"[{"by":"somebody"}]"#);
    let signed = client(&url).commits().list_as_signed().await;
    assert_eq!(signed.expect("an answer")[0].by, "somebody");
    let received = server.join().expect("a request came");
    assert_eq!(received.header("accept"), Some(kind));
}

#[tokio::test]
async fn each_call_sends_what_it_says() {
    let (url, server) = answering(200, "application/json", r#"{"sha":"1a"}"#);
    let steps = json!([{ "op": "remove", "path": "/note" }]);
    let commits = client(&url);
    let call = commits.commits().update_as_json_patch("1a", steps.clone());
    call.await.expect("a commit");
    let received = server.join().expect("a request came");
    assert_eq!(received.line, "PATCH /commits/1a");
    assert_eq!(
        received.header("content-type"),
        Some("application/json-patch+json")
    );
    assert_eq!(received.json(), steps);

    let (url, server) = answering(204, "text/plain", "");
    let picture = b"GIF89a".to_vec();
    let call = client(&url)
        .commits()
        .add_picture_as_form_data("A dot", picture)
        .await;
    call.expect("it was added");
    let received = server.join().expect("a request came");
    let kind = received.header("content-type").unwrap_or_default();
    assert!(kind.starts_with("multipart/form-data; boundary="), "{kind}");
}

#[tokio::test]
async fn a_name_that_is_written_is_kept_and_another_json_is_asked_for_by_its_name() {
    let (url, server) = answering(200, "application/json", "3");
    let lines = client(&url).commits().get_as_diff("1a").await;
    lines.expect("a number");
    let received = server.join().expect("a request came");
    assert_eq!(received.line, "GET /diffs/1a");

    let (url, server) = answering(200, "application/json", r#""text""#);
    let commits = client(&url);
    let call = commits.commits().get_as_diff_as_json_version_2("1a");
    call.await.expect("a text");
    let received = server.join().expect("a request came");
    assert_eq!(
        received.header("accept"),
        Some("application/json;version=2, application/json;q=0.5")
    );

    let (url, server) = answering(200, "application/vnd.example.diff", "+1");
    let commits = client(&url);
    let call = commits.commits().get_as_application_vnd_example_diff("1a");
    drop(call.await.expect("a diff"));
    let received = server.join().expect("a request came");
    assert_eq!(received.line, "GET /commits/1a");
}
