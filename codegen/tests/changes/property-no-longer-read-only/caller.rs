//! Names a thing.

use example::types::Thing;
use example::{Client, Error};

/// Sends a thing.
pub async fn put(client: &Client) -> Result<(), Error> {
    client.calls().update_things([Thing::new(1)]).await
}
