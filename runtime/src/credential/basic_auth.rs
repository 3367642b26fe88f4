//! A user and a password.

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, STANDARD_NO_PAD, URL_SAFE, URL_SAFE_NO_PAD};
use zeroize::Zeroizing;

use super::check;
use crate::{Error, SecretString};

/// A user name and a password, sent with the HTTP scheme `Basic` (RFC 7617). Both are redacted when
/// printed and overwritten when dropped, because some services expect a key as one of them.
#[derive(Clone, PartialEq, Eq)]
pub struct BasicAuth {
    user: SecretString,
    password: SecretString,
}

impl BasicAuth {
    /// Creates the credential. Either part may be empty.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Configuration`](crate::ErrorKind::Configuration) if the user name contains a
    /// colon, or either part a control character. The error contains neither.
    pub fn new(
        user: impl Into<SecretString>,
        password: impl Into<SecretString>,
    ) -> Result<Self, Error> {
        let (user, password) = (user.into(), password.into());
        if user.expose_secret().contains(':') {
            return Err(Error::configuration(
                "the user name holds a colon, which separates it from the password",
            ));
        }
        for (noun, text) in [("user name", &user), ("password", &password)] {
            if text.expose_secret().chars().any(char::is_control) {
                return Err(Error::configuration(format!(
                    "the {noun} holds a control character"
                )));
            }
        }
        Ok(Self { user, password })
    }

    /// Reads the user name and the password from environment variables.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Configuration`](crate::ErrorKind::Configuration), with the name of the
    /// variable, if one is not set, is not Unicode or is empty, or if [`new`](Self::new) rejects
    /// the values.
    pub fn from_env(user: &str, password: &str) -> Result<Self, Error> {
        Self::new(
            check::from_env("a user name", user)?,
            check::from_env("a password", password)?,
        )
    }

    /// What the header `Authorization` holds.
    pub(crate) fn header(&self) -> Zeroizing<String> {
        basic(self.user.expose_secret(), self.password.expose_secret())
    }

    /// Every text to mask in what a server says.
    pub(crate) fn secrets(&self) -> Vec<SecretString> {
        let mut secrets = vec![self.user.clone(), self.password.clone()];
        secrets.extend(basic_forms(
            self.user.expose_secret(),
            self.password.expose_secret(),
        ));
        secrets
    }
}

/// The value of `Authorization` for a user and a password.
pub(crate) fn basic(user: &str, password: &str) -> Zeroizing<String> {
    let pair = Zeroizing::new(format!("{user}:{password}"));
    let mut value = String::with_capacity("Basic ".len() + pair.len().div_ceil(3) * 4);
    value.push_str("Basic ");
    STANDARD.encode_string(pair.as_bytes(), &mut value);
    Zeroizing::new(value)
}

/// A user and a password as the scheme `Basic` sends them, and as a server may write the same bytes
/// when it repeats them: in either alphabet of base64, padded or not.
pub(crate) fn basic_forms(user: &str, password: &str) -> Vec<SecretString> {
    let pair = Zeroizing::new(format!("{user}:{password}"));
    let mut forms: Vec<_> = [STANDARD, URL_SAFE, STANDARD_NO_PAD, URL_SAFE_NO_PAD]
        .map(|encoding| SecretString::from(encoding.encode(pair.as_bytes())))
        .into();
    forms.dedup();
    forms
}

impl fmt::Debug for BasicAuth {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("BasicAuth([REDACTED])")
    }
}
