// error: E0432 Things

//! Hands the group of things around.

use example::Client;
use example::rest::things::Things;

/// The handle of the group.
pub fn things(client: &Client) -> Things<'_> {
    client.things()
}
