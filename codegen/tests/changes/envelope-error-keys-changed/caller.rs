//! Says why there is no thing.

use example::Client;

/// What the server says of a failure.
pub async fn why_not(client: &Client) -> Option<String> {
    let error = client.calls().get_thing().await.err()?;
    error.message().map(str::to_owned)
}
