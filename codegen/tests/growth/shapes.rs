//! Descriptions of which one thing grows: what generating from them costs has to grow no faster.
//!
//! Each shape is one kind of thing, as often as asked for, so that a step which looks at all of them
//! for each of them shows.

use std::fmt::Write as _;

/// A kind of description.
pub(crate) struct Shape {
    pub(crate) name: &'static str,
    /// The files, the first of them the document, with so many of the thing.
    pub(crate) files: fn(usize) -> Vec<(String, String)>,
    /// From how many on a bound holds that smaller descriptions do not reach.
    pub(crate) from: usize,
}

/// From how many on most shapes show how they grow.
pub(crate) const USUAL: usize = 100;

macro_rules! shapes {
    ($($function:ident: $name:literal $(from $from:expr)?,)*) => {
        /// Every shape.
        pub(crate) const SHAPES: &[Shape] = &[
            $(Shape { name: $name, files: $function, from: [$($from,)? USUAL][0] },)*
        ];
    };
}

shapes! {
    all_of_chain: "all-of-chain" from 400,
    all_of_chain_without_fields: "all-of-chain-without-fields" from 300,
    all_of_chain_of_one_field: "all-of-chain-of-one-field" from 300,
    all_of_wide: "all-of-wide",
    all_of_wide_inline: "all-of-wide-inline",
    all_of_diamonds: "all-of-diamonds" from 150,
    all_of_children: "all-of-children",
    one_of_children: "one-of-children",
    one_of_beside_fields: "one-of-beside-fields" from 400,
    one_of: "one-of",
    one_of_inline: "one-of-inline",
    one_of_nested: "one-of-nested",
    discriminator_mapping: "discriminator-mapping",
    conditions: "conditions",
    types_lists: "type-lists",
    schemas: "schemas",
    schemas_nested: "schemas-nested",
    schemas_in_circles: "schemas-in-circles",
    schemas_equal: "schemas-equal",
    schemas_twins: "schemas-twins",
    schemas_signs: "schemas-signs",
    aliases_of_schemas: "aliases-of-schemas",
    references: "references",
    references_unknown: "references-unknown",
    references_unknown_alike: "references-unknown-alike",
    references_unknown_on_one_line: "references-unknown-on-one-line",
    references_into_lists: "references-into-lists",
    anchors: "anchors",
    yaml_aliases: "yaml-aliases",
    files: "files",
    properties: "properties",
    properties_twins: "properties-twins",
    properties_required: "properties-required",
    properties_inline: "properties-inline",
    depth: "depth",
    enumeration: "enumeration",
    enumeration_equal: "enumeration-equal",
    enumeration_twins: "enumeration-twins",
    enumeration_numbers: "enumeration-numbers",
    paths: "paths",
    paths_long: "paths-long",
    paths_of_one_shape: "paths-of-one-shape",
    paths_alike: "paths-alike",
    operations_without_id: "operations-without-id",
    operations_of_one_id: "operations-of-one-id",
    operations_twins: "operations-twins",
    parameters: "parameters",
    parameters_equal: "parameters-equal",
    parameters_of_path: "parameters-of-path",
    parameters_unused: "parameters-unused" from 300,
    body_fields: "body-fields",
    form_fields: "form-fields",
    tags: "tags",
    tags_per_operation: "tags-per-operation",
    responses: "responses",
    headers: "headers",
    media_types: "media-types",
    callbacks: "callbacks",
    webhooks: "webhooks",
    security_schemes: "security-schemes",
    security_alternatives: "security-alternatives",
    security_unknown: "security-unknown" from 300,
    servers: "servers",
    server_variables: "server-variables",
    keys_unknown: "keys-unknown",
    keys_twice: "keys-twice",
    findings: "findings",
    findings_in_a_list: "findings-in-a-list",
    acknowledgements: "acknowledgements",
    acknowledgements_below: "acknowledgements-below",
    overlay_actions: "overlay-actions",
    overlay_additions: "overlay-additions",
    overlay_removals: "overlay-removals",
    overlay_everywhere: "overlay-everywhere",
    overlay_findings: "overlay-findings",
    overlays: "overlays",
    descriptions: "descriptions",
    description: "description",
    soap_operations: "soap-operations",
    soap_types: "soap-types",
}

/// A document with these paths and components.
fn api(paths: &str, components: &str) -> Vec<(String, String)> {
    vec![("api.yaml".to_owned(), document(paths, components))]
}

