//! Damages real documents and generates from them: every run has to end, in time and within its memory, with Rust that
//! parses or with findings.
//!
//! `bash scripts/mutants FOLDER COUNT [SEED]`: each mutant is a document of the folder, or a few operations of one with
//! all that they refer to, with one to three places dropped, duplicated, swapped, renamed or retyped. Mutant `n` of a
//! seed is the same in every run; one that fails is written to the folder `target/mutants`.

use std::collections::hash_map::DefaultHasher;
use std::collections::{BTreeSet, HashSet};
use std::error::Error;
use std::fs;
use std::hash::{Hash as _, Hasher as _};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::mpsc;
use std::time::{Duration, Instant};

use bindery::whole::Whole;
use peak_alloc::PeakAlloc;
use serde_json::{Map, Value};

#[global_allocator]
static HEAP: PeakAlloc = PeakAlloc;

/// The longest that a run may take.
const LONGEST: Duration = Duration::from_secs(10);

/// The most memory for each byte of input, beyond what a run takes that reads nothing.
const MEMORY: usize = 40;
const BASE: usize = 4 * 1024 * 1024;

/// Documents up to this size are damaged as a whole now and then; of larger ones, parts are.
const WHOLE: usize = 60_000;

fn main() -> ExitCode {
    match run() {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

/// What came of the mutants.
#[derive(Debug, Default)]
struct Tally {
    generated: usize,
    refused: usize,
    longest: Duration,
    /// The most memory for a byte of input beyond the base, times a hundred.
    memory: usize,
    failed: usize,
}

fn run() -> Result<bool, Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [folder, count, seed @ ..] = &arguments[..] else {
        return Err("usage: mutants FOLDER COUNT [SEED]".into());
    };
    let count: u64 = count.parse()?;
    let seed: u64 = seed.first().map_or(Ok(1), |seed| seed.parse())?;
    let documents = read(Path::new(folder))?;
    let failures = PathBuf::from("target/mutants");
    fs::create_dir_all(&failures)?;
    let scratch = tempfile::tempdir()?;
    // What nobody catches, a panic beside it prints.
    std::panic::set_hook(Box::new(|_| {}));

    let mut tally = Tally::default();
    let mut parsed = HashSet::new();
    for number in 0..count {
        let mut dice = Dice::new(seed.wrapping_mul(0x1_0000_0000).wrapping_add(number));
        let mut document = part(&documents[dice.below(documents.len())], &mut dice);
        for _ in 0..=dice.below(3) {
            mutate(&mut document, &mut dice);
        }
        let text = document.to_string();
        let path = scratch.path().join("document.json");
        fs::write(&path, &text)?;
        // Stands there when the process does not come back.
        fs::write(failures.join("last.json"), &text)?;
        if let Err(problem) = attempt(&path, &text, &mut tally, &mut parsed) {
            tally.failed += 1;
            let kept = failures.join(format!("{seed}-{number}.json"));
            fs::write(&kept, &text)?;
            println!("{}: {problem}", kept.display());
        }
        if (number + 1) % 10_000 == 0 {
            println!("{} mutants: {tally:?}", number + 1);
        }
    }
    println!(
        "{count} mutants: {} generated, {} refused, {} failed; longest {:.2} s, memory at most {:.2} x input beyond {} MiB",
        tally.generated,
        tally.refused,
        tally.failed,
        tally.longest.as_secs_f64(),
        tally.memory as f64 / 100.0,
        BASE / (1024 * 1024),
    );
    Ok(tally.failed == 0)
}

/// Generates from a mutant, and says what is wrong with the run.
fn attempt(
    path: &Path,
    text: &str,
    tally: &mut Tally,
    parsed: &mut HashSet<u64>,
) -> Result<(), String> {
    HEAP.reset_peak_usage();
    let before = HEAP.current_usage();
    let started = Instant::now();
    let (ended, watched) = mpsc::channel::<()>();
    let watch = std::thread::spawn(move || {
        if watched.recv_timeout(LONGEST * 2) == Err(mpsc::RecvTimeoutError::Timeout) {
            println!("target/mutants/last.json: no end after {:?}", LONGEST * 2);
            std::process::exit(1);
        }
    });
    let outcome = catch_unwind(AssertUnwindSafe(|| {
        Whole::new(path, path.with_extension("out")).generate()
    }));
    let took = started.elapsed();
    drop(ended);
    let peak = HEAP.peak_usage().saturating_sub(before);
    let _ = watch.join();
    tally.longest = tally.longest.max(took);
    if took > LONGEST {
        return Err(format!("took {took:?}"));
    }
    let beyond = peak.saturating_sub(BASE);
    tally.memory = tally.memory.max(beyond * 100 / text.len());
    if beyond > MEMORY * text.len() {
        return Err(format!(
            "{peak} bytes of memory for {} of input",
            text.len()
        ));
    }
    match outcome {
        Err(panic) => Err(format!("panicked: {}", said(&*panic))),
        Ok(Err(_)) => {
            tally.refused += 1;
            Ok(())
        }
        Ok(Ok(files)) => {
            tally.generated += 1;
            for (name, text) in files.iter().filter(|(name, _)| name.ends_with(".rs")) {
                let mut digest = DefaultHasher::new();
                text.hash(&mut digest);
                if parsed.insert(digest.finish()) {
                    syn::parse_file(text).map_err(|error| format!("{name}: {error}"))?;
                }
            }
            Ok(())
        }
    }
}

fn said(panic: &dyn std::any::Any) -> &str {
    panic
        .downcast_ref::<String>()
        .map(String::as_str)
        .or_else(|| panic.downcast_ref::<&str>().copied())
        .unwrap_or("without a word")
}

/// The documents of a folder.
fn read(folder: &Path) -> Result<Vec<Value>, Box<dyn Error>> {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder)?
        .flatten()
        .map(|entry| entry.path())
        .collect();
    paths.sort();
    let mut documents = Vec::new();
    for path in paths {
        let text = fs::read_to_string(&path)?;
        match path.extension().and_then(|extension| extension.to_str()) {
            Some("json") => documents.push(serde_json::from_str(&text)?),
            // What only our own reader takes is no mutant's start.
            Some("yaml" | "yml") => {
                documents.extend(serde_yaml::from_str::<Value>(&text).ok());
            }
            _ => {}
        }
    }
    if documents.is_empty() {
        return Err("the folder holds no document".into());
    }
    Ok(documents)
}

