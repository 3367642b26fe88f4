//! Webhooks, and callbacks of operations: what the service sends to the caller.

use super::{Header, Origin, Type};

/// A request that the service sends.
#[derive(Debug)]
pub(crate) struct Message {
    /// What tells it from the others of its service.
    pub(crate) name: String,
    /// Its key in the description.
    pub(crate) key: String,
    /// The Rust name that the description asks for.
    pub(crate) rust_name: Option<String>,
    pub(crate) origin: Origin,
    pub(crate) from: Sender,
    /// In upper case.
    pub(crate) method: String,
    /// One sentence.
    pub(crate) summary: String,
    /// Markdown that follows the summary.
    pub(crate) docs: String,
    pub(crate) deprecated: bool,
    /// What its body holds; nothing where it has none, or none that is read.
    pub(crate) ty: Option<Type>,
    /// Headers and parameters of the address.
    pub(crate) parameters: Vec<Header>,
    /// The responses that it may get: each status with its description.
    pub(crate) responses: Vec<(String, String)>,
}

/// What makes the service send.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Sender {
    Webhook,
    /// A call that was told where to.
    Callback {
        /// The id of the operation.
        operation: String,
        /// Where the call says it, as an expression of OpenAPI.
        address: String,
    },
}
