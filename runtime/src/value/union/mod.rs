//! Values of one of several types.
//!
//! Generated code declares the types and what distinguishes them: the text of a property, or the
//! structure of the value. Choosing a variant, and keeping a value that matches none, is
//! implemented for all unions in [`wire`](crate::wire). A value that this version has no variant
//! for is never an error, and is written back as received.

mod table;
mod wire;

pub use table::Union;
