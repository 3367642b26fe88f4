//! Lists things.

use example::rest::calls::ListThingsCall;
use example::{Client, Error};

/// The request, before it is sent.
pub fn request(client: &Client) -> ListThingsCall {
    client.calls().list_things()
}

/// Lists them.
pub async fn list(client: &Client) -> Result<(), Error> {
    request(client).await
}
