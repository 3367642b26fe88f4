//! Version 1 of the interface that generated code calls.
//!
//! It is hidden from the documentation and not for other use. After the first release items are
//! only added: generated code of every earlier release compiles with it. An incompatible change
//! would be a new module `v2`.

mod controls;
mod errors;
mod gated;
mod pages;
pub mod rest;
#[cfg(feature = "soap")]
pub mod soap;
mod values;
#[cfg(feature = "xml")]
pub mod xml;

pub use crate::pending::Sent;
pub use errors::error;
pub use gated::gated;
pub use values::*;

/// A request as both protocols see it. Implemented by their `request!` macros.
#[doc(hidden)]
pub trait Request: Sized {
    /// The type of the returned value.
    type Value: Send + 'static;
    /// The error type of the generated crate.
    type Error: From<crate::Error> + Send + 'static;

    /// Encodes the request at once, and sends it when the future is awaited.
    fn send(self) -> Sent<Self::Value>;
}

/// A client that a builder can create. Implemented by the `client!` macros of both protocols.
#[doc(hidden)]
pub trait FromCore: Sized {
    /// The core of the client.
    type Core;
    /// The error type of the generated crate.
    type Error: From<crate::Error>;

    /// Wraps the core in the generated client.
    fn from_core(core: Self::Core) -> Self;
}
