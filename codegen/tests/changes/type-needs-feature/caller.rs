// features: soap
// error: E0432 Kind

//! Names a kind, with the feature of the other protocol alone.

use example::types::Kind;

/// The kind to start with.
pub fn first() -> Kind {
    Kind::One
}
