//! Changes real documents and generates from them: every run has to end, in time and within its memory, with Rust that
//! parses or with findings.
//!
//! `bash scripts/mutants FOLDER COUNT [SEED]`: each mutant is a document of the folder, or a few operations of one with
//! all that they refer to, with one to three places dropped, duplicated, swapped, renamed or retyped. Mutant `n` of a
//! seed is the same in every run; one that fails is written to the folder `target/mutants`.
//!
//! `bash scripts/mutants --silent FOLDER COUNT [SEED]`: each mutant differs in one construct, and what it generates has
//! to differ, too.
//!
//! `bash scripts/mutants --compared FOLDER COUNT [SEED]`: the same, and a comparison with the original has to have a line.

mod constructs;
mod damage;
mod silent;

use std::collections::{BTreeSet, HashSet};
use std::error::Error;
use std::fs;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::mpsc;
use std::time::{Duration, Instant};

use bindery::package::Package;
use bindery::revision::{EntryPoint, Side};
use bindery::{Comparison, Files, Snapshot};
use damage::mutate;
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

/// Where mutants are kept that fail.
const FAILURES: &str = "target/mutants";

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
    let mut arguments: Vec<String> = std::env::args().skip(1).collect();
    let wanted = match arguments.first().map(String::as_str) {
        Some("--silent") => Some(silent::Wanted::Code),
        Some("--compared") => Some(silent::Wanted::Report),
        _ => None,
    };
    if wanted.is_some() {
        arguments.remove(0);
    }
    let [folder, count, seed @ ..] = &arguments[..] else {
        return Err("usage: mutants [--silent|--compared] FOLDER COUNT [SEED]".into());
    };
    let count = count.parse()?;
    let seed = seed.first().map_or(Ok(1), |seed| seed.parse())?;
    let documents = read(Path::new(folder))?;
    fs::create_dir_all(FAILURES)?;
    // What nobody catches, a panic beside it prints.
    std::panic::set_hook(Box::new(|_| {}));
    let mut trial = Trial {
        scratch: tempfile::tempdir()?,
        tally: Tally::default(),
        parsed: HashSet::new(),
    };
    match wanted {
        Some(wanted) => silent::run(&documents, count, seed, wanted, &mut trial),
        None => damaged(&documents, count, seed, &mut trial),
    }
}

/// Generates from `count` damaged documents.
fn damaged(
    documents: &[Value],
    count: usize,
    seed: u64,
    trial: &mut Trial,
) -> Result<bool, Box<dyn Error>> {
    for number in 0..count {
        let mut dice = Dice::new(seed.wrapping_mul(0x1_0000_0000).wrapping_add(number as u64));
        let document = &documents[dice.below(documents.len())];
        let whole = dice.below(4) == 0 && document.to_string().len() <= WHOLE;
        let mut document = part(document, whole, &mut dice);
        for _ in 0..=dice.below(3) {
            mutate(&mut document, &mut dice);
        }
        let text = document.to_string();
        if let Err(problem) = trial.attempt(&text) {
            trial.tally.failed += 1;
            println!("{}: {problem}", keep(&format!("{seed}-{number}"), &text)?);
        }
        if (number + 1) % 10_000 == 0 {
            println!("{} mutants: {:?}", number + 1, trial.tally);
        }
    }
    let tally = &trial.tally;
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

/// Keeps a document, and says where.
fn keep(name: &str, text: &str) -> std::io::Result<String> {
    let path = format!("{FAILURES}/{name}.json");
    fs::write(&path, text)?;
    Ok(path)
}

/// Runs of the generator, one after the other.
struct Trial {
    scratch: tempfile::TempDir,
    tally: Tally,
    /// The digests of emitted files that were parsed.
    parsed: HashSet<u64>,
}

impl Trial {
    /// Generates from a document: its files, `None` if it is refused, or an error of the run itself.
    fn attempt(&mut self, text: &str) -> Result<Option<Files>, String> {
        let path = self.scratch.path().join("document.json");
        fs::write(&path, text).map_err(|error| error.to_string())?;
        // Stands there when the process does not come back.
        keep("last", text).map_err(|error| error.to_string())?;
        HEAP.reset_peak_usage();
        let before = HEAP.current_usage();
        let started = Instant::now();
        let (ended, watched) = mpsc::channel::<()>();
        let watch = std::thread::spawn(move || {
            if watched.recv_timeout(LONGEST * 2) == Err(mpsc::RecvTimeoutError::Timeout) {
                println!("{FAILURES}/last.json: no end after {:?}", LONGEST * 2);
                std::process::exit(1);
            }
        });
        let outcome = catch_unwind(AssertUnwindSafe(|| {
            Package::new(&path, path.with_extension("out")).generate()
        }));
        let took = started.elapsed();
        drop(ended);
        let peak = HEAP.peak_usage().saturating_sub(before);
        let _ = watch.join();
        let tally = &mut self.tally;
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
                Ok(None)
            }
            Ok(Ok(files)) => {
                tally.generated += 1;
                for (name, text) in files.iter().filter(|(name, _)| name.ends_with(".rs")) {
                    let mut digest = DefaultHasher::new();
                    text.hash(&mut digest);
                    if self.parsed.insert(digest.finish()) {
                        syn::parse_file(text).map_err(|error| format!("{name}: {error}"))?;
                    }
                }
                Ok(Some(files))
            }
        }
    }
}

