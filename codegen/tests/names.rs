//! Names that are hard to write in Rust: whatever a description calls things, the code parses, and
//! no sibling renames another.
//!
//! That the code also compiles is what the module `names` of the goldens shows.

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use bindery::Files;
use support::{config, generate, scratch};

/// Texts that descriptions really have, and some that they could have.
const TEXTS: &[&str] = &[
    "id",
    "ID",
    "_id",
    "Id",
    "id_",
    "type",
    "self",
    "Self",
    "crate",
    "super",
    "async",
    "gen",
    "try",
    "box",
    "union",
    "timeout",
    "header",
    "wait",
    "call",
    "clone",
    "new",
    "Option",
    "Vec",
    "Result",
    "String",
    "Client",
    "Error",
    "Operation",
    "Unknown",
    "2FA",
    "007",
    "größe",
    "Größe",
    "日本",
    "😀",
    "+1",
    "-1",
    " ",
    "",
    "a.b",
    "a-b",
    "a b",
    "aB",
    "$ref",
    "x[]",
    "it's",
    "\"q\"",
    "\\",
    "{x}",
    "#",
    "%41",
    "\t",
    "\n",
    "\u{7f}",
    "\u{202e}",
    "\u{200b}",
    "\u{301}",
    "ß",
    "ss",
    "SS",
    "ı",
    "İ",
    "ǅ",
    "ﬁ",
    "²",
    "0",
    "aux",
    "mod",
    "lib",
    "main",
    "rest",
    "soap",
    "types",
    "null",
    "~",
    "true",
    "<<",
    "BTreeMap",
    "bindery_runtime",
    "std",
    "core",
    "url",
];

fn quoted(text: &str) -> String {
    serde_json::to_string(text)
        .expect("text is JSON")
        .replace('\u{7f}', "\\u007f")
}

/// A document where every text names a field, a value, a parameter, a schema, a tag and an
/// operation.
fn document(texts: &[&str]) -> String {
    let schema = |text: &str| {
        format!(
            "#/components/schemas/{}",
            text.replace('~', "~0")
                .replace('/', "~1")
                .replace('%', "%25")
        )
    };
    let mut paths = String::new();
    for (index, text) in texts.iter().enumerate() {
        let (name, reference) = (quoted(text), quoted(&schema(text)));
        // An operation without an id is a finding of its own.
        let id = quoted(if text.is_empty() { "nothing" } else { text });
        let _ = write!(
            paths,
            "  /p{index}:\n    post:\n      operationId: {id}\n      tags: [{name}]\n      parameters:\n        - name: {name}\n          \
             in: query\n          required: true\n          schema: {{ type: string }}\n      requestBody:\n        content:\n          \
             application/json:\n            schema:\n              type: object\n              properties:\n                {name}: {{ \
             type: integer }}\n      responses:\n        '200':\n          description: Answer.\n          content:\n            \
             application/json:\n              schema: {{ $ref: {reference} }}\n"
        );
    }
    let properties: String = texts
        .iter()
        .map(|text| format!("{}: {{ type: string }}, ", quoted(text)))
        .collect();
    let values = texts
        .iter()
        .map(|text| quoted(text))
        .collect::<Vec<_>>()
        .join(", ");
    let mut schemas = String::new();
    for text in texts {
        let name = quoted(text);
        let _ = match text.len() % 2 {
            0 => writeln!(
                schemas,
                "    {name}: {{ type: object, properties: {{ {properties} }} }}"
            ),
            _ => writeln!(schemas, "    {name}: {{ type: string, enum: [{values}] }}"),
        };
    }
    format!(
        "openapi: 3.1.0\ninfo: {{ title: Names, version: '1' }}\nservers: [{{ url: 'https://api.example.org' }}]\nsecurity: [{{ key: [] \
         }}]\npaths:\n{paths}components:\n  securitySchemes:\n    key: {{ type: apiKey, in: header, name: X-Key }}\n  \
         schemas:\n{schemas}"
    )
}

fn generated(texts: &[&str]) -> Files {
    let folder = scratch(&[
        ("bindery.yaml", config("api.yaml")),
        ("api.yaml", document(texts)),
    ]);
    generate(&folder.path().join("spec/bindery.yaml"))
        .unwrap_or_else(|findings| panic!("{findings}"))
}

#[test]
fn every_name_is_rust_and_every_file_portable() {
    let files = generated(TEXTS);
    let mut folded = BTreeMap::new();
    for (path, text) in &files {
        assert!(path.is_ascii() && path.len() < 200, "{path}");
        assert_eq!(
            folded.insert(path.to_lowercase(), path),
            None,
            "{path} is another file only where case matters"
        );
        if path.ends_with(".rs") {
            syn::parse_file(text).unwrap_or_else(|error| panic!("{path}: {error}"));
        }
        assert!(
            !text.contains(['\r', '\t', '\u{202e}']),
            "{path} holds a character that Rust refuses or hides"
        );
    }
    let named = files
        .keys()
        .filter(|path| path.starts_with("types/"))
        .count();
    assert_eq!(named, TEXTS.len() + 1, "a type has a file of its own");
}

/// The wire names of a table beside their Rust names.
fn table(text: &str) -> BTreeMap<String, String> {
    let body = text.split_once("! {\n").map_or("", |(_, body)| body);
    body.lines()
        .filter_map(|line| line.trim().trim_end_matches(',').split_once(" = "))
        .map(|(name, wire)| (wire.to_owned(), name.to_owned()))
        .collect()
}

/// Neither the order of siblings nor a counter has a say.
#[test]
fn a_name_does_not_depend_on_the_order_of_its_siblings() {
    let mut reversed = TEXTS.to_vec();
    reversed.reverse();
    let (one, other) = (generated(TEXTS), generated(&reversed));
    let keys = |files: &Files| files.keys().cloned().collect::<BTreeSet<_>>();
    assert_eq!(
        keys(&one)
            .symmetric_difference(&keys(&other))
            .collect::<Vec<_>>(),
        Vec::<&String>::new()
    );
    for path in ["types/type_.rs", "types/vec.rs"] {
        let names = table(&one[path]);
        assert_eq!(names, table(&other[path]), "{path}");
        assert_eq!(names.len(), TEXTS.len(), "{path} lost a wire name");
        let distinct: BTreeSet<_> = names.values().map(|name| name.to_lowercase()).collect();
        assert_eq!(
            distinct.len(),
            names.len(),
            "{path}: two wire names share a Rust name"
        );
    }
}

/// What is alone in its scope keeps its plain name, whoever comes; what is written like the name
/// keeps it among its twins.
#[test]
fn a_new_sibling_renames_nobody() {
    let before = table(&generated(&["type", "keyId", "user_id"])["types/type_.rs"]);
    let after =
        table(&generated(&["type", "UserID", "user_id", "keyId", "other"])["types/type_.rs"]);
    for (wire, name) in before {
        assert_eq!(after.get(&wire), Some(&name), "{wire}");
    }
}
