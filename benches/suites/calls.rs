//! What a call over loopback costs through the emitted client, beside the client written by hand: the ratio of their
//! times, whose 95 % interval has to end below 1.05.

use std::hint::black_box;
use std::process::ExitCode;

use ecgrid::SecretString;
use ecgrid_benches::pairs::{Pairs, Plan, report};
use ecgrid_benches::server::Server;
use ecgrid_benches::{API_KEY, Outcome, by_hand};
use tokio::runtime::Runtime;
use tokio::task::JoinSet;

const BAR: f64 = 1.05;

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

/// The two clients of one server, and the runtime that drives both.
struct Sides {
    runtime: Runtime,
    emitted: ecgrid::Client,
    by_hand: by_hand::Client,
}

impl Sides {
    fn new(url: &str) -> Outcome<Self> {
        Ok(Self {
            runtime: ecgrid_benches::runtime()?,
            emitted: ecgrid_benches::emitted(url)?,
            by_hand: by_hand::Client::new(url, &SecretString::from(API_KEY))?,
        })
    }

    fn get(&self) {
        let key = self
            .runtime
            .block_on(async { self.emitted.keys().get(12345).await });
        assert!(black_box(key).is_ok(), "the emitted client failed");
    }

    fn get_by_hand(&self) {
        let key = self.runtime.block_on(self.by_hand.get_key(12345));
        assert!(black_box(key).is_ok(), "the client written by hand failed");
    }

    fn list(&self) {
        let keys = self
            .runtime
            .block_on(async { self.emitted.keys().list(12345).await });
        assert!(black_box(keys).is_ok(), "the emitted client failed");
    }

    fn list_by_hand(&self) {
        let keys = self.runtime.block_on(self.by_hand.list_keys(12345, None));
        assert!(black_box(keys).is_ok(), "the client written by hand failed");
    }
}

impl Sides {
    /// As many calls at once.
    fn get_at_once(&self, count: usize) {
        self.runtime.block_on(async {
            let mut calls = JoinSet::new();
            for _ in 0..count {
                let call = self.emitted.keys().get(12345);
                calls.spawn(async { call.await.is_ok() });
            }
            assert!(all(calls).await, "the emitted client failed");
        });
    }

    fn get_at_once_by_hand(&self, count: usize) {
        self.runtime.block_on(async {
            let mut calls = JoinSet::new();
            for _ in 0..count {
                let client = self.by_hand.clone();
                calls.spawn(async move { client.get_key(12345).await.is_ok() });
            }
            assert!(all(calls).await, "the client written by hand failed");
        });
    }
}

/// Whether all calls succeed.
async fn all(mut calls: JoinSet<bool>) -> bool {
    let mut kept = true;
    while let Some(call) = calls.join_next().await {
        kept &= call.is_ok_and(|succeeded| succeeded);
    }
    kept
}

fn run() -> Outcome<bool> {
    let server = Server::start()?;
    let few = Sides::new(&server.url())?;
    let many = Sides::new(&server.url_of_many())?;
    let plan = Plan {
        rounds: 1_000,
        block: 20,
    }
    .scaled();

    println!(
        "{:<34} {:<9} {:>10} {:>10}  ratio [95 % interval]",
        "call", "measure", "emitted", "by hand"
    );
    let mut kept = true;
    let mut show = |subject: &str, pairs: &Pairs, bar| {
        kept &= report(subject, "wall", &pairs.wall(), bar);
        kept &= report(subject, "processor", &pairs.processor(), bar);
    };
    let by_hand_twice = Pairs::measure(plan, || few.get_by_hand(), || few.get_by_hand());
    show("by hand, twice: the noise", &by_hand_twice, None);
    let get = Pairs::measure(plan, || few.get(), || few.get_by_hand());
    show("Get Key", &get, Some(BAR));
    let list = Pairs::measure(plan, || few.list(), || few.list_by_hand());
    show("List Keys, 2 records", &list, Some(BAR));
    for (count, rounds) in [(1, 1_000), (16, 500), (256, 150)] {
        let plan = Plan { rounds, block: 2 }.scaled();
        let get = Pairs::measure(
            plan,
            || few.get_at_once(count),
            || few.get_at_once_by_hand(count),
        );
        show(&format!("Get Key, {count} at once"), &get, Some(BAR));
    }
    let plan = Plan {
        rounds: 300,
        block: 4,
    }
    .scaled();
    let list = Pairs::measure(plan, || many.list(), || many.list_by_hand());
    show("List Keys, 1,000 records", &list, Some(BAR));
    Ok(kept)
}