fn document(paths: &str, components: &str) -> String {
    let paths = if paths.is_empty() { "  {}\n" } else { paths };
    format!(
        "openapi: 3.1.0\ninfo: {{title: Example, version: '1'}}\n\
         servers: [{{url: 'https://api.example.org'}}]\n\
         paths:\n{paths}components:\n  schemas:\n    Known: {{type: object, properties: {{id: {{type: string}}}}}}\n{components}"
    )
}

/// Schemas of a document, one for each number and each used.
fn schemas_of(count: usize, schema: impl Fn(usize) -> String) -> Vec<(String, String)> {
    let mut text = String::new();
    let mut uses = String::new();
    for number in 0..count {
        let schema = schema(number);
        let (name, _) = schema.split_once(':').unwrap_or_default();
        let _ = writeln!(text, "    {schema}");
        let _ = writeln!(
            uses,
            "        u{number}: {{$ref: '#/components/schemas/{name}'}}"
        );
    }
    let uses = format!("    Uses:\n      type: object\n      properties:\n{uses}");
    api(&call("/uses", "getUses", "Uses"), &format!("{text}{uses}"))
}

/// A path with one call that returns a schema.
fn call(path: &str, id: &str, schema: &str) -> String {
    format!(
        "  '{path}': {{get: {{operationId: {id}, responses: {{'200': {{description: d, \
         content: {{application/json: {{schema: {{$ref: '#/components/schemas/{schema}'}}}}}}}}}}}}}}\n"
    )
}

/// A path with one call that says these keys as well.
fn call_with(path: &str, id: &str, keys: &str) -> String {
    format!(
        "  '{path}': {{post: {{operationId: {id}, {keys}, responses: {{'204': {{description: d}}}}}}}}\n"
    )
}

/// One text for each number, one after the other.
fn each(count: usize, text: impl Fn(usize) -> String) -> String {
    (0..count).map(text).collect()
}

/// One text for each number, with commas between them.
fn listed(count: usize, text: impl Fn(usize) -> String) -> String {
    (0..count).map(text).collect::<Vec<_>>().join(", ")
}

fn all_of_chain(count: usize) -> Vec<(String, String)> {
    schemas_of(count, |n| match n.checked_sub(1) {
        None => "S0: {type: object, properties: {f0: {type: string}}}".to_owned(),
        Some(last) => format!(
            "S{n}: {{allOf: [{{$ref: '#/components/schemas/S{last}'}}, {{type: object, properties: {{f{n}: {{type: string}}}}}}]}}"
        ),
    })
}

fn all_of_chain_without_fields(count: usize) -> Vec<(String, String)> {
    schemas_of(count, |n| match n.checked_sub(1) {
        None => "S0: {type: object, properties: {f0: {type: string}}}".to_owned(),
        Some(last) => {
            format!("S{n}: {{allOf: [{{$ref: '#/components/schemas/S{last}'}}], description: d}}")
        }
    })
}

fn all_of_chain_of_one_field(count: usize) -> Vec<(String, String)> {
    schemas_of(count, |n| match n.checked_sub(1) {
        None => "S0: {type: object, properties: {f: {type: string}}}".to_owned(),
        Some(last) => format!(
            "S{n}: {{allOf: [{{$ref: '#/components/schemas/S{last}'}}, {{type: object, properties: {{f: {{type: string, maxLength: {n}}}}}}}]}}"
        ),
    })
}

fn all_of_wide(count: usize) -> Vec<(String, String)> {
    let parts = listed(count, |n| format!("{{$ref: '#/components/schemas/S{n}'}}"));
    let schemas = each(count, |n| {
        format!("    S{n}: {{type: object, properties: {{f{n}: {{type: string}}}}}}\n")
    });
    api(
        &call("/known", "getKnown", "Wide"),
        &format!("{schemas}    Wide: {{allOf: [{parts}]}}\n"),
    )
}

fn all_of_wide_inline(count: usize) -> Vec<(String, String)> {
    let parts = listed(count, |n| {
        format!("{{type: object, required: [f{n}], properties: {{f{n}: {{type: string}}}}}}")
    });
    api(
        &call("/known", "getKnown", "Wide"),
        &format!("    Wide: {{allOf: [{parts}]}}\n"),
    )
}

fn all_of_diamonds(count: usize) -> Vec<(String, String)> {
    let mut text = "    A0: {type: object}\n    B0: {type: object}\n".to_owned();
    for (n, next) in (0..count).zip(1..) {
        for name in ["A", "B"] {
            let _ = writeln!(
                text,
                "    {name}{next}: {{allOf: [{{$ref: '#/components/schemas/A{n}'}}, {{$ref: '#/components/schemas/B{n}'}}]}}"
            );
        }
    }
    api(&call("/known", "getKnown", "Known"), &text)
}

