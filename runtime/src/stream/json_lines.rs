//! JSON documents, one per line: JSON Lines, NDJSON, and JSON text sequences (RFC 7464).

use std::fmt;
use std::future::poll_fn;
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use futures_core::Stream;

use super::Pieces;
use super::documents::Documents;
use crate::error::Error;
use crate::rest::from_json;
use crate::wire;

/// The JSON documents of a response, as they arrive.
///
/// It is a [`Stream`]; [`next`](Self::next) returns one document. The timeout of the call limits
/// how long the server may be silent; a part of a document ends the silence. A broken connection is
/// an error and ends the stream. A document that does not match its schema is an error too, and the
/// next one can be read. Dropping the stream closes the connection.
#[must_use = "documents are read one by one, or dropped"]
pub struct JsonLines<T> {
    pieces: Pieces,
    documents: Documents,
    over: bool,
    item: PhantomData<fn() -> T>,
}

impl<T> JsonLines<T> {
    pub(crate) fn new(pieces: Pieces) -> Self {
        Self {
            pieces,
            documents: Documents::default(),
            over: false,
            item: PhantomData,
        }
    }
}

impl<T: wire::Value> JsonLines<T> {
    /// Returns the next document; `None` at the end.
    ///
    /// # Errors
    ///
    /// If the connection breaks, the server is silent for longer than the timeout of the call, or a
    /// document exceeds the maximum response size, the stream ends. If a document does not match
    /// its schema, the next one can be read.
    pub async fn next(&mut self) -> Result<Option<T>, Error> {
        poll_fn(|context| self.poll_item(context)).await.transpose()
    }

    fn poll_item(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<T, Error>>> {
        loop {
            if let Some(document) = self.documents.next() {
                let read = from_json(&document).map_err(|error| self.pieces.tell(error));
                return Poll::Ready(Some(read));
            }
            if self.over {
                self.pieces.end();
                return Poll::Ready(None);
            }
            match ready!(self.pieces.poll_piece(context)) {
                Some(Ok(piece)) => {
                    let limit = self.pieces.limit();
                    if self.documents.push(&piece, limit).is_err() {
                        self.over = true;
                        let error = self.pieces.tell(Error::too_large(limit));
                        return Poll::Ready(Some(Err(error)));
                    }
                }
                Some(Err(error)) => {
                    self.over = true;
                    return Poll::Ready(Some(Err(error)));
                }
                None => {
                    self.over = true;
                    self.documents.end();
                }
            }
        }
    }
}

impl<T: wire::Value> Stream for JsonLines<T> {
    type Item = Result<T, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll_item(context)
    }
}

impl<T> fmt::Debug for JsonLines<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("JsonLines").finish_non_exhaustive()
    }
}
