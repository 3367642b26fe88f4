//! What the code does not reflect: it is an error until somebody accepts it, and then it stands in
//! `bindery.lock`, where a review sees it come and go.

use crate::support::{codes, config, generate, put, scratch};
use bindery::{Code, Files};

const API: &str = "\
openapi: 3.1.0
info: { title: Keys, version: '1' }
servers: [{ url: 'https://api.example.org' }]
security: [{ apiKey: [] }]
paths:
  /keys/{id}:
    get:
      operationId: getKey
      tags: [keys]
      parameters:
        - { name: id, in: path, required: true, schema: { type: integer } }
        - { name: Accept, in: header, schema: { type: string } }
      responses:
        '200':
          description: The key.
          content: { application/json: { schema: { $ref: '#/components/schemas/Key' } } }
  /report:
    post:
      operationId: sendReport
      tags: [reports]
      parameters:
        - { name: key, in: query, required: true, schema: { $dynamicRef: '#k', properties: { key: { format: password } } } }
      responses:
        '204': { description: Done. }
components:
  securitySchemes:
    apiKey: { type: apiKey, in: header, name: X-API-Key }
  schemas:
    Key:
      type: object
      required: [owner]
      properties:
        owner:
          allOf: [{ type: string }, { type: integer }]
";

const ACCEPTED: &str = "\
acknowledge:
  - code: widened
    at: api.yaml#/components/schemas/Key
    why: callers read it by hand
  - code: ignored
    at: api.yaml#/paths
    why: nobody calls them
";

fn accepted(api: &str) -> Files {
    let folder = scratch(&[
        ("bindery.yaml", format!("{}{ACCEPTED}", config("api.yaml"))),
        ("api.yaml", api.to_owned()),
    ]);
    generate(&folder.path().join("spec/bindery.yaml")).unwrap_or_else(|found| panic!("{found}"))
}

fn degradations(files: &Files) -> Vec<&str> {
    files["bindery.lock"]
        .lines()
        .filter(|line| line.starts_with("degradation "))
        .collect()
}

#[test]
fn each_is_an_error_until_it_is_accepted() {
    let folder = scratch(&[
        ("bindery.yaml", config("api.yaml")),
        ("api.yaml", API.to_owned()),
    ]);
    let file = folder.path().join("spec/bindery.yaml");
    let findings = generate(&file).expect_err("nothing was accepted");
    let mut found = codes(&findings);
    found.sort();
    assert_eq!(found, [Code::Ignored, Code::Ignored, Code::Widened]);

    // One that comes later is not accepted with the others, unless it stands among them.
    put(
        folder.path(),
        "spec/bindery.yaml",
        format!("{}{ACCEPTED}", config("api.yaml")),
    );
    generate(&file).unwrap_or_else(|found| panic!("{found}"));
    put(
        folder.path(),
        "spec/api.yaml",
        format!("{API}    Other: {{ allOf: [{{ type: string }}, {{ type: integer }}] }}\n"),
    );
    let findings = generate(&file).expect_err("`Other` was not accepted");
    assert_eq!(codes(&findings), [Code::Widened]);
}

#[test]
fn what_was_accepted_stands_in_the_ledger() {
    let files = accepted(API);
    assert_eq!(
        degradations(&files),
        [
            "degradation ignored keys#/paths/~1keys~1{id}/get/parameters/1/name the header `Accept` is set by the client and is not a \
             parameter",
            "degradation ignored keys#/paths/~1report/post/parameters/0/schema/$dynamicRef `$dynamicRef` is not supported \
             yet: the value becomes any JSON, and holds a secret that would then be printed: `sendReport` is left out",
            "degradation widened keys#/components/schemas/Key/properties/owner/allOf `allOf` has parts of different types: the \
             value becomes any JSON",
        ]
    );
    let key = &files["types/key.rs"];
    assert!(key.contains("pub owner: JsonValue,"), "{key}");
    let keys = &files["rest/keys.rs"];
    assert!(keys.contains("pub fn get(&self, id: i64)"), "{keys}");
    assert!(!keys.contains("accept"), "{keys}");
}

