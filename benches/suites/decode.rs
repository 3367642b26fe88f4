//! What it costs to read the 1,000 records of a List Keys answer: the emitted record beside a struct of the same field
//! types with `#[derive(Deserialize)]`. The 95 % interval of the ratio has to end below 1.10.
//!
//! Both stand in the same derived envelope, so that the records are all that differs; the emitted client's own reading
//! of the envelope is part of the suite `calls`. The third side has texts for fields, and is there for information.

use std::hint::black_box;
use std::process::ExitCode;

use ecgrid::types::KeyInfo;
use ecgrid_benches::pairs::{Pairs, Plan, report};
use ecgrid_benches::{Outcome, bodies, by_hand};
use serde::de::DeserializeOwned;

const BAR: f64 = 1.10;

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

fn read<T: DeserializeOwned>(text: &[u8]) -> Outcome<Vec<T>> {
    let envelope: by_hand::Envelope<Vec<T>> = serde_json::from_slice(text)?;
    envelope.data.ok_or_else(|| "no records".into())
}

fn decode<T: DeserializeOwned>(text: &[u8]) {
    let records = read::<T>(black_box(text));
    assert!(black_box(records).is_ok(), "the answer was not read");
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
    let text = bodies::list_keys(1_000).into_bytes();
    let (emitted, derived) = (read::<KeyInfo>(&text)?, read::<by_hand::KeyInfo>(&text)?);
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
    let derived_twice = Pairs::measure(
        plan,
        || decode::<by_hand::KeyInfo>(&text),
        || decode::<by_hand::KeyInfo>(&text),
    );
    report(
        "derived, twice: the noise",
        "processor",
        &derived_twice.processor(),
        None,
    );
    let records = Pairs::measure(
        plan,
        || decode::<KeyInfo>(&text),
        || decode::<by_hand::KeyInfo>(&text),
    );
    let mut kept = report("emitted / derived", "wall", &records.wall(), Some(BAR));
    kept &= report(
        "emitted / derived",
        "processor",
        &records.processor(),
        Some(BAR),
    );
    let plain = Pairs::measure(
        plan,
        || decode::<KeyInfo>(&text),
        || decode::<by_hand::PlainKeyInfo>(&text),
    );
    report(
        "emitted / derived, plain texts",
        "processor",
        &plain.processor(),
        None,
    );
    Ok(kept)
}
