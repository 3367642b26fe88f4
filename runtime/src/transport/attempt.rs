//! One call: its attempts, the time that is left, and the decision to stop.

use std::pin::pin;
use std::time::{Duration, Instant};

use reqwest::header::{CONTENT_TYPE, HeaderMap, LOCATION};
use reqwest::{Request, Response, StatusCode, Url};

use super::bearer::Token;
use super::{Effect, Exchange, Outgoing, RawResponse, Transport, body, coded, connection, header};
use crate::error::{Cause, Error, ErrorBody, ErrorKind};
use crate::redact::Secrets;
use crate::stream::{Origin, Pieces};
use crate::trace;

/// A call under way.
pub(super) struct Run<'t> {
    pub(super) transport: &'t Transport,
    /// The request, borrowed from the call, so that no attempt moves it.
    pub(super) exchange: &'t mut Exchange,
    /// Whether a token was refused already: another one is fetched once a call.
    pub(super) renewed: bool,
    /// How long nobody asks for a token after the last attempt, because none could be had for it.
    pub(super) token_pause: Duration,
    /// The time of the call, which is the longest pause of a stream.
    timeout: Duration,
    max_attempts: u32,
    attempt_timeout: Option<Duration>,
    max_response_size: usize,
    /// `None`: so far away that no clock can hold it.
    deadline: Option<Instant>,
    pub(super) progress: Progress,
    /// When the attempt under way has to end, where a time is set for it.
    attempt_ends: Option<Instant>,
}

/// Whether a response leads elsewhere. 304 says that nothing changed, and 300 without an address
/// leaves the choice to people.
fn is_redirect(status: StatusCode, headers: &HeaderMap) -> bool {
    match status {
        StatusCode::NOT_MODIFIED => false,
        StatusCode::MULTIPLE_CHOICES => headers.contains_key(LOCATION),
        status => status.is_redirection(),
    }
}

/// What is left of a call when it is over.
pub(super) struct Ending {
    operation: &'static str,
    url: Url,
    effect: Effect,
    secrets: Secrets,
    progress: Progress,
}

/// How far the attempts of a call came.
#[derive(Clone, Copy, Default)]
pub(crate) struct Progress {
    pub(super) attempts: u32,
    /// Whether the server may have carried out an attempt that failed.
    acted: bool,
}

impl Ending {
    pub(super) fn of(exchange: Exchange, progress: Progress) -> Self {
        Self {
            operation: exchange.operation,
            url: exchange.url,
            effect: exchange.effect,
            secrets: exchange.secrets,
            progress,
        }
    }

    pub(super) fn url(&self) -> &Url {
        &self.url
    }

    /// Adds what an error of the response does not know.
    pub(super) fn told(&self, error: Error) -> Error {
        let error = error.with_effect(self.effect);
        let error = if self.progress.acted {
            error.acted()
        } else {
            error
        };
        error
            .with_operation(self.operation)
            .with_attempts(self.progress.attempts)
            .masked(&self.secrets)
    }
}

/// A response that has begun.
pub(super) enum Opened {
    /// A successful one, whose body is still to be read.
    Stream(StatusCode, HeaderMap, Box<Pieces>),
    /// Any other.
    Refused(RawResponse),
}

impl<'t> Run<'t> {
    /// Takes a call up, unless a value of the caller's was refused.
    pub(super) fn start(
        transport: &'t Transport,
        exchange: &'t mut Exchange,
    ) -> Result<Self, Error> {
        let (timeout, options) = std::mem::take(&mut exchange.options)
            .apply(
                &mut exchange.url,
                &mut exchange.headers,
                &mut exchange.secrets,
                &transport.given,
            )
            .map_err(|error| error.with_operation(exchange.operation))?;
        transport.given.present(&mut exchange.headers);
        if exchange.bearer.is_none() {
            exchange.bearer = transport.given.bearer();
        }
        let timeout = timeout.unwrap_or(transport.timeout);
        Ok(Self {
            transport,
            exchange,
            renewed: false,
            token_pause: Duration::ZERO,
            timeout,
            max_attempts: options.attempts(transport.max_attempts),
            attempt_timeout: options.time_of_attempt(transport.attempt_timeout),
            max_response_size: options.size_of_response(transport.max_response_size),
            deadline: Instant::now().checked_add(timeout),
            progress: Progress::default(),
            attempt_ends: None,
        })
    }

    /// Makes attempts until `read` accepts a response or none is left.
    pub(super) async fn until<T>(
        &mut self,
        read: impl Fn(&RawResponse) -> Result<T, Error>,
    ) -> Result<(T, RawResponse), Error> {
        loop {
            let error = match self.attempt().await {
                Ok(response) => match response.decoded().and_then(|()| read(&response)) {
                    Ok(value) => return Ok((value, response)),
                    Err(error) => response.refused(error),
                },
                Err(error) => error,
            };
            self.pause(error).await?;
        }
    }

