//! How fast a SOAP answer of 1,000 records is read, in megabytes a second.
//!
//! Reading has no entrance but a call, so it is a call over loopback; the same bytes are fetched without being read, in
//! turns with it, and the difference is the reading. Beside it stands what the XML reader underneath takes alone.

use std::hint::black_box;
use std::process::ExitCode;

use ecgrid_benches::key_list::soap::{Client, Session};
use ecgrid_benches::pairs::{Comparison, Pairs, Plan, report};
use ecgrid_benches::server::Server;
use ecgrid_benches::{API_KEY, Outcome, bodies, by_hand};

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

#[expect(
    clippy::cast_precision_loss,
    reason = "the size of an answer is far below 2⁵²"
)]
fn megabytes_a_second(bytes: usize, seconds: f64) -> f64 {
    bytes as f64 / seconds / 1e6
}

fn run() -> Outcome<()> {
    let server = Server::start()?;
    let endpoint = format!("{}/soap", server.url());
    let client = Client::builder(Session::new(API_KEY)?)
        .endpoint(&endpoint)
        .build()?;
    let http = by_hand::http()?.build()?;
    let runtime = ecgrid_benches::runtime()?;
    let text = bodies::key_list(1_000);

    let records = runtime.block_on(async { client.keys().key_list(142).await })?;
    if records.len() != 1_000 {
        return Err("the records are not all there".into());
    }
    let call = || {
        let records = runtime.block_on(async { client.keys().key_list(142).await });
        assert!(black_box(records).is_ok(), "the call failed");
    };
    let fetch = || {
        let bytes = runtime.block_on(async {
            let answer = http.post(&endpoint).body("<request/>").send().await?;
            answer.bytes().await
        });
        assert!(black_box(bytes).is_ok(), "the fetch failed");
    };
    let parse = || {
        assert!(
            black_box(roxmltree::Document::parse(black_box(&text))).is_ok(),
            "the answer was not read"
        );
    };

    let plan = Plan {
        rounds: 300,
        block: 3,
    }
    .scaled();
    println!(
        "{:<34} {:<9} {:>10} {:>10}  ratio [95 % interval]   ({} bytes)",
        "1,000 KeyValue",
        "measure",
        "call",
        "other",
        text.len()
    );
    let against_fetch = Pairs::measure(plan, call, fetch);
    report("call / fetch", "wall", &against_fetch.wall(), None);
    report(
        "call / fetch",
        "processor",
        &against_fetch.processor(),
        None,
    );
    let against_parse = Pairs::measure(plan, call, parse);
    report(
        "call / XML reader",
        "processor",
        &against_parse.processor(),
        None,
    );

    let bytes = text.len();
    let Comparison { first, .. } = against_fetch.wall();
    println!(
        "whole call          {:>7.1} MB/s",
        megabytes_a_second(bytes, first)
    );
    let Comparison { first, second, .. } = against_fetch.processor();
    println!(
        "reading alone       {:>7.1} MB/s of processor time",
        megabytes_a_second(bytes, first - second)
    );
    let Comparison { second, .. } = against_parse.processor();
    println!(
        "XML reader alone    {:>7.1} MB/s of processor time",
        megabytes_a_second(bytes, second)
    );
    Ok(())
}
