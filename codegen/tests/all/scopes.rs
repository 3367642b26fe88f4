//! What calls need, and what comes back: told to callers, to programs and in comparisons.

use std::path::Path;

use crate::support::put;
use bindery::{Comparison, Generator, Rule};
use serde_json::json;

/// A call with these requirements and these responses.
fn described(folder: &Path, security: &str, responses: &str) -> Generator {
    let text = format!(
        "\
openapi: 3.1.0
info: {{ title: Pets, version: '1' }}
servers: [{{ url: 'https://api.example.org' }}]
security: [{{ key: [] }}, {{ token: [] }}]
paths:
  /pets:
    get:
      operationId: listPets
      security: {security}
      responses: {responses}
components:
  securitySchemes:
    key: {{ type: apiKey, in: header, name: X-Key }}
    token: {{ type: http, scheme: bearer }}
    oauth:
      type: oauth2
      flows: {{ implicit: {{ authorizationUrl: 'https://id.example.org', scopes: {{ read: Reads. }} }} }}
"
    );
    put(folder, "api.yaml", text);
    let config = "edition: 1\ncrate: example\ninputs: [api.yaml]\noutput: out\n";
    put(folder, "bindery.yaml", config);
    Generator::from_config(folder.join("bindery.yaml"))
        .unwrap_or_else(|findings| panic!("{findings}"))
}

fn compared(old: (&str, &str), new: (&str, &str)) -> Comparison {
    let scratch = tempfile::tempdir().expect("a temporary folder can be made");
    let old = described(&scratch.path().join("old"), old.0, old.1);
    let new = described(&scratch.path().join("new"), new.0, new.1);
    new.changes_since(&old).expect("both are right")
}

fn rules(comparison: &Comparison) -> Vec<Rule> {
    let changes = comparison.changes().iter();
    changes.map(bindery::ApiChange::rule).collect()
}

const DONE: &str = "{ '204': { description: Done. } }";
const PLAIN: &str = "[{ key: [] }, { token: [] }]";
const READ: &str = "[{ key: [pets] }, { token: [pets] }]";
const OAUTH: &str = "[{ oauth: [read] }]";

fn calls(security: &str, responses: &str) -> String {
    let scratch = tempfile::tempdir().expect("a temporary folder can be made");
    let files = described(scratch.path(), security, responses).generate();
    let mut files = files.unwrap_or_else(|findings| panic!("{findings}"));
    files.remove("rest/pets.rs").expect("the calls have a file")
}

#[test]
fn scopes_are_documented() {
    let text = calls(READ, DONE);
    assert!(text.contains("/// Needs the scope `pets`."), "{text}");
    let text = calls(PLAIN, DONE);
    assert!(!text.contains("scope"), "{text}");
    let text = calls("[{ oauth: [read, write] }]", DONE);
    assert!(text.contains("(scopes `read`, `write`)"), "{text}");
}

#[test]
fn scopes_are_compared() {
    for (old, new, expected) in [
        (
            OAUTH,
            "[{ oauth: [read, write] }]",
            Rule::OperationSecurityTightened,
        ),
        (
            "[{ oauth: [read, write] }]",
            OAUTH,
            Rule::OperationSecurityLoosened,
        ),
        (
            OAUTH,
            "[{ oauth: [write] }]",
            Rule::OperationSecurityTightened,
        ),
        // Of the one sort, whatever a client holds goes with every call.
        (PLAIN, READ, Rule::OperationSecurityTightened),
        (READ, PLAIN, Rule::OperationSecurityLoosened),
    ] {
        assert_eq!(
            rules(&compared((old, DONE), (new, DONE))),
            [expected],
            "{old} {new}"
        );
    }
    let same = compared(("[{ oauth: [a, b] }]", DONE), ("[{ oauth: [b, a] }]", DONE));
    assert_eq!(rules(&same), []);
}

#[test]
fn scopes_of_an_alternative_that_cannot_be_told_apart_are_a_finding() {
    let scratch = tempfile::tempdir().expect("a temporary folder can be made");
    let generator = described(scratch.path(), "[{ oauth: [a] }, { oauth: [b] }]", DONE);
    let findings = generator.generate().expect_err("one is ignored");
    assert_eq!(crate::support::codes(&findings), [bindery::Code::Ignored]);
}

/// A response with a header.
fn header(more: &str) -> String {
    format!(
        "{{ '204': {{ description: Done., headers: {{ X-Left: {{ description: Calls., schema: {{ type: array, items: {{ type: integer }} }}{more} }} }} }} }}"
    )
}

#[test]
fn a_header_that_always_comes_is_told() {
    let (may, must) = (header(""), header(", required: true"));
    let text = calls(PLAIN, &must);
    let line = "/// - `X-Left` (array of integer), always sent: Calls.";
    assert!(text.contains(line), "{text}");
    assert!(!calls(PLAIN, &may).contains("always sent"));
    let both = compared((PLAIN, &must), (PLAIN, &may));
    assert_eq!(rules(&both), [Rule::ResponseHeaderBecomesOptional]);
}

/// A response of a media type.
fn of(media_type: &str) -> String {
    format!(
        "{{ '200': {{ description: Pets., content: {{ {media_type}: {{ schema: {{ type: string }} }} }} }} }}"
    )
}

#[test]
fn a_media_type_that_is_no_longer_answered_breaks_deployed_programs() {
    let (json, vendor) = (of("application/json"), of("application/vnd.pets+json"));
    let both = compared((PLAIN, &json), (PLAIN, &vendor));
    assert_eq!(rules(&both), [Rule::MediaTypeChanged]);
    assert_eq!(rules(&compared((PLAIN, &json), (PLAIN, &json))), []);
}

#[test]
fn another_status_of_success_is_told() {
    let two = "{ '202': { description: Done. }, '204': { description: Done. } }";
    let both = compared((PLAIN, DONE), (PLAIN, two));
    assert_eq!(rules(&both), [Rule::SuccessStatusAdded]);
}

#[test]
fn programs_are_told_what_a_call_needs() {
    let scratch = tempfile::tempdir().expect("a temporary folder can be made");
    let responses = header(", required: true");
    let responses = responses.strip_suffix('}').expect("it is a mapping");
    let responses = format!("{responses}, '404': {{ description: None. }} }}");
    let inventory = described(scratch.path(), OAUTH, &responses).inventory();
    let inventory = inventory.unwrap_or_else(|findings| panic!("{findings}"));
    let inventory = serde_json::to_value(&inventory).expect("an inventory is JSON");
    let call = &inventory["operations"][0];
    assert_eq!(call["security"], json!([["oauth"]]));
    assert_eq!(call["scopes"], json!({ "oauth": ["read"] }));
    assert_eq!(call["statuses"], json!(["204", "404"]));
    assert_eq!(call["successes"], json!(["204"]));
    assert_eq!(
        call["headers"],
        json!([{ "name": "X-Left", "required": true }])
    );
}
