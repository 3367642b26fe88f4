// error: E0308 thing.kind Kind

//! Reads a thing.

use example::types::Thing;

/// Its kind.
pub fn kind(thing: &Thing) -> &str {
    &thing.kind
}
