//! Response bodies that are returned unchanged.

use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll};

use ::bytes::{Bytes, BytesMut};
use futures_core::Stream;
use reqwest::header::{CONTENT_LENGTH, CONTENT_TYPE, HeaderMap};

use super::Pieces;
use crate::error::Error;
use crate::pending::Pending;

/// A response body, as it arrives.
///
/// It is a [`Stream`] of pieces; [`chunk`](Self::chunk) returns one, [`bytes`](Self::bytes) all of
/// them. If it is read piece by piece, the timeout of the call limits how long the server may be
/// silent, not how long the whole body takes. Dropping it closes the connection.
#[must_use = "the content is read piece by piece, or dropped"]
pub struct ByteStream {
    pieces: Pieces,
    content_type: Option<String>,
    content_length: Option<u64>,
}

impl ByteStream {
    pub(crate) fn new(headers: &HeaderMap, pieces: Pieces) -> Self {
        let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
        Self {
            pieces,
            content_type: text(CONTENT_TYPE).map(str::to_owned),
            content_length: text(CONTENT_LENGTH).and_then(|text| text.parse().ok()),
        }
    }

    /// Returns the header `Content-Type`, if the server sent it.
    pub fn content_type(&self) -> Option<&str> {
        self.content_type.as_deref()
    }

    /// Returns the header `Content-Length`, in bytes, if the server sent it.
    pub fn content_length(&self) -> Option<u64> {
        self.content_length
    }

    /// Returns the next piece; `None` at the end.
    ///
    /// # Errors
    ///
    /// If the connection breaks, or the server is silent for longer than the timeout of the call. The
    /// stream ends after an error.
    pub async fn chunk(&mut self) -> Result<Option<Bytes>, Error> {
        poll_fn(|context| self.pieces.poll_piece(context))
            .await
            .transpose()
    }

    /// Reads the rest of the body, within another timeout of the call.
    ///
    /// # Errors
    ///
    /// The errors of [`chunk`](Self::chunk), and an error if reading takes longer than the timeout
    /// of the call or the body exceeds the maximum response size. Read larger or slower bodies
    /// piece by piece.
    pub fn bytes(mut self) -> Pending<Bytes, Error> {
        Pending::new(async move {
            self.pieces.bound_whole();
            let limit = self.pieces.limit();
            let Some(first) = self.chunk().await? else {
                return Ok(Bytes::new());
            };
            if first.len() > limit {
                return Err(self.pieces.tell(Error::too_large(limit)));
            }
            let Some(second) = self.chunk().await? else {
                return Ok(first);
            };
            let mut all = BytesMut::from(first);
            let mut next = Some(second);
            while let Some(piece) = next {
                if piece.len() > limit.saturating_sub(all.len()) {
                    return Err(self.pieces.tell(Error::too_large(limit)));
                }
                all.extend_from_slice(&piece);
                next = self.chunk().await?;
            }
            Ok(all.freeze())
        })
    }
}

impl Stream for ByteStream {
    type Item = Result<Bytes, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.pieces.poll_piece(context)
    }
}

impl fmt::Debug for ByteStream {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ByteStream")
            .field("content_type", &self.content_type)
            .field("content_length", &self.content_length)
            .finish_non_exhaustive()
    }
}
