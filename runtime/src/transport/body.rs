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
    let Some(first) = chunk(response, &[], &patience).await? else {
        return Ok(Bytes::new());
    };
    if first.len() > limit {
        return Err(Error::too_large(limit).with_body(ErrorBody::beginning(&first)));
    }
    // Small responses arrive in one piece, which is then kept as it is.
    let Some(second) = chunk(response, &first, &patience).await? else {
        return Ok(first);
    };
    let mut body = BytesMut::with_capacity(
        announced
            .unwrap_or(0)
            .min(TRUSTED_LENGTH)
            .max(first.len() + second.len()),
    );
    body.extend_from_slice(&first);
    let mut next = Some(second);
    while let Some(piece) = next {
        if piece.len() > limit - body.len() {
            return Err(Error::too_large(limit).with_body(ErrorBody::beginning(&body)));
        }
        body.extend_from_slice(&piece);
        next = chunk(response, &body, &patience).await?;
    }
    Ok(body.freeze())
}

/// The next piece of a body whose beginning, `before`, has arrived. One that has already arrived starts no
/// timer.
async fn chunk(
    response: &mut Response,
    before: &[u8],
    patience: &impl Fn() -> Option<Duration>,
) -> Result<Option<Bytes>, Error> {
    let mut next = pin!(response.chunk());
    let ready = poll_fn(|context| Poll::Ready(next.as_mut().poll(context))).await;
    let chunk = match ready {
        Poll::Ready(chunk) => chunk,
        Poll::Pending => match patience() {
            Some(patience) => timeout(patience, next)
                .await
                .map_err(|_| silent().with_body(ErrorBody::beginning(before)))?,
            None => next.await,
        },
    };
    chunk.map_err(|error| interrupted(&error).with_body(ErrorBody::beginning(before)))
}

/// The server says nothing any more.
pub(super) fn silent() -> Error {
    Error::transport(ErrorKind::Timeout, None)
        .retryable(true)
        .acted()
}
