//! Touches a thing.

use example::{Client, Error};

/// Touches the thing.
pub async fn touch(client: &Client) -> Result<(), Error> {
    client.default().touch_thing().await
}
