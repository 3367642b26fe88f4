//! The ledger of names, as whoever edits a description sees it: what was named keeps its name, and
//! a ledger that is nonsense is a finding.

use std::collections::BTreeMap;

use crate::support::{codes, generate, put, read};
use bindery::{Code, Files, Generator};
use proptest::prelude::*;

/// A folder in which one description after another is generated.
pub(crate) struct Folder(tempfile::TempDir);

impl Folder {
    pub(crate) fn new() -> Self {
        let folder = Self(tempfile::tempdir().expect("a temporary folder can be made"));
        folder.put(
            "spec/bindery.yaml",
            "edition: 1\ncrate: example\ninputs: [api.yaml]\noutput: ../generated\n",
        );
        folder
    }

    pub(crate) fn put(&self, path: &str, text: impl AsRef<[u8]>) {
        put(self.0.path(), path, text);
    }

    /// Writes what a description generates; every file, by path.
    pub(crate) fn generate(&self, api: &str) -> Files {
        self.put("spec/api.yaml", api);
        let generator = Generator::from_config(self.0.path().join("spec/bindery.yaml"))
            .unwrap_or_else(|findings| panic!("{findings}"));
        generator.write().unwrap_or_else(|error| panic!("{error}"));
        let files = generator
            .generate()
            .unwrap_or_else(|findings| panic!("{findings}"));
        for (path, text) in &files {
            assert_eq!(
                read(&self.0.path().join("generated").join(path)),
                *text,
                "{path} is stable"
            );
            if path.ends_with(".rs") {
                syn::parse_file(text).unwrap_or_else(|error| panic!("{path}: {error}"));
            }
        }
        files
    }
}

/// A description of calls on keys and named schemas, each of them answered by a call.
fn api(operations: &[&str], schemas: &[(&str, &str)]) -> String {
    let mut text = "openapi: 3.1.0\ninfo: { title: Example, version: '1' }\nservers: [{ url: 'https://api.example.org' }]\nsecurity: [{ apiKey: [] }]\ntags: [{ name: keys }]\npaths:\n".to_owned();
    for operation in operations {
        let (id, more) = operation.split_once(' ').unwrap_or((operation, ""));
        text.push_str(&format!(
            "  /{id}:\n    get: {{ operationId: {id}, {more} tags: [keys], responses: {{ '204': {{ description: Nothing. }} }} }}\n"
        ));
    }
    for (name, _) in schemas {
        text.push_str(&format!(
            "  /answer/{name}:\n    get: {{ operationId: answer_{name}, tags: [keys], responses: {{ '200': {{ description: It., content: {{ application/json: {{ schema: {{ $ref: '#/components/schemas/{name}' }} }} }} }} }} }}\n"
        ));
    }
    text.push_str("components:\n  securitySchemes: { apiKey: { type: apiKey, in: header, name: X-API-Key } }\n  schemas:\n    Unused: { type: string }\n");
    for (name, said) in schemas {
        text.push_str(&format!("    {name}: {{ {said} }}\n"));
    }
    text
}

fn record(fields: &[&str]) -> String {
    let fields: Vec<_> = fields
        .iter()
        .map(|field| format!("{field}: {{ type: string }}"))
        .collect();
    format!("type: object, properties: {{ {} }}", fields.join(", "))
}

/// The Rust names in a file's table, by wire name.
fn table(text: &str) -> BTreeMap<String, String> {
    text.lines()
        .filter_map(|line| line.trim().trim_end_matches(',').split_once(" = "))
        .filter(|(_, wire)| wire.starts_with('"'))
        .map(|(name, wire)| (wire.trim_matches('"').to_owned(), name.to_owned()))
        .collect()
}

/// The name of a place in the ledger.
fn name<'f>(files: &'f Files, place: &str) -> Option<&'f str> {
    let start = format!("name example#{place} ");
    files["bindery.lock"]
        .lines()
        .find_map(|line| line.strip_prefix(start.as_str()))
}

