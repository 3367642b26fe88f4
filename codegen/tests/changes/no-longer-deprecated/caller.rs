//! Gets a thing.

use example::{Client, Error};

/// Gets the thing, for as long as that goes.
#[allow(deprecated)]
pub async fn get(client: &Client) -> Result<(), Error> {
    client.calls().get_thing().await
}
