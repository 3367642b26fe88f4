//! SOAP: document/literal wrapped, versions 1.1 and 1.2.
//!
//! A request becomes an envelope whose body holds one element, named after the operation, with the
//! session first and the values in the order of the description. A response is taken from
//! `{Operation}Response/{Operation}Result`. There are no headers, no attachments, no WS-* and no
//! encoded style here.
//!
//! The only thing here for integrators is the [`ClientBuilder`]; what emitted code calls stands in
//! the versioned module.

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
