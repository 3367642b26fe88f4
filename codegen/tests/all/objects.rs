//! Objects that are not schemas: what is wrong with one is said in the words of its document, and a
//! reference means what it leads to.

use crate::support::{codes, config, generate, scratch};
use bindery::{Code, Files, Findings};

fn run(files: &[(&str, &str)]) -> Result<Files, Findings> {
    let configured = config("api.yaml");
    let all: Vec<_> = [("bindery.yaml", configured.as_str())]
        .iter()
        .chain(files)
        .copied()
        .collect();
    generate(&scratch(&all).path().join("spec/bindery.yaml"))
}

fn message(api: &str) -> String {
    let findings = run(&[("api.yaml", api)]).expect_err("there is something to find");
    findings.to_string()
}

/// What is lifted is called as it is written.
#[test]
fn a_section_of_swagger_is_named_as_it_is_written() {
    for section in [
        "definitions",
        "parameters",
        "responses",
        "securityDefinitions",
    ] {
        let api = format!(
            "swagger: '2.0'\ninfo: {{ title: Pets, version: '1' }}\nhost: example.org\n\
             schemes: [https]\npaths: {{}}\n{section}: 5\n"
        );
        let said = message(&api);
        let expected = format!("`{section}` is an integer where a mapping is expected");
        assert!(said.contains(&expected), "{section}: {said}");
    }
    let said = message(
        "swagger: '2.0'\ninfo: { title: Pets, version: '1' }\nhost: example.org\n\
         schemes: [https]\npaths: {}\nsecurity: [{ key: [] }]\n",
    );
    let expected = "`key` is not defined under `securityDefinitions`";
    assert!(said.contains(expected), "{said}");
}

