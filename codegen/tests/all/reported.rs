//! Documents that public reports and real descriptions led to, each of which once became wrong
//! code: what they become, and what a comparison of two of them reports.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use assert_cmd::Command;
use bindery::package::Package;

use crate::support::repository;

/// A document: its folder, its findings (code and JSON pointer), and what is in its code, without
/// line breaks and indentation.
type Document = (
    &'static str,
    &'static [&'static str],
    &'static [&'static str],
);

const DOCUMENTS: &[Document] = &[
    (
        "documents/07-default-of-enum-reference",
        &[],
        &[
            "pub color: Option<Color>,",
            "`Blue`",
            "_with(&self, body: Pen)",
        ],
    ),
    (
        "documents/16-yaml-merge-keys",
        &["wrong-type /info/version"],
        &[
            "query page = \"page\", query size = \"size\",",
            "Problem { id = \"id\", detail = \"detail\", ..additional_properties }",
        ],
    ),
    (
        "documents/19-servers-to-choose-from",
        &[],
        &[
            "pub const BASE_URL: &str = \"https://pay.example/api\";",
            "`https://sandbox.pay.example/api`: Sandbox (test data).",
            "Operation::post(\"upload\", \"/upload\").at(\"https://files.pay.example\")",
        ],
    ),
    (
        "documents/21-dates-as-servers-send-them",
        &[],
        &[
            "pub at: Option<DateTime>,",
            "pub day: Option<Date>,",
            "pub ms: Option<i64>,",
        ],
    ),
    (
        "documents/23-headers-for-every-call",
        &[],
        &["header api_version = \"api-version\",", "X-Rate-Reset"],
    ),
    (
        "documents/30-streams",
        &[],
        &[
            "accepts \"text/event-stream\", sets stream",
            "-> ByteStream, Error;",
        ],
    ),
    (
        "documents/34-signs-as-names",
        &[],
        &[
            "plus_1 = \"+1\", minus_1 = \"-1\",",
            "Name = \"name\", MinusName = \"-name\", PlusName = \"+name\",",
            "query filter_name = \"filter_name\",",
        ],
    ),
    (
        "documents/44-reference-below-default",
        &[],
        &[
            "code = \"code\", more = \"more\",",
            "pub more: More,",
            "pub b: Option<More>,",
        ],
    ),
    (
        "documents/46-discriminator-beside-properties",
        &[],
        &[
            "Lamp { type_ = \"type\" is \"LAMP\", status = \"status\", serial = \"serial\",",
            "Lock { type_ = \"type\" is \"LOCK\", status = \"status\", serial = \"serial\",",
        ],
    ),
    (
        "documents/47-body-of-alternatives-beside-properties",
        &[],
        &[
            "body: impl Into<Pet>) -> SendCall",
            "body: impl Into<Shape>) -> SendCall",
            "body: impl Into<Contact>) -> SendCall",
            "whole_form body = \"body\",",
            "Dog { kind = \"kind\" is \"Dog\", name = \"name\", bark = \"bark\",",
            "Circle { kind = \"kind\" is \"Circle\", x = \"x\", r = \"r\",",
        ],
    ),
    (
        "documents/48-names-beyond-ascii",
        &[],
        &[
            "pub fn 获取用户(&self, 编号: i64)",
            "pub fn gestión_de_pedidos(&self)",
            "姓名 = \"姓名\",",
            "δυο = \"ΔΥΟ\",",
        ],
    ),
    (
        "documents/52-nested-type-named-by-an-operation",
        &[],
        &["pub address: Option<Address>,", "pub kind: Option<Kind>,"],
    ),
    // It does not build for browsers, which README says.
    ("documents/54-wasm", &[], &["Operation::get(\"a\", \"/a\")"]),
    (
        "documents/55-download-by-redirect",
        &[],
        &[
            "\"200\" = Ok(Bytes) as bytes, \"202\" = Accepted,",
            "reads a [body of type `Status301Error`]",
        ],
    ),
    (
        "documents/any-of-nullable",
        &[],
        &["pub b: Maybe<B>, pub c: Maybe<C>,", "BList(Vec<B>): list,"],
    ),
    (
        "documents/stream-nullable",
        &[],
        &[".events -> EventStream<Thing>, accepts \"text/event-stream\", sets stream"],
    ),
    (
        "suites/01-component-that-is-a-reference",
        &[],
        &["-> Pet, Error; query limit = \"limit\","],
    ),
    (
        "suites/03-record-with-any-of-required",
        &["ignored /components/schemas/Person/anyOf"],
        &["pub mail: Option<String>, pub phone: Option<String>,"],
    ),
    (
        "suites/04-default-response",
        &[],
        &["GetCall -> Response, Error;", "pub id: Option<String>,"],
    ),
    (
        "suites/05-discriminator-beside-properties",
        &[],
        &["Variable by \"type\" { Issue(Issue; boxed) = \"issue\", Json(Json; boxed) = \"json\","],
    ),
    (
        "suites/06-reference-in-data",
        &[],
        &["pub id: Option<String>,"],
    ),
    (
        "suites/08-empty-where-a-mapping-may-stand",
        &[
            "assumed /paths/~1others/get/responses",
            "wrong-type /components/headers",
            "wrong-type /paths/~1others/get/responses",
            "wrong-type /paths/~1things/get/responses/200/content/application~1json",
            "wrong-type /paths/~1things/get/responses/400",
        ],
        &["Operation::get(\"getOther\", \"/others\")"],
    ),
    (
        "suites/10-merge-key",
        &[],
        &["GetCall -> (), Error;", "`400`"],
    ),
    (
        "suites/12-openapi-3-2",
        &[],
        &["Operation::get(\"getThing\", \"/things\")"],
    ),
    (
        "suites/13-all-of-itself",
        &["reference-cycle /components/schemas/Tiger/allOf"],
        &["pub skill: Option<String>,"],
    ),
    (
        "suites/15-missing-file",
        &["unreadable-file \
             /paths/~1things/get/responses/200/content/application~1json/schema/$ref"],
        &["GetCall -> JsonValue, Error;"],
    ),
];

