//! A setter is misspelled: rustc suggests the right one.
// error: E0599 max_token max_tokens

use bindery_goldens::arguments::{Client, Error, types::Message};

pub async fn call(client: &Client) -> Result<(), Error> {
    client.chat().create_completion([Message::user("Hi")], "small-1").max_token(5).await?;
    Ok(())
}
