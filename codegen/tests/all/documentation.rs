//! What emitted documentation says, and that it says nothing where there is nothing to say.

use crate::ledger::Folder;
use crate::support::{generate, scratch};

const API: &str = r##"openapi: 3.1.0
info: { title: Example, version: '1' }
externalDocs: { url: https://example.org/docs/ }
servers: [{ url: 'https://api.example.org' }]
tags: [{ name: pets }]
paths:
  /pets/{kind}:
    parameters:
      - { name: kind, in: path, required: true, schema: { $ref: '#/components/schemas/Kind' } }
    get:
      tags: [pets]
      operationId: listPets
      x-bindery-name: every
      summary: Lists pets.
      description: |-
        See [the guide](guide.html). Pets are:

        - alive
        - yours
      parameters:
        - { name: names, in: query, required: true, schema: { type: array, items: { type: string } } }
        - { name: limit, in: query, schema: { type: integer } }
      responses:
        '200':
          description: OK
          headers: { X-Left: { schema: { type: integer }, description: How many are left. } }
          content: { application/json: { schema: { type: array, items: { $ref: '#/components/schemas/Animal' } } } }
        '404':
          description: |-
            There is no such kind.

            Kinds may be added.
        default:
          description: Error response.
          content: { application/json: { schema: { $ref: '#/components/schemas/Problem' } } }
    post:
      tags: [pets]
      operationId: addPet
      x-bindery-name: one_more
      requestBody:
        required: true
        content:
          application/json:
            schema:
              type: object
              required: [nameOfTheAnimalThatIsAddedToThePets, anotherNameThatIsLongEnoughToBreakALine]
              properties:
                nameOfTheAnimalThatIsAddedToThePets: { type: string }
                anotherNameThatIsLongEnoughToBreakALine: { type: string }
                tag: { type: [string, 'null'] }
      responses:
        '201':
          description: The animal as it was stored.
          content: { application/json: { schema: { $ref: '#/components/schemas/Animal' } } }
        '202': { description: It is stored later. }
  /orders:
    get:
      tags: [pets]
      operationId: listOrders
      parameters:
        - { name: a, in: query, required: true, schema: { $ref: '#/components/schemas/OrderOfThePetsThatAreListed' } }
        - { name: b, in: query, required: true, schema: { $ref: '#/components/schemas/VisibilityOfThePetsThatAreListed' } }
        - { name: c, in: query, required: true, schema: { $ref: '#/components/schemas/KindOfThePetsThatAreListed' } }
      responses: { '204': { description: No Content } }
components:
  schemas:
    OrderOfThePetsThatAreListed: { enum: [up, down] }
    VisibilityOfThePetsThatAreListed: { enum: [all, some] }
    KindOfThePetsThatAreListed: { enum: [cat, dog] }
    Animal:
      type: object
      title: Animal
      required: [kind, owner]
      properties:
        kind: { $ref: '#/components/schemas/Kind' }
        owner: { type: string, title: Owner }
        name: { type: [string, 'null'], description: '<p>Its <b>name</b>.</p>' }
        of: { oneOf: [{ type: string }, { type: integer }] }
    Kind:
      description: The kind of an animal. Kinds may be added.
      enum: [cat_that_lives_in_a_house_of_its_own_and_has_a_name_that_is_too_long_for_one_line_of_a_table, dog]
    Problem: { type: object, properties: { message: { type: string } } }
"##;

/// The emitted files, by their paths.
fn emitted() -> Vec<(String, String)> {
    from(API)
}

/// The files that a description generates.
fn from(api: &str) -> Vec<(String, String)> {
    let folder = scratch(&[
        (
            "bindery.yaml",
            "edition: 1\ncrate: example\ninputs: [api.yaml]\noutput: generated\n",
        ),
        ("api.yaml", api),
    ]);
    let files = generate(&folder.path().join("spec/bindery.yaml"));
    let files = files.unwrap_or_else(|findings| panic!("{findings}"));
    let rust = files.into_iter().filter(|(path, _)| path.ends_with(".rs"));
    rust.collect()
}

/// The documentation that stands above a line, without what marks it.
fn above(text: &str, line: &str) -> Vec<String> {
    let lines: Vec<_> = text.lines().map(str::trim).collect();
    let at = lines.iter().position(|one| one.starts_with(line));
    let at = at.unwrap_or_else(|| panic!("{line} in {text}"));
    let docs = lines[..at]
        .iter()
        .rev()
        .skip_while(|one| one.starts_with("#["));
    let mut docs: Vec<_> = docs
        .map_while(|one| one.strip_prefix("///"))
        .map(|one| one.strip_prefix(' ').unwrap_or(one).to_owned())
        .collect();
    docs.reverse();
    docs
}

#[test]
fn a_call_says_what_it_takes_returns_and_fails_with() {
    let files = emitted();
    let text = |path: &str| &files.iter().find(|(one, _)| one == path).expect(path).1;
    let calls = text("rest/pets.rs");
    let docs = above(calls, "pub fn every(").join("\n");
    assert_eq!(
        docs,
        "Lists pets.\n\n\
         See [the guide](https://example.org/docs/guide.html). Pets are:\n\n- alive\n- yours\n\n\
         Returns a list of [`Animal`].\n\n\
         `.with_response()` also returns the headers:\n\n\
         - `X-Left` (integer): How many are left.\n\n\
         # Arguments\n\n- `kind`: The kind of an animal.\n\n\
         # Errors\n\nIn addition to the [errors](Error) every call can return:\n\n\
         - `404`: There is no such kind.\n\n  Kinds may be added.\n\n\
         [`Error::body`] reads a [body of type `Problem`](crate::types::Problem) for `default`.\n\n\
         # Examples\n\n```no_run\nuse example::types::Kind;\n\n\
         # async fn example(client: example::Client) -> Result<(), example::Error> {\n\
         let animals = client\n    .pets()\n    .every(\n        \
         [\"…\"],\n        \
         Kind::CatThatLivesInAHouseOfItsOwnAndHasANameThatIsTooLongForOneLineOfATable,\n    )\n    .await?;\n\
         # Ok(())\n# }\n```\n\n\
         Wire: `GET /pets/{kind}` · read-only · `example#listPets`"
    );
    // A write is built and not sent, and several statuses have a description each.
    let docs = above(calls, "pub fn one_more(").join("\n");
    assert!(docs.contains("let request = client"), "{docs}");
    assert!(!docs.contains("await"), "{docs}");
    assert!(!docs.contains("# Errors"), "{docs}");
    // What is not described is not documented.
    assert_eq!(above(calls, "limit: "), [""; 0]);
    assert_eq!(above(calls, "tag: "), [""; 0]);
    let animal = text("types/animal.rs");
    assert_eq!(
        above(animal, "pub struct Animal"),
        ["Schema: `example#Animal`"]
    );
    assert_eq!(above(animal, "pub kind:"), ["The kind of an animal."]);
    assert_eq!(above(animal, "pub owner:"), [""; 0]);
    assert_eq!(above(animal, "pub name:"), ["Its **name**."]);
    assert_eq!(above(text("types/kind.rs"), "Dog,"), [""; 0]);
}

/// Titles that programs write, what has no address, and values that are not seen.
#[test]
fn what_says_nothing_is_not_said() {
    let spec = r##"openapi: 3.1.0
info: { title: Example, version: '1' }
servers: [{ url: 'https://api.example.org' }]
paths:
  /pets:
    get:
      operationId: getPet
      description: 'Gets the pet. See [the guide](/docs/guide) and [more](https://example.org/).'
      responses:
        '200':
          description: OK
          content: { application/json: { schema: { $ref: '#/components/schemas/Pet' } } }
components:
  schemas:
    Pet:
      type: object
      title: pet_specs
      properties:
        widget: { type: string, title: recurring_adhoc }
        dateOfBirth: { type: object, title: Date of birth, properties: { day: { type: integer } } }
        color: { type: string, title: The color of its fur, default: '' }
        size: { oneOf: [{ const: 1, title: Very small }, { const: 2, title: Big, description: As a cow. }] }
        scores: { type: object, additionalProperties: { type: array, items: { type: integer, minimum: 1 } } }
"##;
    let files = from(spec);
    let file = |path: &str| &files.iter().find(|(one, _)| one == path).expect(path).1;
    let pet = file("types/pet.rs");
    assert_eq!(above(pet, "pub struct Pet {"), ["Schema: `example#Pet`"]);
    assert_eq!(above(pet, "pub widget:"), [""; 0]);
    assert_eq!(
        above(pet, "pub struct DateOfBirth {"),
        ["Schema: `example#Pet_dateOfBirth`"]
    );
    assert_eq!(
        above(pet, "pub color:"),
        ["The color of its fur", "", "Default: the empty text."]
    );
    assert_eq!(above(pet, "VerySmall,"), [""; 0]);
    assert_eq!(above(pet, "Big,"), ["As a cow."]);
    assert_eq!(
        above(pet, "pub scores:"),
        ["Each item of each value: at least 1."]
    );
    // A server of the API does not have the pages of its documentation.
    let calls = file("rest/pets.rs");
    let docs = above(calls, "pub fn get(").join("\n");
    assert!(
        docs.starts_with("Gets the pet. See the guide and [more](https://example.org/)."),
        "{docs}"
    );
}

#[test]
fn no_line_is_wider_than_a_page() {
    for (path, text) in emitted() {
        for line in text.lines() {
            // Nothing breaks a value that is longer than a line.
            let is_one = line.split_whitespace().count() < 3;
            assert!(is_one || line.chars().count() <= 100, "{path}: {line}");
        }
    }
}

/// A header that names several documents, and an example whose description shows a long text.
#[test]
fn no_header_and_no_example_is_wider_than_a_page() {
    let long = "a text that is too long for a line ".repeat(4);
    let files = Folder::new().generate(&format!(
        "openapi: 3.1.0\ninfo: {{ title: The interface of a service whose title is longer than titles of documents are, version: '1' }}\nservers: [{{ url: 'https://api.example.org' }}]\nsecurity: [{{}}]\npaths:\n  /notes: {{ post: {{ operationId: add, tags: [notes], parameters: [{{ in: query, name: text, required: true, schema: {{ type: string, example: '{long}' }} }}], responses: {{ '204': {{ description: Done. }} }} }} }}\n"
    ));
    for (path, text) in &files {
        for line in text.lines().filter(|_| path.ends_with(".rs")) {
            assert!(line.chars().count() <= 100, "{path}: {line}");
        }
    }
    let header = "// @generated by bindery from the-interface-of-a-service-";
    assert!(files["lib.rs"].starts_with(header), "{}", files["lib.rs"]);
    let notes = &files["rest/notes.rs"];
    assert!(notes.contains(".add(\"…\")"), "{notes}");
}

#[test]
fn a_crate_without_soap_says_nothing_of_faults() {
    for (path, text) in emitted() {
        assert!(!text.contains("::fault"), "{path}: {text}");
        assert!(!text.contains("Fault"), "{path}: {text}");
    }
}

#[test]
fn a_crate_shows_its_features() {
    let files = emitted();
    let root = files.iter().find(|(path, _)| path == "lib.rs");
    let (_, root) = root.expect("there is a root");
    assert!(
        root.contains("\n#![cfg_attr(docsrs, feature(doc_cfg))]\n"),
        "{root}"
    );
    assert!(
        root.contains("#[doc(inline)]\npub use self::rest::{Client, ClientBuilder};"),
        "{root}"
    );
}
