//! Descriptions that were damaged, by accident or on purpose: every run ends, with code that parses
//! or with findings that have a place.

use std::cell::RefCell;
use std::collections::HashSet;
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use crate::support::{Dice, codes, config, copy, generate, put, read, scratch};
use bindery::{Code, Files, Findings};
use serde_yaml::{Mapping, Value};

const API: &str = "\
openapi: 3.1.0
info:
  title: Example
  version: '1'
servers:
  - url: https://api.example.org
security:
  - apiKey: []
paths:
  /keys:
    get:
      operationId: listKeys
      responses:
        '200':
          description: The answer.
          content:
            application/json:
              schema:
                $ref: '#/components/schemas/Key'
components:
  securitySchemes:
    apiKey:
      type: apiKey
      in: header
      name: X-API-Key
  schemas:
    Key:
      type: object
      properties:
        id:
          type: string
";

/// The longest that a run may take here, whatever it reads; far more than any needs.
const LONGEST: Duration = Duration::from_secs(20);

thread_local! {
    /// Files that were parsed before: most mutants change few of them.
    static PARSED: RefCell<HashSet<String>> = RefCell::default();
}

/// Runs a description that somebody damaged: it ends in time, with Rust or with findings that say
/// where.
fn survives(config: &Path, what: &str) -> Result<Files, Findings> {
    let started = Instant::now();
    let outcome = generate(config);
    assert!(
        started.elapsed() < LONGEST,
        "{what} took {:?}",
        started.elapsed()
    );
    match &outcome {
        Ok(files) => {
            for (path, text) in files.iter().filter(|(path, _)| path.ends_with(".rs")) {
                let known = PARSED.with_borrow_mut(|parsed| !parsed.insert(text.clone()));
                if !known {
                    syn::parse_file(text)
                        .unwrap_or_else(|error| panic!("{what}: {path}: {error}\n{text}"));
                }
            }
        }
        Err(findings) => {
            assert!(!findings.is_empty(), "{what} is rejected without a finding");
            let shown = findings.to_string();
            for finding in findings {
                let placed = finding.line().is_some()
                    && finding.column().is_some()
                    && finding.file().is_some();
                assert!(placed, "{what}: no place\n{shown}");
            }
            assert!(!shown.contains('\u{1b}'), "{what} speaks to the terminal");
        }
    }
    outcome
}

fn parsed(path: &Path) -> Value {
    serde_yaml::from_str(&read(path)).expect("the description is YAML")
}

fn count(value: &Value) -> usize {
    1 + match value {
        Value::Sequence(items) => items.iter().map(count).sum(),
        Value::Mapping(entries) => entries.values().map(count).sum(),
        _ => 0,
    }
}

/// The value with this number, in the order of the document.
fn nth<'v>(value: &'v mut Value, number: &mut usize) -> Option<&'v mut Value> {
    if *number == 0 {
        return Some(value);
    }
    *number -= 1;
    match value {
        Value::Sequence(items) => items.iter_mut().find_map(|item| nth(item, number)),
        Value::Mapping(entries) => entries.iter_mut().find_map(|(_, item)| nth(item, number)),
        _ => None,
    }
}

/// A value of another kind, or one that is nearly right.
fn stranger(dice: &mut Dice) -> Value {
    let texts = [
        "",
        "null",
        "object",
        "string",
        "array",
        "#/components/schemas/KeyInfo",
        "#/",
        "#",
        "ecgridos.yaml#/types",
        "../bindery.yaml",
        "\u{202e}",
        "{id}",
        "/{",
        "-",
        "'",
        "\"\\\n\t",
        "*/",
        "```",
        "]]>",
        "int",
        "[int]",
        "[[int]]",
        "KeyValue?",
        "??",
        "[",
        "200",
    ];
    match dice.below(9) {
        0 => Value::Null,
        1 => Value::Bool(dice.below(2) == 0),
        2 => Value::Number(serde_yaml::Number::from(i64::MIN)),
        3 => Value::Number(serde_yaml::Number::from(f64::NAN)),
        4 => Value::Sequence(Vec::new()),
        5 => Value::Mapping(Mapping::new()),
        6 => Value::Sequence(vec![Value::Null, Value::String("x".to_owned())]),
        _ => Value::String(texts[dice.below(texts.len())].to_owned()),
    }
}

