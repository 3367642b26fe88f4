//! Reads a response body, up to a maximum size after decompression.

use std::future::{Future, poll_fn};
use std::pin::pin;
use std::task::Poll;
use std::time::Duration;

use bytes::{Bytes, BytesMut};
use reqwest::Response;
use tokio::time::timeout;

use crate::error::{Error, ErrorBody, ErrorKind, interrupted};

/// How much is reserved on a server's word alone.
const TRUSTED_LENGTH: usize = 64 * 1024;

/// Reads the whole body, or fails when it is cut off, larger than `limit` bytes, or when no piece of
/// it comes for as long as `patience` says. The error keeps what came of it.
pub(super) async fn read(
    response: &mut Response,
    limit: usize,
    patience: impl Fn() -> Option<Duration>,
) -> Result<Bytes, Error> {
    let announced = response
        .content_length()
        .and_then(|length| usize::try_from(length).ok());
    if announced.is_some_and(|length| length > limit) {
        return Err(Error::too_large(limit));
    }
    // Small responses arrive in one piece, which is then kept as it is.
    let (mut first, mut body) = (Bytes::new(), BytesMut::new());
    loop {
        let came = if body.is_empty() { &*first } else { &*body };
        let piece = match chunk(response, &patience).await {
            Ok(Some(piece)) if piece.len() > limit - came.len() => Err(Error::too_large(limit)),
            piece => piece,
        };
        let piece = piece.map_err(|error| error.with_body(ErrorBody::beginning(came)))?;
        match piece {
            None if body.is_empty() => return Ok(first),
            None => return Ok(body.freeze()),
            Some(piece) if first.is_empty() => first = piece,
            Some(piece) => {
                if body.is_empty() {
                    let announced = announced.unwrap_or(0).min(TRUSTED_LENGTH);
                    body.reserve(announced.max(first.len() + piece.len()));
                    body.extend_from_slice(&first);
                }
                body.extend_from_slice(&piece);
            }
        }
    }
}

/// The next piece of a body. One that has already arrived starts no timer.
async fn chunk(
    response: &mut Response,
    patience: &impl Fn() -> Option<Duration>,
) -> Result<Option<Bytes>, Error> {
    let mut next = pin!(response.chunk());
    let ready = poll_fn(|context| Poll::Ready(next.as_mut().poll(context))).await;
    let chunk = match ready {
        Poll::Ready(chunk) => chunk,
        Poll::Pending => match patience() {
            Some(patience) => timeout(patience, next).await.map_err(|_| silent())?,
            None => next.await,
        },
    };
    chunk.map_err(|error| interrupted(&error))
}

/// The server says nothing any more.
pub(super) fn silent() -> Error {
    Error::transport(ErrorKind::Timeout, None)
        .retryable(true)
        .acted()
}
