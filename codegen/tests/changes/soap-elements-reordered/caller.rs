//! Asks over SOAP whether anybody is there.

use example::Error;
use example::soap::Client;

/// Whether anybody among the first ten answers.
pub async fn is_there(client: &Client) -> Result<bool, Error> {
    client.things().ping().from(1).to(10).await
}
