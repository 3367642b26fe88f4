// error: E0432 GetThing

//! Prepares a request.

use example::Client;
use example::rest::default::GetThing;

/// The request, before it is sent.
pub fn request(client: &Client) -> GetThing {
    client.default().get_thing()
}
