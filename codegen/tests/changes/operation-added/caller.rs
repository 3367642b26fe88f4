//! Lists things.

use example::rest::calls::ListThings;
use example::{Client, Error};

/// The request, before it is sent.
pub fn request(client: &Client) -> ListThings {
    client.calls().list_things()
}

/// Lists them.
pub async fn list(client: &Client) -> Result<(), Error> {
    request(client).await
}
