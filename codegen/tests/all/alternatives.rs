//! What the alternatives of a union are called: by what they are, whatever their formats; one that
//! is added renames none, and comparing says so.

use std::path::Path;

use crate::support::{put, read};
use bindery::{Generator, Rule};

/// A description of one union.
fn api(alternatives: &[&str]) -> String {
    format!(
        "openapi: 3.1.0
info: {{ title: Example, version: '1' }}
servers: [{{ url: 'https://api.example.org' }}]
paths:
  /things:
    get:
      operationId: getThing
      responses:
        '200':
          description: It.
          content: {{ application/json: {{ schema: {{ $ref: '#/components/schemas/Thing' }} }} }}
components:
  schemas:
    Other: {{ type: object, properties: {{ name: {{ type: string }} }} }}
    Thing: {{ oneOf: [{}] }}
",
        alternatives.join(", ")
    )
}

/// A folder to generate in.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    put(
        folder.path(),
        "bindery.yaml",
        "edition: 1\ncrate: example\ninputs: [api.yaml]\noutput: generated\n",
    );
    folder
}

/// The variants of the union that a description generates in a folder, each with its documentation.
fn variants(folder: &Path, alternatives: &[&str]) -> Vec<(String, String)> {
    put(folder, "api.yaml", api(alternatives));
    let generator = Generator::from_config(folder.join("bindery.yaml"))
        .unwrap_or_else(|findings| panic!("{findings}"));
    generator.write().unwrap_or_else(|error| panic!("{error}"));
    let text = read(&folder.join("generated/types/thing.rs"));
    let (_, union) = text
        .split_once("pub enum Thing {\n")
        .expect("it is a union");
    let mut variants = Vec::new();
    let mut docs = Vec::new();
    for line in union.lines().take_while(|line| *line != "}").map(str::trim) {
        match line.strip_prefix("/// ") {
            Some(said) => docs.push(said),
            None => {
                let variant = line.trim_end_matches(',').to_owned();
                variants.push((variant, std::mem::take(&mut docs).join(" ")));
            }
        }
    }
    variants.retain(|(variant, _)| !variant.starts_with("Unknown("));
    variants
}

fn generated(alternatives: &[&str]) -> Vec<(String, String)> {
    variants(folder().path(), alternatives)
}

#[test]
fn every_type_has_a_name_and_no_sentence_that_repeats_it() {
    const MAP: &str =
        "{ type: object, additionalProperties: { $ref: '#/components/schemas/Other' } }";
    for (schema, variant, sentence) in [
        ("type: boolean", "Boolean(bool)", ""),
        ("type: integer", "Integer(i64)", ""),
        ("type: integer, format: int8", "Integer(i8)", ""),
        ("type: integer, format: uint32", "Integer(u32)", ""),
        ("type: integer, format: uint64", "Integer(u64)", ""),
        ("type: integer, format: int128", "Integer(i128)", ""),
        ("type: number", "Number(f64)", ""),
        ("type: number, format: decimal", "Decimal(Decimal)", ""),
        ("type: string", "Text(String)", ""),
        (
            "type: string, format: uuid",
            "Text(String)",
            "Format: `uuid`.",
        ),
        ("type: string, format: password", "Secret(SecretString)", ""),
        ("type: string, format: date", "Date(Date)", ""),
        ("type: string, format: date-time", "DateTime(DateTime)", ""),
        ("type: string, format: byte", "Base64(Base64)", ""),
        ("type: [string, 'null'], format: date", "Date(Date)", ""),
        (
            "type: array, items: { type: string, format: date }",
            "DateList(Vec<Date>)",
            "",
        ),
        (
            "type: array, items: { type: [integer, 'null'], format: uint8 }",
            "IntegerList(Vec<Option<u8>>)",
            "",
        ),
        (
            "type: array, items: { type: array, items: { type: string, format: byte } }",
            "Base64ListList(Vec<Vec<Base64>>)",
            "",
        ),
        (
            "type: object, additionalProperties: { type: string, format: date-time }",
            "DateTimeMap(BTreeMap<String, DateTime>)",
            "",
        ),
    ] {
        // Beside something that no type of it holds.
        let found = generated(&[&format!("{{ {schema} }}"), MAP]);
        assert_eq!(
            found[0],
            (variant.to_owned(), sentence.to_owned()),
            "{schema}"
        );
        assert_eq!(found.len(), 2, "{schema}: {found:?}");
    }
}

