// warning: deprecated method limit

//! Lists a few things.

use example::{Client, Error};

/// Lists no more than some.
pub async fn some(client: &Client, limit: i64) -> Result<(), Error> {
    client.calls().list_things().limit(limit).await
}
