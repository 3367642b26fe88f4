//! One call by hand.

use std::error::Error;

use rustls::crypto::ring;
use rustls_platform_verifier::ConfigVerifierExt as _;
use secrecy::SecretString;
use serde::{Deserialize, Serialize};

/// A key record.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct KeyInfo {
    /// Identifier of the record.
    pub key_id: i32,
    /// Owner of the key.
    pub user_id: i32,
    /// The key itself.
    pub key: SecretString,
    /// Whom the key is open to.
    pub visibility: Visibility,
    /// When the key was created.
    pub created: String,
}

/// Whom a key is open to.
#[derive(Clone, Debug, Deserialize)]
pub enum Visibility {
    /// The owner.
    Private,
    /// The mailbox or the network.
    Shared,
    /// Everyone.
    Public,
    /// A session.
    Session,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Owner {
    user_id: i32,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Envelope<T> {
    success: bool,
    data: Option<T>,
    error_code: Option<String>,
    message: Option<String>,
}

/// Gets the key record of a user.
///
/// # Errors
///
/// When the call fails.
pub async fn get_key(key: &str, user_id: i32) -> Result<KeyInfo, Box<dyn Error + Send + Sync>> {
    // The verifier takes the provider of the process.
    let _ = ring::default_provider().install_default();
    let tls = rustls::ClientConfig::with_platform_verifier()?;
    let http = reqwest::Client::builder()
        .tls_backend_preconfigured(tls)
        .build()?;
    let answer = http
        .post("https://rest.ecgrid.io/v2/keys/get-key")
        .header("X-API-Key", key)
        .header("Content-Type", "application/json")
        .body(serde_json::to_vec(&Owner { user_id })?)
        .send()
        .await?;
    let envelope: Envelope<KeyInfo> = serde_json::from_slice(&answer.bytes().await?)?;
    match envelope {
        Envelope {
            success: true,
            data: Some(data),
            ..
        } => Ok(data),
        Envelope {
            error_code,
            message,
            ..
        } => Err(format!("{error_code:?}: {message:?}").into()),
    }
}
