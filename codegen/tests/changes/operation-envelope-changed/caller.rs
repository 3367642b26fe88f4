//! Asks whether there is a thing, and takes no part of the response.

use example::Client;

/// Whether there is a thing.
pub async fn exists(client: &Client) -> bool {
    client.calls().get_thing().await.is_ok()
}
