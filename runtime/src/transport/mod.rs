//! One call over HTTP: attempts, deadline, and a response that is read before a retry is decided.
//!
//! Both protocols use this. It never follows a redirect, never repeats a write that may have
//! arrived, and never keeps a response above the maximum size.

mod address;
mod attempt;
mod bearer;
mod body;
mod connection;
mod given;
mod header;
mod identify;
mod options;
mod outgoing;
mod refusal;
mod request_options;
mod settings;
mod token_request;

use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use reqwest::header::{HeaderMap, HeaderValue};
use reqwest::{Method, StatusCode, Url};

use crate::error::{Error, Mismatch};
use crate::redact::Secrets;
use crate::retry::Backoff;
use crate::stream::Pieces;
use crate::trace;

use attempt::{Ending, Opened, Progress, Run};

pub(crate) use address::Address;
pub(crate) use bearer::Bearer;
pub(crate) use given::{Carried, Given};
pub(crate) use header::{coding, header_value};
pub(crate) use options::CallOptions;
pub(crate) use outgoing::Outgoing;
pub use request_options::RequestOptions;
pub(crate) use settings::{Settings, settings_methods};

/// What repeating a call does, which decides when it may be sent again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Only reads.
    Read,
    /// Changes something, once or many times alike.
    Idempotent,
    /// Changes something each time.
    Write,
}

/// What a client sends its calls through. Built once by a builder, shared by clones of the client.
pub(crate) struct Transport {
    http: reqwest::Client,
    /// Of calls with a body that do not bring their own.
    content_type: Option<HeaderValue>,
    timeout: Duration,
    /// Bounds every attempt; `None` where only attempts are bounded that others may follow.
    attempt_timeout: Option<Duration>,
    max_attempts: u32,
    backoff: Backoff,
    max_response_size: usize,
    /// Credentials that every call carries, whatever the description declares.
    given: Carried,
}

/// One call, ready to be sent.
pub(crate) struct Exchange {
    /// Name of the operation in the description.
    pub(crate) operation: &'static str,
    pub(crate) method: Method,
    pub(crate) url: Url,
    /// Headers of this call only; those of every call are the [`Settings`]' matter.
    pub(crate) headers: HeaderMap,
    pub(crate) body: Option<Outgoing>,
    /// Whether a redirect is a response like any other.
    pub(crate) redirects: bool,
    pub(crate) effect: Effect,
    pub(crate) options: CallOptions,
    /// Everything to mask in what the server says.
    pub(crate) secrets: Secrets,
    /// Where the bearer token of the call comes from, when it carries one that may change.
    pub(crate) bearer: Option<Arc<Bearer>>,
}

/// A complete response, whatever its status; never a redirect.
pub(crate) struct RawResponse {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
}

/// A response that was accepted, and what an error that is made of it has to know.
pub(crate) struct Accepted {
    pub(crate) response: RawResponse,
    ending: Ending,
}

impl Accepted {
    pub(crate) fn new(response: RawResponse, exchange: Exchange, progress: Progress) -> Self {
        Self {
            response,
            ending: Ending::of(exchange, progress),
        }
    }

    /// Where the call went.
    pub(crate) fn url(&self) -> &Url {
        self.ending.url()
    }

    /// Keeps the response with the error that was made of it.
    #[cold]
    pub(crate) fn refused(self, error: Error) -> Error {
        self.ending.told(self.response.refused(error))
    }
}

impl RawResponse {
    /// Makes sure that the body is no longer coded: a reader would take the code for the
    /// content. An error status stays one.
    fn decoded(&self) -> Result<(), Error> {
        let coding = match header::coding(&self.headers) {
            Some(coding) if !self.body.is_empty() => coding,
            _ => return Ok(()),
        };
        if self.status.is_client_error() || self.status.is_server_error() {
            return Err(Error::from_status(self.status));
        }
        Err(coded(&coding))
    }

    /// Keeps the response with the error that was made of it.
    #[cold]
    fn refused(self, error: Error) -> Error {
        error.with_response(self.status, self.headers, self.body)
    }
}

/// The content of a response cannot be read.
fn coded(coding: &str) -> Error {
    let what = format!("the content is {coding}, which was not asked for");
    Error::decode(Mismatch::new("", what))
}

impl Transport {
    /// Sends a call until `read` accepts a response or no attempt is left. What SOAP reads decides whether
    /// it is sent again.
    ///
    /// `read` sees every complete response, error statuses too. The response, operation and attempts
    /// are added to its errors here, and what the server said is masked.
    #[cfg(feature = "soap")]
    pub(crate) async fn exchange<T>(
        &self,
        exchange: &mut Exchange,
        read: impl Fn(&RawResponse) -> Result<T, Error>,
    ) -> Result<(T, RawResponse), Error> {
        trace::call(exchange.operation, async move {
            Run::start(self, exchange)?.until(read).await
        })
        .await
    }

    /// Sends a call until `accept` accepts a response or no attempt is left. The value is made of it
    /// when the call is over: by then nothing that is wrong with it would be another time.
    pub(crate) async fn deliver(
        &self,
        exchange: &mut Exchange,
        accept: impl Fn(&RawResponse) -> Result<(), Error>,
    ) -> Result<(RawResponse, Progress), Error> {
        trace::call(exchange.operation, async move {
            let mut run = Run::start(self, exchange)?;
            let ((), response) = run.until(accept).await?;
            Ok((response, run.progress))
        })
        .await
    }
}

impl Transport {
    /// Sends a call until a successful response begins, whose body is then read piece by piece.
    ///
    /// `wanted` says by its headers whether it is one. `refuse` says what is to be made of every
    /// other response, as that of [`exchange`](Self::exchange) does. The call's time bounds all
    /// attempts up to there, and then each pause between two pieces.
    pub(crate) async fn open(
        &self,
        exchange: &mut Exchange,
        wanted: impl Fn(&HeaderMap) -> bool,
        refuse: impl Fn(&RawResponse) -> Error,
    ) -> Result<(StatusCode, HeaderMap, Pieces), Error> {
        trace::call(exchange.operation, async move {
            let mut run = Run::start(self, exchange)?;
            loop {
                let error = match run.attempt_to_open(&wanted).await {
                    Ok(Opened::Stream(status, headers, pieces)) => {
                        return Ok((status, headers, *pieces));
                    }
                    Ok(Opened::Refused(response)) => {
                        let error = response
                            .decoded()
                            .err()
                            .unwrap_or_else(|| refuse(&response));
                        response.refused(error)
                    }
                    Err(error) => error,
                };
                run.pause(error).await?;
            }
        })
        .await
    }
}

impl std::fmt::Debug for Transport {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // The HTTP client's own Debug prints its default headers: not even their names belong here.
        f.debug_struct("Transport")
            .field("timeout", &self.timeout)
            .field("attempt_timeout", &self.attempt_timeout)
            .field("max_attempts", &self.max_attempts)
            .field("max_response_size", &self.max_response_size)
            .finish_non_exhaustive()
    }
}
