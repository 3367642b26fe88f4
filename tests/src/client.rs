//! Clients for servers on loopback, and the credentials that they carry.

use std::time::Duration;

use ecgrid::soap::Session;
use ecgrid::{ApiKey, ClientBuilder};

use crate::{Server, Soap};

/// The API key of clients made by [`rest`].
pub const KEY: &str = "tests-api-key-0001";

/// The session of clients made by [`soap`].
pub const SESSION: &str = "11c8a3f0-77aa-4d52-9d0e-2f6f0f1b9e44";

/// Pauses between attempts that no test has to wait for.
const PAUSE: Duration = Duration::from_millis(1);

/// A builder for a REST client of a server.
///
/// # Panics
///
/// Never: the key is a good one.
pub fn rest(server: &Server) -> ClientBuilder {
    let key = ApiKey::new(KEY).expect("a good key");
    ecgrid::Client::builder(key)
        .base_url(server.url())
        .backoff(PAUSE, PAUSE)
}

/// A builder for a SOAP client of a server.
///
/// # Panics
///
/// Never: the session is a good one.
pub fn soap(server: &Server, version: Soap) -> ecgrid::soap::ClientBuilder {
    let session = Session::new(SESSION).expect("a good session");
    let builder = ecgrid::soap::Client::builder(session)
        .endpoint(format!("{}/v4.1/prod/ECGridOS.asmx", server.url()))
        .backoff(PAUSE, PAUSE);
    match version {
        Soap::V11 => builder,
        Soap::V12 => builder.soap12(),
    }
}
