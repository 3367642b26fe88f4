//! Sets a thing.

use example::{Client, Error};

/// Sets the thing.
pub async fn set(client: &Client, name: &str) -> Result<(), Error> {
    client.calls().set_thing(name).await
}
