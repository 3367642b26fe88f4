//! Reads a thing.

use example::{Client, Error};

/// Reads the size of the thing.
pub async fn size(client: &Client) -> Result<i64, Error> {
    Ok(client.default().get_thing().await?.size)
}
