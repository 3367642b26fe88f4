// error: E0432 Kind

//! Reads a thing.

use example::types::{Kind, Thing};

/// Whether it is the first of its kind.
pub fn is_first(thing: &Thing) -> bool {
    thing.kind == Kind::One
}
