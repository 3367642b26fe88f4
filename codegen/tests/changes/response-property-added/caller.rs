//! Reads a thing.

use example::types::Thing;

/// Its `id`.
pub fn id(thing: &Thing) -> i64 {
    thing.id
}
