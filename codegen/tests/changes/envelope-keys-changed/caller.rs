//! Gets a thing out of its envelope.

use example::types::Thing;
use example::{Client, Error};

/// Gets the thing, where there is one.
pub async fn thing(client: &Client) -> Result<Option<Thing>, Error> {
    client.calls().get_thing().await
}
