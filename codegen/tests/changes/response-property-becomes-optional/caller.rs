// error: E0308 thing.id Option<i64>

//! Reads a thing.

use example::types::Thing;

/// Its `id`.
pub fn id(thing: &Thing) -> i64 {
    thing.id
}
