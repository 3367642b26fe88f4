//! Settings of one request, in addition to its timeout and headers.

use std::fmt;
use std::time::Duration;

use reqwest::Url;

use crate::redact::Secrets;

/// Settings of one request, which replace those of its client.
///
/// Pass them to a request with `.options(..)`. A setting that is not made here is that of the
/// client's builder.
///
/// ```
/// use std::time::Duration;
///
/// use bindery_runtime::RequestOptions;
///
/// let options = RequestOptions::new()
///     .max_attempts(1)
///     .attempt_timeout(Duration::from_secs(5))
///     .query("trace", "on");
/// ```
#[derive(Clone, Default)]
#[must_use = "a request takes them with `.options(..)`"]
pub struct RequestOptions {
    max_attempts: Option<u32>,
    attempt_timeout: Option<Duration>,
    max_response_size: Option<usize>,
    query: Vec<(String, String)>,
}

impl RequestOptions {
    /// Creates settings that are all those of the client.
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets the maximum number of attempts, including the first; 0 counts as 1.
    ///
    /// Whether a request may be sent again is not changed: see `max_attempts` of the client's
    /// builder.
    pub fn max_attempts(mut self, attempts: u32) -> Self {
        self.max_attempts = Some(attempts);
        self
    }

    /// Sets the timeout of each attempt: sending the request and reading the response, or, for a
    /// stream, its beginning.
    pub fn attempt_timeout(mut self, timeout: Duration) -> Self {
        self.attempt_timeout = Some(timeout);
        self
    }

    /// Sets the maximum size of the response body, in bytes, after decompression.
    pub fn max_response_size(mut self, bytes: usize) -> Self {
        self.max_response_size = Some(bytes);
        self
    }

    /// Sends an additional query parameter, percent-encoded. A second call with the same name sends
    /// another parameter.
    ///
    /// If the request itself sends a parameter with this name, this one is not sent.
    pub fn query(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.query.push((name.into(), value.into()));
        self
    }

    pub(super) fn attempts(&self, usual: u32) -> u32 {
        self.max_attempts.unwrap_or(usual)
    }

    pub(super) fn time_of_attempt(&self, usual: Option<Duration>) -> Option<Duration> {
        self.attempt_timeout.or(usual)
    }

    pub(super) fn size_of_response(&self, usual: usize) -> usize {
        self.max_response_size.unwrap_or(usual)
    }

    /// Adds the query parameters to an address, and to `secrets` what may be secret among them.
    pub(super) fn add_query(&self, url: &mut Url, secrets: &mut Secrets) {
        let added: Vec<_> = self
            .query
            .iter()
            .filter(|(name, _)| url.query_pairs().all(|(sent, _)| sent != *name))
            .collect();
        if added.is_empty() {
            return;
        }
        for (_, value) in &added {
            secrets.push_header(value);
        }
        url.query_pairs_mut().extend_pairs(added);
    }
}

impl fmt::Debug for RequestOptions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<&str> = self.query.iter().map(|(name, _)| name.as_str()).collect();
        f.debug_struct("RequestOptions")
            .field("max_attempts", &self.max_attempts)
            .field("attempt_timeout", &self.attempt_timeout)
            .field("max_response_size", &self.max_response_size)
            .field("query", &names)
            .finish()
    }
}
