// error: E0609 name Thing

//! Reads a thing.

use example::types::Thing;

/// What it is called.
pub fn name(thing: &Thing) -> &str {
    thing.name.as_deref().unwrap_or("unnamed")
}
