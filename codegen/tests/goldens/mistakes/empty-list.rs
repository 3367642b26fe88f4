//! An empty list has no type: `Vec::<Tool>::new()` has one.
// error: E0283 annotations

use bindery_goldens::arguments::{Client, Error, types::Message};

pub async fn call(client: &Client) -> Result<(), Error> {
    client.chat().create_completion([Message::user("Hi")], "small-1").tools([]).await?;
    Ok(())
}
