//! Lists things with a key.

use example::{ApiKey, Client, Error};

/// Lists the things.
pub async fn list(key: ApiKey) -> Result<(), Error> {
    Client::new(key)?.calls().list_things().await
}
