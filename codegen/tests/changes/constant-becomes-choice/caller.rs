// error: E0599 default Thing

//! Puts a thing.

use example::types::Thing;

/// The thing that is put.
pub fn first() -> Thing {
    Thing::default()
}
