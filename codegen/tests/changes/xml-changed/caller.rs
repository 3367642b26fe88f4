//! Reads a thing.

use example::{Client, Error};

/// Reads the size of the thing.
pub async fn size(client: &Client) -> Result<i64, Error> {
    Ok(client.calls().get_thing().await?.size)
}