/// Damages one place of a document.
fn mutate(root: &mut Value, dice: &mut Dice) {
    let mut number = dice.below(count(root));
    let mut other = dice.below(count(root));
    let elsewhere = nth(&mut root.clone(), &mut other).map_or(Value::Null, |value| value.clone());
    let Some(node) = nth(root, &mut number) else {
        return;
    };
    match (dice.below(7), &mut *node) {
        // Drops an entry.
        (0, Value::Mapping(entries)) => {
            let at = dice.below(entries.len());
            *entries = std::mem::take(entries)
                .into_iter()
                .enumerate()
                .filter(|(index, _)| *index != at)
                .map(|(_, e)| e)
                .collect();
        }
        (0, Value::Sequence(items)) if !items.is_empty() => {
            items.remove(dice.below(items.len()));
        }
        // Renames a key.
        (1, Value::Mapping(entries)) => {
            let at = dice.below(entries.len());
            let name = stranger(dice);
            let name = if name.is_string() {
                name
            } else {
                Value::String("renamed".to_owned())
            };
            *entries = std::mem::take(entries)
                .into_iter()
                .enumerate()
                .map(|(index, (key, value))| (if index == at { name.clone() } else { key }, value))
                .collect();
        }
        // Doubles or swaps members.
        (2, Value::Sequence(items)) if !items.is_empty() => {
            items.push(items[dice.below(items.len())].clone());
        }
        (2 | 3, Value::Mapping(entries)) => {
            let mut values: Vec<_> = entries.values().cloned().collect();
            dice.shuffle(&mut values);
            for (slot, value) in entries.values_mut().zip(values) {
                *slot = value;
            }
        }
        (3, Value::Sequence(items)) => dice.shuffle(items),
        // Puts in what stands elsewhere, or a stranger.
        (4, node) => *node = elsewhere,
        (_, node) => *node = stranger(dice),
    }
}

/// Damages one file of the description, again and again.
fn mutants(file: &str, seeds: std::ops::Range<u64>) {
    let spec = Path::new(env!("CARGO_MANIFEST_DIR")).join("../spec");
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    copy(&spec, &folder.path().join("spec"));
    let original = parsed(&spec.join(file));
    let (mut accepted, mut rejected) = (0, 0);
    for seed in seeds {
        let mut dice = Dice::new(seed);
        let mut root = original.clone();
        for _ in 0..=dice.below(3) {
            mutate(&mut root, &mut dice);
        }
        put(
            folder.path(),
            &format!("spec/{file}"),
            serde_yaml::to_string(&root).expect("a value can be written"),
        );
        match survives(
            &folder.path().join("spec/bindery.yaml"),
            &format!("{file}, seed {seed}"),
        ) {
            Ok(_) => accepted += 1,
            Err(_) => rejected += 1,
        }
    }
    assert!(
        accepted > 0 && rejected > 0,
        "{file}: {accepted} accepted, {rejected} rejected"
    );
}

#[test]
fn damaged_openapi_documents() {
    mutants("ecgrid.yaml", 0..500);
}

