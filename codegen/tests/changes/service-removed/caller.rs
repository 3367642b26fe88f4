// error: E0432 example::soap

//! Asks over SOAP whether anybody is there.

use example::Error;
use example::soap::Client;

/// Whether the service answers.
pub async fn is_there(client: &Client) -> Result<bool, Error> {
    client.things().ping().await
}
