//! Reads the name of a thing.

use example::{Client, Error};

/// The name.
pub async fn name(client: &Client) -> Result<Option<String>, Error> {
    Ok(client.calls().get_thing().await?.name)
}
