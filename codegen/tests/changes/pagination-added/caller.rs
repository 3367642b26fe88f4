//! Reads the first things.

use example::{Client, Error};

/// How many there are.
pub async fn count(client: &Client) -> Result<usize, Error> {
    let page = client.calls().list_things().await?;
    Ok(page.things.unwrap_or_default().len())
}
