//! Reads a thing.

use example::types::Thing;

/// Its `size`.
pub fn size(thing: &Thing) -> i64 {
    thing.size
}
