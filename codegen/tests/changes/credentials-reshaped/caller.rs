// error: E0061 argument

//! A client of a service that asks nobody who calls.

use example::{Client, Error};

/// Makes a client.
pub fn client() -> Result<Client, Error> {
    Client::new()
}
