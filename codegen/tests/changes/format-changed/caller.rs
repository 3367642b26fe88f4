//! Lists a thing by its identifier.

use example::{Client, Error};

/// Lists it.
pub async fn one(client: &Client, id: &str) -> Result<(), Error> {
    client.calls().list_things(id).await
}
