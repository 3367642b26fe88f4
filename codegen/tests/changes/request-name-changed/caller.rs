// error: E0432 GetThing

//! Prepares a request.

use example::Client;
use example::rest::calls::GetThing;

/// The request, before it is sent.
pub fn request(client: &Client) -> GetThing {
    client.calls().get_thing()
}
