// error: E0599 events

//! Reads things as they come.

use example::Client;

/// Whether they can be read.
pub async fn is_there(client: &Client) -> bool {
    client.calls().list_things().events().await.is_ok()
}