#[test]
fn siblings_come_and_go_and_who_stays_keeps_the_name() {
    let folder = Folder::new();
    let fields = |fields: &[&str]| {
        table(&folder.generate(&api(&[], &[("Thing", &record(fields))]))["types/thing.rs"])
    };
    assert_eq!(fields(&["ID"])["ID"], "id");
    // Alone, `id` would be the one to have the name.
    let two = fields(&["id", "ID"]);
    assert_eq!(two["ID"], "id");
    assert_eq!(two["id"], "id_lower");
    // The first one leaves: what is left keeps what it had.
    assert_eq!(fields(&["id"])["id"], two["id"]);
    // And who comes back is new.
    let again = fields(&["ID", "id"]);
    assert_eq!(again["id"], two["id"]);
    assert_eq!(again["ID"], "id");
    // Without a history the text decides.
    let fresh = Folder::new().generate(&api(&[], &[("Thing", &record(&["ID", "id"]))]));
    assert_eq!(table(&fresh["types/thing.rs"])["id"], "id");
}

#[test]
fn a_schema_yields_to_the_request_and_the_handle_that_were_there() {
    let folder = Folder::new();
    let before = folder.generate(&api(&["get_key"], &[]));
    assert_eq!(name(&before, "operations/get_key/request"), Some("GetCall"));
    assert_eq!(name(&before, "groups/keys/handle"), Some("Keys"));
    let schemas = [("GetCall", record(&["text"])), ("Keys", record(&["text"]))];
    let schemas: Vec<_> = schemas
        .iter()
        .map(|(name, said)| (*name, said.as_str()))
        .collect();
    let described = api(&["get_key"], &schemas);
    let after = folder.generate(&described);
    for (place, expected) in [
        ("operations/get_key/request", "GetCall"),
        ("groups/keys/handle", "Keys"),
        ("types/GetCall", "GetCallSchema"),
        ("types/Keys", "KeysSchema"),
    ] {
        assert_eq!(name(&after, place), Some(expected), "{place}");
    }
    assert!(after["types/get_call_schema.rs"].contains("pub struct GetCallSchema"));
    // Without a history it is the calls that yield.
    let fresh = Folder::new().generate(&described);
    assert_eq!(name(&fresh, "types/GetCall"), Some("GetCall"));
    assert_eq!(
        name(&fresh, "operations/get_key/request"),
        Some("GetCallRequest")
    );
}

#[test]
fn what_moves_to_another_file_takes_its_names_along() {
    let folder = Folder::new();
    folder.generate(&api(&[], &[("Thing", &record(&["ID"]))]));
    let before = folder.generate(&api(&[], &[("Thing", &record(&["id", "ID"]))]));
    let reference = "#/components/schemas/Thing'";
    let moved = api(&[], &[("Thing", "type: string")])
        .replace("    Thing: { type: string }\n", "")
        .replace(reference, &format!("parts.yaml{reference}"));
    folder.put(
        "spec/parts.yaml",
        format!(
            "components:\n  schemas:\n    Thing: {{ {} }}\n",
            record(&["id", "ID"])
        ),
    );
    let after = folder.generate(&moved);
    assert_eq!(
        table(&after["types/thing.rs"]),
        table(&before["types/thing.rs"])
    );
    assert!(after["bindery.lock"].contains("name example/parts.yaml#types/Thing/ID id\n"));
    assert!(!after["bindery.lock"].contains("name example#types/Thing"));
}

/// What was renamed keeps the names of its fields where the description says what it was; without
/// that it is new.
#[test]
fn a_renamed_schema_keeps_its_fields_where_the_description_says_what_it_was() {
    let history = || {
        let folder = Folder::new();
        folder.generate(&api(&[], &[("Thing", &record(&["ID"]))]));
        folder.generate(&api(&[], &[("Thing", &record(&["id", "ID"]))]));
        folder
    };
    let fields = record(&["id", "ID"]);
    let said = history().generate(&api(
        &[],
        &[(
            "Article",
            &format!("x-bindery-renamed-from: Thing, {fields}"),
        )],
    ));
    let article = &said["types/article.rs"];
    assert_eq!(table(article)["ID"], "id");
    assert!(
        article.contains("#[deprecated = \"renamed to `Article`\"]\npub type Thing = Article;")
    );
    assert!(said["types/mod.rs"].contains("pub use self::article::{Article, Thing};"));
    assert!(!said.contains_key("types/thing.rs"));

    let unsaid = history().generate(&api(&[], &[("Article", &fields)]));
    assert_eq!(table(&unsaid["types/article.rs"])["id"], "id");
    assert!(!unsaid["types/article.rs"].contains("Thing"));
    assert!(!unsaid["bindery.lock"].contains("Thing"));
}