/// A Swagger 2.0 document, damaged again and again.
#[test]
fn damaged_swagger_documents() {
    let spec = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/goldens/specs/swagger/api.yaml");
    let original = parsed(&spec);
    let texts = [
        "body",
        "formData",
        "file",
        "array",
        "tsv",
        "multi",
        "#/parameters/Pet",
    ];
    let folder = scratch(&[("bindery.yaml", config("api.yaml"))]);
    let (mut accepted, mut rejected) = (0, 0);
    for seed in 0..400 {
        let mut dice = Dice::new(seed);
        let mut root = original.clone();
        for _ in 0..=dice.below(3) {
            mutate(&mut root, &mut dice);
            // A word of the format where it does not belong.
            let mut number = dice.below(count(&root));
            if let Some(node @ Value::String(_)) = nth(&mut root, &mut number) {
                *node = Value::String(texts[dice.below(texts.len())].to_owned());
            }
        }
        let text = serde_yaml::to_string(&root).expect("a value can be written");
        put(folder.path(), "spec/api.yaml", text);
        let what = format!("Swagger, seed {seed}");
        match survives(&folder.path().join("spec/bindery.yaml"), &what) {
            Ok(_) => accepted += 1,
            Err(_) => rejected += 1,
        }
    }
    assert!(
        accepted > 0 && rejected > 0,
        "{accepted} accepted, {rejected} rejected"
    );
}

/// What refers to itself, and lists that every operation multiplies.
#[test]
fn swagger_that_leads_in_circles_or_grows() {
    let head = "swagger: '2.0'\ninfo: {title: T, version: '1'}\n";
    let many = |text: &str| -> String {
        (0..2000)
            .map(|number| text.replace('#', &number.to_string()))
            .collect()
    };
    let media = many("application/x-#, ");
    for (what, rest) in [
        (
            "parameters in a circle",
            "parameters: {A: {$ref: '#/parameters/B'}, B: {$ref: '#/parameters/A'}}\npaths: {/a: {get: {operationId: a, parameters: [{$ref: '#/parameters/A'}], responses: {}}}}\n".to_owned(),
        ),
        (
            "responses in a circle",
            "responses: {A: {$ref: '#/responses/A'}}\npaths: {/a: {get: {operationId: a, responses: {'200': {$ref: '#/responses/A'}}}}}\n".to_owned(),
        ),
        (
            "a path that is all paths",
            "paths: {/a: {$ref: '#/paths'}, /b: {get: {$ref: '#/paths/~1b'}}}\n".to_owned(),
        ),
        (
            "items inside items",
            format!(
                "paths: {{/a: {{get: {{operationId: a, responses: {{}}, parameters: [{{name: a, in: query, type: array, items: {}{{type: string}}{}}}]}}}}}}\n",
                "{type: array, items: ".repeat(180),
                "}".repeat(180)
            ),
        ),
        (
            "many media types of many responses",
            format!(
                "produces: [{media}]\npaths:\n{}",
                many("  /a#: {get: {operationId: a#, responses: {'200': {description: d, schema: {type: string}}}}}\n")
            ),
        ),
        (
            "many operations of one form",
            format!(
                "parameters: {{{}}}\npaths:\n  /a:\n    parameters: [{}]\n    post: {{operationId: a, responses: {{}}}}\n    put: {{operationId: b, responses: {{}}}}\n",
                many("p#: {name: p#, in: formData, type: string}, "),
                many("{$ref: '@/parameters/p#'}, ").replace('@', "#"),
            ),
        ),
    ] {
        let folder = scratch(&[
            ("bindery.yaml", config("api.yaml")),
            ("api.yaml", format!("{head}{rest}")),
        ]);
        let _ = survives(&folder.path().join("spec/bindery.yaml"), what);
    }
}

#[test]
fn damaged_soap_descriptions() {
    mutants("ecgridos.yaml", 0..500);
}

#[test]
fn damaged_configurations() {
    mutants("bindery.yaml", 0..400);
}

