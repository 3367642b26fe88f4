//! Settings that the builders of both protocols share, and their methods, documented once.

use std::fmt;
use std::time::Duration;

use reqwest::Url;
use reqwest::header::{CONTENT_TYPE, HeaderMap, HeaderName};

use super::{Address, Bearer, Carried, Given, Transport, connection};
use crate::credential::Origin;
use crate::error::Error;
use crate::retry::Backoff;
use crate::{TokenSource, tls};

/// Settings of a transport to be.
pub(crate) struct Settings {
    pub(crate) timeout: Duration,
    pub(crate) attempt_timeout: Option<Duration>,
    pub(crate) connect_timeout: Duration,
    pub(crate) max_attempts: u32,
    pub(crate) backoff: Backoff,
    pub(crate) max_response_size: usize,
    pub(crate) allow_plain_http: bool,
    pub(crate) user_agent: Option<String>,
    pub(crate) http: Option<reqwest::ClientBuilder>,
    pub(crate) tls: tls::Settings,
    /// Whether anything but the service is called over TLS.
    pub(crate) also_https: bool,
    pub(crate) given: Given,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            timeout: Duration::from_secs(60),
            attempt_timeout: None,
            connect_timeout: Duration::from_secs(10),
            max_attempts: 3,
            backoff: Backoff {
                base: Duration::from_millis(250),
                cap: Duration::from_secs(8),
            },
            max_response_size: 32 * 1024 * 1024,
            allow_plain_http: false,
            user_agent: None,
            http: None,
            tls: tls::Settings::default(),
            also_https: false,
            given: Given::default(),
        }
    }
}

impl Settings {
    /// Checks where calls are to go.
    pub(crate) fn address(&self, text: &str) -> Result<Address, Error> {
        Address::parse(text, self.allow_plain_http)
    }

    /// Checks where tokens are asked for; a path alone is below the address of the service.
    pub(crate) fn token_endpoint(&mut self, text: &str, address: &Address) -> Result<Url, Error> {
        let endpoint = address.join(text, self.allow_plain_http)?;
        self.also_https |= endpoint.scheme() == "https";
        Ok(endpoint)
    }

    /// Puts a token source to work; `declared` is the token endpoint that the description names,
    /// `wanted_by` what wants the token.
    pub(crate) fn bearer(
        &mut self,
        TokenSource(origin): TokenSource,
        declared: Option<&str>,
        wanted_by: &str,
        address: &Address,
    ) -> Result<Bearer, Error> {
        let endpoint = match &origin {
            Origin::ClientCredentials(credentials) => {
                let chosen = credentials.token_url.as_deref();
                let Some(url) = chosen.or(declared) else {
                    return Err(Error::configuration(format!(
                        "no token endpoint is known for `{wanted_by}`: name it with `token_url`"
                    )));
                };
                Some(self.token_endpoint(url, address)?)
            }
            Origin::Given(_) | Origin::Caller(_) => None,
        };
        Ok(Bearer::new(origin, endpoint))
    }

    /// Checks the credentials that the builder was given, in addition to those that set headers already.
    pub(crate) fn given(
        &mut self,
        taken: &[(HeaderName, String)],
        address: &Address,
    ) -> Result<Carried, Error> {
        std::mem::take(&mut self.given).finish(taken, self, address)
    }

    /// Builds the transport. `headers` go with every call, the credential among them; a
    /// `Content-Type` only with calls that have a body.
    pub(crate) fn build(
        self,
        address: &Address,
        user_agent: &str,
        mut headers: HeaderMap,
        given: Carried,
    ) -> Result<Transport, Error> {
        let Self {
            timeout,
            attempt_timeout,
            max_attempts,
            backoff,
            max_response_size,
            ..
        } = self;
        let content_type = headers.remove(CONTENT_TYPE);
        let http = connection::build(self, address, user_agent, headers)?;
        Ok(Transport {
            http,
            content_type,
            timeout,
            attempt_timeout,
            max_attempts,
            backoff,
            max_response_size,
            given,
        })
    }
}

impl fmt::Debug for Settings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // A caller's ClientBuilder would print its proxies and default headers.
        f.debug_struct("Settings")
            .field("timeout", &self.timeout)
            .field("attempt_timeout", &self.attempt_timeout)
            .field("connect_timeout", &self.connect_timeout)
            .field("max_attempts", &self.max_attempts)
            .field("backoff", &self.backoff)
            .field("max_response_size", &self.max_response_size)
            .field("allow_plain_http", &self.allow_plain_http)
            .finish_non_exhaustive()
    }
}