fn all_of_children(count: usize) -> Vec<(String, String)> {
    let parent = "    Parent: {type: object, discriminator: {propertyName: kind}, required: [kind], properties: {kind: {type: string}}}\n";
    let children = each(count, |n| {
        format!(
            "    S{n}: {{allOf: [{{$ref: '#/components/schemas/Parent'}}, {{type: object, properties: {{f{n}: {{type: string}}}}}}]}}\n"
        )
    });
    api(
        &call("/known", "getKnown", "Parent"),
        &format!("{parent}{children}"),
    )
}

fn one_of_children(count: usize) -> Vec<(String, String)> {
    let parent = format!(
        "    Parent: {{type: object, oneOf: [{}], discriminator: {{propertyName: kind}}, required: [kind], properties: {{kind: {{type: string}}}}}}\n",
        listed(count, |n| format!("{{$ref: '#/components/schemas/S{n}'}}"))
    );
    let children = each(count, |n| {
        format!(
            "    S{n}: {{allOf: [{{$ref: '#/components/schemas/Parent'}}, {{type: object, properties: {{f{n}: {{type: string}}}}}}]}}\n"
        )
    });
    api(
        &call("/known", "getKnown", "Parent"),
        &format!("{parent}{children}"),
    )
}

fn one_of_beside_fields(count: usize) -> Vec<(String, String)> {
    let schemas = each(count, |n| {
        format!(
            "    S{n}: {{type: object, required: [g{n}], properties: {{g{n}: {{type: string}}}}}}\n"
        )
    });
    let choice = format!(
        "    Choice: {{type: object, properties: {{{}}}, oneOf: [{}]}}\n",
        listed(count, |n| format!("f{n}: {{type: string}}")),
        listed(count, |n| format!("{{$ref: '#/components/schemas/S{n}'}}"))
    );
    api(
        &call("/known", "getKnown", "Choice"),
        &format!("{schemas}{choice}"),
    )
}

fn one_of(count: usize) -> Vec<(String, String)> {
    let schemas = each(count, |n| {
        format!(
            "    S{n}: {{type: object, required: [g{n}], properties: {{g{n}: {{type: string}}}}}}\n"
        )
    });
    let choice = format!(
        "    Choice: {{oneOf: [{}]}}\n",
        listed(count, |n| format!("{{$ref: '#/components/schemas/S{n}'}}"))
    );
    api(
        &call("/known", "getKnown", "Choice"),
        &format!("{schemas}{choice}"),
    )
}

fn one_of_inline(count: usize) -> Vec<(String, String)> {
    let choice = format!(
        "    Choice: {{oneOf: [{}]}}\n",
        listed(count, |n| format!(
            "{{type: object, required: [g{n}], properties: {{g{n}: {{type: string}}}}}}"
        ))
    );
    api(&call("/known", "getKnown", "Choice"), &choice)
}

fn one_of_nested(count: usize) -> Vec<(String, String)> {
    schemas_of(count, |n| {
        let next = (n + 1) % count;
        format!(
            "S{n}: {{oneOf: [{{$ref: '#/components/schemas/S{next}'}}, {{type: object, required: [g{n}], properties: {{g{n}: {{type: string}}}}}}]}}"
        )
    })
}

fn discriminator_mapping(count: usize) -> Vec<(String, String)> {
    let schemas = each(count, |n| {
        format!(
            "    S{n}: {{type: object, required: [kind], properties: {{kind: {{type: string}}}}}}\n"
        )
    });
    let choice = format!(
        "    Choice: {{oneOf: [{}], discriminator: {{propertyName: kind, mapping: {{{}}}}}}}\n",
        listed(count, |n| format!("{{$ref: '#/components/schemas/S{n}'}}")),
        listed(count, |n| format!("tag{n}: '#/components/schemas/S{n}'"))
    );
    api(
        &call("/known", "getKnown", "Choice"),
        &format!("{schemas}{choice}"),
    )
}

fn conditions(count: usize) -> Vec<(String, String)> {
    let record = format!(
        "    Record: {{type: object, properties: {{{}}}, anyOf: [{}]}}\n",
        listed(count, |n| format!("f{n}: {{type: string}}")),
        listed(count, |n| format!("{{required: [f{n}]}}"))
    );
    api(&call("/known", "getKnown", "Record"), &record)
}

fn types_lists(count: usize) -> Vec<(String, String)> {
    schemas_of(count, |n| {
        format!(
            "S{n}: {{type: [string, integer, object, array, 'null'], properties: {{f: {{type: string}}}}, items: {{type: string}}}}"
        )
    })
}

