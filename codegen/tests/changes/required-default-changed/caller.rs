// error: E0599 new Thing

//! Puts a thing.

use example::types::Thing;
use example::{Client, Error};

/// Puts one thing.
pub async fn put(client: &Client, id: i64) -> Result<(), Error> {
    client.calls().update_things(vec![Thing::new(id)]).await
}
