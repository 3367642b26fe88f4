//! The body of a request: what is sent, and whether it can be sent again.
//!
//! Files and streams are never held in memory as a whole. A file is opened before the request is
//! sent, so that an unreadable file does not leave half a request.

use std::collections::VecDeque;
use std::pin::Pin;
use std::sync::Mutex;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use futures_core::Stream;
use http_body::{Body, Frame, SizeHint};

use crate::error::{Error, UploadFailure};
use crate::panics::caught;
use crate::upload::{BoxError, BoxStream, Piece, Reader};

/// How much is sent at once, in bytes: what the buffers of a connection take.
const AT_ONCE: usize = 64 * 1024;

/// The body of a call.
pub(crate) enum Outgoing {
    /// All of it.
    Whole(Bytes),
    /// Piece by piece.
    Pieces(Vec<Piece>),
}

impl From<Vec<u8>> for Outgoing {
    fn from(bytes: Vec<u8>) -> Self {
        Self::Whole(bytes.into())
    }
}

impl From<&Piece> for Outgoing {
    fn from(piece: &Piece) -> Self {
        match piece {
            Piece::Bytes(bytes) => Self::Whole(bytes.clone()),
            piece => Self::Pieces(vec![piece.clone()]),
        }
    }
}

impl Outgoing {
    /// Whether it is small enough to leave at once, and can be sent once more.
    pub(super) fn is_sent_at_once(&self) -> bool {
        match self {
            Self::Whole(bytes) => bytes.len() <= AT_ONCE,
            Self::Pieces(_) => false,
        }
    }

    /// Whether it can be sent once more.
    pub(super) fn is_replayable(&self) -> bool {
        match self {
            Self::Whole(_) => true,
            Self::Pieces(pieces) => pieces.iter().all(Piece::is_replayable),
        }
    }

    /// Opens the files and takes the streams for one attempt.
    pub(super) async fn open(&self) -> Result<reqwest::Body, Error> {
        let pieces = match self {
            Self::Whole(bytes) => return Ok(bytes.clone().into()),
            Self::Pieces(pieces) => pieces,
        };
        let mut open = VecDeque::with_capacity(pieces.len());
        // The files first: a stream that is taken is gone.
        for piece in pieces {
            open.push_back(match piece {
                Piece::Bytes(bytes) => Some(Open::Bytes(bytes.clone())),
                Piece::File(path) => {
                    let opened = file(path).await.map_err(|error| {
                        let path = path.display();
                        let reason = error.kind();
                        Error::configuration(format!("the file `{path}` cannot be read: {reason}"))
                    });
                    Some(opened?)
                }
                Piece::Stream(..) => None,
            });
        }
        let mut taken = VecDeque::with_capacity(open.len());
        for (open, piece) in open.into_iter().zip(pieces) {
            taken.push_back(match (open, piece) {
                (Some(open), _) => open,
                (None, Piece::Stream(shared, length)) => {
                    let stream = shared.take().ok_or_else(|| {
                        Error::configuration("the stream of an upload was sent before")
                    })?;
                    Open::Stream(Mutex::new(stream), *length)
                }
                (None, Piece::Bytes(_) | Piece::File(_)) => continue,
            });
        }
        Ok(reqwest::Body::wrap(Pieces(taken)))
    }
}

/// Opens a file; a directory opens on some platforms, and is never read.
async fn file(path: &std::path::Path) -> std::io::Result<Open> {
    let file = tokio::fs::File::open(path).await?;
    let metadata = file.metadata().await?;
    if metadata.is_dir() {
        return Err(std::io::ErrorKind::IsADirectory.into());
    }
    // A pipe has the length that it turns out to have.
    let length = metadata.is_file().then_some(metadata.len());
    Ok(Open::Stream(
        Mutex::new(Box::pin(Reader::new(file))),
        length,
    ))
}

/// A piece under way.
enum Open {
    Bytes(Bytes),
    /// With what is left of its length. The lock is never contended: it makes the stream shareable,
    /// which the HTTP client asks for.
    Stream(Mutex<BoxStream>, Option<u64>),
}

/// The pieces of a body that are still to be sent.
struct Pieces(VecDeque<Open>);

impl Body for Pieces {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        while let Some(first) = self.0.front_mut() {
            match first {
                Open::Bytes(bytes) => {
                    let bytes = std::mem::take(bytes);
                    self.0.pop_front();
                    if !bytes.is_empty() {
                        return Poll::Ready(Some(Ok(Frame::data(bytes))));
                    }
                }
                Open::Stream(stream, left) => {
                    let stream = match stream.get_mut() {
                        Ok(stream) => stream,
                        Err(poisoned) => poisoned.into_inner(),
                    };
                    // The HTTP client polls it on a task that serves the whole connection.
                    let next = caught(|| Stream::poll_next(stream.as_mut(), context));
                    let Ok(next) = next else {
                        // Dropping it may panic as well.
                        let _ = caught(|| self.0.clear());
                        return Poll::Ready(Some(Err(UploadFailure::Panicked.into())));
                    };
                    match ready!(next) {
                        None if left.is_some_and(|left| left > 0) => {
                            return Poll::Ready(Some(Err(UploadFailure::TooShort.into())));
                        }
                        None => {
                            self.0.pop_front();
                        }
                        Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                        Some(Ok(bytes)) => {
                            if let Some(left) = left {
                                let Some(rest) = left.checked_sub(bytes.len() as u64) else {
                                    return Poll::Ready(Some(Err(UploadFailure::TooLong.into())));
                                };
                                *left = rest;
                            }
                            if !bytes.is_empty() {
                                return Poll::Ready(Some(Ok(Frame::data(bytes))));
                            }
                        }
                    }
                }
            }
        }
        Poll::Ready(None)
    }

    fn size_hint(&self) -> SizeHint {
        let length = self.0.iter().try_fold(0_u64, |sum, piece| {
            let length = match piece {
                Open::Bytes(bytes) => Some(bytes.len() as u64),
                Open::Stream(_, left) => *left,
            };
            sum.checked_add(length?)
        });
        length.map_or_else(SizeHint::default, SizeHint::with_exact)
    }
}
