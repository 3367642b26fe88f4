//! Where a reference stands, and where what looks like one is data.

use std::fmt::Write;

use super::{Emitted, read, supported};

/// A component of every kind, each with its section, its definition, and a use of it by a reference
/// that is still to be written (`@`).
const KINDS: &[(&str, &str, &str)] = &[
    (
        "parameters",
        "{name: limit, in: query, schema: {type: integer}}",
        "get: {operationId: getThing, parameters: [@], responses: {'204': {description: d}}}",
    ),
    (
        "headers",
        "{description: How many are left., schema: {type: integer}}",
        "get: {operationId: getThing, responses: {'200': {description: d, headers: {X-Rate: @}, content: {application/json: {schema: {type: string}}}}}}",
    ),
    (
        "requestBodies",
        "{required: true, content: {application/json: {schema: {type: object, required: [name], properties: {name: {type: string}, shape: {type: object, properties: {sides: {type: integer}}}}}}}}",
        "put: {operationId: putThing, requestBody: @, responses: {'204': {description: d}}}",
    ),
    (
        "responses",
        "{description: d, content: {application/json: {schema: {type: object, properties: {name: {type: string}}}}}}",
        "get: {operationId: getThing, responses: {'200': @}}",
    ),
    (
        "responses",
        "{description: d, content: {application/json: {schema: {type: object, properties: {message: {type: string}}}}}}",
        "get: {operationId: getThing, responses: {'204': {description: d}, default: @}}",
    ),
    (
        "examples",
        "{value: 4711}",
        "get: {operationId: getThing, parameters: [{name: limit, in: query, required: true, schema: {type: integer}, examples: {one: @}}], responses: {'204': {description: d}}}",
    ),
    (
        "links",
        "{operationId: getThing, parameters: {limit: '$response.body#/limit'}}",
        "get: {operationId: getThing, responses: {'204': {description: d, links: {Next: @}}}}",
    ),
    (
        "callbacks",
        "{'{$request.query.url}': {post: {requestBody: {content: {application/json: {schema: {type: object, properties: {name: {type: string}}}}}}, responses: {'204': {description: d}}}}}",
        "get: {operationId: getThing, responses: {'204': {description: d}}, callbacks: {sold: @}}",
    ),
    (
        "pathItems",
        "{get: {operationId: getThing, parameters: [{name: limit, in: query, schema: {type: integer}}], responses: {'204': {description: d}}}}",
        "$ref: @",
    ),
    (
        "securitySchemes",
        "{type: apiKey, in: header, name: X-Key}",
        "get: {operationId: getThing, security: [{Thing: []}], responses: {'204': {description: d}}}",
    ),
    (
        "schemas",
        "{type: object, properties: {name: {type: string}}}",
        "get: {operationId: getThing, responses: {'200': {description: d, content: {application/json: {schema: @}}}}}",
    ),
];

/// A document with these lines under a path and these sections of components.
fn document(path: &str, components: &[(&str, String)]) -> String {
    let mut text = format!(
        "openapi: 3.1.0
info: {{title: References, version: '1'}}
servers: [{{url: 'https://example.com'}}]
paths:
  /things:
    {path}
"
    );
    if !components.is_empty() {
        text.push_str("components:\n");
    }
    for (section, members) in components {
        writeln!(text, "  {section}:\n{members}").expect("text takes text");
    }
    text
}

/// What is written in the place of `@`.
fn referred(user: &str, reference: &str) -> String {
    match user.strip_prefix("$ref: @") {
        Some(_) => format!("$ref: '{reference}'"),
        None => user.replace('@', &format!("{{$ref: '{reference}'}}")),
    }
}

/// The code without the files that it came from.
fn anywhere(emitted: &Emitted) -> String {
    let code = emitted.code();
    code.replace("references/parts.yaml", "references")
        .replace("references/index.yaml", "references")
}

