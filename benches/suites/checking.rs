//! What `bindery check` and `bindery diff` cost on a large description, in units of reading and resolving it once:
//! GitHub's, 13 MB of JSON. The 95 % intervals of the ratios have to end below 1.3 and 2.5.
//!
//! The description is not part of this repository: `BINDERY_CORPUS` names a folder that holds it. All sides run in this
//! process, with the files in the system's cache; starting a program and printing are not measured. Processor time is
//! that of the calling thread alone, which is what the clock shows where no other program wants the processors.

use std::fs;
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use bindery::Generator;
use ecgrid_benches::Outcome;
use ecgrid_benches::pairs::{Pairs, Plan, report};

const FILE: &str = "github-2026.json";
const CHECK: f64 = 1.3;
const DIFF: f64 = 2.5;

fn main() -> ExitCode {
    let Some(corpus) = std::env::var_os("BINDERY_CORPUS") else {
        println!("nothing measured: BINDERY_CORPUS is to name a folder with {FILE}");
        return ExitCode::SUCCESS;
    };
    match run(&PathBuf::from(corpus).join(FILE)) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

/// A folder that is removed in the end.
struct Scratch(PathBuf);

impl Scratch {
    fn new() -> Outcome<Self> {
        let name = format!("ecgrid-benches-checking-{}", std::process::id());
        let folder = std::env::temp_dir().join(name);
        fs::create_dir(&folder)?;
        Ok(Self(folder))
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// The text with a repair that it must need.
fn repaired(text: &str, wrong: &str, right: &str) -> Outcome<String> {
    if text.contains(wrong) {
        Ok(text.replacen(wrong, right, 1))
    } else {
        Err(format!("the description has changed: it lacks {wrong:?}").into())
    }
}

/// GitHub's description, with what generating asks for: credentials, and a required property that is described.
fn description(file: &Path) -> Outcome<String> {
    let text = fs::read_to_string(file).map_err(|error| format!("{}: {error}", file.display()))?;
    let required = |name: &str| {
        let indent = " ".repeat(14);
        format!("\"required\": [\n{indent}    \"{name}\"\n{indent}  ]\n{indent}}}\n")
    };
    let text = repaired(&text, &required("tags"), &required("tag"))?;
    let end = "\n      }\n    }\n  }\n}";
    let open = text
        .trim_end()
        .strip_suffix(end)
        .ok_or("the description has changed: it ends otherwise")?;
    Ok(format!(
        "{open}\n      }}\n    }},\n    \"securitySchemes\": {{ \"token\": {{ \"type\": \"http\", \"scheme\": \"bearer\" }} }}\n  \
         }},\n  \"security\": [ {{ \"token\": [] }} ]\n}}\n"
    ))
}

/// A folder with a description and its output, up to date.
fn generator(folder: &Path, description: &str) -> Outcome<Generator> {
    fs::create_dir_all(folder.join("spec"))?;
    fs::write(folder.join("spec/github.json"), description)?;
    let config = folder.join("spec/bindery.yaml");
    fs::write(
        &config,
        "edition: 1\ncrate: github\ninputs: [github.json]\noutput: ../generated\nacknowledge:\n  \
         - { code: ignored, at: 'github.json#', why: a benchmark }\n  \
         - { code: widened, at: 'github.json#', why: a benchmark }\n",
    )?;
    let generator = Generator::from_config(config)?;
    for _ in 0..3 {
        if generator.write()?.is_empty() {
            return Ok(generator);
        }
    }
    Err("what is generated does not come to rest".into())
}

fn resolve(generator: &Generator) {
    assert!(black_box(generator.resolve()).is_ok_and(|types| types > 0));
}

fn run(file: &Path) -> Outcome<bool> {
    let scratch = Scratch::new()?;
    let text = description(file)?;
    let old = generator(&scratch.0.join("old"), &text)?;
    let edited = repaired(&text, "\"Get a gist\"", "\"Get one gist\"")?;
    let new = generator(&scratch.0.join("new"), &edited)?;
    println!(
        "{:<34} {:<9} {:>10} {:>10}  ratio [95 % interval]   ({} bytes)",
        "GitHub",
        "measure",
        "first",
        "second",
        text.len()
    );
    let plan = Plan {
        rounds: 40,
        block: 1,
    }
    .scaled();
    let noise = Pairs::measure(plan, || resolve(&old), || resolve(&old));
    report("resolving, twice: the noise", "wall", &noise.wall(), None);
    let check = Pairs::measure(
        plan,
        || assert!(black_box(old.check()).is_ok_and(|found| found.is_empty())),
        || resolve(&old),
    );
    let mut kept = report("check / resolving", "wall", &check.wall(), Some(CHECK));
    report("check / resolving", "processor", &check.processor(), None);
    let diff = Pairs::measure(
        plan,
        || assert!(black_box(new.changes_since(&old)).is_ok_and(|found| !found.is_empty())),
        || resolve(&old),
    );
    kept &= report("diff / resolving", "wall", &diff.wall(), Some(DIFF));
    report("diff / resolving", "processor", &diff.processor(), None);
    Ok(kept)
}
