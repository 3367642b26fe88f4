//! Values of one of several types.
//!
//! Emitted code says which types there are and what distinguishes them: the text of a property, or
//! the shape of the value. Deciding and keeping what nothing fits is done for all of them by
//! [`wire`](crate::wire). Reading a union never fails because of a value that this version has no variant
//! for, and what was read is written again as it was.

mod table;
mod wire;

pub use table::Union;
