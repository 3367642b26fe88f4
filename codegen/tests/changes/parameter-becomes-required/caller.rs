// error: E0061 list_things

//! Lists things.

use example::{Client, Error};

/// Lists as many as the service likes.
pub async fn list(client: &Client) -> Result<(), Error> {
    client.calls().list_things().await
}
