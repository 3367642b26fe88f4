// error: E0061 argument

//! A client of a service that is where its description says.

use example::{Client, Error};

/// Makes a client.
pub fn client() -> Result<Client, Error> {
    Client::new()
}
