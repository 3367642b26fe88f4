//! A string is passed for a union with two enumerations: use the constructor of one.
// error: E0277 Filter &str

use bindery_goldens::arguments::{Client, Error, types::Message};

pub async fn call(client: &Client) -> Result<(), Error> {
    client.chat().create_completion([Message::user("Hi")], "small-1").filter("all").await?;
    Ok(())
}
