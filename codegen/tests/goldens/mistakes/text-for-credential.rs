//! A text is given for a credential: rustc names the type that is one.
// error: E0277 Credential &str

use bindery_goldens::arguments::{Client, Error};

pub fn client() -> Result<Client, Error> {
    Client::new("sk-test")
}
