//! Where types stand: what is inline in a component with the component, what is inline in a call
//! with the calls of its group; equal ones of an owner once.

use std::collections::BTreeSet;

use crate::ledger::Folder;
use bindery::Files;

/// A document of these paths and schemas.
fn document(paths: &[&str], schemas: &[&str]) -> String {
    let mut text = "openapi: 3.1.0\ninfo: { title: Shop, version: '1' }\nservers: [{ url: 'https://api.example.org' }]\nsecurity: [{}]\ntags: [{ name: customers }, { name: orders }]\npaths:\n".to_owned();
    for path in paths {
        text.push_str(&format!("  {path}\n"));
    }
    text.push_str("components:\n  schemas:\n    Unused: { type: string }\n");
    for schema in schemas {
        text.push_str(&format!("    {schema}\n"));
    }
    text
}

/// A call that sends a place to ship to with these properties.
fn ships(id: &str, tag: &str, properties: &str) -> String {
    format!(
        "/{id}: {{ post: {{ operationId: {id}, tags: [{tag}], requestBody: {{ content: {{ application/json: {{ schema: {{ type: object, properties: {{ shipping: {{ type: object, properties: {{ {properties} }} }} }} }} }} }} }}, responses: {{ '204': {{ description: Done. }} }} }} }}"
    )
}

/// A call that answers with a component.
fn answers(id: &str, schema: &str) -> String {
    format!(
        "/{id}: {{ get: {{ operationId: {id}, tags: [orders], responses: {{ '200': {{ description: It., content: {{ application/json: {{ schema: {{ $ref: '#/components/schemas/{schema}' }} }} }} }} }} }} }}"
    )
}

const STREET: &str = "street: { type: string }";
const STREET_SAID: &str = "street: { type: string, maxLength: 9, description: And number. }";
const CITY: &str = "city: { type: string }";

fn declares(files: &Files, path: &str, lines: &[&str]) {
    let text = files
        .get(path)
        .unwrap_or_else(|| panic!("no {path} in {:?}", files.keys()));
    for line in lines {
        assert!(
            text.lines().any(|one| one == *line),
            "no `{line}` in {path}:\n{text}"
        );
    }
}

const CUSTOMERS: &str = "rest/customers/types.rs";

#[test]
fn what_is_inline_in_a_component_stands_with_it() {
    let person = "Person: { type: object, properties: { line_items: { type: array, items: { type: object, properties: { price: { type: object, properties: { amount: { type: integer } } } } } }, Person: { type: object, properties: { name: { type: string } } } } }";
    let files = Folder::new().generate(&document(&[&answers("get", "Person")], &[person]));
    declares(
        &files,
        "types/person.rs",
        &[
            "pub struct Person {",
            "pub struct LineItem {",
            "pub struct LineItemPrice {",
            "    pub line_items: Option<Vec<LineItem>>,",
            // The component has the name already.
            "pub struct PersonPerson {",
        ],
    );
    declares(
        &files,
        "types/mod.rs",
        &[
            "pub mod person;",
            "#[doc(inline)]",
            "pub use self::person::Person;",
        ],
    );
    assert!(!files.keys().any(|path| path.starts_with("types/line")));
}

