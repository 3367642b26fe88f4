//! Reads a thing.

use example::types::Thing;

/// Whether it is of a kind that is not known.
pub fn is_new(thing: &Thing) -> bool {
    thing.unexpected("kind").is_some()
}
