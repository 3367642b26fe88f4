//! The items of a list have the type of another record.
// error: E0277 Tool

use bindery_goldens::arguments::{Client, Error, types::{Message, NamedToolChoice}};

pub async fn call(client: &Client) -> Result<(), Error> {
    client.chat().create_completion([Message::user("Hi")], "small-1").tools([NamedToolChoice::new("a")]).await?;
    Ok(())
}
