//! Lists things.

use example::rest::things::Things;
use example::{Client, Error};

/// The handle of the group.
pub fn things(client: &Client) -> Things<'_> {
    client.things()
}

/// Lists them.
pub async fn list(client: &Client) -> Result<(), Error> {
    things(client).list().await
}
