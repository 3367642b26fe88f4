//! A crate that includes a client which its build script generates.

/// The emitted client.
pub mod api {
    include!(concat!(env!("OUT_DIR"), "/api/mod.rs"));
}
