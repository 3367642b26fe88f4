//! What a client identifies itself with.
//!
//! Each credential is a type of its own, so that a token cannot be passed where a key is meant. All
//! are checked when they are made: a key with a line break at its end, read from a file, is refused
//! at once and by name rather than by the server later. No error made here shows the text.

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
            /// Takes the text of the credential.
            ///
            /// # Errors
            ///
            /// [`ErrorKind::Configuration`](crate::ErrorKind::Configuration) when the text is
            /// empty, starts or ends with white space, or holds a character that a header cannot
            /// carry. The error never shows the text.
            pub fn new(text: impl Into<String>) -> Result<Self, crate::Error> {
                Self::try_from(crate::SecretString::from(text.into()))
            }

            /// Reads the credential from an environment variable.
            ///
            /// # Errors
            ///
            /// [`ErrorKind::Configuration`](crate::ErrorKind::Configuration), naming the variable,
            /// when it is not set, is not Unicode, or when [`new`](Self::new) would refuse its
            /// text.
            pub fn from_env(name: &str) -> Result<Self, crate::Error> {
                crate::credential::check::from_env($noun, name).map(Self)
            }

            /// Shows the text. Search for this name to find every place where a secret is read.
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