fn schemas(count: usize) -> Vec<(String, String)> {
    schemas_of(count, |n| {
        format!("S{n}: {{type: object, properties: {{f{n}: {{type: string}}}}}}")
    })
}

fn schemas_nested(count: usize) -> Vec<(String, String)> {
    schemas_of(count, |n| {
        let next = (n + 1).min(count - 1);
        format!(
            "S{n}: {{type: object, properties: {{f: {{$ref: '#/components/schemas/S{next}'}}}}}}"
        )
    })
}

fn schemas_in_circles(count: usize) -> Vec<(String, String)> {
    schemas_of(count, |n| {
        let (next, other) = ((n + 1) % count, (n * 7 + 3) % count);
        format!(
            "S{n}: {{type: object, required: [f, g], properties: {{f: {{$ref: '#/components/schemas/S{next}'}}, g: {{$ref: '#/components/schemas/S{other}'}}}}}}"
        )
    })
}

fn schemas_equal(count: usize) -> Vec<(String, String)> {
    schemas_of(count, |n| {
        format!(
            "S{n}: {{type: object, properties: {{a: {{type: object, properties: {{b: {{type: string, enum: [x, y]}}}}}}}}}}"
        )
    })
}

/// Names of one Rust name: so many ways to write letters large and small.
fn twin(number: usize) -> String {
    "abcdefghijklmnopqrst"
        .chars()
        .enumerate()
        .map(|(at, letter)| {
            if number >> at & 1 == 1 {
                letter.to_ascii_uppercase()
            } else {
                letter
            }
        })
        .collect()
}

fn schemas_twins(count: usize) -> Vec<(String, String)> {
    schemas_of(count, |n| format!("{}: {{type: object}}", twin(n)))
}

fn schemas_signs(count: usize) -> Vec<(String, String)> {
    schemas_of(count, |n| {
        let signs: String = (0..16)
            .map(|at| if n >> at & 1 == 1 { '-' } else { '.' })
            .collect();
        format!("a{signs}b: {{type: object}}")
    })
}

fn aliases_of_schemas(count: usize) -> Vec<(String, String)> {
    schemas_of(count, |n| {
        let next = (n + 1).min(count);
        let target = if next == count {
            "Known".to_owned()
        } else {
            format!("S{next}")
        };
        format!("S{n}: {{$ref: '#/components/schemas/{target}'}}")
    })
}

fn references(count: usize) -> Vec<(String, String)> {
    schemas_of(count, |n| {
        format!("S{n}: {{type: object, properties: {{f: {{$ref: '#/components/schemas/Known'}}}}}}")
    })
}

fn references_unknown(count: usize) -> Vec<(String, String)> {
    schemas_of(count, |n| {
        format!(
            "S{n}: {{type: object, properties: {{f: {{$ref: '#/components/schemas/Nope{n}'}}}}}}"
        )
    })
}

fn references_unknown_alike(count: usize) -> Vec<(String, String)> {
    let long = "a".repeat(150);
    schemas_of(count, |n| {
        format!(
            "S{long}{n:05}: {{type: object, properties: {{f: {{$ref: '#/components/schemas/T{long}{n:05}'}}}}}}"
        )
    })
}

fn references_unknown_on_one_line(count: usize) -> Vec<(String, String)> {
    let fields = listed(count, |n| {
        format!("f{n}: {{$ref: '#/components/schemas/Nope{n}'}}")
    });
    api(
        &call("/known", "getKnown", "Record"),
        &format!("    Record: {{type: object, properties: {{{fields}}}}}\n"),
    )
}

fn references_into_lists(count: usize) -> Vec<(String, String)> {
    let fields = listed(count, |n| {
        format!("f{n}: {{$ref: '#/components/schemas/Choice/oneOf/{n}'}}")
    });
    let choice = listed(count, |n| {
        format!("{{type: object, required: [g{n}], properties: {{g{n}: {{type: string}}}}}}")
    });
    api(
        &call("/known", "getKnown", "Record"),
        &format!(
            "    Record: {{type: object, properties: {{{fields}}}}}\n    Choice: {{oneOf: [{choice}]}}\n"
        ),
    )
}

fn anchors(count: usize) -> Vec<(String, String)> {
    schemas_of(count, |n| {
        let next = (n + 1) % count;
        format!("S{n}: {{$anchor: a{n}, type: object, properties: {{f: {{$ref: '#a{next}'}}}}}}")
    })
}

