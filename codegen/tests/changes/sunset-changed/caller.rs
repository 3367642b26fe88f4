//! Calls what goes away.

#![allow(deprecated, reason = "it is called until it goes away")]

use example::{Client, Error};

/// Lists things.
pub async fn all(client: &Client) -> Result<(), Error> {
    client.calls().list_things().await
}
