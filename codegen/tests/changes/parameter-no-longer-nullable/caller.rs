// error: E0277 list_things Option<

//! Lists things of a name, or of none.

use example::{Client, Error};

/// Lists them.
pub async fn named(client: &Client, name: Option<String>) -> Result<(), Error> {
    client.calls().list_things(name).await
}