/// What generators of descriptions call every list is `array`.
#[test]
fn a_title_that_is_a_kind_names_no_alternative() {
    let found = generated(&[
        "{ title: string, type: string }",
        "{ title: array, type: array, items: { type: string } }",
        "{ title: Array, type: array, items: { type: integer } }",
        "{ title: Tokens, type: array, items: { type: array, items: { type: integer } } }",
    ]);
    assert_eq!(
        names(&found),
        ["Text", "TextList", "IntegerList", "Tokens"],
        "{found:?}"
    );
}

#[test]
fn records_of_the_same_properties_are_told_by_what_they_require_list_and_hold() {
    let status = |values: &str, required: &str| {
        format!(
            "{{ type: object, required: [{required}], properties: {{ status: {{ type: string, \
             enum: [{values}] }}, conclusion: {{ type: string }} }} }}"
        )
    };
    let done = status("completed, failed", "conclusion");
    let open = status("queued, in_progress", "");
    let found = generated(&[&done, &open]);
    assert_eq!(
        names(&found),
        ["ObjectConclusion", "ObjectQueued"],
        "{found:?}"
    );
    let labels = |items: &str| {
        format!(
            "{{ type: object, properties: {{ labels: {{ type: array, items: {{ type: {items} }} }} }} }}"
        )
    };
    let folder = folder();
    let why = "acknowledge: [{ code: assumed, at: 'api.yaml#/components/schemas/Thing', why: So it is. }]";
    let config = read(&folder.path().join("bindery.yaml"));
    put(folder.path(), "bindery.yaml", format!("{config}{why}\n"));
    let found = variants(folder.path(), &[&labels("string"), &labels("integer")]);
    assert_eq!(
        names(&found),
        ["ObjectLabelsTextList", "ObjectLabelsIntegerList"],
        "{found:?}"
    );
}

#[test]
fn what_several_alternatives_take_converts_into_none_of_them() {
    let folder = folder();
    let schemas = |second: &str| {
        let all = "[{ $ref: '#/components/schemas/One' }, { $ref: '#/components/schemas/Two' }]";
        let one = "{ oneOf: [{ type: string }, { type: boolean }, { type: array, items: { type: integer } }] }";
        format!(
            "openapi: 3.1.0
info: {{ title: Example, version: '1' }}
servers: [{{ url: 'https://api.example.org' }}]
paths:
  /things:
    post:
      operationId: addThing
      requestBody:
        content: {{ application/json: {{ schema: {{ $ref: '#/components/schemas/Thing' }} }} }}
      responses: {{ '204': {{ description: Added. }} }}
components:
  schemas:
    Thing: {{ oneOf: {all} }}
    One: {one}
    Two: {{ oneOf: [{second}] }}
"
        )
    };
    let from = |second: &str| {
        put(folder.path(), "api.yaml", schemas(second));
        let generator = Generator::from_config(folder.path().join("bindery.yaml"))
            .unwrap_or_else(|findings| panic!("{findings}"));
        generator.write().unwrap_or_else(|error| panic!("{error}"));
        let text = read(&folder.path().join("generated/types/thing.rs"));
        let (_, table) = text.split_once("alternatives! {").expect("it is sent");
        let words: Vec<_> = table.split_whitespace().map(str::to_owned).collect();
        words.join(" ")
    };
    let other = "{ type: number }, { type: array, items: { type: number } }";
    let table = from(other);
    assert!(
        table.contains("from value[One] text value[bool] list[i64],"),
        "{table}"
    );
    assert!(
        table.contains("from value[Two] value[f64] list[f64],"),
        "{table}"
    );
    // Both take a boolean and a text now.
    let same = "{ type: boolean }, { type: string }, { type: array, items: { type: number } }";
    let table = from(same);
    assert!(table.contains("from value[One] list[i64],"), "{table}");
    assert!(table.contains("from value[Two] list[f64],"), "{table}");
    // Lists of the union convert into it, and the union itself is what it is.
    let table =
        from("{ type: number }, { type: array, items: { $ref: '#/components/schemas/Thing' } }");
    assert!(
        table.contains("from value[Two] value[f64] list[Thing],"),
        "{table}"
    );
}

/// The names of the variants.
fn names(variants: &[(String, String)]) -> Vec<&str> {
    let names = variants
        .iter()
        .map(|(variant, _)| variant.split('(').next());
    names.map(Option::unwrap_or_default).collect()
}

