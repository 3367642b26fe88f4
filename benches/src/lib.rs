//! What the benchmarks share: a server on loopback, the client that somebody would write by hand, answers of a given
//! size, and the statistics of pairs.
//!
//! Nothing here is part of a published crate. The suites in `suites/` each measure one thing and say so in their first
//! lines; `README.md` holds what they measured.

pub mod bodies;
pub mod by_hand;
pub mod pairs;
pub mod server;
pub mod unions;

/// The emitted client of `spec/key-list.yaml`.
pub mod key_list {
    include!(concat!(env!("OUT_DIR"), "/key_list/mod.rs"));
}

/// The emitted client of `spec/events/events.yaml`.
#[allow(missing_docs, reason = "the description does not document everything")]
pub mod events {
    include!(concat!(env!("OUT_DIR"), "/events/mod.rs"));
}

use std::error::Error as StdError;
use std::hint::black_box;

/// Any failure: a benchmark that cannot measure says why and ends.
pub type Outcome<T> = Result<T, Box<dyn StdError + Send + Sync>>;

/// Calls `run` a number of times, for a tool that counts the instructions of a process.
///
/// # Errors
///
/// Those of `run`.
pub fn repeat<T, E>(times: usize, run: impl Fn() -> Result<T, E>) -> Outcome<()>
where
    Box<dyn StdError + Send + Sync>: From<E>,
{
    for _ in 0..times {
        black_box(run()?);
    }
    Ok(())
}

/// The key that clients of the server on loopback send.
pub const API_KEY: &str = "bench-5f2d8c1a-7b34-4e6f-9a0d-3c1e8f7b2a60";

/// The runtime that all clients are driven by: one thread, so that its processor time is that of the client.
pub fn runtime() -> Outcome<tokio::runtime::Runtime> {
    Ok(tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?)
}

/// The emitted client, calling the server on loopback.
pub fn emitted(base_url: &str) -> Outcome<ecgrid::Client> {
    let key = ecgrid::ApiKey::new(API_KEY)?;
    Ok(ecgrid::Client::builder(key).base_url(base_url).build()?)
}
