//! REST: encodes requests from their declared fields, and decodes responses, with or without an
//! envelope.
//!
//! For integrators there is only the [`ClientBuilder`]; generated code uses [`v1`](crate::v1).

mod builder;
pub(crate) mod call;
pub(crate) mod client;
pub(crate) mod content;
pub(crate) mod credential;
mod delivered;
pub(crate) mod draft;
mod encoding;
pub(crate) mod envelope;
pub(crate) mod field;
pub(crate) mod held;
mod json;
mod member;
pub(crate) mod operation;
pub(crate) mod pages;
mod read;
pub(crate) mod returned;
pub(crate) mod streaming;
pub(crate) mod style;
#[cfg(feature = "xml")]
mod xml;

pub use builder::ClientBuilder;
pub use pages::{Items, Listed, Paged, Pages};
pub use read::from_json;
pub use streaming::Streaming;

pub(crate) use delivered::Delivered;

use call::Call;
use client::{Client, Service};
use credential::{Credential, Credentials};
use draft::Draft;
pub(crate) use encoding::percent_encoded;
use envelope::Envelope;
use held::{Carried, Held, Needs};
use operation::Operation;
