//! Whether a type that was replaced by an unrelated one breaks deployed programs: in the direction
//! in which its values travel, by what emitted clients read and what the new description accepts.

use std::path::Path;

use crate::support::put;
use bindery::{ApiChange as Change, Generator, Rule, WireEffect};
use proptest::prelude::*;

/// Calls that send and return the schemas of both sides, and two that send and return the one of
/// this name.
fn described(folder: &Path, name: &str, schemas: &str) -> Generator {
    let path = |path: &str, name: &str| {
        format!(
            "  /{path}:
    get:
      operationId: get_{path}
      responses:
        '200':
          description: a thing
          content: {{ application/json: {{ schema: {{ $ref: '#/components/schemas/{name}' }} }} }}
    put:
      operationId: put_{path}
      requestBody:
        required: true
        content:
          application/json:
            schema: {{ type: array, items: {{ $ref: '#/components/schemas/{name}' }} }}
      responses: {{ '204': {{ description: done }} }}
"
        )
    };
    let text = format!(
        "\
openapi: 3.1.0
info: {{ title: Shop, version: '1' }}
servers: [{{ url: 'https://api.example.org' }}]
paths:
{}{}{}components:
  schemas:
    Kind: {{ type: string, enum: [one, two] }}
{schemas}",
        path("old", "Before"),
        path("new", "After"),
        path("tested", name)
    );
    put(folder, "api.yaml", text);
    let config = "edition: 1\ncrate: example\ninputs: [api.yaml]\noutput: out\n";
    put(folder, "bindery.yaml", config);
    Generator::from_config(folder.join("bindery.yaml"))
        .unwrap_or_else(|findings| panic!("{schemas}\n{findings}"))
}

/// What is reported of the response and of the request, whose types are others on both sides.
fn compared(old: &str, new: &str) -> [Change; 2] {
    let scratch = tempfile::tempdir().expect("a temporary folder can be made");
    let schemas = format!("    Before: {old}\n    After: {new}\n");
    let side = |folder: &str, name: &str| described(&scratch.path().join(folder), name, &schemas);
    let (before, after) = (side("old", "Before"), side("new", "After"));
    let comparison = after.changes_since(&before).expect("both are right");
    let changes = comparison.changes().iter();
    let changes: Vec<_> = changes
        .filter(|change| change.rule() == Rule::TypeChanged)
        .cloned()
        .collect();
    let (request, response) = changes
        .into_iter()
        .partition::<Vec<_>, _>(|change| change.subject().ends_with(')'));
    match (&response[..], &request[..]) {
        ([response], [request]) => [response.clone(), request.clone()],
        _ => panic!("{old} to {new}:\n{}", comparison.render(false)),
    }
}

