//! Lists things between two marks.

use example::{Client, Error};

/// Lists the first ten.
pub async fn first(client: &Client) -> Result<(), Error> {
    client.calls().list_things().from(1).to(10).await
}
