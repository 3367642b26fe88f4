//! Alternatives that are null, that say nothing, or that only restrict.

use super::{Emitted, read, supported};

/// Ways to say null and nothing else.
const NULLS: &[&str] = &[
    "{nullable: true}",
    "{nullable: true, description: Or nothing.}",
    "{title: Nothing, nullable: true, example: null, default: null, deprecated: false}",
    "{nullable: true, x-null: yes, externalDocs: {url: 'https://example.com'}}",
    "{nullable: true, allOf: [{description: Nothing.}]}",
    "{type: 'null'}",
    "{type: ['null']}",
    "{type: 'null', description: Nothing.}",
    "{enum: [null]}",
    "{enum: [null], nullable: true}",
    "{type: string, enum: [null], nullable: true}",
    "{const: null}",
    "{const: null, title: Nothing}",
    "{$ref: '#/components/schemas/Null'}",
    "{$ref: '#/components/schemas/NullAlias'}",
];

/// Alternatives that allow any value.
const OPEN: &[&str] = &[
    "{}",
    "true",
    "{description: Anything.}",
    "{title: Anything}",
    "{example: 1, deprecated: false, x-any: yes}",
    "{$ref: '#/components/schemas/Open'}",
    "{default: 1}",
    "{minLength: 1}",
    "{required: [a]}",
    "{not: {type: string}}",
    "{minimum: 1, nullable: true}",
    "{allOf: [{description: Anything.}]}",
];

fn document(version: &str, schema: &str, more: &str) -> String {
    format!(
        "openapi: {version}
info: {{title: Nulls, version: '1'}}
servers: [{{url: 'https://example.com'}}]
paths:
  /things:
    post:
      operationId: postThing
      requestBody: {{required: true, content: {{application/json: {{schema: {{$ref: '#/components/schemas/Thing'}}}}}}}}
      responses: {{'200': {{description: d, content: {{application/json: {{schema: {{$ref: '#/components/schemas/Thing'}}}}}}}}}}
{more}
components:
  schemas:
    Thing: {schema}
    Null: {{nullable: true, description: Nothing.}}
    NullAlias: {{$ref: '#/components/schemas/Null'}}
    Open: {{description: Anything.}}
    B: {{type: object, required: [x], properties: {{x: {{type: integer}}}}}}
"
    )
}

fn property(schema: &str) -> String {
    format!("{{type: object, properties: {{b: {schema}}}}}")
}

#[track_caller]
fn reads(version: &str, schema: &str, expected: &str) -> Emitted {
    let emitted = supported(&[("api.yaml", document(version, schema, ""))]);
    emitted.holds(expected);
    emitted
}

#[test]
fn a_null_alternative_makes_a_value_nullable() {
    for version in ["3.0.3", "3.1.0"] {
        for key in ["anyOf", "oneOf"] {
            for null in NULLS {
                for list in [
                    format!("{key}: [{{$ref: '#/components/schemas/B'}}, {null}]"),
                    format!("{key}: [{null}, {{$ref: '#/components/schemas/B'}}]"),
                    format!("{key}: [{{$ref: '#/components/schemas/B'}}, {null}, {null}]"),
                    format!("{key}: [{{{key}: [{{$ref: '#/components/schemas/B'}}, {null}]}}]"),
                    format!("description: d, {key}: [{{$ref: '#/components/schemas/B'}}, {null}]"),
                    format!(
                        "allOf: [{{{key}: [{{$ref: '#/components/schemas/B'}}, {null}]}}, {{description: d}}]"
                    ),
                ] {
                    reads(
                        version,
                        &property(&format!("{{{list}}}")),
                        "pub b: Maybe<B>",
                    );
                }
            }
        }
    }
}

