//! `undescribed-properties: keep`: what a server says beyond its description comes back to it.

use crate::support::answering;
use bindery_goldens::keeping::Client;
use bindery_goldens::keeping::types::Mark;
use serde_json::json;

fn client(url: &str) -> Client {
    Client::builder().base_url(url).build().expect("a client")
}

#[tokio::test]
async fn what_is_read_changed_and_written_loses_nothing() {
    let draft = json!({
        "title": "Old",
        "origin": { "by": "somebody" },
        "mark": { "text": "good", "seen": true },
        "language": "sv",
        "reviews": [{ "by": "another" }],
    });
    let (url, server) = answering(200, "application/json", &draft.to_string());
    let read = client(&url).drafts().get("1").await;
    server.join().expect("a request came");

    let mut changed = read.expect("a draft");
    assert_eq!(changed.additional_properties["language"], "sv");
    assert!(matches!(&changed.mark, Some(Mark::Note(note)) if note.text == "good"));
    changed.title = "New".to_owned();
    let (url, server) = answering(204, "application/json", "");
    let written = client(&url).drafts().update("1", changed).await;
    written.expect("it was taken");
    let mut expected = draft;
    expected["title"] = json!("New");
    let received = server.join().expect("a request came");
    assert_eq!(received.line, "PUT /drafts/1");
    assert_eq!(received.json(), expected);
}

#[tokio::test]
async fn a_schema_that_excludes_others_keeps_none() {
    let draft = json!({ "title": "Old", "origin": { "by": "somebody", "at": "home" } });
    let (url, server) = answering(200, "application/json", &draft.to_string());
    let read = client(&url).drafts().get("1").await.expect("a draft");
    server.join().expect("a request came");
    let written = serde_json::to_value(&read).expect("JSON");
    assert_eq!(written["origin"], json!({ "by": "somebody" }));
}
