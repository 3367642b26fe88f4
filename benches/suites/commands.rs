//! Two whole commands in turns, by the clock: `-- ROUNDS FIRST SECOND`, each command in one argument and split at spaces.
//! `benches/rivals` calls it.

use std::process::{Command, ExitCode, Stdio};
use std::time::Instant;

use ecgrid_benches::Outcome;
use ecgrid_benches::pairs::{Comparison, report};

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args()
        .skip(1)
        .filter(|word| word != "--bench")
        .collect();
    let outcome = match &words[..] {
        // As when all benchmarks are run.
        [] => Ok(()),
        [rounds, first, second] => run(rounds, first, second),
        _ => Err("rounds and two commands, please".into()),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run(rounds: &str, first: &str, second: &str) -> Outcome<()> {
    let rounds: usize = rounds.parse()?;
    let mut times = Vec::new();
    for round in 0..=rounds {
        let pair = if round % 2 == 0 {
            let a = time(first)?;
            (a, time(second)?)
        } else {
            let b = time(second)?;
            (time(first)?, b)
        };
        // The first round fills the caches.
        if round > 0 {
            times.push(pair);
        }
    }
    report("first / second", "wall", &Comparison::of(&times), None);
    Ok(())
}

fn time(command: &str) -> Outcome<f64> {
    let mut words = command.split(' ');
    let program = words.next().ok_or("an empty command")?;
    let start = Instant::now();
    let output = Command::new(program)
        .args(words)
        .stdin(Stdio::null())
        .output()?;
    let seconds = start.elapsed().as_secs_f64();
    if output.status.success() {
        Ok(seconds)
    } else {
        let message = String::from_utf8_lossy(&output.stderr);
        Err(format!("`{command}` failed: {message}").into())
    }
}
