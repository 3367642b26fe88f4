//! The versions of OpenAPI that are read, and what a document uses of a later one than it names.

use crate::support::{config, generate, scratch};
use bindery::{Code, Findings};

/// What a document generates with; nothing where it has no finding.
fn findings(files: &[(&str, String)]) -> Option<Findings> {
    let mut all = vec![("bindery.yaml", config("api.yaml"))];
    all.extend(files.iter().cloned());
    let folder = scratch(&all);
    generate(&folder.path().join("spec/bindery.yaml")).err()
}

/// A document of a version with a path item, and some lines of its own.
fn api(version: &str, item: &str, rest: &str) -> String {
    format!(
        "openapi: {version}\ninfo: {{ title: T, version: '1' }}\npaths:\n  /things: {item}\n{rest}\n"
    )
}

const PLAIN: &str =
    "{ get: { operationId: getThing, responses: { '204': { description: Done. } } } }";

#[test]
fn a_version_has_any_patch_or_none() {
    for version in [
        "3.0",
        "3.0.4",
        "3.1.0-rc0",
        "3.2",
        "3.2.0",
        "3.2.7",
        "3.2.0-dev",
        "3.2-beta",
        "'3.2'",
    ] {
        let found = findings(&[("api.yaml", api(version, PLAIN, ""))]);
        assert!(found.is_none(), "{version}: {found:?}");
    }
    for version in ["3.3.0", "3.20.0", "3.2.x", "3.2.", "3", "4.0.0"] {
        let found = findings(&[("api.yaml", api(version, PLAIN, ""))]).expect("it is refused");
        let only = found.iter().next().expect("a finding");
        assert_eq!(only.code(), Code::UnsupportedVersion, "{version}");
        assert!(found.to_string().contains("OpenAPI 3.0, 3.1 and 3.2"));
    }
}

/// Documents that use one thing of OpenAPI 3.2 each, by what the finding calls it.
fn later(version: &str) -> Vec<(&'static str, String)> {
    let response = "responses: { '204': { description: Done. } }";
    let get = |inside: &str| format!("{{ get: {{ operationId: getThing, {inside} }} }}");
    let with = |inside: &str| api(version, &get(&format!("{inside}, {response}")), "");
    let beside = |rest: &str| api(version, PLAIN, rest);
    let answer = |content: &str| {
        let of = format!("responses: {{ '200': {{ description: It., content: {content} }} }}");
        api(version, &get(&of), "")
    };
    let sent = |content: &str| with(&format!("requestBody: {{ content: {content} }}"));
    let parameter = |rest: &str| with(&format!("parameters: [{{ name: a, {rest} }}]"));
    vec![
        (
            "`query`",
            api(
                version,
                &format!("{{ query: {{ operationId: a, {response} }} }}"),
                "",
            ),
        ),
        (
            "`additionalOperations`",
            api(
                version,
                &format!(
                    "{{ additionalOperations: {{ COPY: {{ operationId: a, {response} }} }} }}"
                ),
                "",
            ),
        ),
        ("`$self`", beside("$self: https://example.org/api")),
        (
            "`name`",
            beside("servers: [{ url: 'https://example.org', name: main }]"),
        ),
        (
            "`name`",
            with("servers: [{ url: 'https://example.org', name: main }]"),
        ),
        ("`kind`", beside("tags: [{ name: a, kind: nav }]")),
        (
            "`parent`",
            beside("tags: [{ name: a, parent: b }, { name: b }]"),
        ),
        ("`summary`", beside("tags: [{ name: a, summary: A }]")),
        (
            "`summary`",
            api(
                version,
                &get("responses: { '204': { summary: Done, description: Done. } }"),
                "",
            ),
        ),
        (
            "`mediaTypes`",
            beside("components: { mediaTypes: { A: { schema: {} } } }"),
        ),
        (
            "`$ref`",
            api(
                version,
                &get("responses: { '200': { $ref: 'parts.yaml#/responses/Thing' } }"),
                "",
            ),
        ),
        (
            "`prefixEncoding`",
            sent("{ multipart/mixed: { prefixEncoding: [{}] } }"),
        ),
        (
            "`itemEncoding`",
            sent(
                "{ multipart/form-data: { schema: { type: object, properties: { a: { type: string } } }, encoding: { a: { itemEncoding: {} } } } }",
            ),
        ),
        (
            "`dataValue`",
            parameter("in: query, schema: { type: string }, examples: { one: { dataValue: a } }"),
        ),
        (
            "`serializedValue`",
            answer(
                "{ application/json: { schema: {}, examples: { one: { serializedValue: a } } } }",
            ),
        ),
        (
            "`in: querystring`",
            parameter("in: querystring, content: { text/plain: {} }"),
        ),
        (
            "`style: cookie`",
            parameter("in: cookie, style: cookie, schema: { type: string }"),
        ),
        (
            "`deprecated`",
            beside(
                "components: { securitySchemes: { a: { type: http, scheme: bearer, deprecated: true } } }",
            ),
        ),
        (
            "`oauth2MetadataUrl`",
            beside(
                "components: { securitySchemes: { a: { type: oauth2, flows: {}, oauth2MetadataUrl: 'https://example.org' } } }",
            ),
        ),
        (
            "`deviceAuthorization`",
            beside(
                "components: { securitySchemes: { a: { type: oauth2, flows: { deviceAuthorization: {} } } } }",
            ),
        ),
    ]
}

const PARTS: &str = "responses: { Thing: { description: It., content: { application/json: { $ref: '#/mediaTypes/Thing' } } } }\nmediaTypes: { Thing: { schema: { type: string } } }\n";

#[test]
fn what_belongs_to_a_later_version_is_reported_in_an_earlier_one_alone() {
    for version in ["3.0.3", "3.1.0", "3.2.0"] {
        for (what, api) in later(version) {
            let found = findings(&[("api.yaml", api.clone()), ("parts.yaml", PARTS.to_owned())]);
            let of_version = |found: &Findings| {
                let all = found
                    .iter()
                    .filter(|one| one.message().contains("OpenAPI 3.2"));
                all.map(|one| one.message().to_owned()).collect::<Vec<_>>()
            };
            let told = found.as_ref().map(of_version).unwrap_or_default();
            if version == "3.2.0" {
                assert!(told.is_empty(), "{what}: {told:?}");
            } else {
                assert_eq!(told.len(), 1, "{what} in\n{api}{found:?}");
                assert!(
                    told[0].contains(what) && told[0].contains(version),
                    "{told:?}"
                );
            }
        }
    }
}

#[test]
fn items_of_streams_and_summaries_of_references_are_of_every_version() {
    let item = "{ get: { operationId: getThings, responses: { '200': { description: They., content: { application/jsonl: { itemSchema: {} } } }, \
                '400': { $ref: '#/components/responses/Wrong', summary: Wrong } } } }";
    let rest = "components: { responses: { Wrong: { description: Wrong. } } }";
    let found = findings(&[("api.yaml", api("3.1.0", item, rest))]);
    assert!(found.is_none(), "{found:?}");
}
