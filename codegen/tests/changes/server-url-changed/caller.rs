//! Lists things, and says where.

use example::rest::BASE_URL;
use example::{ApiKey, Client, Error};

/// Lists the things of the service that the crate knows.
pub async fn list(key: ApiKey) -> Result<(), Error> {
    println!("asking {BASE_URL}");
    Client::new(key)?.calls().list_things().await
}
