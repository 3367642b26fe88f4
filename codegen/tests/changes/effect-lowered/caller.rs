//! Touches a thing.

use example::{Client, Error};

/// Touches the thing.
pub async fn touch(client: &Client) -> Result<(), Error> {
    client.calls().touch_thing().await
}
