//! The error of a call: one opaque type for both protocols.
//!
//! An error is shown in logs and bug reports, so it never prints a credential, a body, a header or
//! a query string: its text consists of fixed words, and text from the server is masked and cut
//! before it is kept. The response is kept too, for a caller who asks for its headers or its body.

mod body;
mod cause;
mod decode;
mod display;

use std::borrow::Cow;
use std::time::Duration;

use bytes::Bytes;
use reqwest::StatusCode;
use reqwest::header::HeaderMap;
use serde::de::DeserializeOwned;

use crate::Fault;
use crate::redact::Secrets;
#[cfg(feature = "soap")]
use crate::retry::Blame;
use crate::retry::{self, Outcome};
use crate::transport::Effect;

pub(crate) use body::{ErrorBody, code_and_message};
pub(crate) use cause::{Cause, UploadFailure};
pub(crate) use decode::Mismatch;

/// The error of a call.
///
/// [`kind`](Self::kind) returns the kind of the failure. `Display` is one line for people; it contains
/// no credential, no body, no header and no query string. [`headers`](Self::headers),
/// [`body_text`](Self::body_text) and [`body`](Self::body) return the response, whatever its status.
pub struct Error(Box<Inner>);

/// The kind of failure that an [`Error`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The settings, or a value given by the caller, cannot be used; nothing was sent.
    Configuration,
    /// The token source or the token endpoint returned no token. The attempt was not sent.
    Credential,
    /// No connection could be made; the last attempt sent nothing. Attempts before it may have: see
    /// [`Error::may_have_acted`].
    Connect,
    /// The time allowed for the call ran out.
    Timeout,
    /// The connection broke, or the response was cut off.
    Transport,
    /// The response is a redirect: [`Error::headers`] contains the header `Location`. Redirects are
    /// never followed, because the credential would be sent along. `304 Not Modified` is none.
    Redirect,
    /// The response is larger than the client accepts.
    TooLarge,
    /// The response does not match the description.
    Decode,
    /// The HTTP status is that of a failure, and the response contains no error that is described.
    Status,
    /// The API itself reports a failure, through its envelope or a described error body.
    Api,
    /// The service returned a SOAP fault.
    Fault,
}

#[derive(Default)]
struct Inner {
    kind: Option<ErrorKind>,
    operation: Option<&'static str>,
    status: Option<StatusCode>,
    code: Option<Box<str>>,
    message: Option<Box<str>>,
    fault: Option<Box<Fault>>,
    /// Never printed.
    headers: Option<HeaderMap>,
    /// Never printed.
    body: Option<ErrorBody>,
    /// What we say ourselves: never a server's or a caller's text.
    detail: Option<Cow<'static, str>>,
    mismatch: Option<Mismatch>,
    cause: Option<Cause>,
    retry_after: Option<Duration>,
    attempts: u32,
    outcome: Outcome,
}

impl Error {
    /// Returns the kind of failure.
    pub fn kind(&self) -> ErrorKind {
        self.0.kind.unwrap_or(ErrorKind::Configuration)
    }

    /// Returns the HTTP status code, if there was a response.
    pub fn status(&self) -> Option<StatusCode> {
        self.0.status
    }

    /// Returns the API's error code as it is written in the response.
    pub fn code_text(&self) -> Option<&str> {
        self.0.code.as_deref()
    }

    /// Returns the server's message, with the secrets of this call masked, cut to 500 characters.
    pub fn message(&self) -> Option<&str> {
        self.0.message.as_deref()
    }

    /// Returns the SOAP fault, if there is one.
    pub fn fault(&self) -> Option<&Fault> {
        self.0.fault.as_deref()
    }

    /// Returns the response headers, such as a request id, rate limits, or the `Location` of a
    /// redirect.
    ///
    /// `None` without a response. `Display` and `Debug` print none of them, because they may
    /// contain confidential values.
    pub fn headers(&self) -> Option<&HeaderMap> {
        self.0.headers.as_ref()
    }

    /// Decodes the response body as JSON into any type; into a `String`, any body.
    ///
    /// `None` if the body does not decode, if there was none, if it is larger than 1 MiB or was cut
    /// off, and if the client does not support its `Content-Encoding`. `Display` and `Debug` print
    /// none of it, because it may contain confidential values.
    pub fn body<T: DeserializeOwned>(&self) -> Option<T> {
        self.readable()?.read(self.headers())
    }