#[test]
fn a_component_may_be_a_reference_to_another_one_or_to_a_file() {
    let empty = anywhere(&supported(&[(
        "api.yaml",
        document(
            "get: {operationId: getThing, responses: {'204': {description: d}}}",
            &[],
        ),
    )]));
    for (section, definition, user) in KINDS {
        let line = |name: &str, what: &str| format!("    {name}: {what}\n");
        let alias = |to: &str| format!("{{$ref: '{to}'}}");
        let in_section = |name: &str| format!("#/components/{section}/{name}");
        let api = |first: &str, members: String| {
            let user = referred(user, &in_section(first));
            ("api.yaml", document(&user, &[(section, members)]))
        };
        let is_named = matches!(*section, "securitySchemes");
        let first = if is_named { "Thing" } else { "First" };
        let direct = supported(&[api("Thing", line("Thing", definition))]);
        let direct = anywhere(&direct);
        assert_ne!(direct, empty, "{section}: the component shows in the code");

        let (last, middle) = if is_named {
            ("Last", "Middle")
        } else {
            ("Thing", "Middle")
        };
        let one = vec![api(
            first,
            line(first, &alias(&in_section(last))) + &line(last, definition),
        )];
        let two = vec![api(
            first,
            line(first, &alias(&in_section(middle)))
                + &line(middle, &alias(&in_section(last)))
                + &line(last, definition),
        )];
        let file = vec![
            api(first, line(first, &alias("parts.yaml#/Thing"))),
            ("parts.yaml", format!("Thing: {definition}\n")),
        ];
        let deep = vec![
            api(first, line(first, &alias("parts.yaml#/a/default/x-b"))),
            (
                "parts.yaml",
                format!("a: {{default: {{x-b: {{$ref: '#/Thing'}}}}}}\nThing: {definition}\n"),
            ),
        ];
        let index = vec![
            api(first, line(first, &alias("index.yaml#/Middle"))),
            (
                "index.yaml",
                "Middle: {$ref: 'parts.yaml#/Thing'}\n".to_owned(),
            ),
            ("parts.yaml", format!("Thing: {definition}\n")),
        ];
        let back = vec![
            api(
                first,
                line(first, &alias("parts.yaml#/Middle")) + &line(last, definition),
            ),
            (
                "parts.yaml",
                format!("Middle: {{$ref: 'api.yaml#/components/{section}/{last}'}}\n"),
            ),
        ];
        for files in [one, two, file, deep, index, back] {
            let emitted = anywhere(&supported(&files));
            if *section == "schemas" {
                // An alias of a schema is a type of its own.
                assert!(
                    emitted.contains("pub struct Thing"),
                    "{files:#?}\n{emitted}"
                );
                continue;
            }
            assert!(emitted == direct, "{files:#?}\n{emitted}\n\n{direct}");
        }
    }
}

#[test]
fn components_that_refer_to_each_other_in_a_circle_are_a_finding() {
    for (section, _, user) in KINDS {
        for members in [
            "    Thing: {$ref: '#/components/@/Thing'}\n".to_owned(),
            "    Thing: {$ref: '#/components/@/Other'}\n    Other: {$ref: '#/components/@/Thing'}\n".to_owned(),
        ] {
            let members = members.replace('@', section);
            let used = referred(user, &format!("#/components/{section}/Thing"));
            let unused = "get: {operationId: getOther, responses: {'204': {description: d}}}";
            for path in [used.as_str(), unused] {
                // No type is made of a schema without use.
                if *section == "schemas" && path == unused {
                    continue;
                }
                let files = [("api.yaml", document(path, &[(section, members.clone())]))];
                let error = read(&files, true).err().map(|error| error.to_string());
                let error = error.unwrap_or_default();
                assert!(error.contains("reference-cycle"), "{}\n{error}", files[0].1);
                if *section != "schemas" {
                    read(&files, false).expect("it is left out");
                }
            }
        }
    }
}

/// Names that are keywords elsewhere.
const NAMES: &[&str] = &[
    "default",
    "example",
    "examples",
    "enum",
    "const",
    "x-foo",
    "x-bindery-name",
    "X-Rate",
    "properties",
    "schema",
    "schemas",
    "content",
    "mapping",
    "allOf",
    "items",
    "$defs",
    "value",
    "parameters",
    "$ref",
];

