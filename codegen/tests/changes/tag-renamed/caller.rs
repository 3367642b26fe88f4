// error: E0599 things

//! Lists things.

use example::{Client, Error};

/// Lists them.
pub async fn list(client: &Client) -> Result<(), Error> {
    client.things().list().await
}
