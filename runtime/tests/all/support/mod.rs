//! A server on loopback that says exactly what a test wants, and a client as bindery emits it.

#![allow(unreachable_pub, reason = "types are declared as bindery emits them")]

/// The error and the client of a service, as bindery emits them.
macro_rules! declare_client {
    ($($public:ident)?) => {
        $($public)? struct Error(bindery_runtime::Error);

        bindery_runtime::v1::error!(Error);

        #[derive(Clone, Debug)]
        $($public)? struct Client {
            core: bindery_runtime::v1::rest::Client,
        }

        bindery_runtime::v1::rest::client!(Client, Error);
    };
}

pub(crate) use declare_client;

pub mod api;
pub mod bodies;
pub mod server;
pub mod steps;
#[cfg(feature = "rustls")]
pub mod tls;

pub use server::{Reply, Server};

use std::error::Error;

/// Everything that an error shows anywhere: itself in both forms, and the chain under it.
pub fn everything(error: &(dyn Error + 'static)) -> String {
    let mut shown = String::new();
    let mut next = Some(error);
    while let Some(error) = next {
        shown.push_str(&format!("{error}\n{error:?}\n{error:#?}\n"));
        next = error.source();
    }
    shown
}
