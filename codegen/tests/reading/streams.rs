//! What asks for a stream is no input of the call, and comparing says so.

use bindery::{Comparison, Generator, Rule, WireEffect};

use super::{support, supported};

/// A document of one call whose body has such a property, and that answers with these media types.
fn document(stream: &str, media_types: &[&str]) -> String {
    let content: Vec<_> = media_types
        .iter()
        .map(|media_type| format!("{media_type}: {{schema: {{type: string}}}}"))
        .collect();
    format!(
        "openapi: 3.1.0
info: {{title: Streams, version: '1'}}
servers: [{{url: 'https://example.com'}}]
paths:
  /things:
    post:
      operationId: sendThing
      requestBody: {{content: {{application/json: {{schema: {{type: object, {stream}}}}}}}}}
      responses: {{'200': {{description: d, content: {{{}}}}}}}
",
        content.join(", ")
    )
}

const BOTH: &[&str] = &["application/json", "text/event-stream"];

#[test]
fn no_type_of_the_switch_makes_it_an_input() {
    for stream in [
        "properties: {stream: {type: boolean}}",
        "properties: {stream: {type: [boolean, 'null']}}",
        "properties: {stream: {anyOf: [{type: boolean}, {type: 'null'}]}}",
        "properties: {stream: {oneOf: [{type: boolean}, {nullable: true}]}}",
        "properties: {stream: {allOf: [{type: boolean}, {description: d}]}}",
        "properties: {stream: {const: true}}",
        "properties: {stream: {enum: [true]}}",
        "properties: {stream: {enum: [false, true]}}",
        "properties: {stream: {type: boolean, default: false}}",
        "required: [stream], properties: {stream: {type: boolean}}",
        "required: [stream], properties: {stream: {type: [boolean, 'null']}}",
        "required: [stream], properties: {stream: {enum: [true]}}",
    ] {
        let emitted = supported(&[("api.yaml", document(stream, BOTH))]);
        emitted.holds("pub fn send(&self) -> SendCall {");
        emitted.holds("accepts \"text/event-stream\", sets stream }");
        let code = emitted.code();
        assert!(!code.contains("pub fn stream("), "{stream}\n{code}");
        assert!(!code.contains(".stream("), "{stream}\n{code}");
    }
}

fn compared(old: &str, new: &str) -> Comparison {
    let scratch = tempfile::tempdir().expect("a temporary folder can be made");
    let described = |name: &str, text: &str| {
        let folder = scratch.path().join(name);
        support::put(&folder, "api.yaml", text);
        let config = "edition: 1\ncrate: example\ninputs: [api.yaml]\noutput: out\n";
        support::put(&folder, "bindery.yaml", config);
        Generator::from_config(folder.join("bindery.yaml")).expect("the description is right")
    };
    let (old, new) = (described("old", old), described("new", new));
    new.changes_since(&old).expect("both are right")
}

fn rules(comparison: &Comparison) -> Vec<Rule> {
    comparison
        .changes()
        .iter()
        .map(bindery::ApiChange::rule)
        .collect()
}

#[test]
fn comparing_says_what_becomes_of_the_setter() {
    let plain = "properties: {stream: {type: boolean}}";
    // The setter goes where the method comes, and programs that send it are understood as before.
    let comes = compared(
        &document(plain, &["application/json"]),
        &document(plain, BOTH),
    );
    let removed = comes
        .changes()
        .iter()
        .find(|change| change.rule() == Rule::ParameterNameChanged);
    let removed = removed.expect("the setter is gone");
    assert!(
        removed
            .message()
            .contains("the method that returns a stream"),
        "{removed:?}"
    );
    assert_eq!(removed.wire(), WireEffect::None);
    // Of what no caller sets, neither type nor presence is anybody's.
    for other in [
        "properties: {stream: {type: [boolean, 'null']}}",
        "required: [stream], properties: {stream: {type: boolean}}",
        "properties: {stream: {enum: [true]}}",
    ] {
        let none = compared(&document(plain, BOTH), &document(other, BOTH));
        assert_eq!(rules(&none), [], "{other}");
    }
    let gone = compared(&document(plain, BOTH), &document("properties: {}", BOTH));
    assert_eq!(rules(&gone), [Rule::ParameterMoved]);
}