fn yaml_aliases(count: usize) -> Vec<(String, String)> {
    let shared = "    Shared: &shared {type: object, properties: {a: {type: string}}}\n";
    let schemas = each(count, |n| {
        format!("    S{n}: {{type: object, properties: {{f: *shared}}}}\n")
    });
    api(
        &call("/known", "getKnown", "Known"),
        &format!("{shared}{schemas}"),
    )
}

fn files(count: usize) -> Vec<(String, String)> {
    let mut files = schemas_of(count, |n| format!("S{n}: {{$ref: 'parts/s{n}.yaml#/S'}}"));
    files.extend((0..count).map(|n| {
        let next = (n + 1) % count;
        let text = format!("S: {{type: object, properties: {{f: {{$ref: 's{next}.yaml#/S'}}}}}}\n");
        (format!("parts/s{n}.yaml"), text)
    }));
    files
}

fn record(schema: &str) -> Vec<(String, String)> {
    api(
        &call("/known", "getKnown", "Record"),
        &format!("    Record: {schema}\n"),
    )
}

fn properties(count: usize) -> Vec<(String, String)> {
    let fields = listed(count, |n| format!("f{n}: {{type: string}}"));
    record(&format!("{{type: object, properties: {{{fields}}}}}"))
}

fn properties_twins(count: usize) -> Vec<(String, String)> {
    let fields = listed(count, |n| format!("{}: {{type: string}}", twin(n)));
    record(&format!("{{type: object, properties: {{{fields}}}}}"))
}

fn properties_required(count: usize) -> Vec<(String, String)> {
    let fields = listed(count, |n| format!("f{n}: {{type: string}}"));
    let required = listed(count, |n| format!("f{n}, g{n}"));
    record(&format!(
        "{{type: object, required: [{required}], properties: {{{fields}}}}}"
    ))
}

fn properties_inline(count: usize) -> Vec<(String, String)> {
    let fields = listed(count, |n| {
        format!("f{n}: {{type: object, properties: {{g{n}: {{type: string}}}}}}")
    });
    record(&format!("{{type: object, properties: {{{fields}}}}}"))
}

fn depth(count: usize) -> Vec<(String, String)> {
    // As deep as a document may be, and as often as asked for.
    schemas_of(count / 20 + 1, |n| {
        format!(
            "S{n}: {}{{type: string}}{}",
            "{type: object, properties: {f: ".repeat(20),
            "}}".repeat(20)
        )
    })
}

fn enumeration(count: usize) -> Vec<(String, String)> {
    record(&format!(
        "{{type: string, enum: [{}]}}",
        listed(count, |n| format!("value{n}"))
    ))
}

fn enumeration_equal(count: usize) -> Vec<(String, String)> {
    record(&format!(
        "{{type: string, enum: [{}]}}",
        listed(count, |n| format!("value{}", n / 2))
    ))
}

fn enumeration_twins(count: usize) -> Vec<(String, String)> {
    record(&format!(
        "{{type: string, enum: [{}]}}",
        listed(count, twin)
    ))
}

fn enumeration_numbers(count: usize) -> Vec<(String, String)> {
    record(&format!(
        "{{type: integer, enum: [{}]}}",
        listed(count, |n| n.to_string())
    ))
}

fn paths(count: usize) -> Vec<(String, String)> {
    api(
        &each(count, |n| {
            call(&format!("/p{n}"), &format!("getP{n}"), "Known")
        }),
        "",
    )
}

fn paths_long(count: usize) -> Vec<(String, String)> {
    let prefix = "/a-long-folder/within-another".repeat(5);
    api(
        &each(count, |n| {
            call(&format!("{prefix}/p{n}"), &format!("getP{n}"), "Known")
        }),
        "",
    )
}

/// A call whose path has one parameter.
fn call_of(path: &str, parameter: &str, id: &str) -> String {
    format!(
        "  '{path}': {{get: {{operationId: {id}, parameters: [{{name: {parameter}, in: path, required: true, schema: {{type: string}}}}], \
         responses: {{'204': {{description: d}}}}}}}}\n"
    )
}

fn paths_of_one_shape(count: usize) -> Vec<(String, String)> {
    api(
        &each(count, |n| {
            call_of(
                &format!("/things/{{a{n}}}"),
                &format!("a{n}"),
                &format!("getA{n}"),
            )
        }),
        "",
    )
}

fn paths_alike(count: usize) -> Vec<(String, String)> {
    api(
        &each(count, |n| {
            call_of(&format!("/things/{{id}}/p{n}"), "id", &format!("getA{n}"))
        }),
        "",
    )
}

fn operations_without_id(count: usize) -> Vec<(String, String)> {
    api(
        &each(count, |n| {
            format!("  /things/p{n}: {{get: {{responses: {{'204': {{description: d}}}}}}}}\n")
        }),
        "",
    )
}

