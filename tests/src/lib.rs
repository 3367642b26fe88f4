//! What the tests of the emitted client stand on: servers on loopback that record whole requests
//! and answer exactly what a test wants, and ears for everything that a client may say.
//!
//! Nothing here knows how the client works inside: it sees bytes on a socket, and what the public
//! API of `ecgrid` shows. Nothing here leaves the machine.

mod client;
mod listen;
mod promises;
mod received;
mod reply;
mod server;
mod shown;
mod soap;
mod tls;

pub use client::{KEY, SESSION, rest, soap};
pub use listen::Listener;
pub use received::Received;
pub use reply::Reply;
pub use server::Server;
pub use shown::everything;
pub use soap::{Soap, outline};
pub use tls::{Authority, TlsServer};

/// Reads a file of `fixtures/`, without the line feed at its end.
///
/// # Panics
///
/// When there is no such file.
#[must_use]
pub fn fixture(name: &str) -> String {
    let path = format!("{}/fixtures/{name}", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
    text.strip_suffix('\n').unwrap_or(&text).to_owned()
}