/// Only the component itself decides whether it has a file, so that no edit of another moves it.
#[test]
fn short_components_are_declared_in_the_module_of_types() {
    let calls = ["Id", "Ids", "Free", "Labels", "Pet", "Pets", "shop.Id"];
    let calls: Vec<_> = calls
        .iter()
        .map(|name| answers(&name.replace('.', "").to_lowercase(), name))
        .collect();
    let calls: Vec<_> = calls.iter().map(String::as_str).collect();
    let schemas = |free: &str| {
        [
            "Id: { type: string, deprecated: true }".to_owned(),
            "Ids: { type: array, items: { type: string } }".to_owned(),
            format!("Free: {{ type: object, properties: {{ {free} }} }}"),
            "Labels: { type: object, additionalProperties: { type: string } }".to_owned(),
            "Pet: { type: object, properties: { name: { type: string } } }".to_owned(),
            // It names another type.
            "Pets: { type: array, items: { $ref: '#/components/schemas/Pet' } }".to_owned(),
            // It is in a module of its own.
            "shop.Id: { type: string }".to_owned(),
        ]
    };
    let generate = |free: &str| {
        let schemas = schemas(free);
        let schemas: Vec<_> = schemas.iter().map(String::as_str).collect();
        Folder::new().generate(&document(&calls, &schemas))
    };
    let types = |files: &Files| -> BTreeSet<String> {
        let types = files.keys().filter(|path| path.starts_with("types/"));
        types.cloned().collect()
    };
    let files = generate("");
    declares(
        &files,
        "types/mod.rs",
        &[
            "pub type Id = String;",
            "pub type Ids = Vec<String>;",
            "pub type Labels = BTreeMap<String, String>;",
            "pub struct Free {}",
            "pub use self::pets::Pets;",
        ],
    );
    let before = types(&files);
    let expected = ["mod", "pet", "pets", "shop/id"].map(|name| format!("types/{name}.rs"));
    assert_eq!(before, BTreeSet::from(expected));

    let files = generate("size: { type: integer }");
    let new: Vec<_> = types(&files).difference(&before).cloned().collect();
    assert_eq!(new, ["types/free.rs"]);
    declares(
        &files,
        "types/mod.rs",
        &["pub type Id = String;", "pub use self::free::Free;"],
    );
}

#[test]
fn what_is_inline_in_calls_stands_with_their_group() {
    let files = Folder::new().generate(&document(
        &[
            &ships("create", "customers", STREET),
            &ships("update", "customers", STREET_SAID),
            &ships("order", "orders", STREET),
        ],
        &[],
    ));
    declares(
        &files,
        CUSTOMERS,
        &[
            "pub struct Shipping {",
            "pub type UpdateShipping = Shipping;",
        ],
    );
    // Nothing is shared with another group.
    declares(&files, "rest/orders/types.rs", &["pub struct Shipping {"]);
    declares(
        &files,
        "rest/customers.rs",
        &["mod types;", "pub use self::types::*;"],
    );
    assert!(!files.contains_key("types/mod.rs"));
    assert!(!files["lib.rs"].contains("pub mod types"));
}

#[test]
fn steps_that_lead_to_several_types_have_the_method_before_them() {
    let files = Folder::new().generate(&document(
        &[
            &ships("create", "customers", STREET),
            &ships("update", "customers", CITY),
            &ships("copy", "customers", CITY),
        ],
        &[],
    ));
    declares(
        &files,
        CUSTOMERS,
        &[
            "pub struct CreateShipping {",
            "pub struct CopyShipping {",
            "pub type UpdateShipping = CopyShipping;",
        ],
    );
}

/// Each place keeps its name, whichever of the equal types is the one that is emitted.
#[test]
fn equal_types_part_and_meet_under_their_own_names() {
    let folder = Folder::new();
    let run = |paths: &[String]| {
        let paths: Vec<_> = paths.iter().map(String::as_str).collect();
        folder.generate(&document(&paths, &[]))
    };
    let at = |id: &str, properties: &str| ships(id, "customers", properties);
    let alone = run(&[at("create", STREET)]);
    declares(&alone, CUSTOMERS, &["pub struct Shipping {"]);

    // One that comes moves nothing, wherever it stands among them.
    let both = run(&[at("aaa", STREET), at("create", STREET)]);
    declares(
        &both,
        CUSTOMERS,
        &["pub struct Shipping {", "pub type AaaShipping = Shipping;"],
    );
    let again = run(&[at("aaa", STREET), at("create", STREET)]);
    assert_eq!(again, both);

    // It begins to differ.
    let apart = run(&[at("aaa", CITY), at("create", STREET)]);
    declares(
        &apart,
        CUSTOMERS,
        &["pub struct Shipping {", "pub struct AaaShipping {"],
    );
    assert_eq!(run(&[at("aaa", STREET), at("create", STREET)]), both);

    // The one that was emitted changes: the other stays what it is, under its own name.
    let changed = run(&[at("aaa", STREET), at("create", CITY)]);
    declares(
        &changed,
        CUSTOMERS,
        &["pub struct Shipping {", "pub struct AaaShipping {"],
    );
    // They meet again: the name that is nobody's is that of the type.
    assert_eq!(run(&[at("aaa", STREET), at("create", STREET)]), both);

    // It goes.
    let gone = run(&[at("create", STREET)]);
    declares(&gone, CUSTOMERS, &["pub struct Shipping {"]);
    assert!(!gone["bindery.lock"].contains("\nalias "));
}

