// error: E0599 after

//! Lists things page by page.

use example::{Client, Error};

/// Lists those after a mark.
pub async fn page(client: &Client, mark: &str) -> Result<(), Error> {
    client.calls().list_things().limit(10).after(mark).await
}
