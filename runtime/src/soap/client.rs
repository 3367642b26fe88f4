//! The parts of a generated SOAP client.

use std::fmt;
use std::sync::Arc;

use reqwest::header::HeaderMap;

use super::version::Version;
use super::{Call, Operation, Service};
use crate::error::Error;
use crate::transport::{Address, Settings, Transport};
use crate::{SecretString, Session};

/// The core of an emitted client. Clones share everything.
#[derive(Clone)]
pub struct Client {
    core: Arc<Core>,
}

/// What the clones share, and what every call keeps alive.
pub(super) struct Core {
    pub(super) service: &'static Service,
    pub(super) address: Address,
    pub(super) session: Option<Session>,
    pub(super) version: Version,
    pub(super) transport: Transport,
    pub(super) secrets: Arc<[SecretString]>,
}

impl Client {
    pub(super) fn new(
        service: &'static Service,
        endpoint: &str,
        session: Option<Session>,
        version: Version,
        mut settings: Settings,
    ) -> Result<Self, Error> {
        let address = settings.address(endpoint)?;
        let given = settings.given(&[], &address)?;
        let secrets = session
            .iter()
            .map(Session::secret)
            .chain(given.secrets())
            .cloned()
            .collect();
        let transport = settings.build(&address, service.user_agent, HeaderMap::new(), given)?;
        Ok(Self {
            core: Arc::new(Core {
                service,
                address,
                session,
                version,
                transport,
                secrets,
            }),
        })
    }

    /// Starts a call.
    #[must_use]
    pub fn call(&self, operation: &'static Operation) -> Call {
        Call::new(Arc::clone(&self.core), operation)
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("endpoint", &self.core.address.url().as_str())
            .field("version", &self.core.version)
            .field("transport", &self.core.transport)
            .finish_non_exhaustive()
    }
}
