//! Reads a thing.

use example::bindery_runtime::JsonValue;
use example::types::Thing;

/// Its value, where that is a text.
pub fn text(thing: &Thing) -> Option<&str> {
    let value: &JsonValue = &thing.value;
    value.as_str()
}
