//! A reader as a stream.

use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use futures_core::Stream;
use tokio::io::{AsyncRead, ReadBuf};

use super::BoxError;

/// How much is read at once.
const BUFFER: usize = 32 * 1024;

/// A reader as a stream of what it reads.
pub(crate) struct Reader<R> {
    reader: Pin<Box<R>>,
    buffer: Box<[u8]>,
}

impl<R> Reader<R> {
    pub(crate) fn new(reader: R) -> Self {
        Self {
            reader: Box::pin(reader),
            buffer: vec![0; BUFFER].into_boxed_slice(),
        }
    }
}

impl<R: AsyncRead> Stream for Reader<R> {
    type Item = Result<Bytes, BoxError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = &mut *self;
        let mut read = ReadBuf::new(&mut this.buffer);
        if let Err(error) = ready!(this.reader.as_mut().poll_read(context, &mut read)) {
            return Poll::Ready(Some(Err(error.into())));
        }
        let read = read.filled();
        Poll::Ready((!read.is_empty()).then(|| Ok(Bytes::copy_from_slice(read))))
    }
}