    /// Sends the request and reads the whole response: once, or once more with another token.
    async fn attempt(&mut self) -> Result<RawResponse, Error> {
        let token = self.identify().await?;
        let response = self.once().await?;
        if token.is_none() || response.status != StatusCode::UNAUTHORIZED {
            return Ok(response);
        }
        // Few calls come here: the others have no room for it.
        Box::pin(self.once_more(token, response)).await
    }

    /// Sends the request again, if there is another token than the one that was refused.
    async fn once_more(
        &mut self,
        refused: Option<Token>,
        response: RawResponse,
    ) -> Result<RawResponse, Error> {
        if self.is_replayable() && self.renews(refused, response.status).await? {
            return self.once().await;
        }
        Ok(response)
    }

    /// Sends the request, and reads the response only where it is not successful: once, or once more
    /// with another token.
    pub(super) async fn attempt_to_open(
        &mut self,
        wanted: &impl Fn(&HeaderMap) -> bool,
    ) -> Result<Opened, Error> {
        let token = self.identify().await?;
        let opened = self.open_once(wanted).await?;
        if let Opened::Refused(response) = &opened {
            if self.is_replayable() && self.renews(token, response.status).await? {
                return self.open_once(wanted).await;
            }
        }
        Ok(opened)
    }

    async fn once(&mut self) -> Result<RawResponse, Error> {
        let (started, body) = self.begin().await?;
        let outcome = self.send(body).await;
        trace::attempt(
            self.progress.attempts,
            started,
            outcome.as_ref().map(|response| response.status),
        );
        outcome
    }

    async fn open_once(&mut self, wanted: &impl Fn(&HeaderMap) -> bool) -> Result<Opened, Error> {
        let (started, body) = self.begin().await?;
        let outcome = self.send_to_open(body, wanted).await;
        trace::attempt(
            self.progress.attempts,
            started,
            outcome.as_ref().map(|opened| match opened {
                Opened::Stream(status, ..) => *status,
                Opened::Refused(response) => response.status,
            }),
        );
        outcome
    }

    /// Counts an attempt and opens what it sends, unless none can be made any more.
    async fn begin(&mut self) -> Result<(Instant, Option<reqwest::Body>), Error> {
        self.ready()?;
        let body = match &self.exchange.body {
            Some(body) => Some(body.open().await?),
            None => None,
        };
        self.progress.attempts += 1;
        let now = Instant::now();
        self.attempt_ends = self
            .attempt_timeout
            .and_then(|timeout| now.checked_add(timeout));
        Ok((now, body))
    }

    /// Whether another attempt may follow this one if the server is silent, and whether its silence
    /// says anything: while a large body is sent, it has nothing to say.
    fn is_silence_telling(&self) -> bool {
        let repeats = match self.exchange.effect {
            Effect::Read | Effect::Idempotent => true,
            Effect::Write => false,
        };
        repeats
            && self.progress.attempts < self.max_attempts
            && self
                .exchange
                .body
                .as_ref()
                .is_none_or(Outgoing::is_sent_at_once)
    }

    /// How long the attempt under way may still wait for the server; `None` without a deadline.
    ///
    /// This is the only bound on an attempt: the HTTP client has no timeout of its own, so that a
    /// call registers one timer.
    fn patience(&self) -> Option<Duration> {
        let now = Instant::now();
        let remaining = self.remaining_at(now);
        let attempt = match self.attempt_ends {
            Some(ends) => Some(ends.saturating_duration_since(now)),
            None if self.attempt_timeout.is_some() || !self.is_silence_telling() => None,
            None => remaining.map(|remaining| remaining / 2),
        };
        match (remaining, attempt) {
            (Some(remaining), Some(attempt)) => Some(remaining.min(attempt)),
            (bound, None) | (None, bound) => bound,
        }
    }

    /// Sends the request and waits until the response begins.
    async fn execute(&self, body: Option<reqwest::Body>) -> Result<Response, Error> {
        let request = self.request(body);
        let executing = pin!(connection::execute(&self.transport.http, request));
        let executed = match self.patience() {
            Some(patience) => tokio::time::timeout(patience, executing)
                .await
                .map_err(|_| body::silent())?,
            None => executing.await,
        };
        executed
            .map_err(|_| {
                Error::transport(ErrorKind::Transport, None)
                    .with_detail("a function given to the HTTP client panicked")
                    .acted()
            })?
            .map_err(unsent)
    }

    /// Whether what was sent can be sent again.
    fn is_replayable(&self) -> bool {
        self.exchange
            .body
            .as_ref()
            .is_none_or(Outgoing::is_replayable)
    }

