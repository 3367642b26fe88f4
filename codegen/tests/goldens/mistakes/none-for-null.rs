//! `None` is passed for null: the definition that rustc shows has the method for it.
// error: E0308 f64 Option

use bindery_goldens::arguments::{Client, Error, types::Message};

pub async fn call(client: &Client) -> Result<(), Error> {
    client.chat().create_completion([Message::user("Hi")], "small-1").temperature(None).await?;
    Ok(())
}
