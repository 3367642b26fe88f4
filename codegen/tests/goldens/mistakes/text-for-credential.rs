//! A string is passed for a credential: rustc names the type.
// error: E0277 Credential &str

use bindery_goldens::arguments::{Client, Error};

pub fn client() -> Result<Client, Error> {
    Client::new("sk-test")
}
