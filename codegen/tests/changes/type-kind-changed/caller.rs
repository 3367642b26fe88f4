// error: E0609 id Other

//! Reads what things hold.

use example::types::Other;

/// Its identifier.
pub fn id(other: &Other) -> Option<i64> {
    other.id
}
