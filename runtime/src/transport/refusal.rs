//! The reason why there is no token: kept for all calls that waited for it, each of which creates
//! its own error.

use std::borrow::Cow;
use std::sync::Arc;
use std::time::Duration;

use tokio::time::Instant;

use crate::error::{Cause, Error};

/// How long nobody asks again after a failure: an endpoint that is down is asked about once a
/// second, however many calls there are.
const PAUSE: Duration = Duration::from_secs(1);

/// The longest pause that a token endpoint may ask for: it may be well again long before.
const LONGEST_PAUSE: Duration = Duration::from_secs(30);

/// A fetch that brought no token: why, and when that was.
#[derive(Clone)]
pub(super) struct Failure {
    refusal: Arc<Refusal>,
    at: Instant,
}

impl Failure {
    /// A fetch that just failed.
    pub(super) fn new(refusal: Refusal) -> Self {
        Self {
            refusal: Arc::new(refusal),
            at: Instant::now(),
        }
    }

    /// How long nobody asks again.
    pub(super) fn pause(&self) -> Duration {
        let asked = self.refusal.retry_after.unwrap_or_default();
        let ends = self.at + asked.clamp(PAUSE, LONGEST_PAUSE);
        ends.saturating_duration_since(Instant::now())
    }

    /// The error of a call that has no token for this reason.
    pub(super) fn error(&self) -> Error {
        let refusal = &self.refusal;
        let asked = refusal.retry_after;
        refusal
            .told(Error::credential(refusal.detail.clone()))
            .retryable(refusal.transient)
            .with_retry_after(asked.map(|asked| asked.saturating_sub(self.at.elapsed())))
    }

    /// Adds the reason to the error of a call that ran out of time meanwhile.
    pub(super) fn explain(&self, error: Error, meanwhile: &str) -> Error {
        let detail = format!("{meanwhile}, after {}", self.refusal.detail);
        self.refusal.told(error.with_detail(detail))
    }
}

/// Why a token source or a token endpoint gives no token.
pub(super) struct Refusal {
    /// In our own words.
    detail: Cow<'static, str>,
    /// What the endpoint or the caller's function said: each call masks and cuts it.
    code: Option<String>,
    message: Option<String>,
    cause: Option<Cause>,
    transient: bool,
    /// How long the endpoint asked to wait.
    retry_after: Option<Duration>,
}

impl Refusal {
    pub(super) fn new(detail: impl Into<Cow<'static, str>>) -> Self {
        Self {
            detail: detail.into(),
            code: None,
            message: None,
            cause: None,
            transient: false,
            retry_after: None,
        }
    }

    /// Adds what the endpoint or the caller's function said.
    pub(super) fn said(mut self, code: Option<String>, message: Option<String>) -> Self {
        self.code = code;
        self.message = message;
        self
    }

    /// Adds why the connection failed.
    pub(super) fn because(mut self, cause: Option<Cause>) -> Self {
        self.cause = cause;
        self
    }

    /// Says whether asking again may help.
    pub(super) fn transient(mut self, transient: bool) -> Self {
        self.transient = transient;
        self
    }

    /// Adds how long the endpoint asked to wait.
    pub(super) fn retry_after(mut self, delay: Option<Duration>) -> Self {
        self.retry_after = delay;
        self
    }

    fn told(&self, error: Error) -> Error {
        error
            .with_said(self.code.clone(), self.message.clone())
            .with_cause(self.cause)
    }
}
