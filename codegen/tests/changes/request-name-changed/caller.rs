// error: E0432 GetThingCall

//! Prepares a request.

use example::Client;
use example::rest::calls::GetThingCall;

/// The request, before it is sent.
pub fn request(client: &Client) -> GetThingCall {
    client.calls().get_thing()
}
