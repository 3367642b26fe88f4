//! The call that documentation shows first: whoever tries it changes nothing, and it stays while it
//! may be shown.

use std::path::Path;

use crate::support::{put, read};
use bindery::Generator;

/// Responses, by a word.
const RESPONSES: &[(&str, &str)] = &[
    ("record", "$ref: '#/components/schemas/Thing'"),
    (
        "records",
        "type: array, items: { $ref: '#/components/schemas/Thing' }",
    ),
    ("texts", "type: array, items: { type: string }"),
    ("any", ""),
];

/// A description of calls, each `METHOD /path response` with more of the operation behind it.
fn api(calls: &[&str]) -> String {
    let mut text = "openapi: 3.1.0\ninfo: { title: Example, version: '1' }\nservers: [{ url: 'https://api.example.org' }]\npaths:\n".to_owned();
    for call in calls {
        let mut words = call.splitn(4, ' ');
        let mut word = || words.next().unwrap_or_default();
        let (method, path, response, more) = (word(), word(), word(), word());
        let schema = RESPONSES.iter().find(|(name, _)| *name == response);
        let content = match (schema, response) {
            (Some((_, schema)), _) => {
                format!(", content: {{ application/json: {{ schema: {{ {schema} }} }} }}")
            }
            (None, "bytes") => {
                ", content: { application/octet-stream: { schema: { type: string, format: binary } } }".to_owned()
            }
            (None, _) => String::new(),
        };
        let id: String = path.split(['/', '{', '}']).collect();
        let parameters: String = path
            .split('/')
            .filter_map(|segment| segment.strip_prefix('{')?.strip_suffix('}'))
            .map(|name| {
                format!(
                    "{{ name: {name}, in: path, required: true, schema: {{ type: string }} }}, "
                )
            })
            .collect();
        text.push_str(&format!(
            "  {path}:\n    {}: {{ operationId: {}_{id}, tags: [things], {more} parameters: [{parameters}], responses: {{ '200': {{ description: It.{content} }} }} }}\n",
            method.to_lowercase(),
            method.to_lowercase(),
        ));
    }
    text.push_str("components:\n  schemas:\n    Thing: { type: object, properties: { name: { type: string } } }\n    Kind: { type: string, enum: [small, large] }\n");
    text
}

