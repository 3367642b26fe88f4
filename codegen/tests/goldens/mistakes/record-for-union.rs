//! A record is given that is no alternative: rustc lists those that are.
// error: E0277 ToolChoice

use bindery_goldens::arguments::{Client, Error, types::{Message, Tool}};

pub async fn call(client: &Client) -> Result<(), Error> {
    client.chat().create_completion([Message::user("Hi")], "small-1").tool_choice(Tool::new("a")).await?;
    Ok(())
}
