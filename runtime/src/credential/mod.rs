//! Credentials of a client.
//!
//! Each kind of credential is its own type, so that a token cannot be passed where an API key is
//! expected. All are checked when they are created: a key that was read from a file and ends with a
//! line break is an error at once, instead of a rejected request later. No error contains the text.

mod api_key;
pub(crate) mod basic_auth;
mod bearer_token;
mod check;
mod client_credentials;
mod session;
mod token_source;

pub use api_key::ApiKey;
pub use basic_auth::BasicAuth;
pub use bearer_token::BearerToken;
pub use client_credentials::ClientCredentials;
pub use session::Session;
pub(crate) use token_source::Origin;
pub use token_source::{AccessToken, TokenSource};

/// What the credentials have in common. The attribute says when a build sends the credential.
macro_rules! credential {
    ($name:ident, $noun:literal $(, #[$sent:meta])?) => {
        impl $name {
            /// Creates the credential from its text.
            ///
            /// # Errors
            ///
            /// [`ErrorKind::Configuration`](crate::ErrorKind::Configuration) if the text is empty,
            /// starts or ends with white space, or contains a character that cannot be sent in a
            /// header. The error never contains the text.
            pub fn new(text: impl Into<String>) -> Result<Self, crate::Error> {
                Self::try_from(crate::SecretString::from(text.into()))
            }

            /// Reads the credential from an environment variable.
            ///
            /// # Errors
            ///
            /// [`ErrorKind::Configuration`](crate::ErrorKind::Configuration), with the name of the
            /// variable, if it is not set, is not Unicode, or has a value that [`new`](Self::new)
            /// rejects.
            pub fn from_env(name: &str) -> Result<Self, crate::Error> {
                crate::credential::check::from_env($noun, name).map(Self)
            }

            /// Returns the text. Search for this name to find every place where a secret is read.
            #[must_use]
            pub fn expose_secret(&self) -> &str {
                self.0.expose_secret()
            }

            /// The text, for the transport.
            $(#[$sent])?
            pub(crate) fn secret(&self) -> &crate::SecretString {
                &self.0
            }
        }

        impl TryFrom<crate::SecretString> for $name {
            type Error = crate::Error;

            /// Takes the text over, as [`new`](Self::new) does: for credentials that a response
            /// brought.
            fn try_from(text: crate::SecretString) -> Result<Self, crate::Error> {
                crate::credential::check::header_text($noun, text).map(Self)
            }
        }

        impl std::fmt::Debug for $name {
            fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str(concat!(stringify!($name), "([REDACTED])"))
            }
        }
    };
}

use credential;
