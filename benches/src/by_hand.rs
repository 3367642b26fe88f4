//! The client that somebody would write by hand for the same calls: reqwest, serde's derives, and the care that the
//! emitted client takes as far as a call pays for it.
//!
//! It sends the same headers with the same limits, keeps secrets in the same type, opens the envelope, and turns
//! `success: false` into an error. It does not repeat calls, mask messages, bound the size of an answer or say where a
//! body is wrong.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use ecgrid::types::KeyVisibility;
use ecgrid::{DateTime, SecretString};
use reqwest::header::{ACCEPT, CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue};
use reqwest::{StatusCode, redirect, retry};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::Outcome;

/// A key record, read by serde's derive into the types that the emitted record has.
#[derive(Clone, Debug, Deserialize, PartialEq)]
#[serde(rename_all = "camelCase")]
pub struct KeyInfo {
    /// Identifier of the record.
    pub key_id: i32,
    /// Owner of the key.
    pub user_id: i32,
    /// The key itself.
    pub key: SecretString,
    /// Whom the key is open to.
    pub visibility: KeyVisibility,
    /// When the key was created.
    pub created: DateTime,
}

/// A key record of plain texts: nothing is hidden, checked or understood.
#[derive(Clone, Debug, Deserialize, PartialEq)]
#[serde(rename_all = "camelCase")]
pub struct PlainKeyInfo {
    /// Identifier of the record.
    pub key_id: i32,
    /// Owner of the key.
    pub user_id: i32,
    /// The key itself.
    pub key: String,
    /// Whom the key is open to.
    pub visibility: String,
    /// When the key was created.
    pub created: String,
}

/// The envelope around a payload.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Envelope<T> {
    /// Whether there is a payload.
    pub success: bool,
    /// The payload.
    pub data: Option<T>,
    /// The code of an error.
    pub error_code: Option<String>,
    /// What went wrong.
    pub message: Option<String>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Owner {
    user_id: i32,
    #[serde(skip_serializing_if = "Option::is_none")]
    visibility: Option<KeyVisibility>,
}

/// What the server answers when it does not answer a payload.
#[derive(Debug)]
pub struct Refused {
    /// The status of the answer.
    pub status: StatusCode,
    /// The code of the error.
    pub code: Option<String>,
    /// What went wrong.
    pub message: Option<String>,
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "HTTP {}: {:?} {:?}",
            self.status, self.code, self.message
        )
    }
}

impl std::error::Error for Refused {}

/// The client.
#[derive(Clone, Debug)]
pub struct Client {
    http: reqwest::Client,
    base_url: String,
}

impl Client {
    /// Builds the client.
    ///
    /// # Errors
    ///
    /// When the key cannot stand in a header, or the HTTP client cannot be built.
    pub fn new(base_url: &str, key: &SecretString) -> Outcome<Self> {
        let mut key = HeaderValue::from_str(key.expose_secret())?;
        key.set_sensitive(true);
        let headers = HeaderMap::from_iter([
            (ACCEPT, HeaderValue::from_static("application/json")),
            (HeaderName::from_static("x-api-key"), key),
        ]);
        let http = http()?
            .user_agent("ecgrid/0.1.0")
            .default_headers(headers)
            .timeout(Duration::from_secs(60))
            .build()?;
        Ok(Self {
            http,
            base_url: base_url.to_owned(),
        })
    }

    /// Gets the key record of a user.
    ///
    /// # Errors
    ///
    /// When the server refuses the call, or its answer is not what was asked for.
    pub async fn get_key(&self, user_id: i32) -> Outcome<KeyInfo> {
        let body = Owner {
            user_id,
            visibility: None,
        };
        self.post("/v2/keys/get-key", &body).await
    }

    /// Lists the keys of a user.
    ///
    /// # Errors
    ///
    /// As [`get_key`](Self::get_key).
    pub async fn list_keys(
        &self,
        user_id: i32,
        visibility: Option<KeyVisibility>,
    ) -> Outcome<Vec<KeyInfo>> {
        let body = Owner {
            user_id,
            visibility,
        };
        self.post("/v2/keys/list", &body).await
    }

    async fn post<T: DeserializeOwned>(&self, path: &str, body: &impl Serialize) -> Outcome<T> {
        let response = self
            .http
            .post(format!("{}{path}", self.base_url))
            .header(CONTENT_TYPE, HeaderValue::from_static("application/json"))
            .body(serde_json::to_vec(body)?)
            .send()
            .await?;
        let status = response.status();
        let bytes = response.bytes().await?;
        let envelope: Envelope<T> = serde_json::from_slice(&bytes)?;
        match envelope {
            Envelope {
                success: true,
                data: Some(data),
                ..
            } if status.is_success() => Ok(data),
            Envelope {
                error_code: code,
                message,
                ..
            } => Err(Refused {
                status,
                code,
                message,
            }
            .into()),
        }
    }
}

/// The settings of an HTTP client as the emitted client has them: no redirects, no referer, no repeating.
///
/// # Errors
///
/// When the cryptography has no version of TLS.
pub fn http() -> Outcome<reqwest::ClientBuilder> {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let tls = rustls::ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()?
        .with_root_certificates(rustls::RootCertStore::empty())
        .with_no_client_auth();
    Ok(reqwest::Client::builder()
        .tls_backend_preconfigured(tls)
        .no_proxy()
        .redirect(redirect::Policy::none())
        .referer(false)
        .retry(retry::never())
        .connect_timeout(Duration::from_secs(10)))
}
