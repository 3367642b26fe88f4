// error: E0277 Thing Deserialize

//! Builds a thing from JSON, as tests do.

use example::bindery_runtime::JsonValue;
use example::bindery_runtime::serde::de::{Deserialize, DeserializeOwned};
use example::types::Thing;

/// Reads any answer from JSON.
fn read<T: DeserializeOwned>(json: JsonValue) -> Option<T> {
    T::deserialize(json).ok()
}

/// Reads a thing.
pub fn thing(json: JsonValue) -> Option<Thing> {
    read::<Thing>(json)
}
