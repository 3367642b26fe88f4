//! What it costs to read 1,000 records: the generated record as a client reads it, beside a struct of the same field types
//! with `#[derive(Deserialize)]`. The 95 % interval of the ratio has to end below 0.85.
//!
//! The other lines are there for information: the generated record through serde, and a struct with texts for fields.

use std::hint::black_box;
use std::process::ExitCode;

use ecgrid::bindery_runtime::from_json;
use ecgrid::types::KeyInfo;
use ecgrid_benches::pairs::{Pairs, Plan, report};
use ecgrid_benches::{Outcome, bodies, by_hand};
use serde::de::DeserializeOwned;

const BAR: f64 = 0.85;

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

fn by_serde<T: DeserializeOwned>(text: &[u8]) {
    let records: serde_json::Result<Vec<T>> = serde_json::from_slice(black_box(text));
    assert!(black_box(records).is_ok(), "the records were not read");
}

fn by_client(text: &[u8]) {
    let records = from_json::<Vec<KeyInfo>>(black_box(text));
    assert!(black_box(records).is_ok(), "the records were not read");
}

/// The same records, whichever way they were read.
fn same(emitted: &KeyInfo, derived: &by_hand::KeyInfo) -> bool {
    emitted.key_id == derived.key_id
        && emitted.user_id == derived.user_id
        && emitted.key == derived.key
        && emitted.visibility == derived.visibility
        && emitted.created == derived.created
}

fn run() -> Outcome<bool> {
    let text = bodies::key_infos(1_000).into_bytes();
    let emitted: Vec<KeyInfo> = from_json(&text)?;
    let derived: Vec<by_hand::KeyInfo> = serde_json::from_slice(&text)?;
    if emitted.len() != 1_000 || !emitted.iter().zip(&derived).all(|(a, b)| same(a, b)) {
        return Err("the two sides read different records".into());
    }
    let plan = Plan {
        rounds: 600,
        block: 5,
    }
    .scaled();
    println!(
        "{:<34} {:<9} {:>10} {:>10}  ratio [95 % interval]   ({} bytes)",
        "1,000 KeyInfo",
        "measure",
        "first",
        "second",
        text.len()
    );
    let beside = |name: &str, side: &dyn Fn(), bar: Option<f64>| {
        let pairs = Pairs::measure(plan, side, || by_serde::<by_hand::KeyInfo>(&text));
        let kept = report(name, "wall", &pairs.wall(), bar);
        report(name, "processor", &pairs.processor(), bar) && kept
    };
    beside(
        "derived / derived: the noise",
        &|| by_serde::<by_hand::KeyInfo>(&text),
        None,
    );
    let kept = beside("generated / derived", &|| by_client(&text), Some(BAR));
    beside(
        "generated, by serde / derived",
        &|| by_serde::<KeyInfo>(&text),
        None,
    );
    beside(
        "plain texts, derived / derived",
        &|| by_serde::<by_hand::PlainKeyInfo>(&text),
        None,
    );
    Ok(kept)
}
