//! Prints an error: one line with what happened and in which call.

use std::error::Error as StdError;
use std::fmt;

use super::{Error, ErrorKind};

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let inner = &*self.0;
        if let Some(operation) = inner.operation {
            write!(f, "{operation}: ")?;
        }
        match self.kind() {
            ErrorKind::Configuration => f.write_str("the call cannot be made"),
            ErrorKind::Credential => f.write_str("there is no token for the call"),
            ErrorKind::Connect => f.write_str("no connection could be made"),
            ErrorKind::Timeout => f.write_str("the time allowed ran out"),
            ErrorKind::Transport => {
                f.write_str("the connection broke before the response was complete")
            }
            ErrorKind::Redirect => f.write_str("the server redirects, which is never followed"),
            ErrorKind::TooLarge => f.write_str("the response is too large"),
            ErrorKind::Decode => f.write_str("the response does not match the description"),
            ErrorKind::Status => f.write_str("the server refused"),
            ErrorKind::Api => match self.code_text() {
                Some(code) => write!(f, "the API responded with {code}"),
                None => f.write_str("the API reported a failure"),
            },
            ErrorKind::Fault => match self.code_text() {
                Some(code) => write!(f, "the service returned the fault {code}"),
                None => f.write_str("the service returned a fault"),
            },
        }?;
        if let Some(status) = inner.status {
            // A decode error names the status last, after the place.
            if self.kind() != ErrorKind::Decode {
                write!(f, " (HTTP {})", status.as_u16())?;
            }
        }
        if let Some(mismatch) = &inner.mismatch {
            write!(f, ": {mismatch}")?;
        }
        if let Some(detail) = &inner.detail {
            write!(f, ": {detail}")?;
        }
        if let Some(message) = &inner.message {
            write!(f, ": {message}")?;
        }
        if let Some(cause) = &inner.cause {
            write!(f, ": {cause}")?;
        }
        match inner.status {
            Some(status) if self.kind() == ErrorKind::Decode => {
                write!(f, " (HTTP {})", status.as_u16())
            }
            _ => Ok(()),
        }
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let inner = &*self.0;
        f.debug_struct("Error")
            .field("kind", &self.kind())
            .field("operation", &inner.operation)
            .field("status", &inner.status.map(|status| status.as_u16()))
            .field("text", &format_args!("{self}"))
            .field("retry_after", &inner.retry_after)
            .field("retryable", &self.is_retryable())
            .field("may_have_acted", &self.may_have_acted())
            .field("attempts", &inner.attempts)
            .finish()
    }
}

impl StdError for Error {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.0.cause.as_ref().map(|cause| cause as _)
    }
}
