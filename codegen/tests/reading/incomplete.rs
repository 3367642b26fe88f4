//! What is left out, incomplete, or refers to what is not there: a finding that can be
//! acknowledged, and the rest of the document is read.

use super::{Emitted, read};

/// The operation `postA`, with these lines in it and these sections below the paths.
fn operation(lines: &str, more: &str) -> String {
    format!(
        "openapi: 3.1.0
info: {{title: Incomplete, version: '1'}}
servers: [{{url: 'https://a.example'}}]
paths:
  /b: {{get: {{operationId: getB, responses: {{'204': {{description: d}}}}}}}}
  /a:
    post:
      operationId: postA
{lines}
{more}
"
    )
}

/// What a document becomes that has findings, all of which can be acknowledged.
#[track_caller]
fn acknowledged(what: &str, api: String) -> Emitted {
    let strict = read(&[("api.yaml", api.clone())], true);
    assert!(strict.is_err(), "silent: {what}");
    let emitted = read(&[("api.yaml", api)], false);
    let emitted = emitted.unwrap_or_else(|error| panic!("{what}: {error}"));
    emitted.holds("GetCall -> (), Error;");
    emitted
}

const NOTHING: &str = "      responses: {'204': {description: d}}";

#[test]
fn an_empty_value_of_an_operation_or_below_is_as_good_as_none() {
    for lines in [
        "parameters:",
        "requestBody:",
        "callbacks:",
        "security:",
        "servers:",
        "tags:",
        "requestBody: {content: }",
        "requestBody: {content: {application/json: }}",
        "requestBody: {content: {application/json: {schema: }}}",
        "requestBody: {content: {multipart/form-data: {schema: {type: object, properties: {a: }}, encoding: }}}",
        "requestBody: {content: {multipart/form-data: {schema: {type: object, properties: {a: {type: string}}}, encoding: {a: }}}}",
        "parameters: [~, {name: b, in: query, schema: {type: string}}]",
        "parameters: [{name: a, in: query, schema: }]",
        "parameters: [{name: a, in: query, content: }]",
        "parameters: [{name: a, in: query, content: {application/json: }}]",
        "callbacks: {a: }",
        "callbacks: {a: {'{$request.body#/x}': }}",
        "callbacks: {a: {'{$request.body#/x}': {post: }}}",
        "callbacks: {a: {'{$request.body#/x}': {post: {requestBody: }}}}",
        "callbacks: {a: {'{$request.body#/x}': {post: {requestBody: {content: }, responses: }}}}",
        "security: [~]",
        "servers: [~]",
        "servers: [{url: 'https://{a}.example', variables: }]",
        "servers: [{url: 'https://{a}.example', variables: {a: }}]",
        "tags: [~]",
    ] {
        acknowledged(lines, operation(&format!("      {lines}\n{NOTHING}"), ""));
    }
    for responses in [
        "",
        "{'200': }",
        "{'200': {description: d, content: }}",
        "{'200': {description: d, headers: }}",
        "{'200': {description: d, links: }}",
        "{'200': {description: d, content: {application/json: }}}",
        "{'200': {description: d, content: {application/json: {schema: }}}}",
        "{'200': {description: d, headers: {X: }}}",
        "{'200': {description: d, links: {X: }}}",
    ] {
        acknowledged(
            responses,
            operation(&format!("      responses: {responses}"), ""),
        );
    }
}

#[test]
fn an_empty_value_of_a_schema_is_as_good_as_none() {
    for key in [
        "properties",
        "required",
        "enum",
        "allOf",
        "oneOf",
        "anyOf",
        "items",
        "additionalProperties",
        "patternProperties",
        "discriminator",
        "type",
    ] {
        for schema in [
            format!("{{{key}: }}"),
            format!("{{type: object, description: d, {key}: }}"),
        ] {
            // What an object says of items says nothing of it.
            if schema.matches("type").count() > 1 || schema.starts_with("{type") && key == "items" {
                continue;
            }
            let more = format!("components: {{schemas: {{A: {schema}}}}}");
            let lines = "      responses: {'200': {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/A'}}}}}";
            acknowledged(&schema, operation(lines, &more));
        }
    }
}

#[test]
fn an_empty_section_is_as_good_as_none() {
    for key in ["tags", "security", "components", "webhooks"] {
        acknowledged(key, operation(NOTHING, &format!("{key}:")));
    }
    for key in ["info", "servers"] {
        let api = operation(NOTHING, "");
        let lines = api.lines().map(|line| match line.strip_prefix(key) {
            Some(_) => format!("{key}:"),
            None => line.to_owned(),
        });
        acknowledged(key, lines.collect::<Vec<_>>().join("\n"));
    }
    for section in [
        "schemas",
        "responses",
        "parameters",
        "examples",
        "requestBodies",
        "headers",
        "securitySchemes",
        "links",
        "callbacks",
        "pathItems",
    ] {
        acknowledged(
            section,
            operation(NOTHING, &format!("components: {{{section}: }}")),
        );
    }
    for section in [
        "schemas",
        "responses",
        "parameters",
        "requestBodies",
        "headers",
        "links",
        "pathItems",
    ] {
        acknowledged(
            section,
            operation(NOTHING, &format!("components: {{{section}: {{A: }}}}")),
        );
    }
    let paths = "openapi: 3.1.0\ninfo: {title: T, version: '1'}\nservers: [{url: 'https://a.example'}]\npaths:\n  /b: {get: {operationId: getB, responses: {'204': {description: d}}}}\n";
    for more in ["  /a:\n", "  /a: {get: }\n"] {
        acknowledged(more, format!("{paths}{more}"));
    }
}

