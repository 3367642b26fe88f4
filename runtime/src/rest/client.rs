//! The parts of a generated REST client.

use std::fmt;
use std::sync::Arc;

use reqwest::header::{ACCEPT, CONTENT_TYPE, HeaderValue};

use super::credential::Prepared;
use super::{Call, Credentials, Held, Needs, Operation};
use crate::SecretString;
use crate::error::Error;
use crate::transport::{Address, Settings, Transport};

/// A service as its description declares it.
#[derive(Debug)]
pub struct Service {
    pub(super) base_url: &'static str,
    pub(super) user_agent: &'static str,
    /// The credentials that calls need which say nothing else; `None` where every call carries
    /// whatever the client holds.
    pub(super) needs: Option<Needs>,
}

impl Service {
    /// Declares a service: where it is, and how its clients call themselves.
    pub const fn new(base_url: &'static str, user_agent: &'static str) -> Self {
        Self {
            base_url,
            user_agent,
            needs: None,
        }
    }

    /// Declares a service that may be anywhere: each client says where its calls go.
    pub const fn anywhere(user_agent: &'static str) -> Self {
        Self::new("", user_agent)
    }

    /// Says which credentials calls carry: those of any one of these lists of schemes, in the order
    /// of preference.
    pub const fn needs(mut self, needs: Needs) -> Self {
        self.needs = Some(needs);
        self
    }
}

/// The core of an emitted client. Clones share everything.
#[derive(Clone)]
pub struct Client {
    core: Arc<Core>,
}

/// What the clones share, and what every call keeps alive.
pub(super) struct Core {
    pub(super) address: Address,
    pub(super) transport: Transport,
    /// Names of all headers that may carry a credential of this API.
    pub(super) reserved: &'static [&'static str],
    pub(super) secrets: Arc<[SecretString]>,
    /// The credentials that are carried by the calls that need them.
    pub(super) held: Vec<Held>,
    /// What calls need that say nothing else.
    pub(super) needs: Option<Needs>,
    /// Whether a call may go to an address of its own, and over plain http.
    pub(super) elsewhere: Option<PlainHttp>,
}

/// Whether secrets may travel over plain http.
#[derive(Clone, Copy, Debug)]
pub(super) struct PlainHttp(pub(super) bool);

impl Client {
    pub(super) fn new(
        service: &Service,
        base_url: Option<&str>,
        credentials: Credentials,
        mut settings: Settings,
    ) -> Result<Self, Error> {
        let address = settings.address(base_url.unwrap_or(service.base_url))?;
        // A caller who says where calls go means all of them.
        let elsewhere = match base_url {
            Some(_) => None,
            None => Some(PlainHttp(settings.allow_plain_http)),
        };
        let Prepared {
            reserved,
            mut headers,
            secrets,
            held,
            given,
        } = credentials.finish(&mut settings, &address)?;
        let json = HeaderValue::from_static("application/json");
        headers.insert(ACCEPT, json.clone());
        headers.insert(CONTENT_TYPE, json);
        let transport = settings.build(&address, service.user_agent, headers, given)?;
        Ok(Self {
            core: Arc::new(Core {
                address,
                transport,
                reserved,
                secrets: secrets.into(),
                held,
                needs: service.needs,
                elsewhere,
            }),
        })
    }

    /// Starts a call.
    pub fn call(&self, operation: &'static Operation) -> Call {
        Call::new(Arc::clone(&self.core), operation)
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("base_url", &self.core.address.url().as_str())
            .field("transport", &self.core.transport)
            .finish_non_exhaustive()
    }
}
