// error: E0599 expose_secret String

//! Reads a thing.

use example::types::Thing;

/// Its key.
pub fn key(thing: &Thing) -> &str {
    thing.key.expose_secret()
}