#[test]
fn a_null_alternative_is_null_in_every_place() {
    for null in NULLS {
        let nullable = format!("{{anyOf: [{{$ref: '#/components/schemas/B'}}, {null}]}}");
        for (schema, expected) in [
            ("{type: array, items: @}", "pub type Thing = Vec<Option<B>>"),
            (
                "{type: object, additionalProperties: @}",
                "pub type Thing = BTreeMap<String, Option<B>>",
            ),
            (
                "{type: object, required: [b], properties: {b: @}}",
                "pub b: Option<B>",
            ),
            (
                "{type: object, properties: {b: {type: array, items: @}}}",
                "pub b: Option<Vec<Option<B>>>",
            ),
            (
                "{allOf: [{type: object, properties: {b: @}}]}",
                "pub b: Maybe<B>",
            ),
        ] {
            reads("3.1.0", &schema.replace('@', &nullable), expected);
        }
        // A component is nullable wherever it is used.
        let component = format!("Nullable: {nullable}");
        let api = document(
            "3.0.3",
            "{type: object, properties: {b: {$ref: '#/components/schemas/Nullable'}}}",
            "",
        );
        let api = api.replace("    Null: ", &format!("    {component}\n    Null: "));
        supported(&[("api.yaml", api)]).holds("pub b: Maybe<Nullable>");
        // A parameter, a response and a request body.
        let operation = format!(
            "  /other:
    get: {{operationId: getOther, parameters: [{{name: limit, in: query, schema: {{anyOf: [{{type: integer}}, {null}]}}}}], responses: {{'200': {{description: d, content: {{application/json: {{schema: {nullable}}}}}}}}}}}"
        );
        let emitted = supported(&[("api.yaml", document("3.1.0", "{type: string}", &operation))]);
        emitted.holds("GetCall -> Option<B>, Error;");
        emitted.holds("limit: Option<i64>");
    }
}

#[test]
fn a_null_alternative_goes_beside_any_number_of_others() {
    for key in ["anyOf", "oneOf"] {
        for null in NULLS {
            let union = format!(
                "{{{key}: [{{$ref: '#/components/schemas/B'}}, {null}, {{type: array, items: {{$ref: '#/components/schemas/B'}}}}, {{type: string}}]}}"
            );
            let emitted = reads("3.0.3", &property(&union), "pub b: Maybe<B>");
            emitted.holds("(Box<super::B>),");
            emitted.holds("(Vec<super::B>),");
            emitted.holds("(String),");
            assert!(
                !emitted.code().contains("JsonValue),"),
                "{union}\n{}",
                emitted.code()
            );
        }
        for null in NULLS {
            let texts = format!("{{{key}: [{{type: string, enum: [a, b]}}, {null}]}}");
            reads("3.1.0", &property(&texts), "pub b: Maybe<B>");
            let numbers = format!("{{{key}: [{{type: integer}}, {{type: number}}, {null}]}}");
            reads("3.1.0", &property(&numbers), "pub b: Maybe<f64>");
            let constants = format!("{{{key}: [{{const: a}}, {{const: b}}, {null}]}}");
            reads("3.1.0", &property(&constants), "pub b: Maybe<B>");
        }
    }
}

#[test]
fn an_alternative_that_allows_any_value_is_never_silent() {
    for key in ["anyOf", "oneOf"] {
        for open in OPEN {
            for list in [
                format!("{{$ref: '#/components/schemas/B'}}, {open}"),
                format!("{open}, {{$ref: '#/components/schemas/B'}}"),
                format!(
                    "{{$ref: '#/components/schemas/B'}}, {{nullable: true}}, {{type: string}}, {open}"
                ),
                format!("{{type: string}}, {{{key}: [{{type: integer}}, {open}]}}"),
            ] {
                for schema in [
                    property(&format!("{{{key}: [{list}]}}")),
                    format!(
                        "{{type: object, properties: {{b: {{type: array, items: {{{key}: [{list}]}}}}}}}}"
                    ),
                ] {
                    let files = [("api.yaml", document("3.1.0", &schema, ""))];
                    let strict = read(&files, true).err().map(|error| error.to_string());
                    let strict = strict.unwrap_or_default();
                    assert!(strict.contains("error[widened]"), "{schema}\n{strict}");
                    let emitted = read(&files, false).expect("it is any JSON");
                    emitted.holds("JsonValue");
                    let accepted = emitted.accepted();
                    assert!(
                        accepted.iter().any(|one| one.starts_with("widened")),
                        "{schema}"
                    );
                }
                let component = document("3.1.0", &format!("{{{key}: [{list}]}}"), "");
                let emitted = read(&[("api.yaml", component)], false).expect("it is any JSON");
                emitted.holds("pub type Thing = JsonValue;");
                assert!(!emitted.accepted().is_empty(), "{list}");
            }
        }
    }
}

#[test]
fn what_may_be_anything_by_itself_is_any_json_and_no_finding() {
    for schema in [
        "{}",
        "true",
        "{description: Anything.}",
        "{nullable: true}",
        "{anyOf: [{}]}",
        "{anyOf: [{}, {type: 'null'}]}",
        "{oneOf: [{title: Anything}, {nullable: true}]}",
    ] {
        let emitted = supported(&[("api.yaml", document("3.1.0", &property(schema), ""))]);
        emitted.holds("JsonValue");
    }
}

