// error: E0609 name Thing

//! Puts a thing.

use example::types::Thing;
use example::{Client, Error};

/// Puts one thing.
pub async fn put(client: &Client, id: i64) -> Result<(), Error> {
    let mut thing = Thing::new(id);
    thing.name = None;
    client.calls().update_things(vec![thing]).await
}
