// error: E0603 thing
// error: E0432 Kind
// error: E0599 new Thing

//! Puts a thing.

use example::types::Thing;
use example::types::thing::Kind;

/// The thing that is put.
pub fn first() -> Thing {
    Thing::new(Kind::One)
}
