//! Credentials, prepared once, when a client is built, and marked as sensitive.
//!
//! Those that are [held](Credentials::hold) are carried by the calls that need them; the others are
//! headers of every call.

use std::sync::Arc;

use reqwest::header::{AUTHORIZATION, HeaderMap, HeaderName, HeaderValue};
use zeroize::Zeroizing;

use super::held::{authorization, is_cookie_value};
use super::{Carried, Held};
use crate::credential::Origin;
use crate::error::Error;
use crate::transport::{Address, Bearer, Settings};
use crate::{ApiKey, BasicAuth, BearerToken, SecretString, TokenSource};

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
    held: Vec<Held>,
    /// Token sources, whose endpoint is not settled yet: scheme, source, declared endpoint.
    sources: Vec<(&'static str, TokenSource, Option<&'static str>)>,
    /// Why a credential cannot travel as its scheme says.
    refused: Option<String>,
}

/// What a client is built with.
pub(super) struct Prepared {
    /// The headers that no caller sets.
    pub(super) reserved: &'static [&'static str],
    /// The headers of every call.
    pub(super) headers: HeaderMap,
    pub(super) secrets: Vec<SecretString>,
    pub(super) held: Vec<Held>,
}

impl Credentials {
    pub(super) fn of<K: Credential>() -> Self {
        Self {
            reserved: K::HEADERS,
            headers: HeaderMap::new(),
            secrets: Vec::new(),
            unusable: None,
            held: Vec::new(),
            sources: Vec::new(),
            refused: None,
        }
    }

    /// Holds a credential for the calls that need this scheme.
    pub fn hold(&mut self, scheme: &'static str) -> Holding<'_> {
        Holding {
            credentials: self,
            scheme,
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
        mut self,
        settings: &mut Settings,
        address: &Address,
    ) -> Result<Prepared, Error> {
        if let Some(name) = self.unusable {
            return Err(Error::configuration(format!(
                "the credential for the header `{name}` holds characters that no header can"
            )));
        }
        if let Some(reason) = self.refused {
            return Err(Error::configuration(reason));
        }
        for (scheme, TokenSource(origin), declared) in self.sources {
            let endpoint = match &origin {
                Origin::ClientCredentials(credentials) => {
                    let chosen = credentials.token_url.as_deref();
                    let Some(url) = chosen.or(declared) else {
                        return Err(Error::configuration(format!(
                            "no token endpoint is known for `{scheme}`: name it with `token_url`"
                        )));
                    };
                    Some(settings.token_endpoint(url, address)?)
                }
                Origin::Given(_) | Origin::Caller(_) => None,
            };
            let bearer = Bearer::new(origin, endpoint);
            self.secrets.extend(bearer.secrets());
            self.held.push(Held {
                scheme,
                carried: Carried::Token(Arc::new(bearer)),
            });
        }
        Ok(Prepared {
            reserved: self.reserved,
            headers: self.headers,
            secrets: self.secrets,
            held: self.held,
        })
    }
}

/// A scheme whose credential is about to be held.
pub struct Holding<'c> {
    credentials: &'c mut Credentials,
    scheme: &'static str,
}

impl Holding<'_> {
    /// As the whole value of a header.
    pub fn header(self, name: &'static str, secret: &impl Exposed) {
        let secret = secret.exposed();
        let name = HeaderName::from_bytes(name.as_bytes()).ok();
        let value = HeaderValue::from_str(secret.expose_secret()).ok();
        let carried = name.zip(value).map(|(name, mut value)| {
            value.set_sensitive(true);
            Carried::Header(name, value)
        });
        self.keep(carried, [secret.clone()]);
    }

    /// As a parameter of the query.
    pub fn query(self, name: &'static str, secret: &impl Exposed) {
        let secret = secret.exposed();
        self.keep(Some(Carried::Query(name, secret.clone())), [secret.clone()]);
    }

    /// As a cookie.
    pub fn cookie(self, name: &'static str, secret: &impl Exposed) {
        let secret = secret.exposed();
        let carried =
            is_cookie_value(secret.expose_secret()).then(|| Carried::Cookie(name, secret.clone()));
        self.keep(carried, [secret.clone()]);
    }

    /// As bearer token.
    pub fn bearer(self, secret: &impl Exposed) {
        let secret = secret.exposed();
        let value = Zeroizing::new(format!("Bearer {}", secret.expose_secret()));
        self.keep(authorization(&value), [secret.clone()]);
    }

    /// As user and password.
    pub fn basic(self, login: &BasicAuth) {
        self.keep(authorization(&login.header()), login.secrets());
    }

    /// As the token of the moment, from a source; `endpoint` is the token endpoint that the
    /// description names.
    pub fn token(self, source: &TokenSource, endpoint: Option<&'static str>) {
        let source = (self.scheme, source.clone(), endpoint);
        self.credentials.sources.push(source);
    }

    fn keep(self, carried: Option<Carried>, secrets: impl IntoIterator<Item = SecretString>) {
        let scheme = self.scheme;
        match carried {
            Some(carried) => self.credentials.held.push(Held { scheme, carried }),
            None => {
                self.credentials.refused = Some(format!(
                    "the credential for `{scheme}` holds characters that cannot travel as it is to"
                ));
            }
        }
        self.credentials.secrets.extend(secrets);
    }
}
