//! Two ways to do the same thing, measured in turns.
//!
//! A machine is never equally fast for long, so the two are never timed one after the other as wholes: each round times
//! a block of one and a block of the other, in alternating order, and gives one ratio. The result is the median of the
//! ratios, with an interval from resampling the rounds.
//!
//! Each block is timed by the clock on the wall and by the processor time of this thread. The second does not see what
//! other processes do, nor what the server does, which both sides wait for alike.

use std::fmt;
use std::time::{Duration, Instant};

use cpu_time::ThreadTime;

/// How often the rounds are resampled for an interval.
const RESAMPLES: usize = 2_000;

/// How many rounds, of how many runs a side.
#[derive(Clone, Copy, Debug)]
pub struct Plan {
    /// Pairs of blocks.
    pub rounds: usize,
    /// Runs in a block.
    pub block: usize,
}

impl Plan {
    /// The plan with as many times the rounds as the variable `BENCH_ROUNDS` of the environment says.
    #[must_use]
    pub fn scaled(self) -> Self {
        let factor: f64 = std::env::var("BENCH_ROUNDS")
            .ok()
            .and_then(|text| text.parse().ok())
            .unwrap_or(1.0);
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_precision_loss,
            clippy::cast_sign_loss,
            reason = "a number of rounds is small and positive"
        )]
        let rounds = (self.rounds as f64 * factor) as usize;
        Self {
            rounds: rounds.max(10),
            ..self
        }
    }
}

/// What was measured of two ways to do the same thing.
#[derive(Clone, Debug, Default)]
pub struct Pairs {
    wall: Vec<(f64, f64)>,
    processor: Vec<(f64, f64)>,
}

/// A median with its 95 % interval.
#[derive(Clone, Copy, Debug)]
pub struct Interval {
    /// The lower bound.
    pub low: f64,
    /// The median.
    pub median: f64,
    /// The upper bound.
    pub high: f64,
}

/// A median time of each side, in seconds a run, and the interval of their ratio.
#[derive(Clone, Copy, Debug)]
pub struct Comparison {
    /// Seconds a run of the first side.
    pub first: f64,
    /// Seconds a run of the second side.
    pub second: f64,
    /// The first side's time in units of the second side's.
    pub ratio: Interval,
}

impl Pairs {
    /// Measures two sides in turns, after a tenth of the rounds to warm up.
    pub fn measure(plan: Plan, mut first: impl FnMut(), mut second: impl FnMut()) -> Self {
        let mut pairs = Self::default();
        let warm_up = plan.rounds / 10 + 1;
        for round in 0..plan.rounds + warm_up {
            let (a, b) = if round % 2 == 0 {
                let a = time(plan.block, &mut first);
                (a, time(plan.block, &mut second))
            } else {
                let b = time(plan.block, &mut second);
                (time(plan.block, &mut first), b)
            };
            if round >= warm_up {
                pairs.wall.push((a.0, b.0));
                pairs.processor.push((a.1, b.1));
            }
        }
        pairs
    }

    /// By the clock on the wall.
    #[must_use]
    pub fn wall(&self) -> Comparison {
        Comparison::of(&self.wall)
    }

    /// By the processor time of the thread.
    #[must_use]
    pub fn processor(&self) -> Comparison {
        Comparison::of(&self.processor)
    }
}

/// Seconds a run: by the clock, and of the processor.
fn time(block: usize, run: &mut impl FnMut()) -> (f64, f64) {
    let (clock, processor) = (Instant::now(), ThreadTime::now());
    for _ in 0..block {
        run();
    }
    let (processor, clock) = (processor.elapsed(), clock.elapsed());
    let runs = u32::try_from(block).unwrap_or(u32::MAX);
    let each = |time: Duration| (time / runs).as_secs_f64();
    // Times below a nanosecond a run are beyond what is measured here.
    (each(clock).max(1e-9), each(processor).max(1e-9))
}

impl Comparison {
    /// Compares the times of rounds.
    #[must_use]
    pub fn of(rounds: &[(f64, f64)]) -> Self {
        let mut first: Vec<f64> = rounds.iter().map(|round| round.0).collect();
        let mut second: Vec<f64> = rounds.iter().map(|round| round.1).collect();
        let ratios: Vec<f64> = rounds.iter().map(|round| round.0 / round.1).collect();
        Self {
            first: median(&mut first),
            second: median(&mut second),
            ratio: Interval::of(&ratios),
        }
    }
}

impl Interval {
    /// The median of some values, and where it falls in 95 % of resamples.
    #[must_use]
    pub fn of(values: &[f64]) -> Self {
        // The same values give the same interval.
        let mut random = fastrand::Rng::with_seed(20_261_121);
        let mut sample = vec![0.0; values.len()];
        let mut medians: Vec<f64> = (0..RESAMPLES)
            .map(|_| {
                sample.fill_with(|| values[random.usize(..values.len())]);
                median(&mut sample)
            })
            .collect();
        medians.sort_by(f64::total_cmp);
        Self {
            low: medians[RESAMPLES / 40],
            median: median(&mut values.to_vec()),
            high: medians[RESAMPLES - 1 - RESAMPLES / 40],
        }
    }
}

impl fmt::Display for Interval {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:.3} [{:.3}, {:.3}]", self.median, self.low, self.high)
    }
}

/// The median; of an even number of values the greater one in the middle.
fn median(values: &mut [f64]) -> f64 {
    let middle = values.len() / 2;
    *values.select_nth_unstable_by(middle, f64::total_cmp).1
}

/// A time with its unit.
#[must_use]
pub fn shown(seconds: f64) -> String {
    if seconds >= 1.0 {
        format!("{seconds:.2} s")
    } else if seconds >= 1e-3 {
        format!("{:.2} ms", seconds * 1e3)
    } else {
        format!("{:.1} µs", seconds * 1e6)
    }
}

/// Prints a comparison on a line, and says whether the upper bound of the ratio is below the bar.
pub fn report(subject: &str, measure: &str, comparison: &Comparison, bar: Option<f64>) -> bool {
    let Comparison {
        first,
        second,
        ratio,
    } = comparison;
    let kept = bar.is_none_or(|bar| ratio.high < bar);
    let verdict = match bar {
        Some(bar) if kept => format!("below {bar}"),
        Some(bar) => format!("NOT below {bar}"),
        None => String::new(),
    };
    println!(
        "{subject:<34} {measure:<9} {:>10} {:>10}  {ratio}  {verdict}",
        shown(*first),
        shown(*second)
    );
    kept
}
