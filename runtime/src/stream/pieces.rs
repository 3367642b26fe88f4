//! A response body piece by piece, with a maximum pause between two pieces.

use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use ::bytes::Bytes;
use http_body::Body as _;
use reqwest::header::HeaderMap;
use reqwest::{Body, StatusCode};
use tokio::time::Sleep;

use crate::error::{Error, ErrorKind, interrupted};
use crate::redact::Secrets;
use crate::transport::Effect;

/// The call whose response is read, for errors.
pub(crate) struct Origin {
    pub(crate) operation: &'static str,
    pub(crate) effect: Effect,
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) secrets: Secrets,
}

/// The pieces of a body.
pub(crate) struct Pieces {
    /// Nothing once it has ended, or failed.
    body: Option<Body>,
    origin: Origin,
    /// The longest pause.
    patience: Duration,
    pause: Option<Pin<Box<Sleep>>>,
    /// Whether the longest pause bounds everything that is still to come.
    whole: bool,
    /// How much is read where all of it is kept.
    limit: usize,
}

impl Pieces {
    pub(crate) fn new(body: Body, origin: Origin, patience: Duration, limit: usize) -> Self {
        Self {
            body: Some(body),
            origin,
            patience,
            pause: None,
            whole: false,
            limit,
        }
    }

    /// How much is read where all of it is kept.
    pub(super) fn limit(&self) -> usize {
        self.limit
    }

    /// Bounds everything that is still to come by the time of the call, from now on, rather than
    /// each pause.
    pub(super) fn bound_whole(&mut self) {
        self.pause = None;
        self.whole = true;
    }

    /// Says which call an error is about.
    pub(super) fn tell(&self, error: Error) -> Error {
        let origin = &self.origin;
        error
            .with_operation(origin.operation)
            .with_head(origin.status, origin.headers.clone())
            .with_effect(origin.effect)
            .acted()
            .with_attempts(1)
            .masked(&origin.secrets)
    }

    /// Ends the stream: nothing more is read.
    pub(super) fn end(&mut self) {
        self.body = None;
        self.pause = None;
    }

    /// The next piece, which is never empty; nothing at the end. An error is the end, too.
    pub(super) fn poll_piece(
        &mut self,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Bytes, Error>>> {
        while let Some(body) = &mut self.body {
            match Pin::new(body).poll_frame(context) {
                Poll::Ready(Some(Ok(frame))) => {
                    if !self.whole {
                        self.pause = None;
                    }
                    // Trailers are not data.
                    let piece = frame.into_data().unwrap_or_default();
                    if !piece.is_empty() {
                        return Poll::Ready(Some(Ok(piece)));
                    }
                }
                Poll::Ready(Some(Err(error))) => {
                    let error = self.tell(interrupted(&error));
                    self.end();
                    return Poll::Ready(Some(Err(error)));
                }
                Poll::Ready(None) => self.end(),
                Poll::Pending => {
                    ready!(self.poll_pause(context));
                    let error = Error::transport(ErrorKind::Timeout, None)
                        .retryable(true)
                        .acted();
                    let error = self.tell(error);
                    self.end();
                    return Poll::Ready(Some(Err(error)));
                }
            }
        }
        Poll::Ready(None)
    }

    /// Ready when the pause has become too long. Without a runtime there is no clock to ask.
    fn poll_pause(&mut self, context: &mut Context<'_>) -> Poll<()> {
        if self.pause.is_none() && tokio::runtime::Handle::try_current().is_ok() {
            self.pause = Some(Box::pin(tokio::time::sleep(self.patience)));
        }
        match &mut self.pause {
            Some(pause) => pause.as_mut().poll(context),
            None => Poll::Pending,
        }
    }
}
