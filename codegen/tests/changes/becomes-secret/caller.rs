// error: E0308 thing.key SecretString

//! Reads a thing.

use example::types::Thing;

/// Its key.
pub fn key(thing: &Thing) -> &str {
    &thing.key
}
