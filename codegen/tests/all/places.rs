//! An inline type is called after the place where its schema stands, in the module of its owner: neither the order of the
//! operations nor which of them uses it first, goes or comes changes its name or its line in the
//! lock file.

use std::collections::BTreeMap;

use crate::support::{config, generate, scratch};
use bindery::Files;

/// What a description holds: its operations, one by one, and everything else.
struct Described<'a> {
    what: &'static str,
    operations: &'static [&'static str],
    /// What stands behind the paths.
    rest: &'a str,
    /// A second file.
    other: &'static str,
    /// Lines of the lock file that all of its operations give.
    expected: &'static [&'static str],
}

const DESCRIBED: &[Described<'_>] = &[
    Described {
        what: "a component whose properties are parameters",
        operations: &[
            "/a: { put: { operationId: replace, requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/Person' } } } }, responses: { '204': { description: Done. } } } }",
            "/b: { post: { operationId: create, requestBody: { content: { application/x-www-form-urlencoded: { schema: { $ref: '#/components/schemas/Person' } } } }, responses: { '204': { description: Done. } } } }",
            "/c: { get: { operationId: get, responses: { '200': { description: It., content: { application/json: { schema: { $ref: '#/components/schemas/Person' } } } } } } }",
        ],
        rest: "components: { schemas: { Person: { type: object, properties: { address: { type: object, properties: { street: { type: string } } }, kind: { type: string, enum: [one, other] } } } } }",
        other: "",
        expected: &[
            "inline/Person/properties/address Address",
            "inline/Person/properties/kind Kind",
        ],
    },
    Described {
        what: "an alias of a component whose properties are parameters",
        operations: &[
            "/a: { put: { operationId: replace, requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/Human' } } } }, responses: { '204': { description: Done. } } } }",
            "/b: { get: { operationId: get, responses: { '200': { description: It., content: { application/json: { schema: { $ref: '#/components/schemas/Person' } } } } } } }",
        ],
        rest: "components: { schemas: { Human: { $ref: '#/components/schemas/Person' }, Person: { type: object, properties: { kind: { type: string, enum: [one, other] } } } } }",
        other: "",
        expected: &["inline/Person/properties/kind Kind"],
    },
    Described {
        what: "references to an inline schema of a component",
        operations: &[
            "/a: { get: { operationId: first, parameters: [{ name: kind, in: query, schema: { $ref: '#/components/schemas/Person/properties/kind' } }], responses: { '200': { description: It., content: { application/json: { schema: { $ref: '#/components/schemas/Person/properties/home/properties/place' } } } } } } }",
            "/b: { get: { operationId: second, responses: { '200': { description: It., content: { application/json: { schema: { $ref: '#/components/schemas/Person' } } } } } } }",
            "/c: { get: { operationId: third, responses: { '200': { description: It., content: { application/json: { schema: { type: array, items: { $ref: '#/components/schemas/Person/properties/friends/items' } } } } } } } }",
        ],
        rest: "components: { schemas: { Person: { type: object, properties: { again: { $ref: '#/components/schemas/Person/properties/kind' }, kind: { type: string, enum: [one, other] }, home: { type: object, properties: { place: { type: object, properties: { text: { type: string } } } } }, friends: { type: array, items: { type: object, properties: { name: { type: string } } } } } } } }",
        other: "",
        expected: &[
            "inline/Person/properties/friends/items Friend",
            "inline/Person/properties/home Home",
            "inline/Person/properties/home/properties/place HomePlace",
            "inline/Person/properties/kind Kind",
        ],
    },
    Described {
        what: "references to an inline schema of an operation",
        operations: &[
            "/a: { get: { operationId: first, parameters: [{ name: kind, in: query, schema: { $ref: '#/paths/~1b/get/responses/200/content/application~1json/schema/properties/kind' } }], responses: { '200': { description: It., content: { application/json: { schema: { $ref: '#/paths/~1b/get/responses/200/content/application~1json/schema' } } } } } } }",
            "/b: { get: { operationId: second, responses: { '200': { description: It., content: { application/json: { schema: { type: object, properties: { kind: { type: string, enum: [one, other] } } } } } } } } }",
            "/c: { get: { operationId: third, responses: { '200': { description: It., content: { application/json: { schema: { $ref: '#/paths/~1b/get/responses/200/content/application~1json/schema' } } } } } } }",
        ],
        rest: "",
        other: "",
        expected: &[
            "inline//second/responses/200 Response",
            "inline//second/responses/200/properties/kind ResponseKind",
        ],
    },
    Described {
        what: "inline schemas of components that are no schemas",
        operations: &[
            "/a: { post: { operationId: first, parameters: [{ $ref: '#/components/parameters/sorting' }], requestBody: { $ref: '#/components/requestBodies/Change' }, responses: { '200': { $ref: '#/components/responses/Changed' } } } }",
            "/b: { post: { operationId: second, parameters: [{ $ref: '#/components/parameters/sorting' }], requestBody: { $ref: '#/components/requestBodies/Change' }, responses: { '200': { $ref: '#/components/responses/Changed' } } } }",
        ],
        rest: "components: { parameters: { sorting: { name: sort, in: query, schema: { type: string, enum: [up, down] } } }, requestBodies: { Change: { content: { application/json: { schema: { type: object, properties: { kind: { type: string, enum: [one, other] } } } } } } }, responses: { Changed: { description: It., content: { application/json: { schema: { type: object, properties: { state: { type: string, enum: [on, off] } } } } } } } }",
        other: "",
        expected: &[
            "inline//requestBodies/Change/properties/kind Kind",
            "inline//responses/Changed Response",
            "inline//responses/Changed/properties/state ResponseState",
            "inline//parameters/sorting Sorting",
        ],
    },
    Described {
        what: "definitions inside of schemas",
        operations: &[
            "/a: { get: { operationId: first, responses: { '200': { description: It., content: { application/json: { schema: { $ref: '#/components/schemas/Person' } } } } } } }",
            "/b: { get: { operationId: second, responses: { '200': { description: It., content: { application/json: { schema: { $ref: '#/components/schemas/Place' } } } } } } }",
        ],
        rest: "components: { schemas: { Person: { type: object, properties: { kind: { $ref: '#/components/schemas/Person/$defs/Kind' } }, $defs: { Kind: { type: string, enum: [one, other] } } }, Place: { type: object, properties: { kind: { $ref: '#/components/schemas/Place/$defs/Kind' } }, $defs: { Kind: { type: string, enum: [here, there] } } } } }",
        other: "",
        expected: &[
            "inline/Person/$defs/Kind Kind",
            "inline/Place/$defs/Kind Kind",
        ],
    },
    Described {
        what: "what the service sends",
        operations: &[
            "/a: { post: { operationId: first, callbacks: { done: { '{$request.query.url}': { post: { requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/Event/properties/data' } } } }, responses: { '200': { description: OK. } } } } } }, responses: { '204': { description: Done. } } } }",
            "/b: { get: { operationId: second, responses: { '200': { description: It., content: { application/json: { schema: { $ref: '#/components/schemas/Event' } } } } } } }",
        ],
        rest: "components: { schemas: { Event: { type: object, properties: { data: { type: object, properties: { text: { type: string } } } } } } }",
        other: "",
        expected: &["inline/Event/properties/data Data"],
    },
    Described {
        what: "inline schemas of another file",
        operations: &[
            "/a: { get: { operationId: first, responses: { '200': { description: It., content: { application/json: { schema: { $ref: 'other.yaml#/components/schemas/Person/properties/home' } } } } } } }",
            "/b: { get: { operationId: second, responses: { '200': { description: It., content: { application/json: { schema: { $ref: 'other.yaml#/components/schemas/Person' } } } } } } }",
            "/c: { get: { operationId: third, responses: { '200': { description: It., content: { application/json: { schema: { $ref: './other.yaml#/components/schemas/Person/properties/home' } } } } } } }",
        ],
        rest: "",
        other: "components: { schemas: { Person: { type: object, properties: { home: { type: object, properties: { street: { type: string } } } } } } }",
        expected: &["inline/Person/properties/home Home"],
    },
];

