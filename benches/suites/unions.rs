//! What it costs to read 1,000 unions and open enumerations as a call does, beside types of the same fields with
//! `#[derive(Deserialize)]`. The 95 % interval of the ratio has to end below 1.1 for a union with a tag, which is serde's
//! internally tagged one, and below 0.5 for one without, which is serde's untagged one.

use std::hint::black_box;
use std::process::ExitCode;

use bindery_runtime::from_json;
use ecgrid_benches::events::types;
use ecgrid_benches::pairs::{Pairs, Plan, report};
use ecgrid_benches::{Outcome, unions};

const TAGGED: f64 = 1.1;
const UNTAGGED: f64 = 0.5;

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

/// Measures one kind of value, and says whether the bar is kept.
macro_rules! compared {
    ($subject:literal, $text:expr, $type:ident, $bar:expr) => {{
        let text = $text;
        let emitted = || from_json::<Vec<types::$type>>(black_box(text.as_bytes()));
        let derived = || serde_json::from_str::<Vec<unions::$type>>(black_box(&text));
        // Both sides read every value, and none as `Unknown`.
        let (count, unknown) = (emitted()?.len(), format!("{:?}", emitted()?));
        if count != derived()?.len() || unknown.contains("UnknownVariant") {
            return Err(concat!($subject, ": the two sides read different values").into());
        }
        let plan = Plan {
            rounds: 600,
            block: 5,
        };
        let pairs = Pairs::measure(
            plan.scaled(),
            || drop(black_box(emitted())),
            || drop(black_box(derived())),
        );
        report($subject, "wall", &pairs.wall(), $bar)
            & report($subject, "processor", &pairs.processor(), $bar)
    }};
}

fn run() -> Outcome<bool> {
    println!(
        "{:<34} {:<9} {:>10} {:>10}  ratio [95 % interval]",
        "1,000 of", "measure", "emitted", "derived"
    );
    let mut kept = compared!(
        "a union with a tag",
        unions::events(1_000),
        Event,
        Some(TAGGED)
    );
    kept &= compared!(
        "a union without a tag",
        unions::values(1_000),
        Value,
        Some(UNTAGGED)
    );
    kept &= compared!("an open enumeration", unions::states(1_000), State, None);
    Ok(kept)
}
