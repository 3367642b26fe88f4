//! An empty list has no item type: write `Vec::<Tool>::new()`.
// error: E0283 annotations

use bindery_goldens::arguments::{Client, Error, types::Message};

pub async fn call(client: &Client) -> Result<(), Error> {
    client.chat().create_completion([Message::user("Hi")], "small-1").tools([]).await?;
    Ok(())
}