fn operations_of_one_id(count: usize) -> Vec<(String, String)> {
    api(
        &each(count, |n| call(&format!("/p{n}"), "getP", "Known")),
        "",
    )
}

fn operations_twins(count: usize) -> Vec<(String, String)> {
    api(
        &each(count, |n| call(&format!("/p{n}"), &twin(n), "Known")),
        "",
    )
}

fn parameters(count: usize) -> Vec<(String, String)> {
    let listed = listed(count, |n| {
        format!("{{name: q{n}, in: query, schema: {{type: string}}}}")
    });
    api(
        &call_with("/p", "getP", &format!("parameters: [{listed}]")),
        "",
    )
}

fn parameters_equal(count: usize) -> Vec<(String, String)> {
    let listed = listed(count, |n| {
        format!("{{name: q{}, in: query, schema: {{type: string}}}}", n / 2)
    });
    api(
        &call_with("/p", "getP", &format!("parameters: [{listed}]")),
        "",
    )
}

fn parameters_of_path(count: usize) -> Vec<(String, String)> {
    let path = each(count, |n| format!("/{{p{n}}}"));
    let listed = listed(count, |n| {
        format!("{{name: p{n}, in: path, required: true, schema: {{type: string}}}}")
    });
    api(
        &call_with(&path, "getP", &format!("parameters: [{listed}]")),
        "",
    )
}

fn parameters_unused(count: usize) -> Vec<(String, String)> {
    let path = each(count, |n| format!("/{{p{n}}}"));
    let listed = listed(count, |n| {
        format!("{{name: q{n}, in: path, required: true, schema: {{type: string}}}}")
    });
    api(
        &call_with(&path, "getP", &format!("parameters: [{listed}]")),
        "",
    )
}

fn body_of(media: &str, count: usize) -> Vec<(String, String)> {
    let fields = listed(count, |n| format!("f{n}: {{type: string}}"));
    let body = format!(
        "requestBody: {{content: {{{media}: {{schema: {{type: object, properties: {{{fields}}}}}}}}}}}"
    );
    api(&call_with("/p", "getP", &body), "")
}

fn body_fields(count: usize) -> Vec<(String, String)> {
    body_of("application/json", count)
}

fn form_fields(count: usize) -> Vec<(String, String)> {
    body_of("multipart/form-data", count)
}

fn tags(count: usize) -> Vec<(String, String)> {
    api(
        &each(count, |n| {
            call_with(
                &format!("/p{n}"),
                &format!("getP{n}"),
                &format!("tags: [tag{n}]"),
            )
        }),
        "",
    )
}

fn tags_per_operation(count: usize) -> Vec<(String, String)> {
    let all = listed(count, |n| format!("tag{n}"));
    api(&call_with("/p", "getP", &format!("tags: [{all}]")), "")
}

fn responses(count: usize) -> Vec<(String, String)> {
    let each_status = |n: usize| {
        listed(50, |status| {
            format!(
                "'{}': {{description: d, content: {{application/json: {{schema: {{type: object, properties: {{f{status}: {{type: string}}}}}}}}}}}}",
                400 + status + n % 2
            )
        })
    };
    api(
        &each(count / 50 + 1, |n| {
            format!(
                "  /p{n}: {{get: {{operationId: getP{n}, responses: {{'204': {{description: d}}, {}}}}}}}\n",
                each_status(n)
            )
        }),
        "",
    )
}

fn headers(count: usize) -> Vec<(String, String)> {
    let headers = listed(count, |n| format!("X-H{n}: {{schema: {{type: string}}}}"));
    api(
        &format!(
            "  /p: {{get: {{operationId: getP, responses: {{'204': {{description: d, headers: {{{headers}}}}}}}}}}}\n"
        ),
        "",
    )
}

fn media_types(count: usize) -> Vec<(String, String)> {
    let types = listed(count, |n| {
        format!(
            "application/x{n}+json: {{schema: {{type: object, properties: {{f{n}: {{type: string}}}}}}}}"
        )
    });
    api(
        &format!(
            "  /p: {{post: {{operationId: getP, requestBody: {{content: {{{types}}}}}, responses: {{'200': {{description: d, content: {{{types}}}}}}}}}}}\n"
        ),
        "",
    )
}

