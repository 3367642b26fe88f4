//! Unions and open enumerations read a given number of times, for a tool that counts the instructions of a process.
//!
//! `unions tagged|untagged|states call|serde|derived TIMES`: as a call reads them, as their own `Deserialize` does, and
//! the types by hand.

use std::hint::black_box;
use std::process::ExitCode;

use bindery_runtime::from_json;
use bindery_runtime::v1::Value;
use ecgrid_benches::events::types;
use ecgrid_benches::{Outcome, repeat, unions};

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Outcome<()> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let [kind, side, times] = &words[..] else {
        return Err("see the first lines of this program".into());
    };
    let times = times.parse()?;
    let text = &match kind.as_str() {
        "tagged" => unions::events(1_000),
        "untagged" => unions::values(1_000),
        _ => unions::states(1_000),
    };
    match (kind.as_str(), side.as_str()) {
        ("tagged", "call") => repeat(times, || by_client::<types::Event>(text)),
        ("tagged", "serde") => repeat(times, || by_serde::<types::Event>(text)),
        ("tagged", "derived") => repeat(times, || by_serde::<unions::Event>(text)),
        ("untagged", "call") => repeat(times, || by_client::<types::Value>(text)),
        ("untagged", "serde") => repeat(times, || by_serde::<types::Value>(text)),
        ("untagged", "derived") => repeat(times, || by_serde::<unions::Value>(text)),
        ("states", "call") => repeat(times, || by_client::<types::State>(text)),
        ("states", "serde") => repeat(times, || by_serde::<types::State>(text)),
        ("states", "derived") => repeat(times, || by_serde::<unions::State>(text)),
        _ => Err("see the first lines of this program".into()),
    }
}

fn by_client<T: Value>(text: &str) -> Outcome<Vec<T>> {
    Ok(from_json(black_box(text.as_bytes()))?)
}

fn by_serde<T: serde::de::DeserializeOwned>(text: &str) -> Outcome<Vec<T>> {
    Ok(serde_json::from_str(black_box(text))?)
}
