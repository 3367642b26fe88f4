//! `default`: the success where no other response is one, whatever the description calls it.

use super::{read, supported};

/// A document of one call with these responses, among components of these names.
fn document(responses: &str) -> String {
    format!(
        "openapi: 3.0.3
info: {{title: Responses, version: '1'}}
servers: [{{url: 'https://example.com'}}]
paths:
  /things:
    get: {{operationId: getThing, responses: {responses}}}
components:
  responses:
    Error: {{description: An error., content: {{application/json: {{schema: {{$ref: '#/components/schemas/Thing'}}}}}}}}
  schemas:
    Thing: {{type: object, properties: {{id: {{type: string}}}}}}
    ErrorModel: {{type: object, properties: {{id: {{type: string}}}}}}
    DefaultException: {{type: object, properties: {{id: {{type: string}}}}}}
    Problem: {{type: object, properties: {{id: {{type: string}}}}}}
"
    )
}

fn response(description: &str, schema: &str) -> String {
    format!(
        "{{description: '{description}', content: {{application/json: {{schema: {{$ref: '#/components/schemas/{schema}'}}}}}}}}"
    )
}

#[test]
fn an_only_default_is_the_success_whatever_it_is_called() {
    for description in [
        "default response",
        "Unexpected error",
        "A fault, a failure or a problem",
        "The default exception",
        "",
    ] {
        for schema in ["Thing", "ErrorModel", "DefaultException", "Problem"] {
            let responses = format!("{{default: {}}}", response(description, schema));
            supported(&[("api.yaml", document(&responses))])
                .holds(&format!("GetCall -> {schema}, Error;"));
        }
    }
    supported(&[(
        "api.yaml",
        document("{default: {$ref: '#/components/responses/Error'}}"),
    )])
    .holds("GetCall -> Thing, Error;");
}

#[test]
fn default_is_the_success_beside_failures_alone() {
    for failure in ["400", "404", "4XX", "500", "5XX"] {
        let responses = format!(
            "{{'{failure}': {}, default: {}}}",
            response("default response", "Problem"),
            response("an error", "Thing")
        );
        supported(&[("api.yaml", document(&responses))]).holds("GetCall -> Thing, Error;");
    }
}

#[test]
fn default_is_an_error_beside_what_succeeds() {
    for success in ["200", "201", "2XX"] {
        let responses = format!(
            "{{'{success}': {}, default: {}}}",
            response("an error", "Thing"),
            response("The thing, really", "Problem")
        );
        supported(&[("api.yaml", document(&responses))]).holds("GetCall -> Thing, Error;");
    }
    let redirects = format!(
        "{{'302': {{description: Elsewhere.}}, default: {}}}",
        response("The thing", "Thing")
    );
    supported(&[("api.yaml", document(&redirects))]).holds("GetCall -> (), Error;");
}

#[test]
fn default_is_an_error_where_its_structure_says_so() {
    // The media type is one of errors, or failures have the same schema.
    let media = "{default: {description: The thing, content: {application/problem+json: {schema: {$ref: '#/components/schemas/Thing'}}}}}";
    let same = format!(
        "{{'404': {}, default: {}}}",
        response("The thing", "Thing"),
        response("The thing", "Thing")
    );
    for responses in [media, &same] {
        let emitted = read(&[("api.yaml", document(responses))], false).expect("it is read");
        emitted.holds("GetCall -> (), Error;");
    }
}

#[test]
fn pages_follow_from_an_example_and_never_from_a_description() {
    let header = |header: &str| {
        document(&format!(
            "{{'200': {{description: d, headers: {{Link: {header}}}, content: {{application/json: {{schema: {{type: array, items: {{type: string}}}}}}}}}}}}"
        ))
    };
    for shown in [
        "{schema: {type: string}, example: '<https://example.com/?page=2>; rel=\"next\"'}",
        "{schema: {type: string, example: '</?page=2>; rel=next, </?page=9>; rel=last'}}",
        "{schema: {type: string}, examples: {one: {value: '</?page=2>; title=\"a\"; rel=\"last next\"'}}}",
    ] {
        supported(&[("api.yaml", header(shown))]).holds("pages! { ListCall");
    }
    for told in [
        "{description: 'The next page, as rel=\"next\"', schema: {type: string}}",
        "{schema: {type: string, description: next}}",
        "{schema: {type: string}, example: '<https://example.com/next>; rel=\"last\"'}",
    ] {
        let emitted = supported(&[("api.yaml", header(told))]);
        assert!(!emitted.code().contains("pages! {"), "{told}");
    }
}
