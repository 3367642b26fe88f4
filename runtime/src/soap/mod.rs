//! SOAP 1.1 and 1.2, document/literal wrapped.
//!
//! A request is an envelope whose body contains one element, named after the operation, with the
//! session first and the values in the order of the description. A response is read from
//! `{Operation}Response/{Operation}Result`. SOAP headers, attachments, WS-* and the encoded style
//! are not supported.
//!
//! For integrators there is only the [`ClientBuilder`]; generated code uses [`v1`](crate::v1).

mod builder;
pub(crate) mod call;
pub(crate) mod client;
pub(crate) mod draft;
mod fault;
mod raw;
mod read;
pub(crate) mod service;
mod version;

pub use builder::ClientBuilder;

use call::Call;
use client::Client;
use service::{Operation, Service};
