//! The runtime library of clients that `bindery` generates: HTTP transport, retries, response
//! envelopes, JSON, XML and SOAP, secrets, open enumerations, dates and times.
//!
//! Generated code declares the API; this crate sends the requests and reads the responses. It
//! contains no part of any particular API and reads no OpenAPI description.
//!
//! An integrator uses this crate through the generated one, which re-exports the types below.
//! Generated code calls the module [`v1`], which is hidden; after the first release items are only
//! added to it.

#![cfg_attr(docsrs, feature(doc_cfg))]

pub mod rest;
#[cfg(feature = "soap")]
pub mod soap;
#[doc(hidden)]
pub mod v1;

mod base64;
mod credential;
mod date_time;
mod decimal;
mod error;
mod fault;
mod hidden;
mod maybe;
mod media;
mod panics;
mod pending;
mod redact;
mod response;
mod retry;
mod secret;
mod stream;
mod tls;
mod trace;
mod transport;
mod unknown;
mod unknown_variant;
mod upload;
mod value;
mod wire;
#[cfg(feature = "xml")]
mod xml;

pub use base64::{Base64, InvalidBase64};
pub use credential::{
    AccessToken, ApiKey, BasicAuth, BearerToken, ClientCredentials, Session, TokenSource,
};
pub use date_time::{ConversionError, Date, DateTime, InvalidDate, InvalidDateTime, UnixTime};
pub use decimal::{Decimal, InvalidDecimal};
pub use error::{Error, ErrorKind};
pub use fault::Fault;
pub use maybe::Maybe;
pub use pending::Pending;
pub use response::{Response, WithResponse};
pub use rest::{Items, Listed, Paged, Pages, Streaming, from_json};
pub use secret::SecretString;
#[doc(hidden)]
pub use stream::EventValue;
pub use stream::{ByteStream, Event, EventStream, FromEvent, JsonLines};
pub use transport::RequestOptions;
pub use unknown::UnknownValue;
pub use unknown_variant::UnknownVariant;
pub use upload::Upload;

// The crates whose types stand in the public surface.
pub use bytes::Bytes;
#[cfg(feature = "chrono")]
pub use chrono;
pub use futures_core::Stream;
#[cfg(feature = "jiff")]
pub use jiff;
pub use reqwest;
#[cfg(feature = "rustls")]
pub use rustls;
pub use serde;
/// Any JSON: the type of a value that has no more exact Rust type.
pub use serde_json::Value as JsonValue;
#[cfg(feature = "time")]
pub use time;
pub use tokio::io::AsyncRead;