/// The former name is the one that callers had, not the one that the text would give today; it
/// stays for as long as the description says it.
#[test]
fn a_renamed_operation_keeps_its_former_name_as_an_alias() {
    let folder = Folder::new();
    let before = folder.generate(&api(&["getKey", "get_key"], &[]));
    let former = name(&before, "operations/getKey")
        .expect("it is named")
        .to_owned();
    assert_ne!(former, "get_key");
    let renamed = api(&["readKey x-bindery-renamed-from: getKey,", "get_key"], &[]);
    for _ in 0..2 {
        let after = folder.generate(&renamed);
        let calls = &after["rest/keys.rs"];
        assert!(calls.contains("pub fn read(&self) -> ReadCall"), "{calls}");
        assert!(
            calls.contains(&format!("pub fn {former}(&self) -> ReadCall")),
            "{calls}"
        );
        assert!(
            calls.contains("#[deprecated = \"renamed to `read`\"]"),
            "{calls}"
        );
    }
    let without = folder.generate(&api(&["readKey", "get_key"], &[]));
    assert!(!without["rest/keys.rs"].contains("deprecated"));
    assert!(!without["bindery.lock"].contains("getKey"));
}

const THING: &str = "type: object, properties: { id: { type: string }, ID: { type: string } }";

/// Runs with a ledger that somebody edited.
fn with_lock(lock: &[u8]) -> (Folder, Result<Files, bindery::Findings>) {
    let folder = Folder::new();
    folder.put("spec/api.yaml", api(&["getKey"], &[("Thing", THING)]));
    folder.put("generated/bindery.lock", lock);
    let result = generate(&folder.0.path().join("spec/bindery.yaml"));
    (folder, result)
}

#[test]
fn a_ledger_of_nonsense_is_a_finding_and_nothing_is_written() {
    for (lock, expected) in [
        ("<<<<<<< HEAD\n", Code::DamagedLock),
        ("name\n", Code::DamagedLock),
        ("name example#types/Thing\n", Code::DamagedLock),
        ("name example#types/Thing two words\n", Code::DamagedLock),
        ("name example#types/Thing fn\n", Code::DamagedLock),
        ("name example#types/Thing ../../etc\n", Code::DamagedLock),
        ("name example#types/Thing Thing;impl\n", Code::DamagedLock),
        ("file ../outside.rs\n", Code::DamagedLock),
        ("file /etc/passwd\n", Code::DamagedLock),
        (
            "arguments example#operations/getKey path/a\n",
            Code::DamagedLock,
        ),
        ("future something\n", Code::DamagedLock),
        (
            "name example#types/Thing A\nname example#types/Thing B\n",
            Code::ConflictingLock,
        ),
    ] {
        let (folder, result) = with_lock(lock.as_bytes());
        let findings = result.expect_err(lock);
        assert_eq!(codes(&findings), [expected], "{lock}{findings}");
        let generator = Generator::from_config(folder.0.path().join("spec/bindery.yaml"))
            .unwrap_or_else(|findings| panic!("{findings}"));
        generator.write().expect_err(lock);
        assert_eq!(read(&folder.0.path().join("generated/bindery.lock")), lock);
        let written = std::fs::read_dir(folder.0.path().join("generated")).expect("it is there");
        assert_eq!(written.count(), 1, "{lock}");
    }
    let (_, result) = with_lock(b"name example#types/Thing \xff\n");
    assert_eq!(
        codes(&result.expect_err("that is not text")),
        [Code::DamagedLock]
    );
}