/// Alternatives that only restrict what the schema beside them describes.
const CONDITIONS: &[&str] = &[
    "[{required: [mail]}, {required: [phone]}]",
    "[{required: [mail], description: By mail.}, {required: [phone], title: By phone}]",
    "[{required: [mail, phone]}, {not: {required: [mail]}}]",
    "[{minProperties: 1}, {maxProperties: 0}]",
    "[{dependentRequired: {mail: [phone]}}, {required: [phone]}]",
    "[{type: object, required: [mail]}, {type: object, required: [phone]}]",
    "[{allOf: [{required: [mail]}, {required: [phone]}]}, {not: {anyOf: [{required: [mail]}, {required: [phone]}]}}]",
    "[{propertyNames: {pattern: '^m'}}, {required: [phone]}]",
    "[{if: {required: [mail]}, then: {required: [phone]}}, {required: [mail]}]",
    "[{required: [mail]}, {}]",
];

#[test]
fn a_record_whose_alternatives_only_restrict_stays_a_record() {
    for key in ["anyOf", "oneOf"] {
        for conditions in CONDITIONS {
            let record = |more: &str| {
                format!(
                    "{{{more}properties: {{mail: {{type: string}}, phone: {{type: string}}}}, {key}: {conditions}}}"
                )
            };
            for record in [record("type: object, "), record("")] {
                let listed = format!("{{type: array, items: {record}}}");
                let part = format!(
                    "{{allOf: [{record}, {{type: object, properties: {{age: {{type: integer}}}}}}]}}"
                );
                let inline = property(&record);
                for schema in [&record, &listed, &part, &inline] {
                    let files = [("api.yaml", document("3.1.0", schema, ""))];
                    let emitted = read(&files, false).expect("it is a record");
                    emitted.holds("pub mail: Option<String>, ");
                    emitted.holds("pub phone: Option<String>, ");
                    assert!(!emitted.code().contains("= JsonValue;"), "{schema}");
                    let accepted = emitted.accepted();
                    assert!(
                        accepted.iter().any(|one| one.starts_with("ignored")),
                        "{schema}"
                    );
                }
            }
        }
    }
}

#[test]
fn a_type_whose_alternatives_only_restrict_keeps_it() {
    for key in ["anyOf", "oneOf"] {
        for (schema, expected) in [
            (
                "{type: string, @: [{minLength: 5}, {pattern: '^a'}]}",
                "pub type Thing = String;",
            ),
            (
                "{type: string, @: [{format: uuid}, {format: email}]}",
                "pub type Thing = String;",
            ),
            (
                "{type: integer, @: [{minimum: 5}, {multipleOf: 2}]}",
                "pub type Thing = i64;",
            ),
            (
                "{type: object, @: [{minProperties: 1}, {required: [a]}]}",
                "pub type Thing = BTreeMap<String, JsonValue>;",
            ),
            (
                "{type: object, additionalProperties: {type: string}, @: [{minProperties: 1}, {required: [a]}]}",
                "pub type Thing = BTreeMap<String, String>;",
            ),
            (
                "{type: array, items: {type: string}, @: [{minItems: 1}, {maxItems: 5}]}",
                "pub type Thing = Vec<String>;",
            ),
            (
                "{type: boolean, @: [{description: a}, {description: b}]}",
                "pub type Thing = bool;",
            ),
        ] {
            let schema = schema.replace('@', key);
            let files = [("api.yaml", document("3.1.0", &schema, ""))];
            let emitted = read(&files, false).expect("it keeps its type");
            emitted.holds(expected);
            let accepted = emitted.accepted();
            assert!(
                accepted.iter().any(|one| one.starts_with("ignored")),
                "{schema}\n{accepted:#?}"
            );
        }
    }
}

#[test]
fn booleans_that_are_listed_are_booleans_with_a_type_and_without() {
    for (schema, expected) in [
        ("{enum: [true, false]}", "pub b: Option<bool>"),
        ("{enum: [true]}", "pub b: Option<bool>"),
        ("{const: false}", "pub b: Option<bool>"),
        ("{enum: [true, null]}", "pub b: Maybe<bool>"),
        ("{enum: [null, true, false]}", "pub b: Maybe<bool>"),
        ("{type: boolean, enum: [true]}", "pub b: Option<bool>"),
    ] {
        reads("3.1.0", &property(schema), expected);
    }
}
