//! How often a call allocates through the emitted client, beside the client written by hand: at most 5 times more.
//!
//! Only the thread of the client is counted; the server has threads of its own.

use std::hint::black_box;
use std::process::ExitCode;

use allocation_counter::measure;
use ecgrid::SecretString;
use ecgrid_benches::server::Server;
use ecgrid_benches::{API_KEY, Outcome, by_hand};

/// How many allocations more than by hand a call may make.
const BAR: u64 = 5;

/// How often each call is made. The median is what a call costs on a connection that is in use.
const CALLS: usize = 101;

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

/// Allocations of a call and the bytes that they asked for.
fn allocations(mut call: impl FnMut()) -> (u64, u64) {
    let mut calls: Vec<(u64, u64)> = (0..CALLS)
        .map(|_| {
            let info = measure(&mut call);
            (info.count_total, info.bytes_total)
        })
        .collect();
    calls.sort_unstable();
    calls[CALLS / 2]
}

fn run() -> Outcome<bool> {
    let server = Server::start()?;
    let runtime = ecgrid_benches::runtime()?;
    let key = SecretString::from(API_KEY);
    let (emitted, by_hand) = (
        ecgrid_benches::emitted(&server.url())?,
        by_hand::Client::new(&server.url(), &key)?,
    );
    let (many, many_by_hand) = (
        ecgrid_benches::emitted(&server.url_of_many())?,
        by_hand::Client::new(&server.url_of_many(), &key)?,
    );

    let mut kept = true;
    let mut show = |call: &str, emitted: (u64, u64), by_hand: (u64, u64)| {
        let verdict = if emitted.0 <= by_hand.0 + BAR {
            "kept"
        } else {
            kept = false;
            "NOT kept"
        };
        println!(
            "{call:<26} emitted {:>5} ({:>7} bytes)   by hand {:>5} ({:>7} bytes)   at most {BAR} more: {verdict}",
            emitted.0, emitted.1, by_hand.0, by_hand.1
        );
    };
    show(
        "Get Key",
        allocations(|| {
            let key = runtime.block_on(async { emitted.keys().get(12345).await });
            assert!(black_box(key).is_ok(), "the emitted client failed");
        }),
        allocations(|| {
            let key = runtime.block_on(by_hand.get_key(12345));
            assert!(black_box(key).is_ok(), "the client written by hand failed");
        }),
    );
    show(
        "List Keys, 2 records",
        allocations(|| {
            let keys = runtime.block_on(async { emitted.keys().list(12345).await });
            assert!(black_box(keys).is_ok(), "the emitted client failed");
        }),
        allocations(|| {
            let keys = runtime.block_on(by_hand.list_keys(12345, None));
            assert!(black_box(keys).is_ok(), "the client written by hand failed");
        }),
    );
    show(
        "List Keys, 1,000 records",
        allocations(|| {
            let keys = runtime.block_on(async { many.keys().list(12345).await });
            assert!(black_box(keys).is_ok(), "the emitted client failed");
        }),
        allocations(|| {
            let keys = runtime.block_on(many_by_hand.list_keys(12345, None));
            assert!(black_box(keys).is_ok(), "the client written by hand failed");
        }),
    );
    Ok(kept)
}