/// The call that the documentation of the crate shows.
fn shown(library: &str) -> Option<String> {
    let line = library.lines().find(|line| line.contains(".await?"))?;
    let call = line.split_once(".things().")?.1;
    Some(call.split_once(".await?")?.0.to_owned())
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

/// The root of the crate that a description generates in a folder.
fn generate(folder: &Path, description: &str) -> String {
    put(folder, "api.yaml", description);
    let generator = Generator::from_config(folder.join("bindery.yaml"))
        .unwrap_or_else(|findings| panic!("{findings}"));
    generator.write().unwrap_or_else(|error| panic!("{error}"));
    read(&folder.join("generated/lib.rs"))
}

/// The calls that are shown when one description after another is generated.
fn series(descriptions: &[String], lock: Option<&str>) -> Vec<Option<String>> {
    let folder = folder();
    if let Some(lock) = lock {
        put(folder.path(), "generated/bindery.lock", lock);
    }
    let shown = |description: &String| shown(&generate(folder.path(), description));
    descriptions.iter().map(shown).collect()
}

fn first(calls: &[&str]) -> Option<String> {
    series(&[api(calls)], None).remove(0)
}

#[test]
fn only_a_call_that_reads_is_shown() {
    for method in ["POST", "PUT", "PATCH", "DELETE"] {
        let writes = format!("{method} /a record");
        let calls = [&*writes, "GET /long/{one}/{two} record"];
        assert_eq!(
            first(&calls).as_deref(),
            Some("get_long(\"…\", \"…\")"),
            "{method}"
        );
        assert_eq!(first(&[&writes]), None, "{method}");
    }
    // The description says what a call does, whatever its method is.
    assert_eq!(
        first(&[
            "GET /a record x-bindery-effect: write,",
            "POST /b record x-bindery-effect: read,"
        ])
        .as_deref(),
        Some("b()")
    );
}

#[test]
fn what_is_shown_tells_something() {
    let worse = ["any", "texts", "record"];
    for (at, response) in worse.iter().enumerate() {
        let better = format!("GET /z {response}");
        let mut calls = vec!["GET /a nothing", "GET /b bytes", "HEAD /c nothing"];
        let others: Vec<_> = worse[..at]
            .iter()
            .map(|other| format!("GET /d{other} {other}"))
            .collect();
        calls.extend(others.iter().map(String::as_str));
        calls.push(&better);
        let shown = first(&calls);
        assert!(
            shown.is_some_and(|shown| shown.ends_with("_z()")),
            "{calls:?}"
        );
    }
    assert_eq!(
        first(&["GET /a nothing", "GET /b bytes", "HEAD /c nothing"]),
        None
    );
}

#[test]
fn the_next_call_is_tried_where_one_cannot_be_written() {
    let built = "POST /a record x-bindery-effect: read, requestBody: { required: true, content: { application/json: { schema: { type: object, required: [it], properties: { it: { $ref: '#/components/schemas/Thing' } } } } } },";
    let long = "GET /{a}/{b}/{c}/{d}/{e} record";
    assert_eq!(first(&[built, long]), None);
    assert_eq!(
        first(&[built, long, "GET /z/{id} record"]).as_deref(),
        Some("get_z(\"…\")")
    );
}

#[test]
fn few_arguments_and_known_ones_come_first_whatever_the_order() {
    let calls = [
        "GET /a/{id} record",
        "GET /some/where/deep record",
        "GET /z records",
        "GET /b records deprecated: true,",
        "DELETE /c record",
    ];
    let reversed: Vec<_> = calls.iter().rev().copied().collect();
    assert_eq!(first(&calls).as_deref(), Some("list_z()"));
    assert_eq!(first(&reversed).as_deref(), Some("list_z()"));
    // A call that is deprecated is better than none.
    assert_eq!(first(&calls[3..]).as_deref(), Some("list_b()"));
}

#[test]
fn a_description_without_such_a_call_shows_a_client() {
    let folder = folder();
    let library = generate(folder.path(), &api(&["POST /a record"]));
    assert!(
        library.contains("//! # A client\n")
            && library.contains("//! # fn example() -> Result<(), example::Error> {\n//! use example::Client;\n//!\n//! let client = Client::new()?;\n//! println!(\"{client:?}\");")
            && !library.contains("A first call"),
        "{library}"
    );
}

#[test]
fn what_was_shown_stays_while_it_may_be_shown_at_all() {
    let one = |more: &str| format!("GET /m/{{id}} record {more}");
    let stays = Some("get_m(\"…\")".to_owned());
    let simpler = Some("get_a()".to_owned());
    let (usual, other) = (one(""), "GET /a record");
    for (gone, after) in [
        (one(""), &stays),
        (one("deprecated: true,"), &simpler),
        (one("x-bindery-effect: write,"), &simpler),
        ("GET /m/{id} nothing".to_owned(), &simpler),
        ("GET /m/{id} any".to_owned(), &simpler),
    ] {
        let all = series(
            &[api(&[&usual]), api(&[&usual, other]), api(&[&gone, other])],
            None,
        );
        assert_eq!(all, [stays.clone(), stays.clone(), after.clone()], "{gone}");
    }
}

#[test]
fn a_lock_file_keeps_no_call_that_writes() {
    let calls = api(&["DELETE /a record", "GET /z/{id} record"]);
    let lock = "example example#operations/delete_a\n";
    assert_eq!(
        series(&[calls], Some(lock)),
        [Some("get_z(\"…\")".to_owned())]
    );
}