/// The methods of a builder that has a field `settings: Settings`.
macro_rules! settings_methods {
    () => {
        /// Sets the timeout of a call: all attempts, the pauses between them, and reading the
        /// response. Default: 60 seconds.
        ///
        /// The method `.timeout(..)` of a request replaces it.
        pub fn timeout(mut self, timeout: std::time::Duration) -> Self {
            self.settings.timeout = timeout;
            self
        }

        /// Sets the timeout of each attempt of a call: sending the request and reading the
        /// response, or, for a stream, its beginning. It also ends an attempt of a call that
        /// writes, which is not sent again: the server may have executed it.
        ///
        /// Default: an attempt that may be followed by another one ends if the server is silent for
        /// half of the time that is left for the call, so that a dead connection does not use all
        /// of it. The last attempt has all the time that is left. So has the only attempt of a call
        /// that is not sent again, and of a call whose body is a file or larger than 64 KiB.
        pub fn attempt_timeout(mut self, timeout: std::time::Duration) -> Self {
            self.settings.attempt_timeout = Some(timeout);
            self
        }

        /// Sets the timeout for connecting, including the TLS handshake. Default: 10 seconds.
        pub fn connect_timeout(mut self, timeout: std::time::Duration) -> Self {
            self.settings.connect_timeout = timeout;
            self
        }

        /// Sets the maximum number of attempts of a call, including the first. Default: 3; 0 counts
        /// as 1.
        ///
        /// Only calls that read or are idempotent are sent again after any failure that may be
        /// temporary. Other calls are sent again only if no connection could be made, or if the
        /// server rejected the call for its rate (429).
        pub fn max_attempts(mut self, attempts: u32) -> Self {
            self.settings.max_attempts = attempts;
            self
        }

        /// Sets the pause between attempts: a random time up to `base`, doubled after each attempt,
        /// never above `cap`. Default: 250 milliseconds and 8 seconds.
        ///
        /// A `Retry-After` of the server makes a pause longer. If it exceeds the time that is left
        /// for the call, the call ends at once.
        pub fn backoff(mut self, base: std::time::Duration, cap: std::time::Duration) -> Self {
            self.settings.backoff = $crate::retry::Backoff { base, cap };
            self
        }

        /// Sets the maximum size of a response body, in bytes, after decompression. Default: 32
        /// MiB.
        pub fn max_response_size(mut self, bytes: usize) -> Self {
            self.settings.max_response_size = bytes;
            self
        }

        /// Allows plain HTTP to hosts other than loopback. The credential is then sent unencrypted.
        pub fn allow_plain_http(mut self) -> Self {
            self.settings.allow_plain_http = true;
            self
        }

        /// Sends a bearer token with every call, whether or not the document declares one: a
        /// [`BearerToken`](crate::BearerToken), [`ClientCredentials`](crate::ClientCredentials)
        /// with a `token_url`, or a [`TokenSource`](crate::TokenSource) that fetches tokens.
        ///
        /// It is sent in addition to the credentials that the document declares, and also with
        /// calls that require none.
        ///
        /// # Errors
        ///
        /// [`build`](Self::build) fails if another credential sets the header `Authorization`.
        pub fn bearer_token(mut self, token: impl Into<$crate::TokenSource>) -> Self {
            self.settings.given.token(token.into());
            self
        }

        /// Sends a user name and a password with every call, under the conditions of
        /// [`bearer_token`](Self::bearer_token).
        pub fn basic_auth(mut self, login: $crate::BasicAuth) -> Self {
            self.settings.given.basic(login);
            self
        }

        /// Sends a credential as the value of a header with every call, under the conditions of
        /// [`bearer_token`](Self::bearer_token). It is masked in text from the server.
        ///
        /// # Errors
        ///
        /// [`build`](Self::build) fails if another credential or the protocol sets this header, or
        /// if the value cannot be sent unchanged.
        pub fn header_credential(
            mut self,
            name: impl Into<String>,
            value: impl Into<$crate::SecretString>,
        ) -> Self {
            self.settings.given.header(name.into(), value.into());
            self
        }

        /// Sets the header `User-Agent`. Default: the name and the version of the client crate.
        pub fn user_agent(mut self, user_agent: impl Into<String>) -> Self {
            self.settings.user_agent = Some(user_agent.into());
            self
        }

        /// Uses the caller's settings of the HTTP client: proxy, resolver, connection pool, local
        /// address.
        ///
        /// Redirects, referer, retries, timeouts, `User-Agent`, TLS and verbose logging are set by
        /// this builder, whatever the caller chose: pass root certificates to
        /// [`root_certificate`](Self::root_certificate). To keep the TLS settings of the caller,
        /// use [`http_with_own_tls`](Self::http_with_own_tls).
        ///
        /// Proxies are those of the caller, including those that reqwest takes from the
        /// environment. A call by plain HTTP, also to loopback, is then sent unencrypted through
        /// the proxy; without this method, a plain call to loopback uses no proxy. Call
        /// `no_proxy()` on the `ClientBuilder` unless a proxy is intended.
        ///
        /// A `reqwest::Client` is not accepted: its redirect policy can no longer be changed, and
        /// by default it would send the credential to any address to which a server redirects.
        pub fn http(mut self, http: $crate::reqwest::ClientBuilder) -> Self {
            self.settings.http = Some(http);
            self.settings.tls.own = false;
            self
        }

        /// Uses the caller's settings of the HTTP client, as [`http`](Self::http) does, and its TLS
        /// settings too.
        ///
        /// # Errors
        ///
        /// [`build`](Self::build) fails if this builder also has a root certificate or a TLS
        /// configuration, or if reqwest has no TLS provider: then install a process-wide rustls
        /// provider, enable the feature `aws-lc` or `native-tls`, or use [`http`](Self::http).
        pub fn http_with_own_tls(mut self, http: $crate::reqwest::ClientBuilder) -> Self {
            self.settings.http = Some(http);
            self.settings.tls.own = true;
            self
        }

        /// Adds a root certificate to those of the platform: DER, or PEM with one or more
        /// certificates.
        ///
        /// # Errors
        ///
        /// [`build`](Self::build) fails if the bytes contain no certificate.
        pub fn root_certificate(mut self, certificate: impl Into<Vec<u8>>) -> Self {
            self.settings.tls.roots.push(certificate.into());
            self
        }

        /// Replaces the TLS configuration: the roots, the client certificate, the cryptography.
        ///
        /// If it has no ALPN protocols, those of this build are offered.
        #[cfg(feature = "rustls")]
        pub fn tls(mut self, configuration: rustls::ClientConfig) -> Self {
            self.settings.tls.configuration = Some(configuration);
            self
        }
    };
}

pub(crate) use settings_methods;
