// error: E0599 get

//! Gets a thing.

use example::{Client, Error};

/// Gets it.
pub async fn get(client: &Client) -> Result<(), Error> {
    client.things().get().await
}
