//! Looks at a header of a response.

use example::{Client, Error};

/// The calls that are left.
pub async fn left(client: &Client) -> Result<Option<String>, Error> {
    let response = client.calls().get_thing().with_response().await?;
    let value = response.headers().get("x-left");
    Ok(value.and_then(|value| value.to_str().ok()).map(str::to_owned))
}
