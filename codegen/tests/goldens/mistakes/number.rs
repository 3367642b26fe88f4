//! An integer literal is passed for a floating-point number.
// error: E0308 f64 integer

use bindery_goldens::arguments::{Client, Error, types::Message};

pub async fn call(client: &Client) -> Result<(), Error> {
    client.chat().create_completion([Message::user("Hi")], "small-1").temperature(1).await?;
    Ok(())
}
