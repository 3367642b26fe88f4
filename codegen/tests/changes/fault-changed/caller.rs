//! Says what a service complains of.

use example::Error;
use example::soap::Client;

/// What the service complains of, where it does.
pub async fn complaint(client: &Client) -> Option<String> {
    let error: Error = client.things().ping().await.err()?;
    match error.fault() {
        Some(fault) => Some(format!("{fault:?}")),
        None => error.code_text().map(str::to_owned),
    }
}
