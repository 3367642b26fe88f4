// features: rest

//! Names a kind, with the one feature that is needed.

use example::types::Kind;

/// The kind to start with.
pub fn first() -> Kind {
    Kind::One
}
