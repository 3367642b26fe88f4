//! The builder of a REST client.

use std::fmt;
use std::marker::PhantomData;

use super::{Client, Credential, Credentials, Service};
use crate::transport::{Settings, settings_methods};
use crate::v1::FromCore;

/// Configures and builds a client: base URL, timeouts, retries, TLS.
#[must_use = "a client is made by `build`"]
pub struct ClientBuilder<C> {
    service: &'static Service,
    base_url: Option<String>,
    credentials: Credentials,
    settings: Settings,
    client: PhantomData<fn() -> C>,
}

impl<C> ClientBuilder<C> {
    #[doc(hidden)]
    #[expect(
        clippy::needless_pass_by_value,
        reason = "a credential is given away: nothing is left to forget"
    )]
    pub fn new<K: Credential>(service: &'static Service, credential: K) -> Self {
        let mut credentials = Credentials::of::<K>();
        credential.present(&mut credentials);
        Self {
            service,
            base_url: None,
            credentials,
            settings: Settings::default(),
            client: PhantomData,
        }
    }

    /// Sets the base URL of all calls: `https://host`, optionally with a path to which the path of
    /// each call is appended. It also replaces the servers that single operations declare.
    ///
    /// # Errors
    ///
    /// [`build`](Self::build) fails if it is not a URL, contains a user name, a query or a fragment, or
    /// uses plain HTTP to a host other than loopback.
    pub fn base_url(mut self, base_url: impl Into<String>) -> Self {
        self.base_url = Some(base_url.into());
        self
    }

    settings_methods!();
}

impl<C: FromCore<Core = Client>> ClientBuilder<C> {
    /// Builds the client. Sends nothing.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Configuration`](crate::ErrorKind::Configuration) if a setting is not valid.
    pub fn build(self) -> Result<C, C::Error> {
        let Self {
            service,
            base_url,
            credentials,
            settings,
            ..
        } = self;
        Ok(C::from_core(Client::new(
            service,
            base_url.as_deref(),
            credentials,
            settings,
        )?))
    }
}

impl<C> fmt::Debug for ClientBuilder<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The base URL is not checked yet and may hold a password.
        f.debug_struct("ClientBuilder")
            .field("settings", &self.settings)
            .finish_non_exhaustive()
    }
}