/// Places where the API names things, each with a schema (`@`) that holds a reference below the name
/// (`NAME`).
const NAMED: &[&str] = &[
    // A property, of a component, of a schema in place, and of one deep inside.
    "{type: object, properties: {'NAME': {type: object, required: [deep], properties: {deep: @}}}}",
    "{type: object, properties: {'NAME': @}}",
    "{type: object, properties: {list: {type: array, items: {type: object, properties: {'NAME': {type: object, properties: {'NAME': @}}}}}}}",
    "{allOf: [{type: object, properties: {'NAME': {type: object, properties: {deep: @}}}}]}",
    "{oneOf: [{type: string}, {type: object, properties: {'NAME': @}}]}",
    "{type: object, additionalProperties: {type: object, properties: {'NAME': @}}}",
    "{type: object, patternProperties: {'NAME': @}}",
];

/// The same for other places of an operation.
const OPERATIONS: &[&str] = &[
    "get: {operationId: getThing, parameters: [{name: 'NAME', in: query, schema: @}], responses: {'204': {description: d}}}",
    "get: {operationId: getThing, parameters: [{name: 'NAME', in: header, schema: {type: array, items: @}}], responses: {'204': {description: d}}}",
    "get: {operationId: getThing, responses: {'200': {description: d, content: {application/json: {schema: {type: array, items: @}}}}}}",
    "get: {operationId: getThing, responses: {default: {description: d, content: {application/json: {schema: {type: array, items: @}}}}}}",
    "get: {operationId: getThing, responses: {'204': {description: d}, default: {description: d, content: {application/json: {schema: {type: array, items: @}}}}}}",
    "post: {operationId: postThing, requestBody: {content: {application/json: {schema: {type: object, properties: {'NAME': {type: array, items: @}}}}}}, responses: {'204': {description: d}}}",
    "get: {operationId: getThing, responses: {'204': {description: d}}, callbacks: {'NAME': {'{$request.query.url}': {post: {requestBody: {content: {application/json: {schema: {type: array, items: @}}}}, responses: {'204': {description: d}}}}}}}",
];

/// Files whose only way to the type `More` is a reference; that the file is read shows in the code.
fn with_more(api: String) -> Vec<(&'static str, String)> {
    vec![
        ("api.yaml", api),
        (
            "parts.yaml",
            "More: {type: object, properties: {hint: {$ref: 'deep.yaml#/x-hint/default'}}}\n"
                .to_owned(),
        ),
        (
            "deep.yaml",
            "x-hint: {default: {type: object, properties: {seen: {type: string}}}}\n".to_owned(),
        ),
    ]
}

#[track_caller]
fn reads_more(api: String) {
    let files = with_more(api);
    // Some of the names are a finding elsewhere; the type is there all the same.
    match read(&files, false) {
        Ok(emitted) => {
            let code = emitted.code();
            let is_read = code.contains("pub struct More") && code.contains("seen");
            assert!(is_read, "{}\n{code}", files[0].1);
        }
        Err(error) => panic!("{}\n{error}", files[0].1),
    }
}

#[test]
fn a_reference_is_followed_below_whatever_the_api_calls_a_thing() {
    const MORE: &str = "{$ref: 'parts.yaml#/More'}";
    for name in NAMES {
        for schema in NAMED {
            let schema = schema.replace("NAME", name).replace('@', MORE);
            let path = "get: {operationId: getThing, responses: {'200': {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/Thing'}}}}}}";
            let inline = path.replace("{$ref: '#/components/schemas/Thing'}", &schema);
            let line = format!("    Thing: {schema}\n");
            reads_more(document(path, &[("schemas", line)]));
            reads_more(document(&inline, &[]));
        }
        for operation in OPERATIONS {
            let operation = operation.replace("NAME", name).replace('@', MORE);
            reads_more(document(&operation, &[]));
        }
    }
}

