// error: E0277 list_things &str

//! Lists until something stops it.

use example::{Client, Error};

/// Never stops.
pub async fn all(client: &Client) -> Result<(), Error> {
    client.calls().list_things("never").await
}
