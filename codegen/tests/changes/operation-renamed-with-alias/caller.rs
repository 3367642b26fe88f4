// warning: deprecated method get_thing
// warning: deprecated type GetThing

//! Gets a thing.

use example::rest::calls::GetThing;
use example::{Client, Error};

/// The request, before it is sent.
pub fn request(client: &Client) -> GetThing {
    client.calls().get_thing()
}

/// Gets it.
pub async fn get(client: &Client) -> Result<(), Error> {
    request(client).await
}