/// Two documents: their folder, and the rule of a change with its effects on source and wire;
/// nothing where there is none.
const REVIEWS: &[(&str, Option<[&str; 3]>)] = &[
    (
        "review/01-any-alternative",
        Some(["BREAK", "BREAK", "enum-value-removed"]),
    ),
    (
        "review/03-record-closed",
        Some(["BREAK", "ok", "response-property-removed"]),
    ),
    ("review/05-same-document-other-name", None),
    (
        "review/06-answer-media-type",
        Some(["-", "BREAK", "media-type-changed"]),
    ),
    (
        "review/08-answer-header-gone",
        Some(["-", "BREAK", "response-header-removed"]),
    ),
    (
        "review/10-success-status",
        Some(["-", "ok", "success-status-changed"]),
    ),
    (
        "review/13-wider-answer",
        Some(["BREAK", "ok", "type-changed"]),
    ),
    (
        "review/15-name-taken",
        Some(["added", "-", "operation-added"]),
    ),
    (
        "review/18-error-body-described",
        Some(["-", "ok", "error-body-added"]),
    ),
    (
        "review/20-added-is-break",
        Some(["added", "-", "request-property-added-optional"]),
    ),
];

fn reported(folder: &str) -> PathBuf {
    repository().join("codegen/tests/reported").join(folder)
}