/// Names that are Rust and yet no good where they stand.
#[test]
fn names_that_do_not_fit_their_place_still_parse() {
    for name in ["thing", "Option", "Self_", "getKey", "KEYS", "r", "größe"] {
        let lock = format!(
            "name example#types/Thing {name}\nname example#types/Thing/id {name}\nname example#operations/getKey/request {name}\n"
        );
        if let Ok(files) = with_lock(lock.as_bytes()).1 {
            for (path, text) in files.iter().filter(|(path, _)| path.ends_with(".rs")) {
                syn::parse_file(text).unwrap_or_else(|error| panic!("{name}, {path}: {error}"));
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever is cut out of a ledger, doubled or put elsewhere: it is refused, or the code has
    /// every place once.
    #[test]
    fn a_mangled_ledger_is_refused_or_mended(cuts in proptest::collection::vec((any::<u16>(), 0_usize..40, any::<bool>()), 1..6)) {
        let (_, result) = with_lock(b"");
        let files = result.unwrap_or_else(|findings| panic!("{findings}"));
        let mut lock = files["bindery.lock"].clone();
        for (at, length, twice) in cuts {
            let boundary = |at: usize| (at..=lock.len()).find(|&at| lock.is_char_boundary(at)).unwrap_or(lock.len());
            let from = boundary(usize::from(at) % (lock.len() + 1));
            let to = boundary((from + length).min(lock.len()));
            let part = if twice { lock[from..to].repeat(2) } else { String::new() };
            lock.replace_range(from..to, &part);
        }
        match with_lock(lock.as_bytes()).1 {
            Ok(files) => {
                for (path, text) in files.iter().filter(|(path, _)| path.ends_with(".rs")) {
                    prop_assert!(syn::parse_file(text).is_ok(), "{path}\n{lock}");
                }
                // Its file is called like the type, which a mangled line may have renamed.
                let types = files.iter().filter(|(path, _)| path.starts_with("types/"));
                let fields: usize = types.map(|(_, text)| table(text).len()).sum();
                prop_assert_eq!(fields, 2, "{}", lock);
            }
            Err(findings) => {
                for code in codes(&findings) {
                    prop_assert!(matches!(code, Code::DamagedLock | Code::ConflictingLock), "{findings}");
                }
            }
        }
    }
}

/// The crate's first page shows a call; one that is added is no reason to show another.
#[test]
fn the_call_that_is_shown_first_stays() {
    let folder = Folder::new();
    let text = record(&["text"]);
    let shown = |schemas: &[&str]| {
        let schemas: Vec<_> = schemas.iter().map(|name| (*name, text.as_str())).collect();
        folder.generate(&api(&[], &schemas))["lib.rs"].clone()
    };
    let before = shown(&["Key"]);
    assert!(before.contains("client.keys().answer()"), "{before}");
    assert_eq!(shown(&["Key", "Account"]), before);
    // It goes with the call.
    let gone = shown(&["Account"]);
    assert!(gone.contains("client.keys().answer_account()"), "{gone}");
}

/// A ledger cannot give what would not compile.
#[test]
fn a_reserved_name_in_the_ledger_gives_way_to_the_text() {
    let folder = Folder::new();
    let text = record(&["text"]);
    let described = api(&[], &[("Key", text.as_str())]);
    folder.put("generated/bindery.lock", "name example#types/Key Client\n");
    let files = folder.generate(&described);
    assert_eq!(name(&files, "types/Key"), Some("Key"));
}

/// A schema of an object with one property that lists its values.
fn with_choice(property: &str) -> String {
    format!("type: object, properties: {{ {property}: {{ type: string, enum: [inner, outer] }} }}")
}

/// A component that stands in the module of another, by the dots in its key, takes no name of what
/// is inline there.
#[test]
fn a_component_takes_no_name_of_an_inline_type() {
    let inner = with_choice("kind");
    let deep = format!("type: object, properties: {{ type: {{ {inner} }} }}");
    let old = [("team", deep.as_str())];
    for newcomer in ["team.type", "team.Type", "Team.type"] {
        let folder = Folder::new();
        let before = folder.generate(&api(&[], &old));
        let new = [old[0], (newcomer, inner.as_str())];
        let after = folder.generate(&api(&[], &new));
        for (place, expected) in [
            ("inline/team/properties/type", "Type"),
            ("inline/team/properties/type/properties/kind", "TypeKind"),
        ] {
            assert_eq!(name(&before, place), Some(expected), "{newcomer}: {place}");
            assert_eq!(name(&after, place), Some(expected), "{newcomer}: {place}");
        }
        let taken = name(&after, &format!("types/{newcomer}"));
        assert_eq!(taken, Some("TypeSchema"), "{newcomer}");
        assert!(after["types/team.rs"].contains("pub use self::type_schema::TypeSchema;"));
        assert!(after.contains_key("types/team/type_schema.rs"));
        // It keeps what it got, whatever goes.
        let alone = folder.generate(&api(&[], &new[1..]));
        assert_eq!(
            name(&alone, &format!("types/{newcomer}")),
            taken,
            "{newcomer}"
        );
        assert!(alone["types/mod.rs"].contains("pub mod team {"));
        // Without a history the component has the name.
        let fresh = Folder::new().generate(&api(&[], &new));
        assert_eq!(name(&fresh, &format!("types/{newcomer}")), Some("Type"));
        assert_eq!(
            name(&fresh, "inline/team/properties/type"),
            Some("TeamType")
        );
    }
}

/// An inline type that comes takes no name either, and a component elsewhere is in nobody's way.
#[test]
fn an_inline_type_takes_no_name_of_a_component() {
    let folder = Folder::new();
    let (empty, inner) = (record(&["text"]), with_choice("type"));
    let before = folder.generate(&api(&[], &[("team", &empty), ("team.type", &empty)]));
    assert_eq!(name(&before, "types/team.type"), Some("Type"));
    let after = folder.generate(&api(&[], &[("team", &inner), ("team.type", &empty)]));
    assert_eq!(name(&after, "types/team.type"), Some("Type"));
    assert_eq!(
        name(&after, "inline/team/properties/type"),
        Some("TeamType")
    );
    let apart = folder.generate(&api(&[], &[("group", &inner), ("group-type", &empty)]));
    assert_eq!(name(&apart, "types/group-type"), Some("GroupType"));
    assert_eq!(name(&apart, "inline/group/properties/type"), Some("Type"));
}

/// A call that sends the component `Thing`, which it can do without.
fn sending(id: &str) -> String {
    format!(
        "{id} requestBody: {{ content: {{ application/json: {{ schema: {{ $ref: '#/components/schemas/Thing' }} }} }} }},"
    )
}

/// The methods of the calls on keys.
fn methods(files: &Files) -> Vec<String> {
    let text = files["rest/keys.rs"].lines();
    let methods = text.filter_map(|line| line.trim().strip_prefix("pub fn "));
    let names = methods.filter_map(|method| Some(method.split_once("(&self")?.0.to_owned()));
    names.collect()
}

#[test]
fn a_call_keeps_its_name_from_the_other_methods_of_another() {
    let thing = [(
        "Thing",
        "type: object, required: [id], properties: { id: { type: string } }",
    )];
    let store = sending("store");
    let all = ["storeWith", "storeWithoutBody", &store];
    let files = Folder::new().generate(&api(&all, &thing));
    assert_eq!(
        methods(&files),
        [
            "answer_thing",
            "store",
            "store_with_body",
            "store_without_body_sent",
            "store_with",
            "store_without_body",
        ]
    );
    // Alone they have the plain names, and whoever comes later takes none of them.
    let folder = Folder::new();
    let alone = folder.generate(&api(&[&store], &thing));
    assert_eq!(
        methods(&alone),
        ["answer_thing", "store", "store_with", "store_without_body"]
    );
    assert_eq!(name(&alone, "operations/store/with"), Some("store_with"));
    assert_eq!(
        name(&alone, "operations/store/without"),
        Some("store_without_body")
    );
    let later = folder.generate(&api(&all, &thing));
    let before = methods(&alone);
    let kept = methods(&later);
    assert!(
        before.iter().all(|method| kept.contains(method)),
        "{kept:?}"
    );
    assert_eq!(name(&later, "operations/store/with"), Some("store_with"));
    assert_ne!(name(&later, "operations/storeWith"), Some("store_with"));
    let distinct: std::collections::BTreeSet<_> = kept.iter().collect();
    assert_eq!(distinct.len(), kept.len(), "{kept:?}");
}

#[test]
fn the_other_methods_of_a_call_are_called_like_it() {
    let folder = Folder::new();
    let thing = [(
        "Thing",
        "type: object, required: [id], properties: { id: { type: string } }",
    )];
    folder.generate(&api(&[&sending("store")], &thing));
    let asked = sending("store x-bindery-name: keep,");
    let files = folder.generate(&api(&[&asked], &thing));
    assert_eq!(
        methods(&files),
        ["answer_thing", "keep", "keep_with", "keep_without_body"]
    );
}

#[test]
fn arguments_that_stand_before_a_body_keep_their_order() {
    let folder = Folder::new();
    // Too many for a signature, but not for the method that takes the body whole.
    let thing = [(
        "Thing",
        "type: object, required: [a, b, c], properties: { a: { type: string }, b: { type: string }, c: { type: string } }",
    )];
    let store = |first: &str, second: &str| {
        sending(&format!(
            "store parameters: [{{ name: {first}, in: query, required: true, schema: {{ type: string }} }}, {{ name: {second}, in: query, required: true, schema: {{ type: string }} }}],"
        ))
    };
    let files = folder.generate(&api(&[&store("x", "y")], &thing));
    assert!(files["rest/keys.rs"].contains("pub struct StoreRequired"));
    folder.put("spec/api.yaml", api(&[&store("y", "x")], &thing));
    let moved = Generator::from_config(folder.0.path().join("spec/bindery.yaml"))
        .and_then(|generator| generator.generate());
    let findings = moved.expect_err("an argument moved").to_string();
    assert!(
        findings.contains("takes its arguments as `y, x`"),
        "{findings}"
    );
}

/// An input that comes takes no name of one that travels elsewhere, whichever would have it if both
/// were new.
#[test]
fn an_input_takes_no_name_of_another() {
    let described = |inputs: &[&str]| {
        let parameters: Vec<_> = inputs
            .iter()
            .filter(|place| **place != "body")
            .map(|place| {
                format!("{{ name: id, in: {place}, required: true, schema: {{ type: string }} }}")
            })
            .collect();
        let body = "requestBody: { content: { application/json: { schema: { type: object, properties: { id: { type: string } } } } } },";
        let path = if inputs.contains(&"path") { "{id}" } else { "" };
        format!(
            "openapi: 3.1.0\ninfo: {{ title: Example, version: '1' }}\nservers: [{{ url: 'https://api.example.org' }}]\nsecurity: [{{}}]\npaths:\n  /keys/{path}:\n    post:\n      {{ operationId: call, parameters: [{}], {} responses: {{ '204': {{ description: Nothing. }} }} }}\n",
            parameters.join(", "),
            if inputs.contains(&"body") { body } else { "" },
        )
    };
    let places = ["path", "query", "header", "cookie", "body"];
    for (old, new) in places
        .iter()
        .flat_map(|old| places.map(|new| (*old, new)))
        .filter(|(old, new)| old != new)
    {
        let folder = Folder::new();
        folder.generate(&described(&[old]));
        let after = folder.generate(&described(&[old, new]));
        let expected = format!("{new}_id");
        // The name that is the very text of a path has no line.
        let was = name(&after, &format!("operations/call/{old}/id")).unwrap_or("id");
        let is = name(&after, &format!("operations/call/{new}/id"));
        assert_eq!((was, is), ("id", Some(expected.as_str())), "{old}, {new}");
    }
}
