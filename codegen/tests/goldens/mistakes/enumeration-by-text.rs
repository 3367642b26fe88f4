//! A string is passed for an enumeration: a misspelled one would compile.
// error: E0308 Tier &str

use bindery_goldens::arguments::{Client, Error, types::Message};

pub async fn call(client: &Client) -> Result<(), Error> {
    client.chat().create_completion([Message::user("Hi")], "small-1").tier("privat").await?;
    Ok(())
}
