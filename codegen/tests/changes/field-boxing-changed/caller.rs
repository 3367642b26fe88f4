// error: E0308 thing.other Box<Other>

//! Takes a thing apart.

use example::types::{Other, Thing};

/// What it holds.
pub fn other(thing: Thing) -> Option<Other> {
    thing.other
}