fn callbacks(count: usize) -> Vec<(String, String)> {
    let one = |n: usize| {
        format!(
            "c{n}: {{'{{$request.body#/url{n}}}': {{post: {{requestBody: {{content: {{application/json: {{schema: {{$ref: '#/components/schemas/Known'}}}}}}}}, responses: {{'204': {{description: d}}}}}}}}}}"
        )
    };
    api(
        &call_with(
            "/p",
            "getP",
            &format!("callbacks: {{{}}}", listed(count, one)),
        ),
        "",
    )
}

fn webhooks(count: usize) -> Vec<(String, String)> {
    let hooks = each(count, |n| {
        format!(
            "  w{n}: {{post: {{requestBody: {{content: {{application/json: {{schema: {{$ref: '#/components/schemas/Known'}}}}}}}}, responses: {{'204': {{description: d}}}}}}}}\n"
        )
    });
    let mut files = api(&call("/known", "getKnown", "Known"), "");
    files[0].1.push_str(&format!("webhooks:\n{hooks}"));
    files
}

fn schemes(count: usize) -> String {
    let schemes = each(count, |n| {
        format!("    k{n}: {{type: apiKey, in: header, name: X-K{n}}}\n")
    });
    format!("  securitySchemes:\n{schemes}")
}

fn security_schemes(count: usize) -> Vec<(String, String)> {
    let paths = each(count, |n| {
        call_with(
            &format!("/p{n}"),
            &format!("getP{n}"),
            &format!("security: [{{k{n}: []}}]"),
        )
    });
    api(&paths, &schemes(count))
}

fn security_alternatives(count: usize) -> Vec<(String, String)> {
    let all = listed(count, |n| format!("{{k{n}: []}}"));
    api(
        &call_with("/p", "getP", &format!("security: [{all}]")),
        &schemes(count),
    )
}

fn security_unknown(count: usize) -> Vec<(String, String)> {
    let paths = each(count, |n| {
        call_with(
            &format!("/p{n}"),
            &format!("getP{n}"),
            &format!("security: [{{x{n}: []}}]"),
        )
    });
    api(&paths, &schemes(count))
}

fn servers(count: usize) -> Vec<(String, String)> {
    let all = listed(count, |n| {
        format!("{{url: 'https://s{n}.example.org', description: d{n}}}")
    });
    let text = document(&call("/known", "getKnown", "Known"), "")
        .replace("[{url: 'https://api.example.org'}]", &format!("[{all}]"));
    vec![("api.yaml".to_owned(), text)]
}

fn server_variables(count: usize) -> Vec<(String, String)> {
    let url = each(count, |n| format!("{{v{n}}}."));
    let variables = listed(count, |n| format!("v{n}: {{default: a, enum: [a, b{n}]}}"));
    let text = document(&call("/known", "getKnown", "Known"), "").replace(
        "{url: 'https://api.example.org'}",
        &format!("{{url: 'https://{url}example.org', variables: {{{variables}}}}}"),
    );
    vec![("api.yaml".to_owned(), text)]
}

fn keys_unknown(count: usize) -> Vec<(String, String)> {
    schemas_of(count, |n| {
        format!("S{n}: {{type: object, propertys: {{f{n}: {{typ: string}}}}}}")
    })
}

fn keys_twice(count: usize) -> Vec<(String, String)> {
    let fields = listed(count, |n| format!("f{}: {{type: string}}", n / 2));
    record(&format!("{{type: object, properties: {{{fields}}}}}"))
}

fn findings(count: usize) -> Vec<(String, String)> {
    schemas_of(count, |n| {
        format!(
            "S{n}: {{type: object, properties: {{f: {{allOf: [{{type: string}}, {{type: integer}}]}}}}}}"
        )
    })
}

fn findings_in_a_list(count: usize) -> Vec<(String, String)> {
    let members = listed(count, |n| {
        format!(
            "{{type: object, required: [g{n}], properties: {{g{n}: {{allOf: [{{type: string}}, {{type: integer}}]}}}}}}"
        )
    });
    record(&format!("{{oneOf: [{members}]}}"))
}

/// A configuration of `api.yaml`.
fn configuration(more: &str) -> (String, String) {
    let text =
        format!("edition: 1\ncrate: example\ninputs:\n  - api.yaml\noutput: generated\n{more}");
    ("bindery.yaml".to_owned(), text)
}

fn acknowledgements(count: usize) -> Vec<(String, String)> {
    let mut files = findings(count);
    let accepted = each(count, |n| {
        format!(
            "  - {{code: widened, at: 'api.yaml#/components/schemas/S{n}/properties/f', why: w}}\n"
        )
    });
    files.push(configuration(&format!("acknowledge:\n{accepted}")));
    files
}