/// The client of some of the operations, in an order.
fn client(described: &Described<'_>, operations: &[&str]) -> Files {
    let mut api = "openapi: 3.1.0\ninfo: { title: Places, version: '1' }\nservers: [{ url: 'https://api.example.org' }]\nsecurity: [{}]\npaths:\n".to_owned();
    for operation in operations {
        api.push_str(&format!("  {operation}\n"));
    }
    api.push_str(described.rest);
    let other = match described.other {
        "" => "{}",
        other => other,
    };
    let folder = scratch(&[
        ("bindery.yaml", config("api.yaml")),
        ("api.yaml", api),
        ("other.yaml", other.to_owned()),
    ]);
    generate(&folder.path().join("spec/bindery.yaml"))
        .unwrap_or_else(|findings| panic!("{}: {findings}", described.what))
}

/// The names that the lock file gives to types, by their places.
fn types(files: &Files) -> BTreeMap<String, String> {
    let lines = files["bindery.lock"].lines();
    let names = lines.filter_map(|line| {
        line.strip_prefix("name ")?
            .split_once('#')?
            .1
            .split_once(' ')
    });
    names
        .filter(|(place, _)| place.starts_with("types/") || place.starts_with("inline/"))
        .map(|(place, name)| (place.to_owned(), name.to_owned()))
        .collect()
}

