// error: E0277 str iterator

//! Lists things of a name.

use example::{Client, Error};

/// Lists them.
pub async fn named(client: &Client, name: &str) -> Result<(), Error> {
    client.calls().list_things(name).await
}
