//! A record is passed that is not an alternative of the union: rustc lists the alternatives.
// error: E0277 ToolChoice

use bindery_goldens::arguments::{Client, Error, types::{Message, Tool}};

pub async fn call(client: &Client) -> Result<(), Error> {
    client.chat().create_completion([Message::user("Hi")], "small-1").tool_choice(Tool::new("a")).await?;
    Ok(())
}