#[test]
fn no_user_of_an_inline_schema_names_its_type() {
    for described in DESCRIBED {
        let all = types(&client(described, described.operations));
        for line in described.expected {
            let (place, name) = line.split_once(' ').expect("a place and a name");
            let is_given = |(known, given): (&String, &String)| known == place && given == name;
            assert!(
                all.iter().any(is_given),
                "{}: {line} in {all:#?}",
                described.what
            );
        }
        let mut reversed = described.operations.to_vec();
        reversed.reverse();
        assert_eq!(
            types(&client(described, &reversed)),
            all,
            "{}",
            described.what
        );
        for left_out in described.operations {
            let mut others = described.operations.to_vec();
            others.retain(|operation| operation != left_out);
            // What they give is what all of them give.
            if described.what == "references to an inline schema of an operation"
                && left_out.starts_with("/b")
            {
                continue;
            }
            for (place, name) in types(&client(described, &others)) {
                assert_eq!(all.get(&place), Some(&name), "{}: {place}", described.what);
            }
        }
    }
}

/// Where the words to two inline schemas are the same, the one with fewer steps has the name, and
/// the other says where it stands; each has a line in the lock file.
#[test]
fn equal_words_are_told_apart_by_the_place() {
    for (described, expected) in [
        (
            Described {
                what: "a property of a property",
                operations: &[
                    "/a: { get: { operationId: first, responses: { '200': { description: It., content: { application/json: { schema: { $ref: '#/components/schemas/Order' } } } } } } }",
                ],
                rest: "components: { schemas: { Order: { type: object, properties: { payment: { type: object, properties: { status: { type: string, enum: [paid, open] } } }, payment_status: { type: string, enum: [new, old] } } } } }",
                other: "",
                expected: &[],
            },
            &[
                "inline/Order/properties/payment/properties/status OrderPaymentStatus",
                "inline/Order/properties/payment_status PaymentStatus",
            ] as &[&str],
        ),
        (
            Described {
                what: "a parameter and a property of the body",
                operations: &[
                    "/a: { put: { operationId: update, parameters: [{ name: status, in: query, schema: { type: string, enum: [a, b] } }], requestBody: { content: { application/json: { schema: { type: object, properties: { status: { type: string, enum: [c, d] } } } } } }, responses: { '204': { description: Done. } } } }",
                ],
                rest: "",
                other: "",
                expected: &[],
            },
            &[
                "inline//update/query/status UpdateStatus",
                "inline//update/requestBody/properties/status UpdateRequestBodyStatus",
            ],
        ),
        (
            Described {
                what: "alternatives of one title",
                operations: &[
                    "/a: { get: { operationId: first, responses: { '200': { description: It., content: { application/json: { schema: { $ref: '#/components/schemas/Pet' } } } } } } }",
                ],
                rest: "components: { schemas: { Pet: { oneOf: [{ title: Animal, type: object, required: [bark], properties: { bark: { type: string } } }, { title: Animal, type: object, required: [purr], properties: { purr: { type: string } } }] } } }",
                other: "",
                expected: &[],
            },
            &[
                "inline/Pet/oneOf/Pet_Animal_bark AnimalBark",
                "inline/Pet/oneOf/Pet_Animal_purr AnimalPurr",
            ],
        ),
    ] {
        let all = types(&client(&described, described.operations));
        for line in expected {
            let (place, name) = line.split_once(' ').expect("a place and a name");
            assert_eq!(
                all.get(place).map(String::as_str),
                Some(name),
                "{}: {all:#?}",
                described.what
            );
        }
    }
}

/// Words that repeat those before them are left out, unless something else has the name.
#[test]
fn words_that_repeat_are_left_out() {
    let budget = "Budget: { type: object, properties: { budget_type: { type: string, enum: [a, b] }, line_items: { type: array, items: { type: object, properties: { text: { type: string } } } }";
    let call = "/a: { get: { operationId: first, responses: { '200': { description: It., content: { application/json: { schema: { $ref: '#/components/schemas/Budget' } } } } } } }";
    let other = "/b: { get: { operationId: second, responses: { '200': { description: It., content: { application/json: { schema: { $ref: '#/components/schemas/BudgetType' } } } } } } }";
    for (operations, rest, kind, item) in [
        (
            &[call] as &[&str],
            format!("components: {{ schemas: {{ {budget} }} }} }} }}"),
            "BudgetType",
            "LineItem",
        ),
        (
            &[call, other],
            format!(
                "components: {{ schemas: {{ {budget}, lineItem: {{ type: string, enum: [c] }} }} }}, BudgetType: {{ type: string, enum: [d] }} }} }}"
            ),
            "BudgetType",
            "LineItemsItem",
        ),
    ] {
        let described = Described {
            what: "words that repeat",
            operations: &[],
            rest: &rest,
            other: "",
            expected: &[],
        };
        let all = types(&client(&described, operations));
        assert_eq!(
            all["inline/Budget/properties/budget_type"], kind,
            "{all:#?}"
        );
        assert_eq!(
            all["inline/Budget/properties/line_items/items"], item,
            "{all:#?}"
        );
    }
}
