// Still compiles: both arguments are numbers, and are exchanged without a word.

//! Lists things between two marks.

use example::{Client, Error};

/// Lists the first ten.
pub async fn first(client: &Client) -> Result<(), Error> {
    client.calls().list_things(1, 10).await
}