const API: &str = "\
openapi: 3.2.0
info: { title: Example, version: '1' }
servers: [{ url: https://api.example.org }]
security: [{ SCHEME: [] }]
paths:
  /things:
    $ref: '#/components/pathItems/Item'
components:
  pathItems:
    REAL:
      post:
        operationId: addThing
        parameters: [{ $ref: '#/components/parameters/Item' }]
        requestBody: { $ref: '#/components/requestBodies/Item' }
        responses: { '201': { $ref: '#/components/responses/Item' } }
        callbacks: { done: { $ref: '#/components/callbacks/Item' } }
  parameters:
    REAL: { name: limit, in: query, schema: { type: integer }, examples: { one: { $ref: '#/components/examples/Item' } } }
  examples:
    REAL: { value: 7 }
  requestBodies:
    REAL: { content: { application/json: { $ref: '#/components/mediaTypes/Item' } } }
  mediaTypes:
    REAL: { schema: { type: object, properties: { name: { type: string } } } }
  responses:
    REAL:
      description: Added.
      headers: { X-Left: { $ref: '#/components/headers/Item' } }
      links: { again: { $ref: '#/components/links/Item' } }
      content: { application/json: { schema: { type: object, properties: { id: { type: integer } } } } }
  headers:
    REAL: { schema: { type: integer }, description: What is left. }
  links:
    REAL: { operationId: addThing }
  callbacks:
    REAL: { '{$request.body#/url}': { post: { responses: { '200': { description: Received. } } } } }
  securitySchemes:
    REAL: { type: apiKey, in: header, name: X-Key }
";

/// The emitted code, without the files that hold where things stand.
fn code(files: &Files) -> Vec<(String, String)> {
    let code = files
        .iter()
        .map(|(path, text)| (path.clone(), text.clone()));
    code.filter(|(path, _)| path.ends_with(".rs")).collect()
}

/// A component of every kind may be a reference to another one, in its file or in another: it is
/// called as that is.
#[test]
fn a_component_of_any_kind_may_be_an_alias() {
    for (real, elsewhere) in [("Other", ""), ("Item", "real.yaml")] {
        let direct = API.replace("REAL", real).replace("SCHEME", "Item");
        let other = direct.replace("/Item'", &format!("/{real}'"));
        let direct = other.replace("security: [{ Item", &format!("security: [{{ {real}"));
        let direct = run(&[("api.yaml", &direct)]);
        let direct = direct.unwrap_or_else(|findings| panic!("{real}: {findings}"));
        let aliases: String = API
            .split_inclusive('\n')
            .flat_map(|line| {
                let section = line.trim().trim_end_matches(':');
                let is_section = line.starts_with("  ") && !line.starts_with("   ");
                let alias =
                    format!("    Item: {{ $ref: '{elsewhere}#/components/{section}/{real}' }}\n");
                let alias = (is_section && !section.contains('/')).then_some(alias);
                [Some(line.to_owned()), alias].into_iter().flatten()
            })
            .collect();
        let unused = if elsewhere.is_empty() { real } else { "Unused" };
        let aliases = aliases.replace("REAL", unused).replace("SCHEME", "Item");
        let found = run(&[("api.yaml", &aliases), ("real.yaml", &other)]);
        let found = found.unwrap_or_else(|findings| panic!("{elsewhere}: {findings}\n{aliases}"));
        let types = |files: &Files| -> Vec<(String, String)> {
            let code = code(files).into_iter();
            let types = code.filter(|(path, _)| path.contains("types/"));
            // Each says which document it is from.
            let text = |text: String| text.replace("example/real.yaml", "example");
            types.map(|(path, found)| (path, text(found))).collect()
        };
        assert_eq!(types(&found), types(&direct), "{elsewhere}");
    }
}

/// What is written in a part has the media type that is written on it.
#[test]
fn a_part_that_is_written_as_json_is_not_called_xml() {
    let api = include_str!("../openapi/bodies/multipart-xml.yaml");
    let findings = run(&[("api.yaml", api)]).expect_err("there is something to find");
    assert_eq!(codes(&findings), [Code::Ignored], "{findings}");
    let said = findings.to_string();
    assert!(
        said.contains("cannot be sent as `application/xml`"),
        "{said}"
    );
}

/// From OpenAPI 3.2 on a requirement may name its scheme by a URI, in its file or in another.
#[test]
fn a_scheme_is_named_by_its_uri() {
    let scheme =
        "components: { securitySchemes: { key: { type: apiKey, in: header, name: X-Key } } }\n";
    let api = |uri: &str, own: &str| {
        format!(
            "openapi: 3.2.0\ninfo: {{ title: Example, version: '1' }}\n\
             servers: [{{ url: https://api.example.org }}]\nsecurity: [{{ '{uri}': [] }}]\n\
             paths: {{ /things: {{ get: {{ operationId: listThings, responses: {{ '204': {{ description: Done. }} }} }} }} }}\n{own}"
        )
    };
    let code = |uri: &str, own: &str| {
        let files = run(&[("api.yaml", &api(uri, own)), ("other.yaml", scheme)]);
        code(&files.unwrap_or_else(|findings| panic!("{uri}: {findings}")))
    };
    let by_name = code("key", scheme);
    assert_eq!(code("#/components/securitySchemes/key", scheme), by_name);
    assert!(
        code("other.yaml#/components/securitySchemes/key", "")
            .iter()
            .any(|(_, text)| text.contains("X-Key"))
    );
    let nowhere = run(&[("api.yaml", &api("#/components/securitySchemes/ky", scheme))]);
    let findings = nowhere.expect_err("nothing is there");
    assert_eq!(codes(&findings), [Code::UnknownReference], "{findings}");
}

/// A key of a later version is a field with a reader.
#[test]
fn the_address_of_metadata_is_documentation() {
    let api = include_str!("../openapi/security/oauth2-device.yaml");
    let files = run(&[("api.yaml", api)]).unwrap_or_else(|findings| panic!("{findings}"));
    let is_told = |text: &String| text.contains("describes itself at");
    assert!(files.values().any(is_told));
}
