// error: E0277 BearerToken

//! A client for one user's token.

use example::{BearerToken, Client, Error};

/// Makes a client that acts for the owner of a token.
pub fn client(token: BearerToken) -> Result<Client, Error> {
    Client::new(token)
}
