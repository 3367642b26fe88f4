// error: E0308 list_things String

//! Lists things, and awaits nothing.

use example::{Client, Error};

/// Has them listed.
pub async fn text(client: &Client) -> Result<(), Error> {
    client.calls().list_things().await
}
