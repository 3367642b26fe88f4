//! Lists things.

use example::rest::default::ListThings;
use example::{Client, Error};

/// The request, before it is sent.
pub fn request(client: &Client) -> ListThings {
    client.default().list_things()
}

/// Lists them.
pub async fn list(client: &Client) -> Result<(), Error> {
    request(client).await
}
