// error: E0277 ApiKey

//! A client for one key.

use example::{ApiKey, Client, Error};

/// Makes a client that acts for the owner of a key.
pub fn client(key: ApiKey) -> Result<Client, Error> {
    Client::new(key)
}