#[test]
fn the_next_of_equal_types_stands_in_for_one_that_goes() {
    let folder = Folder::new();
    let run = |ids: &[&str]| {
        let paths: Vec<_> = ids
            .iter()
            .map(|id| ships(id, "customers", STREET))
            .collect();
        let paths: Vec<_> = paths.iter().map(String::as_str).collect();
        folder.generate(&document(&paths, &[]))
    };
    run(&["create"]);
    let three = run(&["create", "update", "copy"]);
    declares(
        &three,
        CUSTOMERS,
        &[
            "pub struct Shipping {",
            "pub type CopyShipping = Shipping;",
            "pub type UpdateShipping = Shipping;",
        ],
    );
    let two = run(&["update", "copy"]);
    declares(
        &two,
        CUSTOMERS,
        &[
            "pub struct CopyShipping {",
            "pub type UpdateShipping = CopyShipping;",
        ],
    );
    // What comes back is new, and takes no name.
    let back = run(&["create", "update", "copy"]);
    declares(
        &back,
        CUSTOMERS,
        &[
            "pub struct CopyShipping {",
            "pub type CreateShipping = CopyShipping;",
            "pub type UpdateShipping = CopyShipping;",
        ],
    );
}

#[test]
fn a_request_takes_no_name_of_a_type_of_its_group() {
    let folder = Folder::new();
    let ship = "/ship: { post: { operationId: createShipping, tags: [customers], responses: { '204': { description: Done. } } } }";
    let (create, update) = (
        ships("create", "customers", STREET).replace("shipping:", "shippingCall:"),
        ships("update", "customers", CITY).replace("shipping:", "shippingCall:"),
    );
    let before = folder.generate(&document(&[&create, &update], &[]));
    declares(&before, CUSTOMERS, &["pub struct CreateShippingCall {"]);
    let after = folder.generate(&document(&[&create, &update, ship], &[]));
    declares(&after, CUSTOMERS, &["pub struct CreateShippingCall {"]);
    declares(
        &after,
        "rest/customers.rs",
        &["pub struct CreateShippingCallRequest {"],
    );
    // Without a history the type yields.
    let fresh = Folder::new().generate(&document(&[&create, &update, ship], &[]));
    declares(
        &fresh,
        "rest/customers.rs",
        &["pub struct CreateShippingCall {"],
    );
}

/// A union reads its alternatives by their types, which must not be one.
#[test]
fn equal_alternatives_of_a_union_are_two_types() {
    let pet = "Pet: { oneOf: [{ title: Cat, type: object, required: [kind], properties: { kind: { type: string }, size: { type: integer } } }, { title: Dog, type: object, required: [kind], properties: { kind: { type: string }, size: { type: integer } } }], discriminator: { propertyName: kind } }";
    let folder = Folder::new();
    let accepted = "  - { code: ignored, at: 'api.yaml#', why: tried }\n";
    let settings = "edition: 1\ncrate: example\ninputs: [api.yaml]\noutput: ../generated\n";
    folder.put(
        "spec/bindery.yaml",
        format!("{settings}acknowledge:\n{accepted}"),
    );
    let files = folder.generate(&document(&[&answers("get", "Pet")], &[pet]));
    declares(
        &files,
        "types/pet.rs",
        &["pub struct Cat {", "pub struct Dog {"],
    );
}

/// The files that differ between two runs.
fn touched(before: &Files, after: &Files) -> Vec<String> {
    let paths: BTreeSet<_> = before.keys().chain(after.keys()).collect();
    let differ = paths
        .into_iter()
        .filter(|path| before.get(*path) != after.get(*path));
    differ.cloned().collect()
}