#[test]
fn two_of_a_kind_are_told_apart_by_what_they_are() {
    let int = "{ type: integer, format: int32 }";
    for (one, other, expected) in [
        (
            int,
            "{ type: integer, format: uint64 }",
            ["Int32", "Uint64"],
        ),
        (
            "{ type: array, items: { type: integer, format: uint8 } }",
            "{ type: array, items: { type: integer } }",
            ["Uint8List", "Int64List"],
        ),
        ("{ type: integer, title: Epoch }", int, ["Epoch", "Integer"]),
        (
            "{ type: integer, enum: [1, 2] }",
            "{ type: integer, enum: [3, 4] }",
            ["Choice", "ChoiceOf3"],
        ),
        (
            "{ type: array, items: { type: object, properties: { x: { type: string } } } }",
            "{ type: array, items: { type: object, properties: { y: { type: string } } } }",
            ["XItemList", "YItemList"],
        ),
    ] {
        let found = generated(&[one, other, "{ type: boolean }"]);
        assert_eq!(names(&found)[..2], expected, "{found:?}");
    }
}

/// The names of the variants of a union of components, of which those with a value are texts.
fn of_components(folder: &Path, union: &str, alternatives: &[(&str, &str)]) -> Vec<String> {
    let references = alternatives
        .iter()
        .map(|(name, _)| format!("{{ $ref: '#/components/schemas/{name}' }}"));
    let references: Vec<_> = references.collect();
    let property = format!(
        "{{ type: object, properties: {{ {union}: {{ anyOf: [{}] }} }} }}",
        references.join(", ")
    );
    let schemas = alternatives.iter().map(|(name, value)| match *value {
        "" => format!("    {name}: {{ type: object, required: [{name}], properties: {{ {name}: {{ type: string }} }} }}\n"),
        value => format!("    {name}: {{ type: string, enum: [{value}, none] }}\n"),
    });
    let schemas: String = schemas.collect();
    let api = api(&["{ $ref: '#/components/schemas/Other' }"]);
    let (before, _) = api.split_once("    Thing: ").expect("it has the schema");
    put(
        folder,
        "api.yaml",
        format!("{before}    Thing: {property}\n{schemas}"),
    );
    let generator = Generator::from_config(folder.join("bindery.yaml"))
        .unwrap_or_else(|findings| panic!("{findings}"));
    generator.write().unwrap_or_else(|error| panic!("{error}"));
    let text = read(&folder.join("generated/types/thing.rs"));
    let (_, union) = text.split_once("pub enum ").expect("it is a union");
    let lines = union.lines().skip(1).take_while(|line| *line != "}");
    let names = lines.map(str::trim).filter(|line| line.contains('('));
    let names = names.filter_map(|line| line.split('(').next());
    names
        .filter(|name| *name != "Unknown")
        .map(str::to_owned)
        .collect()
}

#[test]
fn variants_do_not_repeat_what_all_alternatives_say() {
    for (union, alternatives, expected) in [
        (
            "track",
            &[("TrackObject", ""), ("EpisodeObject", "")][..],
            ["Track", "Episode"],
        ),
        (
            "item",
            &[("TrackObject", ""), ("EpisodeObject", "")],
            ["Track", "Episode"],
        ),
        (
            "message",
            &[("SystemMessage", ""), ("UserMessage", "")],
            ["System", "User"],
        ),
        (
            "number",
            &[("NumberOfOneModel", ""), ("NumberOfTwoModel", "")],
            ["One", "Two"],
        ),
        // The front falls for all of them, or for none.
        (
            "track",
            &[("TrackFull", ""), ("Episode", "")],
            ["TrackFull", "Episode"],
        ),
        (
            "track",
            &[("TrackFull", ""), ("TrackObject", "")],
            ["TrackFull", "TrackObject"],
        ),
        // The end falls for each.
        (
            "tool",
            &[("SearchTool", ""), ("Custom", "")],
            ["Search", "Custom"],
        ),
        // The rest would not be a name.
        (
            "item",
            &[("Model1", ""), ("Model2", "")],
            ["Model1", "Model2"],
        ),
        (
            "points",
            &[("PointsBatch", ""), ("PointsList", "")],
            ["PointsBatch", "PointsList"],
        ),
        (
            "track",
            &[("Track", ""), ("Episode", "")],
            ["Track", "Episode"],
        ),
        (
            "tool_choice",
            &[("ToolChoice", ""), ("ToolChoiceEnum", "auto")],
            ["Object", "Choice"],
        ),
    ] {
        let folder = folder();
        let found = of_components(folder.path(), union, alternatives);
        assert_eq!(found, expected, "{union}: {alternatives:?}");
    }
}

