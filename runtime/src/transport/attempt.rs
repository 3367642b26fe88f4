//! One run of a call: its attempts, what is left of its time, and the decision to stop.

use std::time::{Duration, Instant};

use bytes::Bytes;
use reqwest::header::{CONTENT_TYPE, HeaderMap};
use reqwest::{Method, Request, Response, Url};

use super::{Answer, Effect, Exchange, Transport, body};
use crate::error::{Cause, Error, ErrorKind};
use crate::redact::Secrets;
use crate::{retry, trace};

/// A call under way.
pub(super) struct Run<'t> {
    transport: &'t Transport,
    operation: &'static str,
    method: Method,
    url: Url,
    headers: HeaderMap,
    body: Option<Bytes>,
    effect: Effect,
    secrets: Secrets,
    /// `None`: so far away that no clock can hold it.
    deadline: Option<Instant>,
    attempts: u32,
    /// Whether the server may have carried out an attempt that failed.
    acted: bool,
    /// Whether this call bounds itself: the HTTP client knows the time of all others.
    own_timeout: bool,
}

impl<'t> Run<'t> {
    /// Takes a call up, unless a value of the caller's was refused.
    pub(super) fn start(transport: &'t Transport, exchange: Exchange) -> Result<Self, Error> {
        let Exchange {
            operation,
            method,
            url,
            mut headers,
            body,
            effect,
            options,
            secrets,
        } = exchange;
        let timeout = options
            .apply(&mut headers)
            .map_err(|error| error.with_operation(operation))?;
        let own_timeout = timeout.is_some();
        let timeout = timeout.unwrap_or(transport.timeout);
        Ok(Self {
            transport,
            operation,
            method,
            url,
            headers,
            body: body.map(Bytes::from),
            effect,
            secrets,
            deadline: Instant::now().checked_add(timeout),
            attempts: 0,
            acted: false,
            own_timeout,
        })
    }

    /// Sends the request once and reads the whole answer.
    pub(super) async fn attempt(&mut self) -> Result<Answer, Error> {
        let remaining = self.remaining();
        if remaining == Some(Duration::ZERO) {
            // An attempt came before: it failed in a way that may not last.
            let again = self.attempts > 0;
            return Err(Error::transport(ErrorKind::Timeout, None).retryable(again));
        }
        if tokio::runtime::Handle::try_current().is_err() {
            return Err(Error::configuration(
                "no tokio runtime drives this future: await it inside one, or call `.wait()` (feature `blocking`)",
            ));
        }
        self.attempts += 1;
        let started = Instant::now();
        let outcome = self.send(remaining).await;
        trace::attempt(
            self.attempts,
            started.elapsed(),
            outcome.as_ref().map(|answer| answer.status),
        );
        outcome
    }

    async fn send(&self, remaining: Option<Duration>) -> Result<Answer, Error> {
        let mut request = Request::new(self.method.clone(), self.url.clone());
        if !self.headers.is_empty() {
            *request.headers_mut() = self.headers.clone();
        }
        if let Some(body) = &self.body {
            *request.body_mut() = Some(body.clone().into());
            if let Some(content_type) = &self.transport.content_type {
                request
                    .headers_mut()
                    .entry(CONTENT_TYPE)
                    .or_insert_with(|| content_type.clone());
            }
        }
        // The first attempt has the whole time of the client, which the HTTP client knows; a time
        // of its own costs a request three allocations.
        if self.own_timeout || self.attempts > 1 {
            *request.timeout_mut() = Some(remaining.unwrap_or(Duration::MAX));
        }

        let mut response = self.transport.http.execute(request).await.map_err(unsent)?;
        let status = response.status();
        if status.is_redirection() {
            return Err(Error::redirect(status));
        }
        let body = body::read(&mut response, self.transport.max_response_size)
            .await
            .map_err(|error| error.with_status(status))?;
        let headers = take_headers(&mut response);
        Ok(Answer {
            status,
            headers,
            body,
        })
    }

    /// Waits before the next attempt, or returns the error when there is to be none.
    pub(super) async fn pause(&mut self, error: Error) -> Result<(), Error> {
        self.acted |= error.may_have_acted();
        let again =
            self.attempts < self.transport.max_attempts && retry::may_repeat(self.effect, &error);
        if again {
            let backoff = self.transport.backoff.delay(self.attempts);
            let delay = error
                .retry_after()
                .map_or(backoff, |asked| asked.max(backoff));
            if self.remaining().is_none_or(|remaining| delay < remaining) {
                tokio::time::sleep(delay).await;
                return Ok(());
            }
        }
        Err(self.finish(error))
    }

    /// Adds what the last error does not know: what the attempts before it did, too.
    fn finish(&self, error: Error) -> Error {
        let error = if self.acted { error.acted() } else { error };
        error
            .with_operation(self.operation)
            .with_attempts(self.attempts)
            .masked(&self.secrets)
    }

    /// Time left; `None` without a deadline.
    fn remaining(&self) -> Option<Duration> {
        self.deadline
            .map(|deadline| deadline.saturating_duration_since(Instant::now()))
    }
}

/// An error from before the answer's head.
#[expect(
    clippy::needless_pass_by_value,
    reason = "reads as a conversion in `map_err`"
)]
fn unsent(error: reqwest::Error) -> Error {
    if error.is_builder() {
        return Error::configuration("the HTTP client refuses the request");
    }
    let cause = Cause::of(&error);
    if error.is_connect() {
        let transient = cause.is_none_or(Cause::is_transient);
        return Error::transport(ErrorKind::Connect, cause).retryable(transient);
    }
    let kind = if error.is_timeout() {
        ErrorKind::Timeout
    } else {
        ErrorKind::Transport
    };
    let cause = cause.filter(|_| kind == ErrorKind::Transport);
    Error::transport(kind, cause).retryable(true).acted()
}

fn take_headers(response: &mut Response) -> HeaderMap {
    std::mem::take(response.headers_mut())
}
