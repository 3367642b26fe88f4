//! Comparing descriptions that were damaged, by accident or on purpose, and large ones: every run
//! ends, says the same twice, and says nothing of a description and itself.

use std::fmt::Write as _;
use std::path::Path;
use std::time::Instant;

use crate::support::{Dice, codes, config, copy, put, read, scratch};
use bindery::{Code, Comparison, Findings, Generator};
use serde_yaml::Value;

/// Compares two configurations.
fn compare(old: &Path, new: &Path) -> Result<Comparison, Findings> {
    let side = |config: &Path| Generator::from_config(config);
    side(new)?.changes_since(&side(old)?)
}

/// Compares both ways and each with itself: the same every time, and nothing of what is the same.
fn survives(old: &Path, new: &Path, what: &str) -> bool {
    let there = compare(old, new);
    let back = compare(new, old);
    assert_eq!(
        there.is_ok(),
        back.is_ok(),
        "{what}: what can be read does not depend on the side"
    );
    let (Ok(there), Ok(back)) = (there, back) else {
        return false;
    };
    assert_eq!(
        there.is_empty(),
        back.is_empty(),
        "{what}:\n{there:?}\n{back:?}"
    );
    let again = compare(old, new).expect("it was compared before");
    assert_eq!(there.json(), again.json(), "{what} is told otherwise again");
    let same = compare(new, new).expect("it was compared before");
    assert!(same.is_empty(), "{what}: {}", same.render(false));
    for comparison in [&there, &back] {
        for text in [
            comparison.render(false),
            comparison.markdown(),
            comparison.json(),
            comparison.html(),
            comparison.sarif(),
            comparison.annotations(),
            comparison.junit(),
        ] {
            let acts = |one: char| {
                (one.is_control() && one != '\n') || ('\u{202a}'..='\u{202e}').contains(&one)
            };
            assert!(!text.contains(acts), "{what} speaks to the terminal");
        }
        assert!(comparison.markdown().chars().count() <= 65_536, "{what}");
        for line in comparison.render(false).lines() {
            // A place is never broken, so that it can be clicked on.
            let is_place = line.ends_with(']');
            assert!(is_place || line.chars().count() <= 100, "{what}: {line}");
        }
    }
    true
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

/// Changes one place so that what comes out is often a description still.
fn mutate(root: &mut Value, dice: &mut Dice) {
    const TEXTS: [&str; 14] = [
        "string",
        "integer",
        "boolean",
        "number",
        "array",
        "object",
        "date-time",
        "int64",
        "writes",
        "A_b",
        "été | <b> `x` @all",
        "\u{1b}[2J\u{202e}",
        "type",
        "-7",
    ];
    let (mut number, mut other) = (dice.below(count(root)), dice.below(count(root)));
    let elsewhere = nth(&mut root.clone(), &mut other).map_or(Value::Null, |value| value.clone());
    let Some(node) = nth(root, &mut number) else {
        return;
    };
    match (dice.below(5), &mut *node) {
        (0, Value::Mapping(entries)) => {
            let mut kept: Vec<_> = std::mem::take(entries).into_iter().collect();
            kept.remove(
                dice.below(kept.len().max(1))
                    .min(kept.len().saturating_sub(1)),
            );
            *entries = kept.into_iter().collect();
        }
        (1, Value::Mapping(entries)) => {
            let mut all: Vec<_> = std::mem::take(entries).into_iter().collect();
            dice.shuffle(&mut all);
            let at = dice.below(all.len());
            if let Some((key, _)) = all.get_mut(at) {
                *key = Value::from(TEXTS[dice.below(TEXTS.len())]);
            }
            *entries = all.into_iter().collect();
        }
        (0, Value::Sequence(items)) if !items.is_empty() => {
            items.remove(dice.below(items.len()));
        }
        (1, Value::Sequence(items)) => dice.shuffle(items),
        (_, Value::Bool(flag)) => *flag = !*flag,
        (2, node) => *node = elsewhere,
        (_, Value::String(text)) => *text = TEXTS[dice.below(TEXTS.len())].to_owned(),
        _ => {}
    }
}

/// Compares one file of the description with what is left of it.
fn mutants(file: &str, seeds: std::ops::Range<u64>) {
    let spec = Path::new(env!("CARGO_MANIFEST_DIR")).join("../spec");
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    for side in ["old/spec", "new/spec"] {
        copy(&spec, &folder.path().join(side));
    }
    let original: Value = serde_yaml::from_str(&read(&spec.join(file))).expect("it is YAML");
    let mut compared = 0;
    for seed in seeds {
        let mut dice = Dice::new(seed);
        let mut sides = [original.clone(), original.clone()];
        let [old, new] = &mut sides;
        mutate(new, &mut dice);
        if dice.below(3) == 0 {
            mutate(old, &mut dice);
        }
        for (side, root) in ["old", "new"].iter().zip(&sides) {
            let text = serde_yaml::to_string(root).expect("a value can be written");
            put(folder.path(), &format!("{side}/spec/{file}"), text);
        }
        let config = |side: &str| folder.path().join(side).join("spec/bindery.yaml");
        let what = format!("{file}, seed {seed}");
        compared += usize::from(survives(&config("old"), &config("new"), &what));
    }
    println!("{file}: {compared} compared");
    assert!(compared > 10, "{file}: {compared} were compared");
}

#[test]
fn damaged_openapi_documents() {
    mutants("ecgrid.yaml", 0..100);
}

#[test]
fn damaged_soap_descriptions() {
    mutants("ecgridos.yaml", 0..100);
}

/// How large the large descriptions are. What is quadratic in it takes minutes.
const MANY: usize = 2_000;
/// How long chains are: longer than a stack is deep.
const LONG: usize = 5_000;

fn document(paths: &str, schemas: &str) -> String {
    format!(
        "openapi: 3.1.0\ninfo:\n  title: Example\n  version: '1'\nservers:\n  - url: https://example.com\nsecurity:\n  - apiKey: \
         []\ntags:\n  - name: keys\n    description: Keys.\npaths:\n{paths}components:\n  securitySchemes:\n    apiKey:\n      type: \
         apiKey\n      in: header\n      name: X-API-Key\n  schemas:\n{schemas}"
    )
}

fn call(name: &str, path: &str, answers: &str) -> String {
    format!(
        "  /{path}:\n    get:\n      operationId: {name}\n      tags: [keys]\n      responses:\n        '200':\n          \
         description: The answer.\n          content:\n            application/json:\n              schema:\n                \
         $ref: '#/components/schemas/{answers}'\n"
    )
}

fn record(name: &str, fields: impl Iterator<Item = (String, String)>) -> String {
    let mut text = format!("    {name}:\n      type: object\n      properties:\n");
    for (field, ty) in fields {
        let _ = write!(text, "        {field}:\n          {ty}\n");
    }
    text
}

fn named(name: &str) -> String {
    format!("$ref: '#/components/schemas/{name}'")
}

/// Types that lead from one to the next, and end in another.
fn chain(prefix: &str, kind: &str, end: &str, many: usize) -> String {
    let mut schemas = record(
        "Key",
        [("id".to_owned(), named(&format!("{prefix}0")))].into_iter(),
    );
    for at in 0..many {
        let _ = write!(
            schemas,
            "    {prefix}{at}:\n      {kind}{}\n",
            named(&format!("{prefix}{}", at + 1))
        );
    }
    let _ = write!(schemas, "    {prefix}{many}:\n      type: {end}\n");
    document(&call("getKey", "key", "Key"), &schemas)
}

/// Compares two texts both ways, and prints how long that took.
fn large(what: &str, old: &str, new: &str) {
    let side = |text: &str| {
        scratch(&[
            ("bindery.yaml", config("api.yaml")),
            ("api.yaml", text.to_owned()),
        ])
    };
    let (old, new) = (side(old), side(new));
    let config = |side: &tempfile::TempDir| side.path().join("spec/bindery.yaml");
    let started = Instant::now();
    let there = compare(&config(&old), &config(&new))
        .unwrap_or_else(|findings| panic!("{what}:\n{findings}"));
    let back = compare(&config(&new), &config(&old))
        .unwrap_or_else(|findings| panic!("{what}:\n{findings}"));
    println!(
        "{what}: {} and {} changes, {:?}",
        there.changes().len(),
        back.changes().len(),
        started.elapsed()
    );
    assert!(!there.is_empty() && !back.is_empty(), "{what}");
    assert!(there.markdown().chars().count() <= 65_536, "{what}");
}

#[test]
fn many_fields_values_and_calls() {
    let fields = |name: &'static str, ty: &'static str| {
        record(
            "Key",
            (0..MANY).map(move |at| (format!("{name}{at}"), ty.to_owned())),
        )
    };
    let one = call("getKey", "key", "Key");
    let text = document(&one, &fields("f", "type: string"));
    large(
        "fields of another type",
        &text,
        &document(&one, &fields("f", "type: boolean")),
    );
    large(
        "fields of other names",
        &text,
        &document(&one, &fields("g", "type: string")),
    );

    let values = |name: &str| {
        let values: Vec<_> = (0..MANY).map(|at| format!("{name}{at}")).collect();
        let kind = format!(
            "    Kind:\n      type: string\n      enum: [{}]\n",
            values.join(", ")
        );
        document(
            &one,
            &(record("Key", [("kind".to_owned(), named("Kind"))].into_iter()) + &kind),
        )
    };
    large("values of other names", &values("v"), &values("w"));

    let calls = |path: &str, ty: &str| -> String {
        let paths: String = (0..MANY)
            .map(|at| call(&format!("call{at}"), &format!("{path}{at}"), "Key"))
            .collect();
        document(
            &paths,
            &record(
                "Key",
                [("id".to_owned(), format!("type: {ty}"))].into_iter(),
            ),
        )
    };
    large(
        "calls of other paths",
        &calls("p", "string"),
        &calls("q", "boolean"),
    );
    // The last of many calls, and all the fields of what it answers.
    let last = |ty: &str| {
        let paths: String = (0..MANY)
            .map(|at| call(&format!("call{at}"), &format!("p{at}"), "Small"))
            .collect();
        let all = record(
            "Key",
            (0..MANY).map(|at| (format!("f{at}"), format!("type: {ty}"))),
        );
        document(
            &(paths + &one),
            &(record(
                "Small",
                [("id".to_owned(), "type: string".to_owned())].into_iter(),
            ) + &all),
        )
    };
    large(
        "fields of what the last call answers",
        &last("string"),
        &last("boolean"),
    );
}

#[test]
fn long_chains_and_circles_of_types() {
    let plain = document(
        &call("getKey", "key", "Key"),
        &record(
            "Key",
            [("id".to_owned(), "type: string".to_owned())].into_iter(),
        ),
    );
    let lists = "type: array\n      items:\n        ";
    let maps = "type: object\n      additionalProperties:\n        ";
    for (what, kind) in [("names", ""), ("lists", lists), ("maps", maps)] {
        let one = chain("A", kind, "string", LONG);
        large(&format!("{what} instead of text"), &one, &plain);
        large(
            &format!("{what} that end in another type"),
            &one,
            &chain("A", kind, "boolean", LONG),
        );
        large(
            &format!("{what} of other names"),
            &one,
            &chain("B", kind, "boolean", LONG),
        );
    }
    let circles = |ty: &str| {
        let schemas: String = (0..MANY)
            .map(|at| {
                let next = (0..5).map(|field| {
                    (
                        format!("f{field}"),
                        named(&format!("R{}", (at * 7 + field * 13 + 1) % MANY)),
                    )
                });
                record(
                    &format!("R{at}"),
                    next.chain([("id".to_owned(), format!("type: {ty}"))]),
                )
            })
            .collect();
        document(&call("getKey", "key", "R0"), &schemas)
    };
    large("types in circles", &circles("string"), &circles("boolean"));
}

/// A type that stands in many places is not looked through for each of them.
#[test]
fn one_type_that_became_many() {
    let one = document(
        &call("getKey", "key", "Key"),
        &(record("Key", (0..MANY).map(|at| (format!("f{at}"), named("Wide"))))
            + &record(
                "Wide",
                (0..MANY).map(|at| (format!("w{at}"), "type: string".to_owned())),
            )),
    );
    let narrow: String = (0..MANY)
        .map(|at| {
            record(
                &format!("Narrow{at}"),
                [("id".to_owned(), "type: string".to_owned())].into_iter(),
            )
        })
        .collect();
    let many = document(
        &call("getKey", "key", "Key"),
        &(record(
            "Key",
            (0..MANY).map(|at| (format!("f{at}"), named(&format!("Narrow{at}")))),
        ) + &narrow),
    );
    large("one type that became many", &one, &many);
}

/// A ledger of any size and with anything in it gives names that are Rust, or is refused.
#[test]
fn ledgers_that_nobody_wrote() {
    let text = document(
        &call("getKey", "key", "Key"),
        &record(
            "Key",
            [("id".to_owned(), "type: string".to_owned())].into_iter(),
        ),
    );
    let folder = scratch(&[("bindery.yaml", config("api.yaml")), ("api.yaml", text)]);
    let file = folder.path().join("spec/bindery.yaml");
    let run = |lock: &str| {
        put(folder.path(), "spec/generated/bindery.lock", lock);
        Generator::from_config(&file).and_then(|generator| generator.generate())
    };
    for name in [
        "self",
        "Self",
        "crate",
        "type",
        "_",
        "1",
        "a b",
        "",
        "a-b",
        "a::b",
        "K/**/",
        "K//",
        " K",
        "r#K",
        "r#type",
        "'a",
        "K;",
        "\u{202e}K",
        "K\u{0}",
        "😀",
        "a\u{301}#",
    ] {
        let found = run(&format!("name example#types/Key {name}\n")).expect_err(name);
        assert_eq!(codes(&found), [Code::DamagedLock], "{name}");
        assert!(
            !found.to_string().contains(['\u{1b}', '\u{202e}', '\u{0}']),
            "{found}"
        );
    }
    for line in [
        "name",
        "name x",
        "name x y",
        "name x#y",
        "names x#y Z",
        "degradation",
        "=======",
        "\u{1b}[2J",
        "\u{feff}",
    ] {
        let found = run(&format!("{line}\n")).expect_err(line);
        assert_eq!(codes(&found), [Code::DamagedLock], "{line}");
        assert!(!found.to_string().contains('\u{1b}'), "{found:?}");
    }
    for line in [
        "name example#types/Key Größe",
        "name # Foo",
        "name %zz#%/~2/% Foo",
        "name x#y#z Foo",
        "degradation \u{1b}[2J %%% `|<img>",
        "degradation x",
        "\r",
    ] {
        let files =
            run(&format!("{line}\n")).unwrap_or_else(|findings| panic!("{line}\n{findings}"));
        for (path, text) in files.iter().filter(|(path, _)| path.ends_with(".rs")) {
            syn::parse_file(text).unwrap_or_else(|error| panic!("{line}: {path}: {error}"));
        }
        assert!(
            !files["bindery.lock"].contains('\u{1b}'),
            "what is not so is dropped"
        );
    }
    let many: String = (0..50_000)
        .map(|at| format!("name old{at}#types/Key Key{at}\n"))
        .collect();
    let started = Instant::now();
    run(&many).unwrap_or_else(|findings| panic!("{findings}"));
    println!("a ledger of {} bytes: {:?}", many.len(), started.elapsed());
    let twice: String = (0..50_000)
        .map(|at| format!("name x#types/Key K{at}\n"))
        .collect();
    let found = run(&twice).expect_err("a place has one name");
    assert_eq!(found.len(), 49_999, "all are counted");
    assert!(found.to_string().len() < 5_000_000);
}
