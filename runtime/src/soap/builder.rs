//! The builder of a SOAP client.

use std::fmt;
use std::marker::PhantomData;

use super::version::Version;
use super::{Client, Service};
use crate::Session;
use crate::transport::{Settings, settings_methods};
use crate::v1::FromCore;

/// Configures and builds a client: endpoint, SOAP version, timeouts, retries, TLS.
#[must_use = "a client is made by `build`"]
pub struct ClientBuilder<C> {
    service: &'static Service,
    session: Option<Session>,
    endpoint: Option<String>,
    version: Version,
    settings: Settings,
    client: PhantomData<fn() -> C>,
}

impl<C> ClientBuilder<C> {
    #[doc(hidden)]
    pub fn new(service: &'static Service, session: impl Into<Option<Session>>) -> Self {
        Self {
            service,
            session: session.into(),
            endpoint: None,
            version: Version::Soap11,
            settings: Settings::default(),
            client: PhantomData,
        }
    }

    /// Sets the endpoint of all calls: the complete URL, including its path.
    ///
    /// # Errors
    ///
    /// [`build`](Self::build) fails if it is not a URL, contains a user name, a query or a fragment, or
    /// uses plain HTTP to a host other than loopback.
    pub fn endpoint(mut self, endpoint: impl Into<String>) -> Self {
        self.endpoint = Some(endpoint.into());
        self
    }

    /// Sends SOAP 1.2. Default: SOAP 1.1. Responses of both versions are accepted.
    pub fn soap12(mut self) -> Self {
        self.version = Version::Soap12;
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
            session,
            endpoint,
            version,
            settings,
            ..
        } = self;
        let endpoint = endpoint.as_deref().unwrap_or(service.endpoint);
        Ok(C::from_core(Client::new(
            service, endpoint, session, version, settings,
        )?))
    }
}

impl<C> fmt::Debug for ClientBuilder<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The endpoint is not checked yet and may hold a password.
        f.debug_struct("ClientBuilder")
            .field("version", &self.version)
            .field("settings", &self.settings)
            .finish_non_exhaustive()
    }
}
