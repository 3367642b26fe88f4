//! Services: their URLs, credentials and response envelopes.

use super::{Credential, Message, Needs, Operation, Origin, TypeId};
use crate::source::Span;

/// The calls of one description.
#[derive(Debug)]
pub(crate) struct Service {
    pub(crate) origin: Origin,
    /// The name of the API.
    pub(crate) title: String,
    /// Markdown for a newcomer.
    pub(crate) docs: String,
    /// The absolute address that relative links of its Markdown are resolved against.
    pub(crate) links: Option<String>,
    pub(crate) tags: Vec<Tag>,
    pub(crate) operations: Vec<Operation>,
    /// What the service sends to endpoints of the caller's, in the order of their names.
    pub(crate) messages: Vec<Message>,
    pub(crate) protocol: Protocol,
}

/// What the protocols have apart.
#[derive(Debug)]
pub(crate) enum Protocol {
    Rest(RestService),
    Soap(SoapService),
}

impl Protocol {
    /// The module of the calls, and the feature that they depend on.
    pub(crate) fn module(&self) -> &'static str {
        match self {
            Self::Rest(_) => "rest",
            Self::Soap(_) => "soap",
        }
    }
}

/// A group of calls.
#[derive(Debug)]
pub(crate) struct Tag {
    /// Where it is described; absent for one that only operations name.
    pub(crate) span: Option<Span>,
    pub(crate) name: String,
    /// The tag as the description writes it; absent where the paths of the calls name the group.
    pub(crate) written: Option<String>,
    pub(crate) docs: String,
}

/// A service over HTTP with JSON.
#[derive(Debug)]
pub(crate) struct RestService {
    pub(crate) address: Address,
    /// In alphabetical order.
    pub(crate) credentials: Vec<Credential>,
    /// What a call carries that says nothing else.
    pub(crate) needs: Needs,
    /// Whether a client holds one credential, which every call carries.
    pub(crate) single: bool,
    pub(crate) envelope: Option<Envelope>,
}

/// Where the calls of a service go.
#[derive(Debug)]
pub(crate) struct Address {
    pub(crate) span: Span,
    /// Without a slash at its end; none where the description leaves it to callers.
    pub(crate) url: Option<String>,
    /// Every server that is described; the first is where calls go.
    pub(crate) servers: Vec<Server>,
}

/// A server as it is described.
#[derive(Debug)]
pub(crate) struct Server {
    /// What the description calls it; empty where that is nothing.
    pub(crate) name: String,
    /// The address as it is written, its variables in braces.
    pub(crate) template: String,
    /// With every variable as it is by default, where all of them are something.
    pub(crate) url: Option<String>,
    pub(crate) docs: String,
    /// Those that stand in the address, in the order of the description.
    pub(crate) variables: Vec<ServerVariable>,
}

/// A part of an address that callers may choose.
#[derive(Debug)]
pub(crate) struct ServerVariable {
    pub(crate) name: String,
    pub(crate) default: Option<String>,
    /// What it may be; anything where there are none.
    pub(crate) values: Vec<String>,
    pub(crate) docs: String,
}

/// How every response wraps its payload.
#[derive(Debug)]
pub(crate) struct Envelope {
    pub(crate) span: Span,
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
    /// Where the endpoint stands.
    pub(crate) endpoint_span: Span,
    /// Where the namespace stands.
    pub(crate) namespace_span: Span,
    pub(crate) endpoint: String,
    pub(crate) namespace: String,
    /// Whether only fixes are to be expected.
    pub(crate) maintenance: bool,
    /// The name of the session element.
    pub(crate) session: Option<String>,
    /// The shapes of faults that the service is known to send.
    pub(crate) faults: Vec<FaultShape>,
    /// Where sources disagree.
    pub(crate) conflicts: Vec<Conflict>,
}

/// A shape of the detail of faults. It is documentation: the runtime reads every shape that can
/// stand here.
#[derive(Debug)]
pub(crate) struct FaultShape {
    pub(crate) span: Span,
    /// Where in the fault it stands: `detail/ErrorInfo`.
    pub(crate) at: String,
    /// What it holds, as one line of text.
    pub(crate) content: String,
    pub(crate) docs: String,
}

/// A disagreement between sources, and which one is followed.
#[derive(Debug)]
pub(crate) struct Conflict {
    /// The operations concerned, by id; empty when it concerns the service.
    pub(crate) operations: Vec<String>,
    pub(crate) docs: String,
}