    /// Decodes the response body as an XML element with any name.
    ///
    /// `None` if the body does not decode, and in the cases of [`body`](Self::body).
    #[cfg(feature = "xml")]
    pub fn xml_body<T: crate::v1::xml::ReadXml>(&self) -> Option<T> {
        self.readable()?.read_xml(self.headers())
    }

    /// Returns the response body as text, at most 1 MiB of it: UTF-8, or Latin-1 if the response
    /// says so. Invalid bytes are replaced by `U+FFFD`.
    ///
    /// `None` without a body, and if the client does not support its `Content-Encoding`. `Display`
    /// and `Debug` print none of it, because it may contain confidential values.
    pub fn body_text(&self) -> Option<Cow<'_, str>> {
        Some(self.readable()?.text(self.headers()))
    }

    /// The body, unless it is still coded: nobody could read it.
    fn readable(&self) -> Option<&ErrorBody> {
        let is_coded = |headers| crate::transport::coding(headers).is_some();
        if self.headers().is_some_and(is_coded) {
            return None;
        }
        self.0.body.as_ref()
    }

    /// Returns the name of the operation in the description, such as its `operationId`; `None` if
    /// the error does not belong to a call.
    pub fn operation(&self) -> Option<&'static str> {
        self.0.operation
    }

    /// Returns how long the server asked to wait before another attempt (`Retry-After`).
    pub fn retry_after(&self) -> Option<Duration> {
        self.0.retry_after
    }

    /// Returns whether the same call may be sent again: it may succeed, and does no harm. The
    /// client has already made its own attempts.
    ///
    /// Always false for a call that writes and [may have acted](Self::may_have_acted).
    pub fn is_retryable(&self) -> bool {
        self.0.outcome.is_retryable()
    }

    /// Returns whether the server may have executed the call.
    ///
    /// False for calls that only read. For every other call it is true unless each attempt is known
    /// to have had no effect: it was not sent, or the response had a 4xx status other than 408 and
    /// 499, or a SOAP fault that blames the client.
    pub fn may_have_acted(&self) -> bool {
        self.0.outcome.may_have_acted()
    }

    /// Returns the number of attempts; 0 if the call failed before the first one.
    pub fn attempts(&self) -> u32 {
        self.0.attempts
    }
}

/// An error from in between a response's body.
pub(crate) fn interrupted(error: &reqwest::Error) -> Error {
    let kind = if error.is_timeout() {
        ErrorKind::Timeout
    } else {
        ErrorKind::Transport
    };
    let cause = Cause::of(error).filter(|_| kind == ErrorKind::Transport);
    Error::transport(kind, cause).retryable(true).acted()
}

/// How the rest of the crate makes errors.
impl Error {
    fn new(kind: ErrorKind) -> Self {
        Self(Box::new(Inner {
            kind: Some(kind),
            ..Inner::default()
        }))
    }

    /// A setting or a value of the caller's cannot be used. The text must not quote a value that
    /// may be secret.
    pub(crate) fn configuration(detail: impl Into<Cow<'static, str>>) -> Self {
        Self::new(ErrorKind::Configuration).with_detail(detail)
    }

    /// No token could be had; `detail` is ours.
    pub(crate) fn credential(detail: impl Into<Cow<'static, str>>) -> Self {
        Self::new(ErrorKind::Credential).with_detail(detail)
    }

    /// Adds what a server or the caller's own function said: the transport masks and cuts it.
    pub(crate) fn with_said(mut self, code: Option<String>, message: Option<String>) -> Self {
        self.0.code = code.map(String::into_boxed_str);
        self.0.message = message.map(String::into_boxed_str);
        self
    }

    /// Adds why the connection failed.
    pub(crate) fn with_cause(mut self, cause: Option<Cause>) -> Self {
        self.0.cause = cause;
        self
    }

    /// The connection failed in some way; `cause` holds nothing of the request.
    pub(crate) fn transport(kind: ErrorKind, cause: Option<Cause>) -> Self {
        let mut error = Self::new(kind);
        error.0.cause = cause;
        error
    }

    /// The server pointed elsewhere.
    pub(crate) fn redirect() -> Self {
        Self::new(ErrorKind::Redirect)
    }

    /// The response is larger than `limit` bytes.
    pub(crate) fn too_large(limit: usize) -> Self {
        Self::new(ErrorKind::TooLarge)
            .with_detail(format!("larger than {limit} bytes"))
            .acted()
    }