#[test]
fn an_edit_of_an_inline_type_touches_the_file_of_its_owner() {
    let person = |more: &str| {
        format!(
            "person: {{ type: object, properties: {{ home: {{ type: object, properties: {{ {STREET}{more} }} }}, place: {{ type: object, properties: {{ {STREET} }} }} }} }}"
        )
    };
    let job = |more: &str| {
        format!(
            "shop.job: {{ type: object, properties: {{ kind: {{ type: object, properties: {{ {STREET}{more} }} }} }} }}"
        )
    };
    let get = [answers("get", "person"), answers("work", "shop.job")];
    let calls = |shipping: &str| {
        [
            ships("create", "customers", shipping),
            ships("update", "customers", STREET),
        ]
    };
    let describe = |shipping: &str, person: &str, job: &str, more: &[String]| {
        let paths: Vec<_> = calls(shipping).into_iter().chain(get.clone()).collect();
        let paths: Vec<_> = paths.iter().chain(more).map(String::as_str).collect();
        document(&paths, &[person, job])
    };
    let (person_as_is, job_as_is) = (person(""), job(""));
    let base = describe(STREET, &person_as_is, &job_as_is, &[]);
    for (what, edited, expected) in [
        (
            "a property of what is inline in a component",
            describe(STREET, &person(", city: { type: string }"), &job_as_is, &[]),
            // What was a name for it becomes a type.
            &["bindery.lock", "types/person.rs"] as &[&str],
        ),
        (
            "the same in a module",
            describe(STREET, &person_as_is, &job(", city: { type: string }"), &[]),
            &["types/shop/job.rs"],
        ),
        (
            "a property of what is inline in a call",
            describe(CITY, &person_as_is, &job_as_is, &[]),
            &["bindery.lock", CUSTOMERS],
        ),
        (
            "words on what is inline in a call",
            describe(STREET_SAID, &person_as_is, &job_as_is, &[]),
            &[CUSTOMERS],
        ),
        (
            "one more call",
            describe(
                STREET,
                &person_as_is,
                &job_as_is,
                &[ships("copy", "customers", STREET)],
            ),
            &["bindery.lock", "rest/customers.rs", CUSTOMERS],
        ),
    ] {
        let folder = Folder::new();
        let before = folder.generate(&base);
        let after = folder.generate(&edited);
        assert_eq!(touched(&before, &after), expected, "{what}");
        // What was given a name has it still.
        for line in before["bindery.lock"].lines() {
            let kept = !line.starts_with("name ") || after["bindery.lock"].contains(line);
            assert!(kept, "{what}: {line}");
        }
    }
}

#[test]
fn dots_in_the_key_of_a_component_are_modules() {
    let schemas = [
        "io.k8s.api.apps.v1.Deployment: { type: object, properties: { spec: { type: object, properties: { replicas: { type: integer } } }, other: { $ref: '#/components/schemas/io.k8s.api.extensions.v1.Deployment' }, kind: { $ref: '#/components/schemas/io.k8s.api.apps.v1.Kind' } } }",
        "io.k8s.api.extensions.v1.Deployment: { type: object, properties: { name: { type: string }, kind: { $ref: '#/components/schemas/io.k8s.api.apps.v1.Kind' } } }",
        "io.k8s.api.apps.v1.Kind: { type: object, properties: { text: { type: string } } }",
    ];
    let files = Folder::new().generate(&document(
        &[&answers("get", "io.k8s.api.apps.v1.Deployment")],
        &schemas,
    ));
    declares(
        &files,
        "types/io/k8s/api/apps/v1/deployment.rs",
        &[
            "use super::Kind;",
            "pub struct Deployment {",
            // Two of one name: it is written with its modules.
            "    pub other: Option<crate::types::io::k8s::api::extensions::v1::Deployment>,",
            "    pub kind: Option<Kind>,",
            "pub struct Spec {",
        ],
    );
    declares(
        &files,
        "types/io/k8s/api/extensions/v1/deployment.rs",
        &["use crate::types::io::k8s::api::apps::v1::Kind;"],
    );
    declares(
        &files,
        "types/mod.rs",
        &[
            "pub mod io {",
            "    pub mod k8s {",
            "                    pub mod deployment;",
            "                    pub use self::deployment::Deployment;",
        ],
    );
    declares(
        &files,
        "rest/orders.rs",
        &["use crate::types::io::k8s::api::apps::v1::Deployment;"],
    );
}
