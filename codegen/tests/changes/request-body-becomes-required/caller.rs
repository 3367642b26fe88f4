// error: E0599 list_things_without_body

//! Lists all things.

use example::{Client, Error};

/// Lists them.
pub async fn all(client: &Client) -> Result<(), Error> {
    client.calls().list_things_without_body().await
}