/// Text that is cut off or has a byte changed is no tree any more.
#[test]
fn damaged_text() {
    let spec = Path::new(env!("CARGO_MANIFEST_DIR")).join("../spec");
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    copy(&spec, &folder.path().join("spec"));
    let config = folder.path().join("spec/bindery.yaml");
    for (file, runs) in [
        ("ecgrid.yaml", 250),
        ("ecgridos.yaml", 250),
        ("bindery.yaml", 100),
    ] {
        let original = read(&spec.join(file)).into_bytes();
        for seed in 0..runs {
            let mut dice = Dice::new(seed);
            let mut bytes = original.clone();
            for _ in 0..=dice.below(3) {
                let at = dice.below(bytes.len());
                match dice.below(4) {
                    0 => bytes.truncate(at),
                    1 => bytes.insert(at, b"\t:{}[]&*!|>%@`\"'#-? \n\0\xff"[dice.below(23)]),
                    2 => drop(bytes.drain(at..(at + dice.below(40)).min(bytes.len()))),
                    _ => bytes.extend_from_within(at..(at + dice.below(40)).min(bytes.len())),
                }
            }
            put(folder.path(), &format!("spec/{file}"), &bytes);
            let outcome = generate(&config);
            if let Err(findings) = outcome {
                assert!(
                    !findings.is_empty() && !findings.to_string().is_empty(),
                    "{file}, seed {seed}"
                );
            }
        }
        put(folder.path(), &format!("spec/{file}"), &original);
    }
}

/// What one file of a description is found to be.
fn only(text: impl AsRef<[u8]>) -> Vec<Code> {
    let folder = scratch(&[
        ("bindery.yaml", config("api.yaml").into_bytes()),
        ("api.yaml", text.as_ref().to_vec()),
    ]);
    let started = Instant::now();
    let found = generate(&folder.path().join("spec/bindery.yaml"))
        .map_or_else(|findings| codes(&findings), |_| Vec::new());
    assert!(started.elapsed() < LONGEST, "took {:?}", started.elapsed());
    found
}

#[test]
fn files_that_are_no_description() {
    assert_eq!(only(""), [Code::EmptyFile]);
    assert_eq!(only("\n# nothing\n"), [Code::EmptyFile]);
    assert_eq!(only("\0"), [Code::NotYaml]);
    assert_eq!(only(API.replace("Example", "Exa\0mple")), [Code::NotYaml]);
    assert_eq!(only("null"), [Code::UnsupportedVersion]);
    assert_eq!(only("42"), [Code::UnsupportedVersion]);
    assert_eq!(
        only(format!("\u{feff}{API}")),
        [],
        "a byte-order mark means nothing"
    );
    let wide: Vec<u8> = API.encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(
        only([&b"\xff\xfe"[..], &wide[..]].concat()),
        [Code::NotUtf8]
    );
    assert_eq!(only(&wide), [Code::NotYaml]);
}

#[test]
fn nesting_without_an_end() {
    for (open, close) in [("[", "]"), ("{\"a\":", "}"), ("- ", ""), ("? ", "")] {
        let text = format!("{}x{}", open.repeat(100_000), close.repeat(100_000));
        assert_eq!(only(&text), [Code::TooDeep], "{open}");
        let text = format!("{}x", open.repeat(100_000));
        assert!(!only(&text).is_empty(), "{open}");
    }
    // A chain of references is a queue, and no deeper than a stack.
    let mut chain = API.replace(
        "          type: string\n",
        "          $ref: '#/components/schemas/S0'\n",
    );
    let mut nested = chain.clone();
    for index in 0..3_000 {
        chain.push_str(&format!(
            "    S{index}:\n      $ref: '#/components/schemas/S{}'\n",
            index + 1
        ));
        nested.push_str(&format!(
            "    S{index}:\n      type: object\n      required: [a]\n      properties:\n        a:\n          $ref: \
             '#/components/schemas/S{}'\n",
            index + 1
        ));
    }
    for text in [chain, nested] {
        let end = "    S3000:\n      type: string\n";
        let _ = only(format!("{text}{end}"));
    }
}

