//! What the service sends: that its names stay, and that comparing tells of what comes, goes and
//! changes.

use std::path::Path;

use crate::support::put;
use bindery::{Comparison, Generator, Rule};

/// A description with these webhooks, each with the type of its body.
fn described(folder: &Path, webhooks: &[(&str, &str)]) -> Generator {
    let mut text = "openapi: 3.1.0\ninfo: {title: t, version: '1'}\nservers: [{url: 'https://e.com'}]\npaths: {}\nwebhooks:\n".to_owned();
    for (name, schema) in webhooks {
        text.push_str(&format!(
            "  {name}: {{post: {{requestBody: {{content: {{application/json: {{schema: {schema}}}}}}}, responses: {{}}}}}}\n"
        ));
    }
    put(folder, "api.yaml", text);
    let config = "edition: 1\ncrate: example\ninputs: [api.yaml]\noutput: out\n".to_owned();
    put(folder, "bindery.yaml", config);
    Generator::from_config(folder.join("bindery.yaml")).expect("the description is right")
}

fn compared(old: &[(&str, &str)], new: &[(&str, &str)]) -> Comparison {
    let scratch = tempfile::tempdir().expect("a temporary folder can be made");
    let old = described(&scratch.path().join("old"), old);
    let new = described(&scratch.path().join("new"), new);
    new.changes_since(&old).expect("both are right")
}

/// The rules that are told, each with the item that it is about.
fn told(comparison: &Comparison) -> Vec<(Rule, &str)> {
    let changes = comparison.changes().iter();
    let mut told: Vec<_> = changes
        .map(|change| (change.rule(), change.subject()))
        .collect();
    told.sort_unstable();
    told
}

const TEXT: &str = "{type: string}";
const NUMBER: &str = "{type: integer}";

#[test]
fn a_webhook_that_comes_goes_or_holds_something_else_is_told() {
    let both = compared(
        &[("kept", TEXT), ("gone", TEXT), ("other", TEXT)],
        &[("new", TEXT), ("kept", TEXT), ("other", NUMBER)],
    );
    assert_eq!(
        told(&both),
        [
            (Rule::WebhookAdded, "webhooks::New"),
            (Rule::WebhookRemoved, "webhooks::Gone"),
            (Rule::TypeChanged, "webhooks::Other"),
        ]
    );
}

#[test]
fn the_order_of_webhooks_says_nothing() {
    let none = compared(
        &[("one", TEXT), ("two", NUMBER)],
        &[("two", NUMBER), ("one", TEXT)],
    );
    assert_eq!(told(&none), []);
}

#[test]
fn what_a_webhook_holds_is_compared_like_an_answer() {
    let record = |fields: &str| format!("{{type: object, properties: {{{fields}}}}}");
    let both = compared(
        &[("pet", &record("name: {type: string}"))],
        &[("pet", &record("name: {type: string}, age: {type: integer}"))],
    );
    assert_eq!(
        told(&both),
        [(Rule::ResponsePropertyAdded, "types::pet::Payload::age")]
    );
}

#[test]
fn a_name_that_was_given_stays_when_a_sibling_comes() {
    let scratch = tempfile::tempdir().expect("a temporary folder can be made");
    let emitted = |webhooks| {
        let generator = described(scratch.path(), webhooks);
        generator.write().expect("the files can be written");
        crate::support::read(&scratch.path().join("out/webhooks.rs"))
    };
    let before = emitted(&[("new.pet", TEXT)]);
    assert!(before.contains("pub type NewPet = String;"), "{before}");
    let after = emitted(&[("NewPet", NUMBER), ("new.pet", TEXT)]);
    assert!(after.contains("pub type NewPet = String;"), "{after}");
    assert!(after.contains(" = i64;"), "{after}");
}