impl Trial {
    /// Compares two documents as `bindery diff` does.
    fn compared(&self, old: &str, new: &str) -> Result<Comparison, String> {
        let side = |folder: &str, text: &str| {
            let folder = self.scratch.path().join(folder);
            fs::create_dir_all(&folder).map_err(|error| error.to_string())?;
            let path = folder.join("document.json");
            fs::write(&path, text).map_err(|error| error.to_string())?;
            // There is no configuration: both are documents alone.
            let spec = EntryPoint::of(&folder.join("bindery.yaml"));
            let side = Side::parse(&path.display().to_string(), &spec);
            let snapshot = side.and_then(|side| Snapshot::of(&side, &spec));
            snapshot.map_err(|error| error.to_string())
        };
        let (old, new) = (side("old", old)?, side("new", new)?);
        match catch_unwind(AssertUnwindSafe(|| bindery::compare(&old, &new))) {
            Err(panic) => Err(format!("panicked while it was compared: {}", said(&*panic))),
            Ok(compared) => compared.map_err(|findings| findings.to_string()),
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
        .filter(|path| path.is_file())
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

/// A few operations of a document, with what they refer to; or, `whole`, all that something refers to.
fn part(document: &Value, whole: bool, dice: &mut Dice) -> Value {
    let mut part = document.clone();
    let Some(entries) = part.as_object_mut() else {
        return part;
    };
    let components = entries.remove("components");
    if !whole {
        for (section, most) in [("paths", 3), ("webhooks", 1)] {
            let Some(Value::Object(items)) = entries.get_mut(section) else {
                continue;
            };
            let mut picked = Map::new();
            for _ in 0..=dice.below(most) {
                if let Some((path, item)) = items.iter().nth(dice.below(items.len())) {
                    picked.insert(path.clone(), item.clone());
                }
            }
            *items = picked;
        }
    }
    if let Some(components) = components {
        let referred = referred(&components, &part);
        part["components"] = referred;
    }
    part
}

/// The components that a part of a document refers to.
fn referred(components: &Value, part: &Value) -> Value {
    let mut kept = Map::new();
    if let Some(Value::Object(schemes)) = components.get("securitySchemes") {
        let used = part.to_string();
        let mut schemes = schemes.clone();
        schemes.retain(|name, _| used.contains(&format!("{{{}:[", Value::from(name.as_str()))));
        kept.insert("securitySchemes".to_owned(), Value::Object(schemes));
    }
    let mut seen = BTreeSet::new();
    let mut pending = references(part);
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
        if let Some(value) = components.pointer(&format!("/{kind}/{name}")) {
            pending.extend(references(value));
            let of_kind = kept
                .entry(kind)
                .or_insert_with(|| Value::Object(Map::new()));
            if let Some(of_kind) = of_kind.as_object_mut() {
                of_kind.insert(name.replace("~1", "/").replace("~0", "~"), value.clone());
            }
        }
    }
    Value::Object(kept)
}

/// Where the references and mappings in a value lead.
fn references(value: &Value) -> Vec<String> {
    let mut found = Vec::new();
    let mut pending = vec![value];
    while let Some(value) = pending.pop() {
        match value {
            Value::Object(entries) => pending.extend(
                (entries.iter())
                    .filter(|(key, _)| !key.starts_with("x-") && *key != "example")
                    .map(|(_, value)| value),
            ),
            Value::Array(items) => pending.extend(items),
            Value::String(text) if text.starts_with("#/components/") => found.push(text.clone()),
            _ => {}
        }
    }
    found
}
