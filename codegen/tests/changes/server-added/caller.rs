//! Lists things.

use example::{ApiKey, Client, Error};

/// Lists the things of the service that the crate knows.
pub async fn list(key: ApiKey) -> Result<(), Error> {
    Client::new(key)?.calls().list_things().await
}
