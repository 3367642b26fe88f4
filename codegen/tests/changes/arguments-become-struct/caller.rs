// error: E0061 list_things

//! Lists things.

use example::{Client, Error};

/// Lists those of a row.
pub async fn row(client: &Client, row: i64) -> Result<(), Error> {
    client.calls().list_things(row, 1, 2, 3).await
}
