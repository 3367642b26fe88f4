//! Credentials that a caller passes to the builder in addition to those that the description
//! declares: many services declare none and require one. Every call sends them.

use std::sync::Arc;

use reqwest::header::{AUTHORIZATION, COOKIE, HeaderMap, HeaderName, HeaderValue};

use zeroize::Zeroizing;

use super::{Address, Bearer, Settings, header_value};
use crate::error::Error;
use crate::{BasicAuth, SecretString, TokenSource};

/// Headers that are not place for a credential, because something else sets them.
const NO_CREDENTIAL: [&str; 4] = ["accept", "content-type", "soapaction", "user-agent"];

/// What a builder was given, each by the method that took it.
#[derive(Default)]
pub(crate) struct Given {
    credentials: Vec<(&'static str, Credential)>,
}

enum Credential {
    Header(String, SecretString),
    Basic(BasicAuth),
    Token(TokenSource),
}

/// What the calls of a client carry of it.
#[derive(Default)]
pub(crate) struct Carried {
    headers: Vec<(HeaderName, HeaderValue)>,
    bearer: Option<Arc<Bearer>>,
    secrets: Vec<SecretString>,
}

impl Given {
    pub(crate) fn token(&mut self, source: TokenSource) {
        self.add("bearer_token", Credential::Token(source));
    }

    pub(crate) fn basic(&mut self, login: BasicAuth) {
        self.add("basic_auth", Credential::Basic(login));
    }

    pub(crate) fn header(&mut self, name: String, value: SecretString) {
        self.add("header_credential", Credential::Header(name, value));
    }

    fn add(&mut self, method: &'static str, credential: Credential) {
        self.credentials.push((method, credential));
    }

    /// Checks what was given. `taken` are headers that carry a credential already, each with what
    /// that credential is.
    pub(crate) fn finish(
        self,
        taken: &[(HeaderName, String)],
        settings: &mut Settings,
        address: &Address,
    ) -> Result<Carried, Error> {
        let mut carried = Carried::default();
        let mut taken = taken.to_vec();
        for (method, credential) in self.credentials {
            let name = match &credential {
                Credential::Header(name, _) => credential_name(name)?,
                Credential::Basic(_) | Credential::Token(_) => AUTHORIZATION,
            };
            if let Some((_, other)) = taken.iter().find(|(taken, _)| *taken == name) {
                return Err(Error::configuration(format!(
                    "{other} and `{method}` both set the header `{name}`: leave one of them out"
                )));
            }
            match credential {
                Credential::Header(_, secret) => {
                    carried.insert(&name, secret.expose_secret())?;
                    carried.secrets.push(secret);
                }
                Credential::Basic(login) => {
                    carried.insert(&name, &login.header())?;
                    carried.secrets.extend(login.secrets());
                }
                Credential::Token(source) => {
                    let bearer = settings.bearer(source, None, method, address)?;
                    carried.secrets.extend(bearer.secrets());
                    carried.bearer = Some(Arc::new(bearer));
                }
            }
            taken.push((name, format!("`{method}`")));
        }
        Ok(carried)
    }
}

impl Carried {
    fn insert(&mut self, name: &HeaderName, value: &str) -> Result<(), Error> {
        let mut value = header_value(value.as_bytes()).map_err(|reason| {
            Error::configuration(format!("the credential for the header `{name}` {reason}"))
        })?;
        value.set_sensitive(true);
        self.headers.push((name.clone(), value));
        Ok(())
    }

    /// Every secret, to be masked in what a server says.
    pub(crate) fn secrets(&self) -> &[SecretString] {
        &self.secrets
    }

    /// Whether calls carry a credential in a header.
    pub(super) fn sets(&self, name: &HeaderName) -> bool {
        self.headers.iter().any(|(own, _)| own == name)
    }

    /// Puts the credentials among the headers of a call. Cookies are one header.
    pub(super) fn present(&self, headers: &mut HeaderMap) {
        for (name, value) in &self.headers {
            let before = headers.get(COOKIE).filter(|_| name == COOKIE);
            let value = match before {
                Some(before) => joined(before, value),
                None => value.clone(),
            };
            headers.insert(name, value);
        }
    }

    /// Where the bearer token comes from.
    pub(super) fn bearer(&self) -> Option<Arc<Bearer>> {
        self.bearer.clone()
    }
}

/// Two lines of cookies as one.
fn joined(before: &HeaderValue, after: &HeaderValue) -> HeaderValue {
    let line = Zeroizing::new([before.as_bytes(), b"; ", after.as_bytes()].concat());
    let Ok(mut line) = HeaderValue::from_bytes(&line) else {
        unreachable!("what joins two values is allowed in a value");
    };
    line.set_sensitive(true);
    line
}

/// The header of a credential, unless something else sets it.
fn credential_name(name: &str) -> Result<HeaderName, Error> {
    let Ok(name) = HeaderName::from_bytes(name.as_bytes()) else {
        return Err(Error::configuration(
            "the name of a header holds characters that cannot be sent",
        ));
    };
    if NO_CREDENTIAL.contains(&name.as_str()) || super::options::is_transports(&name) {
        return Err(Error::configuration(format!(
            "the header `{name}` cannot carry a credential: something else sets it"
        )));
    }
    Ok(name)
}