/// What breaks in the response and in the request, each as the end of the message; an empty text
/// where it does not break.
#[test]
fn values_are_followed_in_their_direction() {
    let object = |properties: &str, required: &str| {
        format!("{{ type: object, required: [{required}], properties: {{ {properties} }} }}")
    };
    let id = "id: { type: string }";
    let cases = [
        // What is not required is no break, wherever it is added or removed.
        (
            object(id, "id"),
            object("id: { type: string }, more: { type: string }", "id"),
            "",
            "",
        ),
        (
            object("id: { type: string }, more: { type: string }", "id"),
            object(id, "id"),
            "",
            "`[].more` is no longer described",
        ),
        (
            object(id, "id"),
            object("id: { type: string }, more: { type: string }", "id, more"),
            "",
            "`[].more` is required",
        ),
        (object(id, "id"), object(id, ""), "`id` may be absent", ""),
        (object(id, ""), object(id, "id"), "", "`[].id` is required"),
        (
            object("id: { type: string }, more: { type: string }", "id, more"),
            object(id, "id"),
            "`more` is missing",
            "`[].more` is no longer described",
        ),
        // Null is read as absence.
        (
            object(id, ""),
            object("id: { type: [string, 'null'] }", ""),
            "",
            "",
        ),
        (
            object(id, "id"),
            object("id: { type: [string, 'null'] }", "id"),
            "`id` may be null",
            "",
        ),
        (
            object("id: { type: [string, 'null'] }", "id"),
            object(id, "id"),
            "",
            "`[].id` may no longer be null",
        ),
        // Kinds, deep inside.
        (
            object(
                "items: { type: array, items: { type: object, required: [price], properties: { price: { type: number } } } }",
                "items",
            ),
            object(
                "items: { type: array, items: { type: object, required: [price], properties: { price: { type: string } } } }",
                "items",
            ),
            "`items[].price` is a string instead of a number",
            "`[].items[].price` is a string instead of a number",
        ),
        (
            object(
                "at: { type: object, additionalProperties: { type: integer } }",
                "at",
            ),
            object(
                "at: { type: object, additionalProperties: { type: boolean } }",
                "at",
            ),
            "`at{}` is a boolean instead of an integer",
            "`[].at{}` is a boolean instead of an integer",
        ),
        // Numbers: an integer is a number, and not the reverse.
        (
            object("n: { type: number }", "n"),
            object("n: { type: integer }", "n"),
            "",
            "`[].n` is an integer instead of a number",
        ),
        (
            object("n: { type: integer }", "n"),
            object("n: { type: number }", "n"),
            "`n` is a number instead of an integer",
            "",
        ),
        (
            object("n: { type: integer, format: int32 }", "n"),
            object("n: { type: integer, format: int64 }", "n"),
            "`n` is an integer instead of a 32-bit integer",
            "",
        ),
        // Texts and their formats.
        (
            object("t: { type: string }", "t"),
            object("t: { type: string, format: date }", "t"),
            "",
            "`[].t` is a date instead of a string",
        ),
        (
            object("t: { type: string, format: date-time }", "t"),
            object("t: { type: string }", "t"),
            "`t` is a string instead of a date-time",
            "",
        ),
        // Enumerations: clients keep unknown values, servers know theirs.
        (
            object("k: { type: string, enum: [one, two] }", "k"),
            object("k: { type: string, enum: [one, two, three] }", "k"),
            "",
            "",
        ),
        (
            object("k: { type: string, enum: [one, two] }", "k"),
            object("k: { type: string, enum: [one, more] }", "k"),
            "",
            "`[].k` may no longer be `two`",
        ),
        (
            object("k: { type: string }", "k"),
            object("k: { $ref: '#/components/schemas/Kind' }", "k"),
            "",
            "`[].k` is one of several strings instead of a string",
        ),
        (
            object("k: { $ref: '#/components/schemas/Kind' }", "k"),
            object("k: { type: string }", "k"),
            "",
            "",
        ),
        // Bounds bind who sends.
        (
            object("t: { type: string, maxLength: 9 }", "t"),
            object("t: { type: string, maxLength: 5 }", "t"),
            "",
            "`[].t` must be",
        ),
        (
            object("t: { type: string, maxLength: 5 }", "t"),
            object("t: { type: string, maxLength: 9 }", "t"),
            "",
            "",
        ),
        // Alternatives: what fits none is kept.
        (
            object("u: { oneOf: [{ type: string }, { type: integer }] }", "u"),
            object(
                "u: { oneOf: [{ type: string }, { type: integer }, { type: boolean }] }",
                "u",
            ),
            "",
            "",
        ),
        (
            object(
                "u: { oneOf: [{ type: string }, { type: integer }, { type: boolean }] }",
                "u",
            ),
            object("u: { oneOf: [{ type: string }, { type: integer }] }", "u"),
            "",
            "`[].u` is none of the alternatives",
        ),
        (
            object("u: { type: string }", "u"),
            object("u: { oneOf: [{ type: string }, { type: integer }] }", "u"),
            "`u` is an integer instead of a string",
            "",
        ),
        // A property that only travels the other way is not missed.
        (
            object("id: { type: string }, more: { type: string }", "id"),
            object(
                "id: { type: string }, more: { type: string, readOnly: true }",
                "id",
            ),
            "",
            "`[].more` is read-only",
        ),
        // Any JSON holds everything, and nothing else holds it.
        (
            object("j: { type: string }", "j"),
            object("j: {}", "j"),
            "`j` is any JSON instead of a string",
            "",
        ),
        (
            object("j: {}", "j"),
            object("j: { type: string }", "j"),
            "",
            "`[].j` is a string instead of any JSON",
        ),
        // Maps hold what objects say by name.
        (
            object("id: { type: string }", "id"),
            "{ type: object, additionalProperties: { type: string } }".to_owned(),
            "`id` is missing",
            "",
        ),
        // What is kept beside the named properties is of a type as well.
        (
            "{ type: object, properties: { id: { type: string } }, additionalProperties: { type: integer } }".to_owned(),
            "{ type: object, properties: { id: { type: string }, more: { type: integer } }, additionalProperties: { type: integer } }".to_owned(),
            "",
            "",
        ),
        (
            "{ type: object, properties: { id: { type: string } }, additionalProperties: { type: integer } }".to_owned(),
            "{ type: object, properties: { id: { type: string } }, additionalProperties: { type: boolean } }".to_owned(),
            "`{}` is a boolean instead of an integer",
            "`[]{}` is a boolean instead of an integer",
        ),
        (
            "{ type: object, properties: { id: { type: string } }, additionalProperties: { type: integer } }".to_owned(),
            "{ type: object, properties: { id: { type: string }, more: { type: string } }, additionalProperties: { type: integer } }".to_owned(),
            "`more` is a string instead of an integer",
            "",
        ),
        (
            "{ type: object, properties: { id: { type: string } }, additionalProperties: { type: string } }".to_owned(),
            "{ type: object, additionalProperties: { type: string } }".to_owned(),
            "",
            "",
        ),
    ];
    let mut wrong = Vec::new();
    for (old, new, response, request) in cases {
        let changes = compared(&old, &new);
        for (change, expected) in changes.iter().zip([response, request]) {
            let level = if expected.is_empty() {
                WireEffect::Compatible
            } else {
                WireEffect::Break
            };
            if change.wire() != level || !change.message().contains(expected) {
                wrong.push(format!(
                    "{old}\n{new}\nexpected: {expected}\nfound: {} {}",
                    change.wire().as_str(),
                    change.message()
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

/// A type that holds itself is looked at once.
#[test]
fn recursive_types_are_compared() {
    let node = |name: &str, more: &str| {
        format!(
            "{{ type: object, required: [value], properties: {{ value: {{ type: integer }}, next: {{ $ref: '#/components/schemas/{name}' }}{more} }} }}"
        )
    };
    let [response, request] = compared(&node("Before", ""), &node("After", ""));
    assert_eq!(
        response.wire(),
        WireEffect::Compatible,
        "{}",
        response.message()
    );
    assert_eq!(
        request.wire(),
        WireEffect::Compatible,
        "{}",
        request.message()
    );
    let old = node("Before", ", last: { type: integer }");
    let new = node("After", ", last: { type: boolean }");
    let [response, _] = compared(&old, &new);
    assert!(
        response
            .message()
            .ends_with("`last` is a boolean instead of an integer")
    );
}

/// In a query a number is text like any other, and in JSON it is not.
#[test]
fn a_parameter_is_text() {
    let wire = |place: &str| {
        let scratch = tempfile::tempdir().expect("a temporary folder can be made");
        let side = |folder: &str, ty: &str| {
            let input = match place {
                "query" => format!(
                    "parameters: [{{ name: limit, in: query, required: true, schema: {{ type: {ty} }} }}]"
                ),
                _ => format!(
                    "requestBody: {{ required: true, content: {{ application/json: {{ schema: {{ type: object, required: [limit], properties: {{ limit: {{ type: {ty} }} }} }} }} }} }}"
                ),
            };
            let text = format!(
                "\
openapi: 3.1.0
info: {{ title: Shop, version: '1' }}
servers: [{{ url: 'https://api.example.org' }}]
paths:
  /things:
    post:
      operationId: listThings
      {input}
      responses: {{ '204': {{ description: done }} }}
"
            );
            let folder = scratch.path().join(folder);
            put(&folder, "api.yaml", text);
            let config = "edition: 1\ncrate: example\ninputs: [api.yaml]\noutput: out\n";
            put(&folder, "bindery.yaml", config);
            Generator::from_config(folder.join("bindery.yaml")).expect("it is described")
        };
        let (old, new) = (side("old", "integer"), side("new", "string"));
        let comparison = new.changes_since(&old).expect("both are right");
        let mut changes = comparison.changes().iter();
        let change = changes.find(|change| change.rule() == Rule::TypeChanged);
        change.map(Change::wire)
    };
    assert_eq!(wire("query"), Some(WireEffect::Compatible));
    assert_eq!(wire("body"), Some(WireEffect::Break));
}

/// What no type in Rust says is a line all the same, and not one of documentation alone.
#[test]
fn what_the_types_do_not_say_is_reported() {
    let compared = |old: &str, new: &str| {
        let scratch = tempfile::tempdir().expect("a temporary folder can be made");
        let side = |folder: &str, property: &str| {
            let schemas = format!(
                "    Thing: {{ type: object, properties: {{ p: {property} }} }}
    Before: {{ $ref: '#/components/schemas/Thing' }}
    After: {{ $ref: '#/components/schemas/Thing' }}
    Name: {{ type: string, maxLength: 9 }}
"
            );
            described(&scratch.path().join(folder), "Thing", &schemas)
        };
        let (old, new) = (side("old", old), side("new", new));
        let comparison = new.changes_since(&old).expect("both are right");
        let changes = comparison.changes().iter();
        changes.map(Change::rule).collect::<Vec<_>>()
    };
    let name = "{ $ref: '#/components/schemas/Name' }";
    let always = "{ type: boolean, enum: [true] }";
    for (old, new, rule) in [
        (name, "{ type: string }", Rule::RequestBoundsLoosened),
        ("{ type: string }", name, Rule::RequestBoundsTightened),
        ("{ type: string, maxLength: 9 }", name, Rule::TypeAdded),
        (
            always,
            "{ type: boolean, enum: [false] }",
            Rule::ConstantChanged,
        ),
        (always, "{ type: boolean }", Rule::ConstantBecomesChoice),
        ("{ type: boolean }", always, Rule::ChoiceBecomesConstant),
        (
            "{ type: string, enum: [a, b] }",
            "{ anyOf: [{ type: string, enum: [a, b] }, { type: string }] }",
            Rule::ConversionAdded,
        ),
        (
            "{ type: string }",
            "{ type: string, readOnly: true }",
            Rule::PropertyBecomesReadOnly,
        ),
    ] {
        let found = compared(old, new);
        assert!(found.contains(&rule), "{old} to {new}: {found:?}");
        let bounds = [Rule::RequestBoundsLoosened, Rule::RequestBoundsTightened];
        assert!(
            rule != Rule::TypeAdded || !found.iter().any(|one| bounds.contains(one)),
            "{old} to {new}: {found:?}"
        );
    }
}

/// A text more that stands for an alternative is one that deployed programs keep; one that is gone
/// is refused where they send it.
#[test]
fn the_texts_of_an_alternative_are_values() {
    let compared = |old: &str, new: &str| {
        let scratch = tempfile::tempdir().expect("a temporary folder can be made");
        let side = |folder: &str, mapping: &str| {
            let pet = |name: &str| {
                format!(
                    "    {name}: {{ type: object, required: [kind], properties: {{ kind: {{ type: string }}, {name}: {{ type: string }} }} }}\n"
                )
            };
            let schemas = format!(
                "    Thing:
      oneOf: [{{ $ref: '#/components/schemas/Cat' }}, {{ $ref: '#/components/schemas/Dog' }}]
      discriminator: {{ propertyName: kind, mapping: {{ cat: Cat, {mapping} }} }}
    Before: {{ $ref: '#/components/schemas/Thing' }}
    After: {{ $ref: '#/components/schemas/Thing' }}
{}{}",
                pet("Cat"),
                pet("Dog")
            );
            described(&scratch.path().join(folder), "Thing", &schemas)
        };
        let (old, new) = (side("old", old), side("new", new));
        let comparison = new.changes_since(&old).expect("both are right");
        let changes = comparison.changes().iter();
        let found: Vec<_> = changes
            .filter(|change| change.message().contains("discriminator value"))
            .map(|change| (change.rule(), change.wire()))
            .collect();
        found
    };
    let (one, two) = ("dog: Dog", "dog: Dog, hound: Dog");
    assert_eq!(
        compared(one, two),
        [(Rule::EnumValueAdded, WireEffect::Compatible)]
    );
    assert_eq!(
        compared(two, one),
        [(Rule::EnumValueRemoved, WireEffect::Break)]
    );
}

/// A schema, and whether something of it can be required.
fn schema() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        Just("{ type: string }".to_owned()),
        Just("{ type: integer }".to_owned()),
        Just("{ type: number }".to_owned()),
        Just("{ type: boolean }".to_owned()),
        Just("{ type: string, format: date }".to_owned()),
        Just("{ type: [string, 'null'] }".to_owned()),
        Just("{ type: string, enum: [red, green] }".to_owned()),
        Just("{ $ref: '#/components/schemas/Kind' }".to_owned()),
        Just("{ type: string, maxLength: 9 }".to_owned()),
        Just("{}".to_owned()),
    ];
    leaf.prop_recursive(3, 12, 3, |inner| {
        prop_oneof![
            inner
                .clone()
                .prop_map(|item| format!("{{ type: array, items: {item} }}")),
            inner
                .clone()
                .prop_map(|value| format!("{{ type: object, additionalProperties: {value} }}")),
            prop::collection::vec((inner, any::<bool>()), 1..4).prop_map(|fields| object(&fields)),
        ]
    })
}

/// An object with the properties `p0`, `p1` and so on.
fn object(fields: &[(String, bool)]) -> String {
    let properties: Vec<_> = fields
        .iter()
        .enumerate()
        .map(|(at, (schema, _))| format!("p{at}: {schema}"))
        .collect();
    let required: Vec<_> = fields
        .iter()
        .enumerate()
        .filter(|(_, (_, required))| *required)
        .map(|(at, _)| format!("p{at}"))
        .collect();
    format!(
        "{{ type: object, required: [{}], properties: {{ {} }} }}",
        required.join(", "),
        properties.join(", ")
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// What is called otherwise and holds the same breaks nothing, either way.
    #[test]
    fn a_type_fits_itself(fields in prop::collection::vec((schema(), any::<bool>()), 1..4)) {
        let schema = object(&fields);
        for change in compared(&schema, &schema) {
            prop_assert_eq!(change.wire(), WireEffect::Compatible, "{}", change.message());
        }
    }

    /// An optional property more breaks nothing, either way; one that is required breaks requests;
    /// and one that is gone breaks requests, and responses where it was required.
    #[test]
    fn properties_come_and_go(
        fields in prop::collection::vec((schema(), any::<bool>()), 1..3),
        more in schema(),
    ) {
        let less = object(&fields);
        let with = |required: bool| object(&[&fields[..], &[(more.clone(), required)]].concat());
        for (old, new, expected) in [
            (&less, &with(false), [WireEffect::Compatible, WireEffect::Compatible]),
            (&less, &with(true), [WireEffect::Compatible, WireEffect::Break]),
            (&with(false), &less, [WireEffect::Compatible, WireEffect::Break]),
            (&with(true), &less, [WireEffect::Break, WireEffect::Break]),
        ] {
            let found = compared(old, new);
            for (change, expected) in found.iter().zip(expected) {
                prop_assert_eq!(change.wire(), expected, "{} {}", new, change.message());
            }
        }
    }

    /// What is required of callers and what is promised to them are opposites.
    #[test]
    fn what_may_be_absent_breaks_who_reads_it(
        fields in prop::collection::vec((schema(), any::<bool>()), 0..3),
        own in schema(),
    ) {
        let with = |required: bool| object(&[&fields[..], &[(own.clone(), required)]].concat());
        let [response, request] = compared(&with(true), &with(false));
        prop_assert_eq!(response.wire(), WireEffect::Break, "{}", response.message());
        prop_assert_eq!(request.wire(), WireEffect::Compatible, "{}", request.message());
        let [response, request] = compared(&with(false), &with(true));
        prop_assert_eq!(response.wire(), WireEffect::Compatible, "{}", response.message());
        prop_assert_eq!(request.wire(), WireEffect::Break, "{}", request.message());
    }
}
