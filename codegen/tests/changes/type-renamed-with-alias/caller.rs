// warning: deprecated type Other

//! Reads a thing.

use example::types::{Other, Thing};

/// What it holds.
pub fn other(thing: &Thing) -> Option<&Other> {
    thing.other.as_ref()
}
