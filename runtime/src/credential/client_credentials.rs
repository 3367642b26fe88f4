//! What the client-credentials flow of OAuth 2.0 needs.

use std::fmt;

use super::check;
use crate::{Error, SecretString};

/// A client id and its secret, for which the token endpoint of OAuth 2.0 gives tokens: the flow
/// `clientCredentials`.
///
/// The endpoint is the one that the description names, unless
/// [`token_url`](Self::token_url) says otherwise. Redacted when printed, overwritten when dropped.
#[derive(Clone)]
pub struct ClientCredentials {
    pub(crate) id: SecretString,
    pub(crate) secret: SecretString,
    pub(crate) in_body: bool,
    pub(crate) token_url: Option<String>,
    pub(crate) parameters: Vec<(String, String)>,
}

impl ClientCredentials {
    /// Takes a client id and its secret.
    pub fn new(id: impl Into<SecretString>, secret: impl Into<SecretString>) -> Self {
        Self {
            id: id.into(),
            secret: secret.into(),
            in_body: false,
            token_url: None,
            parameters: Vec::new(),
        }
    }

    /// Reads client id and secret from environment variables.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Configuration`](crate::ErrorKind::Configuration), naming the variable, when one
    /// is not set, is not Unicode, is empty, or holds what no header can carry.
    pub fn from_env(id: &str, secret: &str) -> Result<Self, Error> {
        Ok(Self::new(
            check::from_env("a client id", id)?,
            check::from_env("a client secret", secret)?,
        ))
    }

    /// Asks for these scopes, separated by spaces. Default: whatever the endpoint gives.
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

    /// Sets where tokens are asked for, instead of where the description says. A path alone is
    /// below the address of the service.
    ///
    /// # Errors
    ///
    /// Building the client fails when it is not a URL, holds a user name or a fragment, or is plain
    /// http to another host than loopback.
    #[must_use]
    pub fn token_url(mut self, url: impl Into<String>) -> Self {
        self.token_url = Some(url.into());
        self
    }

    /// Sends id and secret in the body of the token request instead of the header `Authorization`,
    /// for endpoints that know no other way.
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
