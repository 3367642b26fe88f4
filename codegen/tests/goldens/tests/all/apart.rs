//! A description in several files: what is merged, listed and told apart across them is what it
//! would be in one.

use crate::support::answering;
use bindery_goldens::apart::Client;
use bindery_goldens::apart::types::{
    Account, BankStatus, CardStatus, DatedState, Event, Level, Means,
};
use serde_json::json;

#[tokio::test]
async fn an_account_is_made_of_three_files() {
    let answer = json!({
        "id": "7",
        "owner": "somebody",
        "level": "high",
        "opened": "2024-02-29",
        "state": "open",
        "means": { "kind": "bank", "iban": "GB33" },
    });
    let (url, server) = answering(201, "application/json", &answer.to_string());
    let client = Client::builder().base_url(url).build().expect("a client");
    let opened = client.accounts().create("somebody");
    let account = opened.level(Level::High).await.expect("an account");
    let received = server.join().expect("a request came");
    assert_eq!(received.line, "POST /accounts");
    assert_eq!(
        received.json(),
        json!({ "owner": "somebody", "level": "high" })
    );
    assert_eq!(account.state, DatedState::Open);
    assert!(matches!(&account.means, Some(Means::Bank(bank)) if bank.iban == "GB33"));
    assert_eq!(serde_json::to_value(&account).expect("JSON"), answer);
}

#[test]
fn children_in_files_of_their_own_are_the_alternatives_of_their_parent() {
    let closing = json!({ "kind": "Closing", "reason": "unused" });
    let event: Event = serde_json::from_value(closing.clone()).expect("an event");
    assert!(matches!(&event, Event::Closing(closing) if closing.reason.is_some()));
    assert_eq!(serde_json::to_value(&event).expect("JSON"), closing);
}

#[test]
fn what_another_file_requires_must_be_there() {
    let refused = |lacks: &str| {
        let mut account =
            json!({ "id": "7", "owner": "a", "opened": "2024-02-29", "state": "open" });
        account.as_object_mut().expect("an object").remove(lacks);
        serde_json::from_value::<Account>(account).is_err()
    };
    assert!(!refused("level"));
    for required in ["id", "owner", "opened", "state"] {
        assert!(refused(required), "{required}");
    }
}

#[test]
fn types_of_files_that_are_called_alike_are_told_apart_by_their_folders() {
    assert_eq!(CardStatus::KNOWN[0].as_str(), "valid");
    assert_eq!(BankStatus::KNOWN[0].as_str(), "checked");
}

#[test]
fn both_lists_of_values_hold() {
    // `lost` is listed in one of the two files only.
    assert_eq!(
        DatedState::KNOWN,
        [DatedState::Open, DatedState::Closed],
        "the values that both files list"
    );
}
