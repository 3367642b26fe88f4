// error: E0308 id
// error: E0277 From

//! Puts a thing.

use example::types::Thing;
use example::{Client, Error};

/// Puts one thing with a note.
pub async fn put(client: &Client, id: i64, name: String, note: String) -> Result<(), Error> {
    let thing = Thing { note: Some(note), ..Thing::new(id, name) };
    client.default().put_things(vec![thing]).await
}
