// error: E0432 ListThingsRequired
// error: E0061 list_things

//! Lists things.

use example::rest::calls::ListThingsRequired;
use example::{Client, Error};

/// Lists those of a row.
pub async fn row(client: &Client, row: i64) -> Result<(), Error> {
    let inputs = ListThingsRequired {
        a: row,
        b: 1,
        c: 2,
        d: 3,
        e: 4,
    };
    client.calls().list_things(inputs).await
}
