// Still compiles: the call has the same signature, and acts where it only read.

//! Touches a thing, as often as it likes.

use example::{Client, Error};

/// Touches the thing.
pub async fn touch(client: &Client) -> Result<(), Error> {
    client.calls().touch_thing().await
}
