//! Swagger 2.0: findings, acknowledgements, overlays and `bindery.lock` name the document as it is
//! written, and what OpenAPI 3 cannot express is a finding.

use crate::support::{codes, config, generate, scratch};
use bindery::{Code, Files, Findings};

const API: &str = "\
swagger: '2.0'
info: { title: Pets, version: '1' }
host: api.example.org
schemes: [https]
consumes: [application/json]
produces: [application/json]
parameters:
  Limit: { name: limit, in: query, type: integer }
responses:
  Pets:
    description: The pets.
    schema: { type: object, properties: { kind: { type: string, enum: [cat, dog] } } }
paths:
  /pets:
    get:
      operationId: listPets
      parameters:
        - $ref: '#/parameters/Limit'
        - { name: tags, in: query, type: array, items: { type: string }, collectionFormat: tsv }
      responses:
        '200': { $ref: '#/responses/Pets' }
definitions:
  Pet: { type: object, properties: { name: { type: string } } }
";

const TABS: &str = "\
acknowledge:
  - { code: widened, at: 'api.yaml#/paths/~1pets/get/parameters/1', why: callers join them }
";

fn run(api: &str, more: &str, overlay: &str) -> Result<Files, Findings> {
    let folder = scratch(&[
        ("bindery.yaml", format!("{}{more}", config("api.yaml"))),
        ("api.yaml", api.to_owned()),
        ("overlay.yaml", overlay.to_owned()),
    ]);
    generate(&folder.path().join("spec/bindery.yaml"))
}

/// The lines of the document that are blamed, with what for.
fn blamed(api: &str) -> Vec<(u32, Code)> {
    let findings = run(api, "", "").expect_err("there is something to find");
    let lines = findings.iter();
    lines
        .map(|finding| (finding.line().expect("a line is blamed"), finding.code()))
        .collect()
}

#[test]
fn findings_and_acknowledgements_name_what_is_written() {
    assert_eq!(blamed(API), [(19, Code::Widened)]);
    let files = run(API, TABS, "").unwrap_or_else(|findings| panic!("{findings}"));
    let lock = &files["bindery.lock"];
    let place = "pets#/paths/~1pets/get/parameters/1/collectionFormat";
    assert!(lock.contains(place), "{lock}");
}

#[test]
fn overlays_change_what_is_written() {
    let overlay = "\
overlay: 1.0.0
info: { title: Repairs, version: '1' }
actions:
  - target: $.paths['/pets'].get.parameters[1]
    update: { collectionFormat: multi }
  - target: $.definitions.Pet
    update: { properties: { born: { type: string, x-unknown: 1, colour: red } } }
";
    let findings = run(API, "overlays: [overlay.yaml]\n", overlay);
    let findings = findings.expect_err("a schema has no `colour`");
    assert_eq!(codes(&findings), [Code::UnknownKey], "{findings}");
    assert_eq!(
        findings.iter().next().and_then(bindery::Finding::line),
        Some(7)
    );
    let more = "\
overlays: [overlay.yaml]
acknowledge:
  - { code: unknown-key, at: 'api.yaml#/definitions/Pet/properties/born', why: a mistake }
";
    run(API, more, overlay).unwrap_or_else(|findings| panic!("{findings}"));
}

#[test]
fn a_reference_that_names_nothing_is_told_what_was_meant() {
    let api = API.replace("#/parameters/Limit", "#/parameters/Limits");
    let findings = run(&api, TABS, "").expect_err("nothing is called so");
    let shown = findings.to_string();
    assert!(codes(&findings).contains(&Code::UnknownReference));
    assert!(shown.contains("did you mean `Limit`"), "{shown}");
}

/// An operation that produces something else has the types of the shared response.
#[test]
fn a_shared_response_is_one_type_whatever_operations_produce() {
    let other = "  /cats:
    get:
      operationId: listCats
      produces: [application/vnd.cats+json]
      responses:
        '200': { $ref: '#/responses/Pets' }
definitions:
";
    let api = API.replace("definitions:\n", other);
    let files = run(&api, TABS, "").unwrap_or_else(|findings| panic!("{findings}"));
    let records = files
        .iter()
        .filter(|(path, text)| path.starts_with("types/") && text.contains("pub kind: Option<"));
    assert_eq!(records.count(), 1, "{:?}", files.keys());
    let asked = files.values().any(|text| text.contains("vnd.cats+json"));
    assert!(asked, "the call asks for what it produces");
}

/// Each of these was written by somebody, and has one sensible reading.
#[test]
fn what_is_not_quite_swagger_is_read_as_it_was_meant() {
    let get = "      parameters:\n        - $ref: '#/parameters/Limit'\n";
    let tabs = ", collectionFormat: tsv";
    for (parameters, code) in [
        ("{ name: a, in: cookie, type: string }", Code::Assumed),
        ("{ name: a, in: query }", Code::Assumed),
        (
            "{ name: a, in: query, schema: { type: string } }",
            Code::Assumed,
        ),
        ("{ name: a, in: body }", Code::Assumed),
        ("{ name: a, in: body, type: string }", Code::Assumed),
        (
            "{ name: a, in: body, schema: {} }\n        - { name: b, in: body, schema: {} }",
            Code::DuplicateParameter,
        ),
        (
            "{ name: a, in: body, schema: {} }\n        - { name: b, in: formData, type: string }",
            Code::Assumed,
        ),
        (
            "{ name: a, in: query, type: array, items: { type: string }, collectionFormat: cvs }",
            Code::InvalidValue,
        ),
        (
            "{ name: a, in: header, type: array, items: { type: string }, collectionFormat: multi }",
            Code::Assumed,
        ),
        (
            "{ name: a, in: query, type: string, content: {} }",
            Code::UnknownKey,
        ),
    ] {
        let api = API
            .replace(tabs, "")
            .replace(get, &format!("{get}        - {parameters}\n"));
        let findings = run(&api, "", "").expect_err(parameters);
        assert!(
            codes(&findings).iter().all(|found| *found == code),
            "{parameters}:\n{findings}"
        );
        let more =
            format!("acknowledge:\n  - {{ code: {code}, at: 'api.yaml#', why: it is clear }}\n");
        run(&api, &more, "").unwrap_or_else(|findings| panic!("{parameters}:\n{findings}"));
    }
    for (address, read) in [
        ("host: https://api.example.org\n", "https://api.example.org"),
        (
            "host: api.example.org\nbasePath: v2\n",
            "https://api.example.org/v2",
        ),
    ] {
        let api = API
            .replace(tabs, "")
            .replace("host: api.example.org\n", address);
        let more = "acknowledge:\n  - { code: assumed, at: 'api.yaml#', why: it is clear }\n";
        assert!(blamed(&api).iter().all(|(_, code)| *code == Code::Assumed));
        let files = run(&api, more, "").unwrap_or_else(|findings| panic!("{findings}"));
        let is_read = files
            .values()
            .any(|text| text.contains(&format!("\"{read}\"")));
        assert!(is_read, "{address}");
    }
}
