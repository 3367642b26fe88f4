// error: E0308 thing.id i64

//! Reads a thing.

use example::types::Thing;

/// Its `id`.
pub fn id(thing: &Thing) -> i32 {
    thing.id
}
