//! Looks at the status of a response.

use example::{Client, Error};

/// Whether the thing was there already.
pub async fn was_there(client: &Client) -> Result<bool, Error> {
    let response = client.calls().get_thing().with_response().await?;
    Ok(response.status() == 200)
}