    /// The response does not match the description.
    pub(crate) fn decode(mismatch: Mismatch) -> Self {
        let mut error = Self::new(ErrorKind::Decode);
        error.0.mismatch = Some(mismatch);
        error
    }

    /// The HTTP status says no, and nothing else does.
    pub(crate) fn from_status(status: StatusCode) -> Self {
        Self::new(ErrorKind::Status).with_status(status)
    }

    /// The API reports a failure. Both texts are the server's: the transport masks and cuts them.
    pub(crate) fn api(code: Option<String>, message: Option<String>) -> Self {
        let mut error = Self::new(ErrorKind::Api);
        error.0.code = code.map(String::into_boxed_str);
        error.0.message = message.map(String::into_boxed_str);
        error
    }

    /// The service returned a fault. `code` and `message` are what `code_text()` and
    /// `message()` return.
    #[cfg_attr(
        not(feature = "soap"),
        expect(dead_code, reason = "only SOAP has faults")
    )]
    pub(crate) fn soap_fault(fault: Fault, code: Option<String>, message: Option<String>) -> Self {
        let mut error = Self::api(code, message);
        error.0.kind = Some(ErrorKind::Fault);
        error.0.fault = Some(Box::new(fault));
        error
    }

    /// Keeps a complete response, and what it says about sending the call again.
    #[cold]
    pub(crate) fn with_response(
        mut self,
        status: StatusCode,
        headers: HeaderMap,
        body: Bytes,
    ) -> Self {
        self.0.outcome.set_status(status);
        self.with_head(status, headers)
            .with_body(ErrorBody::of(body))
    }

    /// Keeps the head of a response.
    pub(crate) fn with_head(mut self, status: StatusCode, headers: HeaderMap) -> Self {
        self.0.retry_after = retry::retry_after(&headers);
        self.0.headers = Some(headers);
        self.with_status(status)
    }

    /// Keeps the body of a response.
    pub(crate) fn with_body(mut self, body: Option<ErrorBody>) -> Self {
        self.0.body = body;
        self
    }

    /// Gives up the body of a response.
    pub(crate) fn into_body(self) -> Option<ErrorBody> {
        self.0.body
    }

    /// Says more, in our own words.
    pub(crate) fn with_detail(mut self, detail: impl Into<Cow<'static, str>>) -> Self {
        self.0.detail = Some(detail.into());
        self
    }

    /// Names the operation, unless it is named already.
    pub(crate) fn with_operation(mut self, operation: &'static str) -> Self {
        self.0.operation.get_or_insert(operation);
        self
    }

    /// Adds the HTTP status of the response.
    pub(crate) fn with_status(mut self, status: StatusCode) -> Self {
        self.0.status = Some(status);
        self
    }

    /// Says whether another attempt may succeed.
    pub(crate) fn retryable(mut self, retryable: bool) -> Self {
        self.0.outcome.set_transient(retryable);
        self
    }

    /// Says that the request was sent, and that nothing proves that it was refused.
    pub(crate) fn acted(mut self) -> Self {
        self.0.outcome.set_unrefused();
        self
    }

    /// Says whom the fault blames.
    #[cfg(feature = "soap")]
    pub(crate) fn blaming(mut self, blame: Blame) -> Self {
        self.0.outcome.set_blame(blame);
        self
    }

    /// Says what the call does, which decides what may be done about the error.
    pub(crate) fn with_effect(mut self, effect: Effect) -> Self {
        self.0.outcome.set_effect(effect);
        self
    }

    pub(crate) fn with_retry_after(mut self, delay: Option<Duration>) -> Self {
        self.0.retry_after = delay;
        self
    }

    pub(crate) fn with_attempts(mut self, attempts: u32) -> Self {
        self.0.attempts = attempts;
        self
    }

    /// Masks and cuts every text that came from the server.
    pub(crate) fn masked(mut self, secrets: &Secrets) -> Self {
        let rewrite = |text: &str| secrets.mask(text);
        for text in [&mut self.0.code, &mut self.0.message]
            .into_iter()
            .flatten()
        {
            *text = rewrite(text).into_boxed_str();
        }
        if let Some(mismatch) = &mut self.0.mismatch {
            mismatch.map_text(&rewrite);
        }
        if let Some(fault) = &mut self.0.fault {
            fault.map_text(&rewrite, &|text| secrets.mask_detail(text));
        }
        self
    }
}
