// error: E0308 Maybe

//! Reads a thing.

use example::types::Thing;

/// What it is called.
pub fn name(thing: &Thing) -> Option<&String> {
    match &thing.name {
        Some(name) => Some(name),
        None => None,
    }
}
