// error: E0599 get_thing

//! Gets a thing.

use example::{Client, Error};

/// Gets the thing.
pub async fn get(client: &Client) -> Result<(), Error> {
    client.calls().get_thing().await
}
