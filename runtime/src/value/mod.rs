//! How values become text and how records become Rust structs.
//!
//! Emitted types declare their fields and values; what reads and writes them is here, once, instead
//! of in each type. Nothing here knows a protocol, and no error made here quotes the value that was
//! wrong.

pub(crate) mod constant;
pub(crate) mod given;
pub(crate) mod integer_enum;
mod maybe;
pub(crate) mod open_enum;
pub(crate) mod owned_text;
pub(crate) mod record;
pub(crate) mod text;
pub(crate) mod tolerant;
pub(crate) mod union;
pub(crate) mod value_enum;
