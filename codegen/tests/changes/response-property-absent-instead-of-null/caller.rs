//! Reads a thing.

use example::types::Thing;

/// Its `id`.
pub fn id(thing: &Thing) -> Option<i64> {
    thing.id
}
