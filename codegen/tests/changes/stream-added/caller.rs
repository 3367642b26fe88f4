//! Lists things at once.

use example::types::Thing;
use example::{Client, Error};

/// Lists them.
pub async fn all(client: &Client) -> Result<Thing, Error> {
    client.calls().list_things().await
}
