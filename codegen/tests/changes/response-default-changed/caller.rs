//! Reads a thing.

use example::types::Thing;

/// How large it is, where that is said.
pub fn size(thing: &Thing) -> Option<i64> {
    thing.size
}
