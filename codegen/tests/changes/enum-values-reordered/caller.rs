//! Counts kinds.

use example::types::Kind;

/// The number of a kind.
pub fn number(kind: &Kind) -> Option<u8> {
    match kind {
        Kind::One => Some(1),
        Kind::Two => Some(2),
        _ => None,
    }
}
