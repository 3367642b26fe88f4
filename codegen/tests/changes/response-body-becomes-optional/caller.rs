// error: E0308 list_things Option<String>

//! Asks for a text.

use example::{Client, Error};

/// Asks for the text.
pub async fn text(client: &Client) -> Result<String, Error> {
    client.calls().list_things().await
}
