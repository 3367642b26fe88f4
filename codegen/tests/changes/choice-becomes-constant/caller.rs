// error: E0432 ThingKind
// error: E0599 new Thing

//! Puts a thing.

use example::types::{Thing, ThingKind};

/// The thing that is put.
pub fn first() -> Thing {
    Thing::new(ThingKind::One)
}
