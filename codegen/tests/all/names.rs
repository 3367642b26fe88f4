//! Names that are hard to write in Rust: whatever a description calls things, the code parses, and
//! no sibling renames another.
//!
//! That the code also compiles is what the module `names` of the goldens shows.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use crate::support::{config, generate, scratch};
use bindery::Files;

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
        // Where it stands among others has no say in the path, which names the group of some.
        let known = TEXTS.iter().position(|known| known == text);
        let index = known.unwrap_or(TEXTS.len() + index);
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

/// Every Rust name that a lock file gives.
fn given(files: &Files) -> BTreeMap<String, String> {
    let names = files["bindery.lock"].lines();
    names
        .filter_map(|line| {
            line.strip_prefix("name ")?
                .split_once('#')?
                .1
                .split_once(' ')
        })
        .map(|(place, name)| (place.to_owned(), name.to_owned()))
        .collect()
}

/// A document with one schema.
fn schema(schema: &str) -> Files {
    let api = format!(
        "openapi: 3.1.0\ninfo: {{ title: Names, version: '1' }}\nservers: [{{ url: 'https://api.example.org' }}]\nsecurity: [{{}}]\n\
         paths:\n  /thing:\n    get:\n      operationId: thing\n      responses:\n        '200':\n          description: It.\n          \
         content: {{ application/json: {{ schema: {{ $ref: '#/components/schemas/Thing' }} }} }}\ncomponents:\n  schemas:\n    \
         Thing: {schema}\n"
    );
    let folder = scratch(&[("bindery.yaml", config("api.yaml")), ("api.yaml", api)]);
    generate(&folder.path().join("spec/bindery.yaml"))
        .unwrap_or_else(|findings| panic!("{findings}"))
}

/// What texts differ by stands in their names in words, whatever it is.
#[test]
fn names_that_differ_by_signs_or_case_are_words() {
    for (values, expected) in [
        (
            "name, -name, '+name'",
            "+name PlusName, -name MinusName, name Name",
        ),
        ("'<', '<=', '!='", "!= Ne, < Lt, <= Le"),
        ("'1.0', '1.5.2', '10'", "1.0 V1_0, 1.5.2 V1_5_2, 10 Value10"),
        (
            "unknown, Unknown, UNKNOWN, ''",
            " Empty, UNKNOWN UnknownUpper, Unknown UnknownTitle, unknown UnknownLower",
        ),
        ("all, ALL", "ALL AllUpper, all AllLower"),
        ("GMT0, GMT-0", "GMT-0 GmtMinus0, GMT0 Gmt0"),
        ("A, A+, A-", "A+ APlus, A- AMinus"),
        ("'*', star, '#'", "# Hash, * StarSign, star Star"),
        ("Créé, 'Вход', 用户", ""),
        ("créé, 用户管理", "créé Créé"),
    ] {
        let files = schema(&format!("{{ type: string, enum: [{values}] }}"));
        let names: Vec<_> = given(&files)
            .into_iter()
            .filter_map(|(place, name)| {
                Some(format!("{} {name}", place.strip_prefix("types/Thing/")?))
            })
            .collect();
        assert_eq!(names.join(", "), expected, "{values}");
        assert!(!files["bindery.lock"].contains("assumed"), "{values}");
    }
}

#[test]
fn titles_tell_values_apart() {
    let files = schema(
        "{ type: string, oneOf: [{ const: user, title: USER }, { const: -user, title: NO_USER }, \
         { const: all, title: Everything }, { const: ALL, title: Each of them }] }",
    );
    let names = given(&files);
    for (value, name) in [
        ("user", "User"),
        ("-user", "NoUser"),
        ("all", "Everything"),
        ("ALL", "EachOfThem"),
    ] {
        assert_eq!(names[&format!("types/Thing/{value}")], name);
    }
}

/// Types, fields and methods keep their script; the names of files do not.
#[test]
fn scripts_stay_and_files_are_ascii() {
    let files = generated(&["用户管理", "Página«Pedido»", "обновление"]);
    let names = given(&files);
    for (place, name) in [
        ("types/用户管理", "用户管理"),
        ("types/Página«Pedido»", "PáginaPedido"),
        ("operations/обновление", "обновление"),
        ("groups/用户管理", "yong_hu_guan_li"),
        ("groups/用户管理/method", "用户管理"),
        ("groups/用户管理/handle", "用户管理Calls"),
    ] {
        assert_eq!(names.get(place).map(String::as_str), Some(name), "{place}");
    }
    for path in [
        "types/yong_hu_guan_li.rs",
        "types/pagina_pedido.rs",
        "types/obnovlenie.rs",
        "rest/yong_hu_guan_li.rs",
    ] {
        assert!(files.contains_key(path), "{path}: {:?}", files.keys());
    }
    let client = &files["rest/mod.rs"];
    assert!(
        client.contains("pub fn 用户管理(&self) -> yong_hu_guan_li::用户管理Calls<'_>"),
        "{client}"
    );
    assert!(files["rest/obnovlenie.rs"].contains(".обновление()"));
}

/// A long name drops words that repeat; nobody has to read more than 79 letters.
#[test]
fn long_names_are_short() {
    let long =
        "PaymentIntentPaymentMethodOptionsCardPaymentIntentPaymentMethodOptionsCardInstallments";
    let files = generated(&[
        long,
        &"wordOfItsOwn".repeat(30),
        &long.to_lowercase().repeat(4),
    ]);
    for (place, name) in given(&files) {
        let letters = name.chars().filter(|one| *one != '_').count();
        assert!(letters < 80, "{place} {name}");
    }
    assert_eq!(
        given(&files)[&format!("types/{long}")],
        "PaymentIntentPaymentMethodOptionsCardPaymentIntentPaymentMethodInstallments"
    );
}

/// A digest is the last resort: what is left where nothing can be spelled. It is told, and stops
/// nothing.
#[test]
fn a_digest_is_told() {
    let files = schema("{ type: string, enum: ['２', '²'] }");
    let lock = &files["bindery.lock"];
    let told: Vec<_> = lock
        .lines()
        .filter(|line| line.contains("assumed"))
        .collect();
    assert_eq!(told.len(), 2, "{lock}");
    assert!(
        told.iter()
            .all(|line| line.contains("x-bindery-name") && line.contains("a digest")),
        "{lock}"
    );
}
