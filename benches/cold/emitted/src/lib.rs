//! One call through the emitted client.

use ecgrid::types::KeyInfo;
use ecgrid::{ApiKey, Client, Error};

/// Gets the key record of a user.
///
/// # Errors
///
/// When the call fails.
pub async fn get_key(key: &str, user_id: i32) -> Result<KeyInfo, Error> {
    Client::new(ApiKey::new(key)?)?.keys().get(user_id).await
}