/// Numbers that look random and are the same in every run.
struct Dice(u64);

impl Dice {
    fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        let high = self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33;
        usize::try_from(high).unwrap_or_default() % bound.max(1)
    }
}

/// A document as it is when it is small; else a few of its operations, with what they refer to.
fn part(document: &Value, dice: &mut Dice) -> Value {
    let small = dice.below(4) == 0 && document.to_string().len() <= WHOLE;
    let Some(paths) = document.get("paths").and_then(Value::as_object) else {
        return document.clone();
    };
    if small || paths.is_empty() {
        return document.clone();
    }
    let mut picked = Map::new();
    for _ in 0..=dice.below(3) {
        if let Some((path, item)) = paths.iter().nth(dice.below(paths.len())) {
            picked.insert(path.clone(), item.clone());
        }
    }
    let mut part = Map::new();
    for (key, value) in document.as_object().into_iter().flatten() {
        if !matches!(key.as_str(), "paths" | "components" | "webhooks") {
            part.insert(key.clone(), value.clone());
        }
    }
    let picked = Value::Object(picked);
    let mut components = Map::new();
    if let Some(schemes) = document.pointer("/components/securitySchemes") {
        components.insert("securitySchemes".to_owned(), schemes.clone());
    }
    let mut seen = BTreeSet::new();
    let mut pending = references(&picked);
    while let Some(reference) = pending.pop() {
        let Some((kind, name)) = reference
            .strip_prefix("#/components/")
            .and_then(|rest| rest.split_once('/'))
        else {
            continue;
        };
        if seen.len() == 40 || !seen.insert(reference.clone()) {
            continue;
        }
        let name = name.split('/').next().unwrap_or_default();
        if let Some(value) = document.pointer(&format!("/components/{kind}/{name}")) {
            pending.extend(references(value));
            let of_kind = components
                .entry(kind)
                .or_insert_with(|| Value::Object(Map::new()));
            if let Some(of_kind) = of_kind.as_object_mut() {
                of_kind.insert(name.replace("~1", "/").replace("~0", "~"), value.clone());
            }
        }
    }
    part.insert("paths".to_owned(), picked);
    part.insert("components".to_owned(), Value::Object(components));
    Value::Object(part)
}

fn references(value: &Value) -> Vec<String> {
    let mut found = Vec::new();
    let mut pending = vec![value];
    while let Some(value) = pending.pop() {
        match value {
            Value::Object(entries) => {
                found.extend(
                    entries
                        .get("$ref")
                        .and_then(Value::as_str)
                        .map(str::to_owned),
                );
                pending.extend(entries.values());
            }
            Value::Array(items) => pending.extend(items),
            _ => {}
        }
    }
    found
}

fn count(value: &Value) -> usize {
    1 + match value {
        Value::Array(items) => items.iter().map(count).sum(),
        Value::Object(entries) => entries.values().map(count).sum(),
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
        Value::Array(items) => items.iter_mut().find_map(|item| nth(item, number)),
        Value::Object(entries) => entries.values_mut().find_map(|item| nth(item, number)),
        _ => None,
    }
}