#[test]
fn a_variant_keeps_the_short_name_that_it_was_given() {
    let folder = folder();
    let (one, other, more) = (("SystemMessage", ""), ("UserMessage", ""), ("Picture", ""));
    let named = |alternatives: &[_]| of_components(folder.path(), "item", alternatives);
    assert_eq!(named(&[one, other]), ["System", "User"]);
    assert_eq!(named(&[more, one, other]), ["Picture", "System", "User"]);
    // In a new folder, not all of them share the word.
    let new = self::folder();
    assert_eq!(
        of_components(new.path(), "item", &[more, one, other]),
        ["Picture", "SystemMessage", "UserMessage"]
    );
}

#[test]
fn an_alternative_that_is_added_renames_none() {
    let (one, other, more) = (
        "{ type: integer, format: int32 }",
        "{ type: integer, format: uint64 }",
        "{ type: boolean }",
    );
    let folder = folder();
    let named = |alternatives: &[&str]| variants(folder.path(), alternatives);
    assert_eq!(names(&named(&[one, more])), ["Integer", "Boolean"]);
    assert_eq!(
        names(&named(&[other, one, more])),
        ["Uint64", "Integer", "Boolean"]
    );
    // What is left keeps its name, too.
    assert_eq!(names(&named(&[other, more])), ["Uint64", "Boolean"]);
    // A new folder does not depend on the order.
    assert_eq!(
        names(&generated(&[one, other, more])),
        ["Int32", "Uint64", "Boolean"]
    );
    assert_eq!(
        names(&generated(&[more, other, one])),
        ["Boolean", "Uint64", "Int32"]
    );
}

#[test]
fn comparing_tells_of_the_alternative_that_is_added_and_of_no_other() {
    let rules = |old: &[&str], new: &[&str]| {
        let folders = [old, new].map(|alternatives| {
            let folder = folder();
            variants(folder.path(), alternatives);
            folder
        });
        let [old, new] = folders.each_ref().map(|folder| {
            Generator::from_config(folder.path().join("bindery.yaml"))
                .unwrap_or_else(|findings| panic!("{findings}"))
        });
        let changes = new.changes_since(&old).expect("both are right");
        let rules = changes.changes().iter().map(bindery::ApiChange::rule);
        rules.collect::<Vec<_>>()
    };
    let (one, other, more) = (
        "{ type: integer, format: int32 }",
        "{ type: integer, format: uint64 }",
        "{ type: boolean }",
    );
    assert_eq!(
        rules(&[one, more], &[other, one, more]),
        [Rule::EnumValueAdded]
    );
    assert_eq!(
        rules(&[other, one, more], &[one, more]),
        [Rule::EnumValueRemoved]
    );
}

#[test]
fn several_components_of_one_type_are_that_type_with_the_documentation_of_each() {
    let folder = folder();
    let reference = |name: &str| format!("{{ $ref: '#/components/schemas/{name}' }}");
    for alternatives in [
        [reference("Four"), reference("Six")],
        [
            format!("{{ title: v4, allOf: [{}] }}", reference("Four")),
            format!("{{ title: v6, allOf: [{}] }}", reference("Six")),
        ],
    ] {
        let alternatives: Vec<&str> = alternatives.iter().map(String::as_str).collect();
        let api = api(&alternatives)
            + "    Four: { type: string, pattern: '^4' }\n    Six: { type: string, pattern: '^6', description: Six. }\n";
        put(folder.path(), "api.yaml", api);
        let generator = Generator::from_config(folder.path().join("bindery.yaml"))
            .unwrap_or_else(|findings| panic!("{findings}"));
        generator.write().unwrap_or_else(|error| panic!("{error}"));
        let text = read(&folder.path().join("generated/types/mod.rs"));
        assert!(text.contains("pub type Thing = String;"), "{text}");
        for said in ["`^4`", "`^6`", "Six."] {
            assert!(text.contains(said), "no {said}: {text}");
        }
    }
}