#[test]
fn a_reference_is_followed_in_components_of_every_name() {
    for name in NAMES.iter().filter(|name| **name != "$ref") {
        for (section, definition, user) in KINDS {
            if matches!(*section, "examples" | "links" | "securitySchemes") {
                continue;
            }
            let reference = format!("#/components/{section}/{name}");
            let definition = match *section {
                "schemas" => "{type: array, items: {$ref: 'parts.yaml#/More'}}".to_owned(),
                "headers" => continue,
                _ => definition
                    .replace(
                        "{type: integer}",
                        "{type: array, items: {$ref: 'parts.yaml#/More'}}",
                    )
                    .replace("name: {type: string}", "name: {$ref: 'parts.yaml#/More'}")
                    .replace(
                        "message: {type: string}",
                        "name: {$ref: 'parts.yaml#/More'}",
                    ),
            };
            let line = format!("    '{name}': {definition}\n");
            reads_more(document(&referred(user, &reference), &[(section, line)]));
        }
    }
}

#[test]
fn a_discriminator_may_map_values_of_every_name() {
    for name in NAMES {
        let schema = format!(
            "    Thing:
      oneOf: [{{$ref: '#/components/schemas/Cat'}}, {{$ref: '#/components/schemas/Dog'}}]
      discriminator: {{propertyName: kind, mapping: {{'{name}': '#/components/schemas/Cat', dog: '#/components/schemas/Dog'}}}}
    Cat: {{type: object, required: [kind], properties: {{kind: {{type: string}}, a: {{type: string}}}}}}
    Dog: {{type: object, required: [kind], properties: {{kind: {{type: string}}, a: {{type: string}}}}}}
"
        );
        let path = "get: {operationId: getThing, responses: {'200': {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/Thing'}}}}}}";
        supported(&[("api.yaml", document(path, &[("schemas", schema)]))])
            .holds(&format!("{name:?}"));
    }
}

/// Places that hold data, with data (`@`) that looks like a reference.
const DATA: &[&str] = &[
    "x-codeSamples: [{lang: C, source: @}]",
    "x-anything: @",
    "x-bindings: {schema: @, properties: {deep: @}}",
];

#[test]
fn what_looks_like_a_reference_in_data_is_data() {
    // Files that are not there, components that are not there, addresses, and circles.
    for reference in [
        "nowhere.yaml",
        "nowhere.yaml#/A",
        "#/components/schemas/Nowhere",
        "#nowhere",
        "https://example.com/a.yaml",
        "../outside.yaml",
        "#/components/schemas/Thing",
        "",
    ] {
        let data = format!("{{$ref: '{reference}'}}");
        let deep = format!("{{a: [{{b: {data}, properties: {{c: {data}}}, schema: {data}}}]}}");
        for data in [data, deep] {
            let [first, second, third] = [0, 1, 2].map(|at| DATA[at].replace('@', &data));
            let api = format!(
                "openapi: 3.1.0
info: {{title: Data, version: '1', x-logo: {data}}}
servers: [{{url: 'https://example.com', {second}}}]
{second}
paths:
  x-path: {data}
  /things:
    {third}
    post:
      operationId: postThing
      {first}
      parameters:
        - {{name: a, in: query, {second}, schema: {{type: string, default: {data}}}, example: {data}}}
        - {{name: b, in: query, schema: {{type: string}}, examples: {{one: {{value: {data}, {second}}}, default: {{value: {data}}}}}}}
      requestBody:
        {second}
        content: {{application/json: {{schema: {{$ref: '#/components/schemas/Thing'}}, example: {data}, {second}}}}}
      responses:
        x-response: {data}
        '200':
          description: d
          {second}
          headers: {{X-Rate: {{schema: {{type: string}}, example: {data}, {second}}}}}
          content: {{application/json: {{schema: {{$ref: '#/components/schemas/Thing'}}, examples: {{one: {{value: {data}}}}}}}}}
          links: {{Next: {{operationId: postThing, parameters: {{a: {data}}}, requestBody: {data}, {second}}}}}
      callbacks:
        sold:
          x-callback: {data}
          '{{$request.query.a}}': {{post: {{requestBody: {{content: {{application/json: {{schema: {{type: string}}, example: {data}}}}}}}, responses: {{'204': {{description: d}}}}}}}}
components:
  x-component: {data}
  examples: {{One: {{value: {data}}}}}
  schemas:
    Thing:
      type: object
      {second}
      default: {data}
      example: {data}
      examples: [{data}]
      required: [id]
      properties:
        id: {{type: string, example: {data}, x-inner: {data}}}
        any: {{type: object, default: {data}, examples: [{data}], additionalProperties: {{type: string, example: {data}}}}}
        all: {{allOf: [{{type: object, example: {data}, default: {data}, properties: {{deep: {{type: string, example: {data}}}}}}}], {second}}}
"
            );
            let emitted = supported(&[("api.yaml", api)]);
            emitted.holds("CreateCall -> Thing, Error;");
        }
    }
}

