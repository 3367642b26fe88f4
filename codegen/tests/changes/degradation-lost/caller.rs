//! Reads a thing.

use example::types::Thing;

/// Its `name`.
pub fn name(thing: &Thing) -> Option<&str> {
    thing.name.as_deref()
}
