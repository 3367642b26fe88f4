//! A server on loopback that says exactly what a test wants, and a client as bindery emits it.

#![allow(dead_code, unreachable_pub, reason = "each test uses its own part")]

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
