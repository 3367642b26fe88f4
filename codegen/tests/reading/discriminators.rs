//! A discriminator decides between the alternatives, whatever stands beside them.

use super::supported;

/// What a schema with alternatives may say as well. None of it tells the alternatives apart.
const BESIDE: &[&str] = &[
    "",
    "type: object, ",
    "required: [kind], ",
    "type: object, required: [kind], ",
    "properties: {kind: {type: string}, id: {type: integer}}, ",
    "type: object, required: [kind, id], properties: {kind: {type: string}, id: {type: integer}}, ",
    "description: A device., properties: {id: {type: integer}}, ",
];

fn document(device: &str) -> String {
    format!(
        "openapi: 3.0.3
info: {{title: Devices, version: '1'}}
servers: [{{url: 'https://example.com'}}]
paths:
  /device:
    get:
      operationId: getDevice
      responses: {{'200': {{description: d, content: {{application/json: {{schema: {{$ref: '#/components/schemas/Device'}}}}}}}}}}
components:
  schemas:
    Device: {device}
    Lamp: {{type: object, properties: {{kind: {{type: string}}, serial: {{type: string}}}}}}
    Lock: {{type: object, properties: {{kind: {{type: string}}, serial: {{type: string}}}}}}
"
    )
}

/// Whether the table of the union has a tag, and these texts for its variants.
#[track_caller]
fn decides(schema: &str, texts: [&str; 2]) {
    let emitted = supported(&[("api.yaml", document(schema))]);
    let code = emitted.code();
    let table = code.split("union! { Device ").nth(1).unwrap_or_default();
    let table = table.split("} else Unknown").next().unwrap_or_default();
    assert!(table.starts_with("by \"kind\" {"), "{schema}:\n{table}");
    for text in texts {
        assert!(
            table.contains(&format!("= \"{text}\"")),
            "{schema}:\n{table}"
        );
    }
}

const LIST: &str =
    "oneOf: [{$ref: '#/components/schemas/Lamp'}, {$ref: '#/components/schemas/Lock'}]";
const MAPPED: &str =
    "discriminator: {propertyName: kind, mapping: {LAMP: '#/components/schemas/Lamp', LOCK: Lock}}";

#[test]
fn a_mapping_decides_whatever_stands_beside_the_alternatives() {
    for beside in BESIDE {
        decides(&format!("{{{beside}{LIST}, {MAPPED}}}"), ["LAMP", "LOCK"]);
        let any = LIST.replace("oneOf", "anyOf");
        decides(&format!("{{{beside}{any}, {MAPPED}}}"), ["LAMP", "LOCK"]);
    }
}

#[test]
fn without_a_mapping_the_names_of_the_schemas_do() {
    for beside in BESIDE {
        let schema = format!("{{{beside}{LIST}, discriminator: {{propertyName: kind}}}}");
        decides(&schema, ["Lamp", "Lock"]);
    }
}

#[test]
fn the_same_holds_within_all_of() {
    for beside in BESIDE {
        let schema = format!(
            "{{allOf: [{{type: object, properties: {{id: {{type: integer}}}}}}, {{{beside}{LIST}, {MAPPED}}}]}}"
        );
        decides(&schema, ["LAMP", "LOCK"]);
    }
}

/// What is known so far is one alternative, and any other may come.
#[test]
fn one_alternative_with_a_tag_is_a_choice_all_the_same() {
    let alone =
        "{oneOf: [{$ref: '#/components/schemas/Lamp'}], discriminator: {propertyName: kind}}";
    let family = "{type: object, required: [kind], properties: {kind: {type: string}}, discriminator: {propertyName: kind}}
    Child: {allOf: [{$ref: '#/components/schemas/Device'}, {type: object, properties: {id: {type: integer}}}]}";
    for (schema, text) in [(alone, "Lamp"), (family, "Child")] {
        decides(schema, [text, text]);
    }
}

#[test]
fn a_discriminator_that_chooses_nothing_is_reported() {
    let schema =
        "{type: object, properties: {kind: {type: string}}, discriminator: {propertyName: kind}}";
    let emitted = super::read(&[("api.yaml", document(schema))], false);
    let emitted = emitted.unwrap_or_else(|error| panic!("{error}"));
    let said = "the discriminator has nothing to choose between";
    let accepted = emitted.accepted();
    assert!(
        accepted.iter().any(|finding| finding.contains(said)),
        "{accepted:?}"
    );
}
