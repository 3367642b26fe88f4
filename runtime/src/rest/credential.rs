//! Credentials as headers: prepared once, when a client is built, and marked as sensitive.

use reqwest::header::{AUTHORIZATION, HeaderMap, HeaderName, HeaderValue};
use zeroize::Zeroizing;

use crate::error::Error;
use crate::{ApiKey, BearerToken, SecretString};

/// What an emitted client identifies itself with. Implemented by `credential!`.
pub trait Credential {
    /// Every header that one of the credentials of this API travels in, whichever is in use.
    const HEADERS: &'static [&'static str];

    /// Puts the credential into the headers of every call.
    fn present(&self, credentials: &mut Credentials);
}

/// An API without credentials.
impl Credential for () {
    const HEADERS: &'static [&'static str] = &[];

    fn present(&self, _credentials: &mut Credentials) {}
}

/// A type whose text is a secret.
pub trait Exposed {
    /// Returns the secret.
    fn exposed(&self) -> &SecretString;
}

impl Exposed for SecretString {
    fn exposed(&self) -> &SecretString {
        self
    }
}

impl Exposed for ApiKey {
    fn exposed(&self) -> &SecretString {
        self.secret()
    }
}

impl Exposed for BearerToken {
    fn exposed(&self) -> &SecretString {
        self.secret()
    }
}

/// The credential headers of a client to be.
pub struct Credentials {
    reserved: &'static [&'static str],
    headers: HeaderMap,
    secrets: Vec<SecretString>,
    unusable: Option<&'static str>,
}

impl Credentials {
    pub(super) fn of<K: Credential>() -> Self {
        Self {
            reserved: K::HEADERS,
            headers: HeaderMap::new(),
            secrets: Vec::new(),
            unusable: None,
        }
    }

    /// Sends a secret as the whole value of a header.
    pub fn header(&mut self, name: &'static str, secret: &impl Exposed) {
        let secret = secret.exposed();
        self.insert(
            name,
            HeaderValue::from_str(secret.expose_secret()).ok(),
            secret,
        );
    }

    /// Sends a secret as bearer token.
    pub fn bearer(&mut self, secret: &impl Exposed) {
        let secret = secret.exposed();
        let value = Zeroizing::new(format!("Bearer {}", secret.expose_secret()));
        self.insert(
            AUTHORIZATION.as_str(),
            HeaderValue::from_str(&value).ok(),
            secret,
        );
    }

    fn insert(&mut self, name: &'static str, value: Option<HeaderValue>, secret: &SecretString) {
        match (HeaderName::from_bytes(name.as_bytes()), value) {
            (Ok(name), Some(mut value)) => {
                value.set_sensitive(true);
                self.headers.insert(name, value);
            }
            _ => self.unusable = Some(name),
        }
        self.secrets.push(secret.clone());
    }

    pub(super) fn finish(
        self,
    ) -> Result<(&'static [&'static str], HeaderMap, Vec<SecretString>), Error> {
        match self.unusable {
            Some(name) => Err(Error::configuration(format!(
                "the credential for the header `{name}` holds characters that no header can"
            ))),
            None => Ok((self.reserved, self.headers, self.secrets)),
        }
    }
}