fn acknowledgements_below(count: usize) -> Vec<(String, String)> {
    let mut files = findings_in_a_list(count);
    let accepted = each(count, |n| {
        format!(
            "  - {{code: widened, at: 'api.yaml#/components/schemas/Record/oneOf/{n}', why: w}}\n"
        )
    });
    files.push(configuration(&format!("acknowledge:\n{accepted}")));
    files
}

/// The document of another shape with an overlay.
fn overlaid(mut files: Vec<(String, String)>, actions: &str) -> Vec<(String, String)> {
    let overlay = format!("overlay: 1.0.0\ninfo: {{title: t, version: '1'}}\nactions:\n{actions}");
    files.push(("overlay.yaml".to_owned(), overlay));
    files.push(configuration("overlays:\n  - overlay.yaml\n"));
    files
}

fn overlay_actions(count: usize) -> Vec<(String, String)> {
    let actions = each(count, |n| {
        format!("  - {{target: '$.components.schemas.S{n}', update: {{description: d{n}}}}}\n")
    });
    overlaid(schemas(count), &actions)
}

fn overlay_additions(count: usize) -> Vec<(String, String)> {
    let actions = each(count, |n| {
        format!(
            "  - {{target: '$.components.schemas.Known.properties', update: {{f{n}: {{type: string}}}}}}\n"
        )
    });
    overlaid(paths(1), &actions)
}

fn overlay_removals(count: usize) -> Vec<(String, String)> {
    let actions = each(count, |n| {
        format!("  - {{target: '$.components.schemas.S{n}', remove: true}}\n")
    });
    overlaid(schemas(count), &actions)
}

fn overlay_everywhere(count: usize) -> Vec<(String, String)> {
    let action = "  - {target: '$.components.schemas.*', update: {description: d}}\n  - {target: '$..properties[?@.type]', update: {description: e}}\n";
    overlaid(schemas(count), action)
}

fn overlay_findings(count: usize) -> Vec<(String, String)> {
    let actions = each(count, |n| {
        format!(
            "  - {{target: '$.components.schemas', update: {{T{n}: {{allOf: [{{type: string}}, {{type: integer}}]}}}}}}\n"
        )
    });
    overlaid(schemas(1), &actions)
}

fn overlays(count: usize) -> Vec<(String, String)> {
    let mut files = schemas(count);
    for n in 0..count {
        let text = format!(
            "overlay: 1.0.0\ninfo: {{title: t, version: '1'}}\nactions:\n  - {{target: '$.components.schemas.S{n}', update: {{description: d{n}}}}}\n"
        );
        files.push((format!("o{n}.yaml"), text));
    }
    let named = each(count, |n| format!("  - o{n}.yaml\n"));
    files.push(configuration(&format!("overlays:\n{named}")));
    files
}

fn descriptions(count: usize) -> Vec<(String, String)> {
    schemas_of(count, |n| {
        format!(
            "S{n}: {{type: object, description: 'A *thing* with a [link](https://example.org/{n}) and `code`.'}}"
        )
    })
}

fn description(count: usize) -> Vec<(String, String)> {
    let text = each(count, |n| {
        format!("A *thing* {n} of [S{n}] and <b>{n}</b> `code` | a | b |\\n- it{n}\\n\\n")
    });
    record(&format!("{{type: object, description: \"{text}\"}}"))
}

fn soap(operations: &str, types: &str) -> Vec<(String, String)> {
    let text = format!(
        "soap: 1\nservice: Example\ndocs: d\nendpoint: https://example.org/service\n\
         wire:\n  namespace: https://example.org/\n  versions: ['1.1']\n  action: '{{namespace}}{{operation}}'\n  \
         request: '{{operation}}'\n  response: '{{operation}}Response'\n  result: '{{operation}}Result'\n\
         session: {{field: SessionID, secret: true}}\n\
         tags: {{t: d}}\ntypes:\n{types}operations:\n{operations}"
    );
    vec![("api.yaml".to_owned(), text)]
}

fn soap_operation(name: &str) -> String {
    format!(
        "  {name}: {{wire: {name}, tag: t, effect: read, summary: s, in: {{A: {{type: string, docs: d}}}}, out: {{type: T0, docs: d}}}}\n"
    )
}

fn soap_type(n: usize) -> String {
    format!("  T{n}: {{docs: d, fields: {{A{n}: {{type: string, docs: d}}}}}}\n")
}

fn soap_operations(count: usize) -> Vec<(String, String)> {
    soap(
        &each(count, |n| soap_operation(&format!("op{n}"))),
        &soap_type(0),
    )
}

fn soap_types(count: usize) -> Vec<(String, String)> {
    soap(&soap_operation("op"), &each(count, soap_type))
}
