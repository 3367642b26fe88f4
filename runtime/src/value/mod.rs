//! How values become text, and how records become Rust structs.
//!
//! Generated types declare their fields and values; the code that reads and writes them is here,
//! once, instead of in each type. It depends on no protocol, and its errors never contain the value
//! that is wrong.

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
