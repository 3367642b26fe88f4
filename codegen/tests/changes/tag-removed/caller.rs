// error: E0599 users

//! Lists users.

use example::{Client, Error};

/// Lists them.
pub async fn list(client: &Client) -> Result<(), Error> {
    client.users().list().await
}
