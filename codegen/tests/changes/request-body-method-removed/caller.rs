// error: E0599 list_things_with
// error: E0432 Thing

//! Lists things like one.

use example::types::Thing;
use example::{Client, Error};

/// Lists them.
pub async fn like(client: &Client, thing: Thing) -> Result<(), Error> {
    client.calls().list_things_with(thing).await
}