#[test]
fn laughs_by_the_billion() {
    let mut aliases = "x-a: &a [x, x, x, x, x, x, x, x, x, x]\n".to_owned();
    for pair in ["ab", "bc", "cd", "de", "ef", "fg", "gh", "hi", "ij"] {
        let (from, to) = pair.split_at(1);
        aliases.push_str(&format!(
            "x-{to}: &{to} [{}]\n",
            vec![format!("*{from}"); 10].join(", ")
        ));
    }
    assert_eq!(only(format!("{API}{aliases}")), [Code::AliasBomb]);
    // The same with references is no more than it is.
    let mut references = API.to_owned();
    for (index, next) in (0..30).zip(1..) {
        references.push_str(&format!(
            "    R{index}:\n      type: object\n      properties:\n"
        ));
        for field in 0..10 {
            references.push_str(&format!(
                "        f{field}:\n          $ref: '#/components/schemas/R{next}'\n"
            ));
        }
    }
    references.push_str("    R30:\n      $ref: '#/components/schemas/R0'\n");
    assert_eq!(only(references.replace("schemas/Key'", "schemas/R0'")), []);
}

#[test]
fn lines_and_lists_without_an_end() {
    let long = "x".repeat(1 << 20);
    assert_eq!(
        only(API.replace("title: Example", &format!("title: {long}"))),
        []
    );
    assert_eq!(only(API.replace("listKeys", &long)), []);
    assert_eq!(
        only(API.replace("type: string", &format!("type: {long}"))),
        [Code::InvalidValue]
    );
    assert_eq!(only(format!("{{{long}")), [Code::NotYaml]);
    let many: String = (0..10_050)
        .map(|index| format!("    K{index}:\n      typo: string\n"))
        .collect();
    let used: String = (0..10_050)
        .map(|index| {
            format!("        f{index}:\n          $ref: '#/components/schemas/Nope{index}'\n")
        })
        .collect();
    assert!(only(format!("{API}{many}")).len() <= 10_000);
    let api = API.replace("        id:\n          type: string\n", &used);
    let folder = scratch(&[("bindery.yaml", config("api.yaml")), ("api.yaml", api)]);
    let findings = generate(&folder.path().join("spec/bindery.yaml"))
        .expect_err("ten thousand references name nothing");
    assert_eq!(findings.len(), 10_050, "all are counted");
    let shown = findings.to_string();
    assert!(
        shown.ends_with("\nand 10000 more\n"),
        "{}",
        &shown[shown.len() - 200..]
    );
}

#[test]
fn references_in_circles_across_files() {
    let api = API.replace("          type: string\n", "          $ref: 'a.yaml#/A'\n");
    let folder = scratch(&[
        ("bindery.yaml", config("api.yaml").as_str()),
        ("api.yaml", &api),
        ("a.yaml", "A:\n  $ref: 'b.yaml#/B'\n"),
        ("b.yaml", "B:\n  $ref: 'parts/c.yaml'\n"),
        ("parts/c.yaml", "$ref: '../a.yaml#/A'\n"),
    ]);
    let file = folder.path().join("spec/bindery.yaml");
    let findings =
        survives(&file, "a circle through three files").expect_err("nothing is at its end");
    assert!(
        codes(&findings)
            .iter()
            .all(|code| *code == Code::ReferenceCycle),
        "{findings}"
    );
    put(folder.path(), "spec/parts/c.yaml", "$ref: '#'\n");
    assert!(survives(&file, "a file that is itself").is_err());
    // Through a property it is a list, whichever files it runs through.
    put(
        folder.path(),
        "spec/parts/c.yaml",
        "type: object\nproperties:\n  next:\n    $ref: '../a.yaml#/A'\n",
    );
    survives(&file, "a list through three files").unwrap_or_else(|findings| panic!("{findings}"));
}

