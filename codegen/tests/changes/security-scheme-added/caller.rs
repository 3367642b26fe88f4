//! Keeps a credential, and says what it is.

use example::{ApiKey, Client, Credential, Error};

/// A client for one key.
pub fn client(key: ApiKey) -> Result<Client, Error> {
    Client::new(key)
}

/// What a credential is called in a log.
pub fn sort(credential: &Credential) -> &'static str {
    match credential {
        Credential::ApiKey(_) => "a key",
        _ => "another credential",
    }
}
