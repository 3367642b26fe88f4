//! Services: where calls go, who makes them, how answers are wrapped.

use super::{Operation, Origin, TypeId};

/// The calls of one description.
#[derive(Debug)]
pub(crate) struct Service {
    pub(crate) origin: Origin,
    /// The name of the API.
    pub(crate) title: String,
    /// Markdown for a newcomer.
    pub(crate) docs: String,
    pub(crate) tags: Vec<Tag>,
    pub(crate) operations: Vec<Operation>,
    pub(crate) protocol: Protocol,
}

/// What the protocols have apart.
#[derive(Debug)]
pub(crate) enum Protocol {
    Rest(RestService),
    Soap(SoapService),
}

/// A group of calls.
#[derive(Debug)]
pub(crate) struct Tag {
    pub(crate) name: String,
    pub(crate) docs: String,
}

/// A service over HTTP with JSON.
#[derive(Debug)]
pub(crate) struct RestService {
    pub(crate) base_url: String,
    /// Any one of them will do.
    pub(crate) credentials: Vec<Credential>,
    pub(crate) envelope: Option<Envelope>,
}

/// A way to say who calls.
#[derive(Debug)]
pub(crate) struct Credential {
    /// The name of the scheme in the description.
    pub(crate) name: String,
    pub(crate) docs: String,
    pub(crate) place: ApiKeyPlace,
}

/// Where a credential travels.
#[derive(Debug)]
pub(crate) enum ApiKeyPlace {
    /// In this header.
    Header(String),
    /// As `Authorization: Bearer`.
    Bearer,
}

/// How every answer wraps its payload.
#[derive(Debug)]
pub(crate) struct Envelope {
    pub(crate) success: String,
    pub(crate) data: String,
    pub(crate) code: Option<String>,
    pub(crate) message: Option<String>,
    /// The enumeration of error codes.
    pub(crate) codes: Option<TypeId>,
}

/// A SOAP service: document/literal wrapped.
#[derive(Debug)]
pub(crate) struct SoapService {
    pub(crate) endpoint: String,
    pub(crate) namespace: String,
    /// Whether only fixes are to be expected.
    pub(crate) maintenance: bool,
    /// The name of the session element.
    pub(crate) session: Option<String>,
    /// Where sources disagree.
    pub(crate) conflicts: Vec<Conflict>,
}

/// A disagreement between sources, and which one is followed.
#[derive(Debug)]
pub(crate) struct Conflict {
    /// The operations concerned, by id; empty when it concerns the service.
    pub(crate) operations: Vec<String>,
    pub(crate) docs: String,
}
