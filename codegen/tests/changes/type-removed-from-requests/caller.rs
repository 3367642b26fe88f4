// error: E0639 Thing

//! Puts a thing.

use example::types::Thing;

/// The thing that is put.
pub fn first() -> Thing {
    Thing { id: 1 }
}
