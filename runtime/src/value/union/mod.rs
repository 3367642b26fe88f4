//! Values of one of several types.
//!
//! Emitted code says which types there are and what distinguishes them: the text of a property, or
//! the shape of the value. Deciding, keeping what nothing fits, and speaking to serde is done here
//! for all of them. Reading a union never fails because of a value that this version has no variant
//! for, and what was read is written again as it was.

mod buffered;
mod decide;
mod fit;
mod matches;
mod read;
mod table;
mod tagging;
mod write;

pub(crate) use decide::{say_kept, say_unknown};
pub use fit::{Fit, fit_choice, fit_constant, fit_record, fit_union};
pub use read::{read_constant, read_union};
pub use table::{Kind, ReadUnion, Variant, WriteUnion};
pub use write::write_union;