#[test]
fn a_group_whose_calls_are_all_left_out_is_left_out() {
    let files = accepted(API);
    assert!(!files.contains_key("rest/reports.rs"));
    assert!(!files["rest/mod.rs"].contains("reports"));
    assert!(files.contains_key("rest/keys.rs"));
}

/// The ledger names places, not lines: what stands above moves nothing in it.
#[test]
fn lines_that_move_are_no_change_of_the_ledger() {
    let moved = API.replace("paths:\n", "# One line more.\n# And another.\npaths:\n");
    assert_ne!(moved, API);
    assert_eq!(accepted(&moved), accepted(API));
}

/// A schema that a call is the first to look at is no part of the call.
#[test]
fn what_is_wrong_with_a_schema_leaves_no_call_out() {
    let api = API.replace(
        "        - { name: Accept, in: header, schema: { type: string } }\n",
        "        - { name: kind, in: query, schema: { $ref: '#/components/schemas/Kind' } }\n",
    ) + "    Kind:\n      allOf: [{ type: string, format: password }, { type: integer }]\n";
    let folder = scratch(&[
        ("bindery.yaml", format!("{}{ACCEPTED}", config("api.yaml"))),
        ("api.yaml", api),
    ]);
    let findings = generate(&folder.path().join("spec/bindery.yaml"))
        .expect_err("a secret may not hide in any JSON");
    assert_eq!(codes(&findings), [Code::Unsupported]);
    assert!(!findings.to_string().contains("left out"), "{findings}");
}

/// What an overlay put into a document is acknowledged at its place in the document.
#[test]
fn what_an_overlay_added_can_be_accepted() {
    let overlay = "\
overlay: 1.0.0
info: { title: Repairs, version: '1' }
actions:
  - target: $.components.schemas.Key.properties
    update:
      size: { enum: [{ large: true }] }
";
    let folder = scratch(&[
        (
            "bindery.yaml",
            format!("{}overlays: [repairs.yaml]\n{ACCEPTED}", config("api.yaml")),
        ),
        ("api.yaml", API.to_owned()),
        ("repairs.yaml", overlay.to_owned()),
    ]);
    let files = generate(&folder.path().join("spec/bindery.yaml"))
        .unwrap_or_else(|found| panic!("{found}"));
    let lines = degradations(&files);
    assert!(
        lines.iter().any(|line| line.starts_with(
            "degradation widened keys#/components/schemas/Key/properties/size/enum/0 "
        )),
        "{lines:?}"
    );
}

/// Inline types of two responses are named by their status, and a second run gives the same names.
#[test]
fn types_of_several_responses_keep_their_names() {
    let answer = |status: &str| {
        format!(
            "        '{status}': {{ description: It., content: {{ application/json: {{ schema: {{ type: object, properties: {{ text: {{ type: string }} }} }} }} }} }}\n"
        )
    };
    let api = API.replace(
        "components:\n",
        &format!(
            "  /both:\n    get:\n      operationId: getBoth\n      responses:\n{}{}components:\n",
            answer("200"),
            answer("202")
        ),
    );
    let folder = scratch(&[
        ("bindery.yaml", format!("{}{ACCEPTED}", config("api.yaml"))),
        ("api.yaml", api),
    ]);
    let generator = bindery::Generator::from_config(folder.path().join("spec/bindery.yaml"))
        .unwrap_or_else(|found| panic!("{found}"));
    generator.write().unwrap_or_else(|error| panic!("{error}"));
    // The ledger that was written is read, and gives the same names again.
    let differences = generator.check().unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(differences, []);
    let files = generator
        .generate()
        .unwrap_or_else(|found| panic!("{found}"));
    let types = &files["rest/both/types.rs"];
    assert!(types.contains("pub struct OkResponse {"), "{types}");
}
