//! The sources of an upload's bytes.

use std::path::Path;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};

use bytes::Bytes;
use futures_core::Stream;

/// An error of a caller's stream.
pub(crate) type BoxError = Box<dyn std::error::Error + Send + Sync>;

/// The stream of a caller, whatever its type.
pub(crate) type BoxStream = Pin<Box<dyn Stream<Item = Result<Bytes, BoxError>> + Send>>;

/// Bytes from one source.
#[derive(Clone)]
pub(crate) enum Piece {
    Bytes(Bytes),
    /// Opened for each attempt.
    File(Arc<Path>),
    /// With its length, where that was said.
    Stream(Shared, Option<u64>),
}

impl Piece {
    /// Whether it can be sent once more.
    pub(crate) fn is_replayable(&self) -> bool {
        !matches!(self, Self::Stream(..))
    }
}

/// A stream that the first attempt takes.
#[derive(Clone)]
pub(crate) struct Shared(Arc<Mutex<Option<BoxStream>>>);

impl Shared {
    pub(super) fn new(
        stream: impl Stream<Item = Result<Bytes, BoxError>> + Send + 'static,
    ) -> Self {
        Self(Arc::new(Mutex::new(Some(Box::pin(stream)))))
    }

    /// The stream, unless it was taken before.
    pub(crate) fn take(&self) -> Option<BoxStream> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}

/// A caller's stream with its items and errors made ours.
pub(super) struct StreamOf<S>(Pin<Box<S>>);

impl<S> StreamOf<S> {
    pub(super) fn new(stream: S) -> Self {
        Self(Box::pin(stream))
    }
}

impl<S, B, E> Stream for StreamOf<S>
where
    S: Stream<Item = Result<B, E>>,
    B: Into<Bytes>,
    E: Into<BoxError>,
{
    type Item = Result<Bytes, BoxError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let next = self.0.as_mut().poll_next(context);
        next.map(|item| item.map(|item| item.map(Into::into).map_err(Into::into)))
    }
}
