// error: E0432 Code

//! Tells failures apart by their code.

use example::Error;
use example::types::Code;

/// Whether the thing is gone.
pub fn is_gone(error: &Error) -> bool {
    error.code() == Some(Code::Gone)
}
