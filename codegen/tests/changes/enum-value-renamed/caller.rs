// error: E0308 Kind::One &Kind

//! Counts kinds.

use example::types::Kind;

/// The kind to start with.
pub fn first() -> Kind {
    Kind::One
}

/// The number of a kind.
pub fn number(kind: &Kind) -> Option<u8> {
    match kind {
        Kind::One => Some(1),
        _ => None,
    }
}
