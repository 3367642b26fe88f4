//! What the client-credentials flow of OAuth 2.0 needs.

use std::fmt;

use super::check;
use crate::{Error, SecretString};

/// A client id and its secret, which are exchanged for tokens at the token endpoint: the
/// client-credentials flow of OAuth 2.0 (RFC 6749, section 4.4; `clientCredentials` in OpenAPI).
///
/// The endpoint is that of the OpenAPI document, unless [`token_url`](Self::token_url) sets another
/// one. Redacted when printed, overwritten when dropped.
#[derive(Clone)]
pub struct ClientCredentials {
    pub(crate) id: SecretString,
    pub(crate) secret: SecretString,
    pub(crate) in_body: bool,
    pub(crate) token_url: Option<String>,
    pub(crate) parameters: Vec<(String, String)>,
}

impl ClientCredentials {
    /// Creates the credentials from a client id and its secret.
    pub fn new(id: impl Into<SecretString>, secret: impl Into<SecretString>) -> Self {
        Self {
            id: id.into(),
            secret: secret.into(),
            in_body: false,
            token_url: None,
            parameters: Vec::new(),
        }
    }

    /// Reads the client id and the secret from environment variables.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Configuration`](crate::ErrorKind::Configuration), with the name of the
    /// variable, if one is not set, is not Unicode, is empty, or contains a character that cannot
    /// be sent in a header.
    pub fn from_env(id: &str, secret: &str) -> Result<Self, Error> {
        Ok(Self::new(
            check::from_env("a client id", id)?,
            check::from_env("a client secret", secret)?,
        ))
    }

    /// Sets the scopes to request, separated by spaces. Default: none, so that the endpoint
    /// chooses.
    #[must_use]
    pub fn scope(self, scope: impl Into<String>) -> Self {
        self.parameter("scope", scope)
    }

    /// Adds a parameter to the token request, such as an `audience`.
    #[must_use]
    pub fn parameter(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.parameters.push((name.into(), value.into()));
        self
    }

    /// Sets the token endpoint instead of the one in the document. A path alone is relative to the
    /// base URL of the service.
    ///
    /// # Errors
    ///
    /// Building the client fails if it is not a URL, contains a user name or a fragment, or uses plain
    /// HTTP to a host other than loopback.
    #[must_use]
    pub fn token_url(mut self, url: impl Into<String>) -> Self {
        self.token_url = Some(url.into());
        self
    }

    /// Sends the id and the secret in the body of the token request instead of the header
    /// `Authorization`, for endpoints that require this.
    #[must_use]
    pub fn in_body(mut self) -> Self {
        self.in_body = true;
        self
    }
}

impl fmt::Debug for ClientCredentials {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("ClientCredentials([REDACTED])")
    }
}
