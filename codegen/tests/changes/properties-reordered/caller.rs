//! Reads a thing.

use example::types::Thing;

/// What a list shows of it.
pub fn line(thing: &Thing) -> String {
    let Thing { id, name, .. } = thing;
    format!("{id} {name:?}")
}
