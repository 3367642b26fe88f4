//! When a call is sent again, and after how long.
//!
//! Reads and idempotent calls are repeated where a later attempt may succeed. A write is repeated
//! only when it cannot have arrived, or when the server says that it was turned away (429).

use std::time::{Duration, SystemTime};

use reqwest::StatusCode;
use reqwest::header::{HeaderMap, RETRY_AFTER};

use crate::error::{Error, ErrorKind};
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

/// Returns whether a failed call may be sent again.
pub(crate) fn may_repeat(effect: Effect, error: &Error) -> bool {
    if !error.is_retryable() {
        return false;
    }
    match effect {
        Effect::Read | Effect::Idempotent => true,
        Effect::Write => {
            matches!(error.kind(), ErrorKind::Connect | ErrorKind::Credential)
                || error.status() == Some(StatusCode::TOO_MANY_REQUESTS)
        }
    }
}

/// Returns whether an answer of this status may be another one later.
pub(crate) fn is_transient(status: StatusCode) -> bool {
    matches!(status.as_u16(), 429 | 500 | 502 | 503 | 504)
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
