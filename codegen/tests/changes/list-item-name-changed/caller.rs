//! Asks for parts over SOAP.

use example::Error;
use example::soap::Client;

/// How many parts there are.
pub async fn parts(client: &Client) -> Result<usize, Error> {
    Ok(client.things().ping().await?.len())
}
