//! Asks over SOAP whether anybody is there, and says in which namespace.

use example::Error;
use example::soap::{Client, NAMESPACE};

/// Whether the service answers.
pub async fn is_there(client: &Client) -> Result<bool, Error> {
    println!("asking in {NAMESPACE}");
    client.things().ping().await
}
