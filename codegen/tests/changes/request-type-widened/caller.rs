// error: E0308 list_things i64

//! Lists a few things.

use example::{Client, Error};

/// Lists no more than some.
pub async fn some(client: &Client, limit: i32) -> Result<(), Error> {
    client.calls().list_things(limit).await
}
