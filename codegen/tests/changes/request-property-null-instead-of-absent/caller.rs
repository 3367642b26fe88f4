// error: E0599 default Thing

//! Puts a thing.

use example::types::Thing;
use example::{Client, Error};

/// Puts one thing.
pub async fn put(client: &Client, id: i64) -> Result<(), Error> {
    let mut thing = Thing::default();
    thing.id = Some(id);
    client.calls().update_things(vec![thing]).await
}