/// A value from somewhere else in the document.
fn elsewhere(root: &mut Value, dice: &mut Dice) -> Value {
    let mut number = dice.below(count(root));
    nth(root, &mut number).map_or(Value::Null, |value| value.clone())
}

const TEXTS: &[&str] = &[
    "",
    "null",
    "object",
    "string",
    "array",
    "integer",
    "#",
    "#/",
    "#/components",
    "#/components/schemas/",
    "#/paths",
    "document.json",
    "../x",
    "http://example.org/",
    "\u{202e}",
    "{id}",
    "/{",
    "/{}",
    "-",
    "'",
    "\"\\\n\t",
    "*/",
    "```",
    "<div>",
    "[x",
    "]]>",
    "self",
    "Self",
    "crate",
    "type",
    "r#type",
    "Option",
    "String",
    "Vec",
    "Box",
    "Result",
    "None",
    "_",
    "1st",
    "É",
    "☃",
    "👩‍👩‍👧",
    "a b",
    "A",
    "a",
    "aux",
    "timeout",
    "header",
    "unknown",
    "default",
    "200",
    "2XX",
    "application/json",
    "multipart/form-data",
    "text/event-stream",
    "deepObject",
    "cookie",
    "9999999999999999999999",
];

/// A key to be: of the specification, or like nothing in it.
const KEYS: &[&str] = &[
    "allOf",
    "anyOf",
    "oneOf",
    "not",
    "$ref",
    "type",
    "items",
    "properties",
    "additionalProperties",
    "required",
    "enum",
    "const",
    "format",
    "nullable",
    "discriminator",
    "propertyName",
    "mapping",
    "schema",
    "content",
    "parameters",
    "requestBody",
    "responses",
    "default",
    "security",
    "servers",
    "tags",
    "operationId",
    "in",
    "name",
    "style",
    "explode",
    "patternProperties",
    "prefixItems",
    "$defs",
    "$anchor",
    "$dynamicRef",
    "minimum",
    "maxLength",
    "pattern",
    "example",
    "x-bindery-name",
    "x-bindery-renamed-from",
    "x-bindery-envelope",
    "x-bindery-effect",
    "x-bindery-pagination",
];

fn stranger(dice: &mut Dice) -> Value {
    match dice.below(10) {
        0 => Value::Null,
        1 => Value::Bool(dice.below(2) == 0),
        2 => Value::from(i64::MIN),
        3 => Value::from(u64::MAX),
        4 => Value::from(1e300),
        5 => Value::Array(Vec::new()),
        6 => Value::Object(Map::new()),
        7 => Value::String("x".repeat(300)),
        _ => Value::String(TEXTS[dice.below(TEXTS.len())].to_owned()),
    }
}

/// Damages one place of a document.
fn mutate(root: &mut Value, dice: &mut Dice) {
    let other = elsewhere(root, dice);
    let mut number = dice.below(count(root));
    let Some(node) = nth(root, &mut number) else {
        return;
    };
    match (dice.below(8), &mut *node) {
        (0, Value::Object(entries)) if !entries.is_empty() => {
            let key = entries.keys().nth(dice.below(entries.len())).cloned();
            key.and_then(|key| entries.remove(&key));
        }
        (0, Value::Array(items)) if !items.is_empty() => {
            items.remove(dice.below(items.len()));
        }
        (1, Value::Object(entries)) if !entries.is_empty() => {
            let key = entries.keys().nth(dice.below(entries.len())).cloned();
            let name = if dice.below(2) == 0 {
                KEYS[dice.below(KEYS.len())]
            } else {
                TEXTS[dice.below(TEXTS.len())]
            };
            if let Some(value) = key.and_then(|key| entries.remove(&key)) {
                entries.insert(name.to_owned(), value);
            }
        }
        (2, Value::Object(entries)) => {
            entries.insert(KEYS[dice.below(KEYS.len())].to_owned(), other);
        }
        (2 | 3, Value::Array(items)) if !items.is_empty() => {
            let item = items[dice.below(items.len())].clone();
            items.push(item);
        }
        (3, Value::Object(entries)) if !entries.is_empty() => {
            let value = entries.values().nth(dice.below(entries.len())).cloned();
            let name = TEXTS[dice.below(TEXTS.len())].to_owned();
            entries.insert(name, value.unwrap_or_default());
        }
        (4, Value::Array(items)) if items.len() > 1 => {
            let (one, two) = (dice.below(items.len()), dice.below(items.len()));
            items.swap(one, two);
        }
        (4 | 5, _) => *node = other,
        _ => *node = stranger(dice),
    }
}
