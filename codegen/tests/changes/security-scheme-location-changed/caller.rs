//! Lists things with a key, wherever that travels.

use example::{ApiKey, Client, Error};

/// Lists the things with a key of its own.
pub async fn list(key: ApiKey) -> Result<(), Error> {
    Client::new(key)?.calls().list_things().await
}