    /// Time left for an attempt, or why there is none.
    pub(super) fn ready(&self) -> Result<Option<Duration>, Error> {
        let remaining = self.remaining();
        if remaining == Some(Duration::ZERO) {
            // An attempt came before: it failed in a way that may not last.
            let again = self.progress.attempts > 0;
            return Err(Error::transport(ErrorKind::Timeout, None).retryable(again));
        }
        if tokio::runtime::Handle::try_current().is_err() {
            return Err(Error::configuration(
                "no tokio runtime drives this future: await it inside one, or call `.wait()` (feature `blocking`)",
            ));
        }
        Ok(remaining)
    }

    async fn send(&self, body: Option<reqwest::Body>) -> Result<RawResponse, Error> {
        let mut response = self.execute(body).await?;
        self.whole(&mut response).await
    }

    /// Sends the request and waits until a response begins: from there on no time bounds the whole.
    async fn send_to_open(
        &self,
        body: Option<reqwest::Body>,
        wanted: &impl Fn(&HeaderMap) -> bool,
    ) -> Result<Opened, Error> {
        let mut response = self.execute(body).await?;
        let status = response.status();
        let is_wanted = response.content_length() == Some(0) || wanted(response.headers());
        if !(status.is_success() && is_wanted) {
            return self.whole(&mut response).await.map(Opened::Refused);
        }
        let headers = take_headers(&mut response);
        if let Some(coding) = header::coding(&headers) {
            return Err(coded(&coding).acted().with_head(status, headers));
        }
        let pieces = Pieces::new(
            response.into(),
            Origin {
                operation: self.exchange.operation,
                effect: self.exchange.effect,
                status,
                headers: headers.clone(),
                secrets: self.exchange.secrets.clone(),
            },
            self.timeout,
            self.max_response_size,
        );
        Ok(Opened::Stream(status, headers, Box::new(pieces)))
    }

    /// The request of an attempt.
    fn request(&self, body: Option<reqwest::Body>) -> Request {
        let mut request = Request::new(self.exchange.method.clone(), self.exchange.url.clone());
        if !self.exchange.headers.is_empty() {
            *request.headers_mut() = self.exchange.headers.clone();
        }
        if let Some(body) = body {
            *request.body_mut() = Some(body);
            if let Some(content_type) = &self.transport.content_type {
                request
                    .headers_mut()
                    .entry(CONTENT_TYPE)
                    .or_insert_with(|| content_type.clone());
            }
        }
        request
    }

    /// Reads the whole response.
    async fn whole(&self, response: &mut Response) -> Result<RawResponse, Error> {
        let status = response.status();
        let body = body::read(response, self.max_response_size, || self.patience()).await;
        let headers = take_headers(response);
        if is_redirect(status, &headers) && !self.exchange.redirects {
            let body = match body {
                Ok(body) => ErrorBody::of(body),
                // Where the server points is said by the head.
                Err(error) => error.into_body(),
            };
            return Err(Error::redirect()
                .acted()
                .with_head(status, headers)
                .with_body(body));
        }
        match body {
            Ok(body) => Ok(RawResponse {
                status,
                headers,
                body,
            }),
            Err(error) => Err(error.with_head(status, headers)),
        }
    }

    /// Waits before the next attempt, or returns the error when there is to be none.
    pub(super) async fn pause(&mut self, error: Error) -> Result<(), Error> {
        let error = self.judge(error);
        let again = self.progress.attempts < self.max_attempts
            && error.is_retryable()
            && self.is_replayable();
        if again {
            let backoff = self.transport.backoff.delay(self.progress.attempts);
            let backoff = backoff.max(std::mem::take(&mut self.token_pause));
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

    /// Adds what decides whether the call may be sent again: what it does, and what the attempts
    /// before this one may have done.
    fn judge(&mut self, error: Error) -> Error {
        let error = error.with_effect(self.exchange.effect);
        self.progress.acted |= error.may_have_acted();
        if self.progress.acted {
            error.acted()
        } else {
            error
        }
    }

    /// Adds what the last error does not know.
    fn finish(&self, error: Error) -> Error {
        error
            .with_operation(self.exchange.operation)
            .with_attempts(self.progress.attempts)
            .masked(&self.exchange.secrets)
    }

    /// Time left; `None` without a deadline.
    fn remaining(&self) -> Option<Duration> {
        self.remaining_at(Instant::now())
    }

    fn remaining_at(&self, now: Instant) -> Option<Duration> {
        self.deadline
            .map(|deadline| deadline.saturating_duration_since(now))
    }
}

/// An error from before the response's head.
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
    let transient = cause.is_none_or(Cause::is_transient);
    Error::transport(kind, cause).retryable(transient).acted()
}

fn take_headers(response: &mut Response) -> HeaderMap {
    std::mem::take(response.headers_mut())
}
