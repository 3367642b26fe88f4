//! Tells a thing that is missing from other failures.

use example::Client;

/// Whether there is no such thing.
pub async fn is_missing(client: &Client) -> bool {
    match client.calls().get_thing().await {
        Ok(()) => false,
        Err(error) => error.status().is_some_and(|status| status == 404),
    }
}