#[test]
fn an_enumeration_of_data_holds_no_references() {
    for key in [
        "enum: [{$ref: nowhere.yaml}, b]",
        "const: {$ref: nowhere.yaml}",
    ] {
        let path = format!(
            "get: {{operationId: getThing, responses: {{'200': {{description: d, content: {{application/json: {{schema: {{type: object, properties: {{a: {{{key}}}}}}}}}}}}}}}}}"
        );
        let emitted = read(&[("api.yaml", document(&path, &[]))], false);
        emitted.unwrap_or_else(|error| panic!("{key}: {error}"));
    }
}

#[test]
fn a_file_is_read_as_what_it_is_referred_to_for() {
    // The same text is a schema to one reference, and an example to another.
    let path = "get: {operationId: getThing, responses: {'200': {description: d, content: {application/json: {schema: {$ref: 'thing.yaml'}, examples: {one: {$ref: 'example.yaml'}}}}}}}";
    let emitted = supported(&[
        ("api.yaml", document(path, &[])),
        (
            "thing.yaml",
            "type: object\nproperties:\n  default: {$ref: 'more.yaml'}\nexample: {$ref: 'nowhere.yaml'}\n"
                .to_owned(),
        ),
        ("example.yaml", "value: {properties: {a: {$ref: 'nowhere.yaml'}}}\n".to_owned()),
        ("more.yaml", "type: object\nproperties: {seen: {type: string}}\n".to_owned()),
    ]);
    emitted.holds("pub struct More");
}

#[test]
fn a_file_is_one_by_whatever_spelling() {
    let spellings = [
        "parts/thing.yaml#/Thing",
        "./parts/thing.yaml#/Thing",
        "parts/../parts/./thing.yaml#/Thing",
        "parts/%74hing.yaml#/%54hing",
        "parts%2Fthing.yaml#Thing",
    ];
    let parts = [
        "Thing: {$anchor: Thing, type: object, properties: {inner: {$ref: '#/Inner'}, other: {$ref: 'thing.yaml#/Inner'}, third: {$ref: '../parts/thing.yaml#/Inner'}}}",
        "Inner: {type: object, properties: {name: {type: string}}}",
    ];
    let mut properties = String::new();
    for (at, spelling) in spellings.iter().enumerate() {
        let _ = write!(properties, "p{at}: {{$ref: '{spelling}'}}, ");
    }
    let path = format!(
        "get: {{operationId: getThing, responses: {{'200': {{description: d, content: {{application/json: {{schema: {{type: object, properties: {{{properties}}}}}}}}}}}}}}}"
    );
    let emitted = supported(&[
        ("api.yaml", document(&path, &[])),
        ("parts/thing.yaml", parts.join("\n")),
    ]);
    let code = emitted.code();
    for (at, _) in spellings.iter().enumerate() {
        emitted.holds(&format!("pub p{at}: Option<Thing>,"));
    }
    for name in ["inner", "other", "third"] {
        emitted.holds(&format!("pub {name}: Option<Inner>,"));
    }
    for name in ["Thing", "Inner"] {
        assert_eq!(code.matches(&format!("pub struct {name} {{")).count(), 1);
    }
}
