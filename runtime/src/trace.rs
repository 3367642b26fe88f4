//! What `tracing` receives, with the feature of that name: operation, attempt, status, duration.
//! Never a value, a header or a URL.

use std::time::Instant;

use reqwest::StatusCode;

use crate::error::Error;

/// Runs a call inside its span.
#[cfg(feature = "tracing")]
pub(crate) fn call<F: Future>(
    operation: &'static str,
    future: F,
) -> impl Future<Output = F::Output> {
    use tracing::Instrument as _;

    future.instrument(tracing::debug_span!(target: "bindery_runtime", "call", operation))
}

/// Runs a call.
#[cfg(not(feature = "tracing"))]
pub(crate) fn call<F: Future>(_operation: &'static str, future: F) -> F {
    future
}

/// Reports one attempt: a response of any status, or none.
#[cfg(feature = "tracing")]
pub(crate) fn attempt(number: u32, started: Instant, outcome: Result<StatusCode, &Error>) {
    let milliseconds = u64::try_from(started.elapsed().as_millis()).unwrap_or(u64::MAX);
    match outcome {
        Ok(status) => tracing::debug!(
            target: "bindery_runtime",
            attempt = number,
            status = status.as_u16(),
            milliseconds,
            "answered"
        ),
        Err(error) => tracing::debug!(
            target: "bindery_runtime",
            attempt = number,
            status = error.status().map(|status| status.as_u16()),
            kind = ?error.kind(),
            milliseconds,
            "failed"
        ),
    }
}

/// Reports nothing.
#[cfg(not(feature = "tracing"))]
pub(crate) fn attempt(_number: u32, _started: Instant, _outcome: Result<StatusCode, &Error>) {}