/// What only looks like a file is never opened: a pipe would wait for ever.
#[cfg(unix)]
#[test]
fn what_is_no_plain_file_is_not_opened() {
    use std::os::unix::fs::symlink;

    let api = API.replace(
        "          type: string\n",
        "          $ref: 'other.yaml#/A'\n",
    );
    let folder = scratch(&[
        ("bindery.yaml", config("api.yaml").as_str()),
        ("api.yaml", &api),
    ]);
    let file = folder.path().join("spec/bindery.yaml");
    let other = folder.path().join("spec/other.yaml");
    let found = |what: &str| codes(&survives(&file, what).expect_err("it is not a plain file"));

    fs::create_dir(&other).expect("a folder can be made");
    assert_eq!(found("a folder"), [Code::UnreadableFile]);
    fs::remove_dir(&other).expect("the folder can be removed");

    let made = std::process::Command::new("mkfifo")
        .arg(&other)
        .status()
        .is_ok_and(|status| status.success());
    if made {
        assert_eq!(found("a pipe"), [Code::UnreadableFile]);
        fs::remove_file(&other).expect("the pipe can be removed");
    }

    for (target, code) in [
        ("/dev/zero", Code::OutsideFolder),
        ("/etc/passwd", Code::OutsideFolder),
        ("..", Code::OutsideFolder),
        (".", Code::UnreadableFile),
        ("other.yaml", Code::UnreadableFile),
        ("nowhere.yaml", Code::UnreadableFile),
    ] {
        symlink(target, &other).expect("a link can be made");
        assert_eq!(found(target), [code], "{target}");
        fs::remove_file(&other).expect("the link can be removed");
    }

    put(folder.path(), "outside.yaml", "A:\n  type: string\n");
    symlink("../outside.yaml", &other).expect("a link can be made");
    assert_eq!(found("a link out of the folder"), [Code::OutsideFolder]);
    fs::remove_file(&other).expect("the link can be removed");
    put(folder.path(), "spec/inside.yaml", "A:\n  type: string\n");
    symlink("inside.yaml", &other).expect("a link can be made");
    survives(&file, "a link inside of the folder").unwrap_or_else(|findings| panic!("{findings}"));

    // A file that may not be read, where it is not the super-user who asks.
    fs::remove_file(&other).expect("the link can be removed");
    put(folder.path(), "spec/other.yaml", "A:\n  type: string\n");
    let mut rights = fs::metadata(&other)
        .expect("the file is there")
        .permissions();
    std::os::unix::fs::PermissionsExt::set_mode(&mut rights, 0);
    fs::set_permissions(&other, rights).expect("the rights can be changed");
    if fs::File::open(&other).is_err() {
        assert_eq!(found("an unreadable file"), [Code::UnreadableFile]);
    }
}

/// Examples of any shape, whatever the value that they are of.
#[test]
fn examples_that_do_not_fit() {
    for shown in [
        "text",
        "12",
        "true",
        "[]",
        "{}",
        "'1e999'",
        "99999999999999999999",
        "-0",
        "{ a: { b: c } }",
        "\"\\u202e\\n*/\"",
    ] {
        for schema in [
            "type: string",
            "type: integer",
            "type: boolean",
            "$ref: '#/components/schemas/Key'",
            "type: number",
        ] {
            for required in ["[]", "[a]"] {
                let body = format!(
                    "      requestBody:\n        content:\n          application/json:\n            schema:\n              type: \
                     object\n              required: {required}\n              properties:\n                a:\n                  \
                     {schema}\n            example:\n              a: {shown}\n"
                );
                let api = API.replace("      responses:\n", &format!("{body}      responses:\n"));
                let folder = scratch(&[("bindery.yaml", config("api.yaml")), ("api.yaml", api)]);
                let what = format!("{schema} shown as {shown}");
                survives(&folder.path().join("spec/bindery.yaml"), &what)
                    .unwrap_or_else(|findings| panic!("{what}:\n{findings}"));
            }
        }
    }
}