#[test]
fn each_document_becomes_what_it_means() {
    for (folder, findings, expected) in DOCUMENTS {
        let out = tempfile::tempdir().expect("a temporary folder can be made");
        let spec = reported(folder).join("api.yaml");
        let files = Package::new(spec, out.path().join("out"))
            .name(Some("client".to_owned()))
            .generate()
            .unwrap_or_else(|error| panic!("{folder}: {error}"));
        let rust = files.iter().filter(|(path, _)| path.ends_with(".rs"));
        let words: Vec<_> = rust.flat_map(|(_, text)| text.split_whitespace()).collect();
        let code = words.join(" ");
        for expected in *expected {
            assert!(
                code.contains(expected),
                "{folder}: no `{expected}` in:\n{}",
                code.replace("; ", ";\n").replace(", pub ", ",\npub ")
            );
        }
        let lock = files.get("bindery.lock").map_or("", String::as_str).lines();
        let found = lock.filter_map(|line| {
            let mut words = line.strip_prefix("degradation ")?.split(' ');
            let code = words.next()?;
            let (_, pointer) = words.next()?.split_once('#')?;
            Some(format!("{code} {pointer}"))
        });
        let found: BTreeSet<_> = found.collect();
        let wanted = findings.iter().map(|finding| (*finding).to_owned());
        assert_eq!(found, wanted.collect(), "{folder}");
    }
}

#[test]
fn each_comparison_reports_what_changed() {
    for (folder, wanted) in REVIEWS {
        let output = Command::cargo_bin("bindery")
            .expect("the binary is built")
            .current_dir(reported(folder))
            .args(["diff", "old.yaml", "new.yaml"])
            .output()
            .expect("the binary runs");
        let text = String::from_utf8_lossy(&output.stdout);
        let mut changes = Vec::new();
        let mut effects = ["", ""];
        // The effects stand on the first line of a change, and the rule on the last.
        for line in text.lines() {
            let words: Vec<&str> = line.split_whitespace().collect();
            if let [source, wire, ..] = words[..]
                && !line.starts_with(' ')
            {
                effects = [source, wire];
            }
            if let Some((_, rule)) = line.rsplit_once('[') {
                changes.push([effects[0], effects[1], rule.trim_end_matches(']')]);
            }
        }
        match wanted {
            Some(wanted) => assert!(changes.contains(wanted), "{folder}: {changes:?}\n{text}"),
            None => assert!(changes.is_empty(), "{folder}: {text}"),
        }
    }
}

#[test]
fn a_new_type_leaves_the_name_of_another_where_it_is() {
    let folder = reported("review/15-name-taken");
    let spec = tempfile::tempdir().expect("a temporary folder can be made");
    let copied = |from: &str, to: &str| {
        fs::copy(folder.join(from), spec.path().join(to)).expect("the file can be copied");
    };
    copied("bindery.yaml", "bindery.yaml");
    let written = || {
        let generator = bindery::Generator::from_config(spec.path().join("bindery.yaml"));
        let generator = generator.unwrap_or_else(|error| panic!("{error}"));
        if let Err(error) = generator.write() {
            panic!("{error}");
        }
        let files = generator
            .generate()
            .unwrap_or_else(|error| panic!("{error}"));
        let lock = files.get("bindery.lock").cloned().unwrap_or_default();
        let names = lock.lines().filter(|line| line.starts_with("name "));
        names.map(str::to_owned).collect::<BTreeSet<_>>()
    };
    copied("old.yaml", "api.yaml");
    let old = written();
    copied("new.yaml", "api.yaml");
    let new = written();
    assert!(!old.is_empty() && old.is_subset(&new), "{old:#?}\n{new:#?}");
}

#[test]
fn each_folder_has_a_row() {
    let mut folders = BTreeSet::new();
    for group in ["documents", "review", "suites"] {
        for entry in fs::read_dir(reported(group)).expect("the folder is there") {
            let name = entry.expect("it can be read").file_name();
            folders.insert(format!("{group}/{}", name.to_string_lossy()));
        }
    }
    let documents = DOCUMENTS.iter().map(|(folder, ..)| *folder);
    let rows = documents.chain(REVIEWS.iter().map(|(folder, _)| *folder));
    assert_eq!(folders, rows.map(str::to_owned).collect());
}
