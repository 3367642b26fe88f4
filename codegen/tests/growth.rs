//! Generating takes no more than what is read and written: shape by shape, what is allocated grows
//! with the description and what comes of it, and not with its square.
//!
//! Allocations are counted rather than time, which no test can rely on; `scripts/curve --shapes`
//! measures the time of the same shapes, at sizes that a test has no patience for.

mod growth {
    pub(crate) mod shapes;
}
mod support;

use std::alloc::System;
use std::path::Path;

use bindery::package::{Package, PackageError};
use bindery::{Error, Generator};
use growth::shapes::{SHAPES, Shape, USUAL};
use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};
use support::put;

#[global_allocator]
static HEAP: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

/// How a description is read.
#[derive(Clone, Copy, Debug)]
enum How {
    Accepting,
    Strict,
}

/// What one run took, and what it read and gave.
#[derive(Clone, Copy, Debug)]
struct Cost {
    allocations: usize,
    bytes: usize,
    generated: bool,
}

/// What came of a run, by its size; whether code did.
fn run(spec: &Path, how: How) -> (usize, bool) {
    let outcome = if spec.join("bindery.yaml").exists() {
        let config = spec.join("bindery.yaml");
        Generator::from_config(&config).and_then(|generator| generator.generate())
    } else {
        let package = Package::new(spec.join("api.yaml"), spec.join("out"))
            .strict(matches!(how, How::Strict));
        match package.generate() {
            Ok(files) => Ok(files),
            Err(PackageError::Generation(Error::Findings(findings))) => Err(findings),
            Err(other) => panic!("{}: {other}", spec.display()),
        }
    };
    match outcome {
        Ok(files) => {
            let sizes = files.iter().map(|(path, text)| path.len() + text.len());
            (sizes.sum(), true)
        }
        Err(findings) => {
            let sizes = findings.iter().map(|one| one.message().len() + 100);
            (sizes.sum(), false)
        }
    }
}

fn cost(shape: &Shape, count: usize, how: How) -> Cost {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let mut bytes = 0;
    for (path, text) in (shape.files)(count) {
        bytes += text.len();
        put(folder.path(), &path, text);
    }
    let region = Region::new(HEAP);
    let (size, generated) = run(folder.path(), how);
    bytes += size;
    let change = region.change();
    Cost {
        allocations: change.allocations + change.reallocations,
        bytes,
        generated,
    }
}

#[test]
fn what_is_allocated_grows_with_what_is_read_and_written() {
    let mut wrong = Vec::new();
    for shape in SHAPES {
        for how in [How::Strict, How::Accepting] {
            let counts = [shape.from, 2 * shape.from, 4 * shape.from];
            let [one, two, four] = counts.map(|count| cost(shape, count, how));
            // The differences: what every run takes does not count.
            let growth = |of: fn(Cost) -> usize| {
                let more = |less: usize, more: usize| more.saturating_sub(less).max(1) as f64;
                more(of(two), of(four)) / more(of(one), of(two))
            };
            let (work, size) = (growth(|cost| cost.allocations), growth(|cost| cost.bytes));
            if work > size.max(2.0) * 1.25 {
                wrong.push(format!("{} {how:?}: {work:.2} for {size:.2}", shape.name));
            }
            // Where nothing has to be accepted, accepting is the same; where much is, refusing
            // shows as much.
            if four.generated || shape.from > USUAL {
                break;
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
