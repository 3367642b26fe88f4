// error: E0277 Thing Serialize

//! Keeps things as JSON.

use example::bindery_runtime::serde::{Serialize, Serializer};
use example::types::Thing;

/// Writes a thing as it is sent.
pub fn write<S: Serializer>(thing: &Thing, serializer: S) -> Result<S::Ok, S::Error> {
    Serialize::serialize(thing, serializer)
}
