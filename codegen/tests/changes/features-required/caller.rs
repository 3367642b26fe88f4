// features:
// error: E0432 example::Client

//! Lists things, with no feature of the crate but what it always has.

use example::{ApiKey, Client, Error};

/// Lists the things with a key of its own.
pub async fn list(key: ApiKey) -> Result<(), Error> {
    Client::new(key)?.calls().list_things().await
}
