//! Credentials, prepared once when a client is built, and marked as sensitive.
//!
//! Those that are [held](Credentials::hold) are sent with the calls that require them; the others
//! are headers of every call.

use std::sync::Arc;

use reqwest::header::{AUTHORIZATION, HeaderMap, HeaderName, HeaderValue};
use zeroize::Zeroizing;

use super::held::is_cookie_value;
use super::{Carried, Held};
use crate::error::Error;
use crate::transport::{self, Address, Settings, header_value};
use crate::{ApiKey, BasicAuth, BearerToken, SecretString, TokenSource};

/// What an emitted client identifies itself with. Implemented by `credential!`.
#[doc(hidden)]
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
#[doc(hidden)]
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
    /// What the builder was given in addition to the credentials of the description.
    pub(super) given: transport::Carried,
}

/// The headers that credentials of the description set, each with what the credential is.
fn taken(headers: &HeaderMap, held: &[Held]) -> Vec<(HeaderName, String)> {
    let of_client = headers
        .keys()
        .map(|name| (name.clone(), "the credential of the client".to_owned()));
    let of_calls = held.iter().filter_map(|held| {
        let name = match &held.carried {
            Carried::Header(name, _) => name.clone(),
            Carried::Token(_) => AUTHORIZATION,
            Carried::Query(..) | Carried::Cookie(..) => return None,
        };
        Some((name, format!("the credential for `{}`", held.scheme)))
    });
    of_client.chain(of_calls).collect()
}

/// A credential as the header `Authorization`.
fn authorization(value: &str) -> Result<Carried, String> {
    credential_header(AUTHORIZATION.as_str(), value)
        .map(|(name, value)| Carried::Header(name, value))
}

/// A credential as a header.
fn credential_header(name: &str, value: &str) -> Result<(HeaderName, HeaderValue), String> {
    let header = HeaderName::from_bytes(name.as_bytes())
        .map_err(|_| format!("the header `{name}` has a name that cannot be sent"))?;
    let mut value = header_value(value.as_bytes())
        .map_err(|reason| format!("the credential for the header `{name}` {reason}"))?;
    value.set_sensitive(true);
    Ok((header, value))
}

impl Credentials {
    pub(super) fn of<K: Credential>() -> Self {
        Self {
            reserved: K::HEADERS,
            headers: HeaderMap::new(),
            secrets: Vec::new(),
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
        self.insert(name, secret.expose_secret(), secret);
    }

    /// Sends a secret as bearer token.
    pub fn bearer(&mut self, secret: &impl Exposed) {
        let secret = secret.exposed();
        let value = Zeroizing::new(format!("Bearer {}", secret.expose_secret()));
        self.insert(AUTHORIZATION.as_str(), &value, secret);
    }

    fn insert(&mut self, name: &str, value: &str, secret: &SecretString) {
        match credential_header(name, value) {
            Ok((name, value)) => {
                self.headers.insert(name, value);
            }
            Err(refusal) => self.refused = Some(refusal),
        }
        self.secrets.push(secret.clone());
    }

    pub(super) fn finish(
        mut self,
        settings: &mut Settings,
        address: &Address,
    ) -> Result<Prepared, Error> {
        if let Some(reason) = self.refused {
            return Err(Error::configuration(reason));
        }
        for (scheme, source, declared) in self.sources {
            let bearer = settings.bearer(source, declared, scheme, address)?;
            self.secrets.extend(bearer.secrets());
            self.held.push(Held {
                scheme,
                carried: Carried::Token(Arc::new(bearer)),
            });
        }
        let taken = taken(&self.headers, &self.held);
        let given = settings.given(&taken, address)?;
        self.secrets.extend_from_slice(given.secrets());
        Ok(Prepared {
            given,
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
        let carried = credential_header(name, secret.expose_secret())
            .map(|(name, value)| Carried::Header(name, value));
        self.keep(carried, [secret.clone()]);
    }

    /// As a parameter of the query.
    pub fn query(self, name: &'static str, secret: &impl Exposed) {
        let secret = secret.exposed();
        self.keep(Ok(Carried::Query(name, secret.clone())), [secret.clone()]);
    }

    /// As a cookie.
    pub fn cookie(self, name: &'static str, secret: &impl Exposed) {
        let secret = secret.exposed();
        let carried = if is_cookie_value(secret.expose_secret()) {
            Ok(Carried::Cookie(name, secret.clone()))
        } else {
            Err(format!(
                "the credential for the cookie `{name}` holds characters that no cookie can"
            ))
        };
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

    fn keep(
        self,
        carried: Result<Carried, String>,
        secrets: impl IntoIterator<Item = SecretString>,
    ) {
        let scheme = self.scheme;
        match carried {
            Ok(carried) => self.credentials.held.push(Held { scheme, carried }),
            Err(refusal) => {
                self.credentials.refused = Some(format!("{refusal} (scheme `{scheme}`)"));
            }
        }
        self.credentials.secrets.extend(secrets);
    }
}
