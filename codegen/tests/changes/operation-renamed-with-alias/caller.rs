// warning: deprecated method get_thing
// warning: deprecated type GetThingCall

//! Gets a thing.

use example::rest::calls::GetThingCall;
use example::{Client, Error};

/// The request, before it is sent.
pub fn request(client: &Client) -> GetThingCall {
    client.calls().get_thing()
}

/// Gets it.
pub async fn get(client: &Client) -> Result<(), Error> {
    request(client).await
}
