//! A group whose feature is not enabled is called: rustc does not know of features of methods.
// error: E0599 no method plants

use bindery_goldens::gated::{Client, Error};

pub async fn call(client: &Client) -> Result<(), Error> {
    client.plants().list().await?;
    Ok(())
}
