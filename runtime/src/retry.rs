//! What a failed call may have done, whether it is sent again, and after how long.
//!
//! This file alone decides that, from the response and the effect of the call; `docs/retries.md` is
//! its table. The client repeats exactly the calls that are retryable.

use std::time::{Duration, SystemTime};

use reqwest::StatusCode;
use reqwest::header::{HeaderMap, RETRY_AFTER};

use crate::transport::Effect;

/// Exponential backoff with full jitter: between nothing and `base · 2ⁿ`, never more than `cap`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Backoff {
    pub(crate) base: Duration,
    pub(crate) cap: Duration,
}

impl Backoff {
    /// Returns the pause after the given attempt, counted from 1.
    pub(crate) fn delay(self, attempt: u32) -> Duration {
        let doubled = 2u32.saturating_pow(attempt.saturating_sub(1));
        let longest = self.base.saturating_mul(doubled).min(self.cap);
        longest.mul_f64(fastrand::f64())
    }
}

/// How a call failed, as far as it decides whether the call may be sent again.
///
/// Without anything said, nothing was sent and nothing will be different later.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Outcome {
    effect: Effect,
    /// Whom a SOAP fault blames, where there is one.
    blame: Option<Blame>,
    /// Whether the request was sent, and nothing proves that it was refused.
    unrefused: bool,
    /// Whether the next attempt may succeed.
    transient: bool,
}

/// Whom a SOAP fault blames.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(
    not(feature = "soap"),
    expect(dead_code, reason = "only SOAP has faults")
)]
pub(crate) enum Blame {
    Client,
    Server,
    /// Its code says neither.
    Nobody,
}

impl Default for Outcome {
    fn default() -> Self {
        Self {
            // The effect that allows the least, until it is known.
            effect: Effect::Write,
            blame: None,
            unrefused: false,
            transient: false,
        }
    }
}

impl Outcome {
    /// Returns whether the server may have carried the call out.
    pub(crate) fn may_have_acted(self) -> bool {
        match self.effect {
            Effect::Read => false,
            Effect::Idempotent | Effect::Write => self.unrefused,
        }
    }

    /// Returns whether sending the call again may succeed and does no harm.
    pub(crate) fn is_retryable(self) -> bool {
        match self.effect {
            Effect::Read | Effect::Idempotent => self.transient,
            Effect::Write => self.transient && !self.unrefused,
        }
    }

    /// A call of this effect failed.
    pub(crate) fn set_effect(&mut self, effect: Effect) {
        self.effect = effect;
    }

    /// The response is a fault.
    #[cfg(feature = "soap")]
    pub(crate) fn set_blame(&mut self, blame: Blame) {
        self.blame = Some(blame);
    }

    /// The next attempt may succeed, or cannot.
    pub(crate) fn set_transient(&mut self, transient: bool) {
        self.transient = transient;
    }

    /// The request was sent, and nothing proves that it was refused.
    pub(crate) fn set_unrefused(&mut self) {
        self.unrefused = true;
    }

    /// A complete response of this status came.
    pub(crate) fn set_status(&mut self, status: StatusCode) {
        // An error inside of the service usually comes with 500, even where the caller is to blame.
        let busy = is_transient(status) && status != StatusCode::INTERNAL_SERVER_ERROR;
        let (transient, refused) = match self.blame {
            None => (is_transient(status), refuses(status)),
            Some(Blame::Nobody) => (busy, refuses(status)),
            Some(Blame::Client) if status.is_client_error() => (busy, refuses(status)),
            Some(Blame::Client) => (busy, !busy),
            Some(Blame::Server) => (true, false),
        };
        self.transient = transient;
        self.unrefused = !refused;
    }
}

/// Returns whether a response of this status may be another one later.
pub(crate) fn is_transient(status: StatusCode) -> bool {
    matches!(status.as_u16(), 408 | 425 | 429 | 500 | 502 | 503 | 504)
}

/// Returns whether this status proves that the server did nothing: it says that the request was
/// refused, and not that the time for it ran out (408) or that the client was gone (499).
fn refuses(status: StatusCode) -> bool {
    status.is_client_error() && !matches!(status.as_u16(), 408 | 499)
}

/// Reads `Retry-After`, as seconds or as a date; a date in the past is no wait at all.
pub(crate) fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    let text = headers.get(RETRY_AFTER)?.to_str().ok()?.trim();
    if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Some(Duration::from_secs(text.parse().unwrap_or(u64::MAX)));
    }
    let date = httpdate::parse_http_date(text).ok()?;
    Some(
        date.duration_since(SystemTime::now())
            .unwrap_or(Duration::ZERO),
    )
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, SystemTime};

    use reqwest::header::{HeaderMap, HeaderValue, RETRY_AFTER};

    use super::{Backoff, retry_after};

    fn headers(value: &str) -> HeaderMap {
        let mut headers = HeaderMap::new();
        headers.insert(RETRY_AFTER, HeaderValue::from_str(value).unwrap());
        headers
    }

    #[test]
    fn backoff_doubles_up_to_its_cap() {
        let backoff = Backoff {
            base: Duration::from_millis(100),
            cap: Duration::from_millis(300),
        };
        for (attempt, longest) in [(1, 100), (2, 200), (3, 300), (40, 300), (u32::MAX, 300)] {
            for _ in 0..50 {
                assert!(backoff.delay(attempt) <= Duration::from_millis(longest));
            }
        }
        let most = (0..200).map(|_| backoff.delay(2)).max().unwrap();
        assert!(
            most > Duration::from_millis(100),
            "jitter uses the whole range, got {most:?}"
        );
    }

    #[test]
    fn reads_seconds_and_dates() {
        assert_eq!(retry_after(&headers("7")), Some(Duration::from_secs(7)));
        assert_eq!(
            retry_after(&headers("99999999999999999999999")),
            Some(Duration::from_secs(u64::MAX))
        );
        assert_eq!(
            retry_after(&headers("Wed, 21 Oct 2015 07:28:00 GMT")),
            Some(Duration::ZERO)
        );
        let soon = httpdate::fmt_http_date(SystemTime::now() + Duration::from_secs(90));
        let delay = retry_after(&headers(&soon)).unwrap();
        assert!(
            delay > Duration::from_secs(60) && delay <= Duration::from_secs(90),
            "{delay:?}"
        );
        for none in ["", "-1", "soon", "1.5"] {
            assert_eq!(retry_after(&headers(none)), None, "{none}");
        }
        assert_eq!(retry_after(&HeaderMap::new()), None);
    }
}