#[test]
fn a_scheme_that_is_incomplete_is_left_out_of_calls() {
    for scheme in [
        "",
        "{}",
        "{type: }",
        "{type: http}",
        "{type: http, scheme: }",
        "{type: apiKey}",
        "{type: apiKey, in: header}",
        "{type: apiKey, name: X}",
        "{type: apiKey, in: body, name: X}",
        "{type: basic}",
        "{type: nonsense}",
        "{scheme: bearer}",
        "{description: d}",
        "{$ref: '#/components/securitySchemes/Z'}",
        "{$ref: 'missing.yaml'}",
    ] {
        let lines = format!("      security: [{{A: []}}]\n{NOTHING}");
        let more = format!("components: {{securitySchemes: {{A: {scheme}}}}}");
        acknowledged(scheme, operation(&lines, &more));
    }
}

#[test]
fn a_body_that_is_incomplete_sends_nothing() {
    for body in [
        "{}",
        "{description: d}",
        "{$ref: '#/components/requestBodies/Z'}",
        "{$ref: missing.yaml}",
    ] {
        let emitted = acknowledged(
            body,
            operation(&format!("      requestBody: {body}\n{NOTHING}"), ""),
        );
        emitted.holds("CreateCall -> (), Error; }");
    }
}

#[test]
fn responses_may_be_a_reference() {
    let more = "x-responses: {'200': {description: d, content: {application/json: {schema: {type: string}}}}}";
    let api = operation("      responses: {$ref: '#/x-responses'}", more);
    read(&[("api.yaml", api)], false)
        .unwrap_or_else(|error| panic!("{error}"))
        .holds("CreateCall -> String, Error;");
    for responses in ["{$ref: '#/x-nothing'}", "{$ref: missing.yaml}"] {
        acknowledged(
            responses,
            operation(&format!("      responses: {responses}"), ""),
        );
    }
}

#[test]
fn what_stands_in_a_missing_file_is_any_json() {
    for (schema, expected) in [
        ("{$ref: missing.yaml}", "CreateCall -> JsonValue, Error;"),
        (
            "{$ref: 'missing.yaml#/components/schemas/A'}",
            "CreateCall -> JsonValue, Error;",
        ),
        ("{$ref: missing/a.json}", "CreateCall -> JsonValue, Error;"),
        (
            "{type: array, items: {$ref: missing.yaml}}",
            "CreateCall -> Vec<JsonValue>, Error;",
        ),
        (
            "{type: object, properties: {a: {$ref: missing.yaml}, b: {type: string}}}",
            "pub a: Option<JsonValue>,",
        ),
    ] {
        let lines = format!(
            "      responses: {{'200': {{description: d, content: {{application/json: {{schema: {schema}}}}}}}}}"
        );
        acknowledged(schema, operation(&lines, "")).holds(expected);
    }
    for lines in [
        "responses: {'200': {$ref: missing.yaml}}",
        "parameters: [{$ref: missing.yaml}]\n      responses: {'204': {description: d}}",
        "responses: {'204': {description: d, headers: {X: {$ref: missing.yaml}}}}",
    ] {
        acknowledged(lines, operation(&format!("      {lines}"), ""));
    }
}

#[test]
fn a_schema_that_is_a_part_of_itself_is_a_part_once() {
    let lines = "      responses: {'200': {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/A'}}}}}";
    for (a, b) in [
        ("allOf: [{$ref: '#/components/schemas/A'}, @]", "{}"),
        ("allOf: [@, {$ref: '#/components/schemas/A'}]", "{}"),
        (
            "allOf: [{$ref: '#/components/schemas/B'}, @]",
            "{allOf: [{$ref: '#/components/schemas/A'}]}",
        ),
        (
            "allOf: [{$ref: '#/components/schemas/B'}, @]",
            "{allOf: [{allOf: [{$ref: '#/components/schemas/A'}, {type: object}]}]}",
        ),
    ] {
        let a = a.replace('@', "{type: object, properties: {a: {type: string}}}");
        let more = format!("components: {{schemas: {{A: {{{a}}}, B: {b}}}}}");
        let emitted = acknowledged(&a, operation(lines, &more));
        emitted.holds("CreateCall -> A, Error;");
        emitted.holds("pub struct A {");
        emitted.holds("pub a: Option<String>,");
    }
}
