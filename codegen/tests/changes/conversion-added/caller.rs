//! Lists until something stops it.

use example::rest::calls::Stop;
use example::{Client, Error};

/// Never stops.
pub async fn all(client: &Client) -> Result<(), Error> {
    client.calls().list_things(Stop::Never).await
}
