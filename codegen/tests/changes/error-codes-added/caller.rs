//! Tells failures apart by the text of their code.

use example::Error;

/// Whether the thing is gone.
pub fn is_gone(error: &Error) -> bool {
    error.code_text() == Some("gone")
}
