//! Lists things.

use example::{ApiKey, Client, Error};

/// Lists the things with a key of its own.
pub async fn list(key: ApiKey) -> Result<(), Error> {
    Client::new(key)?.calls().list_things().await
}
