// error: E0599 code Error

//! Tells failures apart by their code.

use example::Error;

/// What a log says of a failure.
pub fn code(error: &Error) -> String {
    match error.code() {
        Some(code) => code.to_string(),
        None => "none".to_owned(),
    }
}
