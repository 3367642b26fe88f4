//! Reads a thing.

use example::types::Thing;
use example::{Client, Error};

/// Gets the identifier of the thing.
pub async fn id(client: &Client) -> Result<i64, Error> {
    let Thing { id, .. } = client.calls().get_thing().await?;
    Ok(id)
}
