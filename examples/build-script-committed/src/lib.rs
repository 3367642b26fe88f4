//! A crate whose build script keeps the client in `src/api` in step with `spec`.

pub mod api;
