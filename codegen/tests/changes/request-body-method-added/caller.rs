//! Lists things of an id.

use example::{Client, Error};

/// Lists them.
pub async fn of(client: &Client, id: i64) -> Result<(), Error> {
    client.calls().list_things(id).await
}
