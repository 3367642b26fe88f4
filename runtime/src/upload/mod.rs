//! Bytes that a call sends: from memory, from a file, or from a stream.
//!
//! Nothing is read before the call is sent, and nothing is ever printed.

mod piece;
mod reader;

use std::borrow::Cow;
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use bytes::Bytes;
use futures_core::Stream;
use tokio::io::AsyncRead;

pub(crate) use piece::{BoxError, BoxStream, Piece};
use piece::{Shared, StreamOf};
pub(crate) use reader::Reader;

/// The body of a request, or a file in a form.
///
/// Bytes and strings convert into it. A file is opened when the call is sent, and is read while it
/// is sent, like a stream.
///
/// ```
/// use bindery_runtime::Upload;
///
/// let report = Upload::from("id,name\n1,one\n")
///     .file_name("report.csv")
///     .content_type("text/csv");
/// let archive = Upload::from_path("backup.tar");
/// # let _ = (report, archive);
/// ```
#[derive(Clone)]
pub struct Upload {
    piece: Piece,
    file_name: Option<String>,
    content_type: Option<Cow<'static, str>>,
}

impl Upload {
    /// Creates an upload from a file, which is opened when the call is sent. If it cannot be
    /// opened, the call fails before anything is sent. In a form, the file name is that of the
    /// path.
    pub fn from_path(path: impl Into<PathBuf>) -> Self {
        let path = path.into();
        let file_name = path
            .file_name()
            .map(|name| name.to_string_lossy().into_owned());
        Self {
            file_name,
            ..Self::of(Piece::File(Arc::from(path)))
        }
    }

    /// Creates an upload from a stream of pieces.
    ///
    /// A stream can be sent only once: the call is not sent again if it fails, and of several
    /// clones only the first that is sent has the stream. Its length is unknown unless
    /// [`length`](Self::length) sets it.
    pub fn from_stream<S, B, E>(stream: S) -> Self
    where
        S: Stream<Item = Result<B, E>> + Send + 'static,
        B: Into<Bytes> + 'static,
        E: Into<Box<dyn std::error::Error + Send + Sync>> + 'static,
    {
        Self::of(Piece::Stream(Shared::new(StreamOf::new(stream)), None))
    }

    /// Creates an upload from a reader, under the conditions of [`from_stream`](Self::from_stream).
    pub fn from_reader(reader: impl AsyncRead + Send + 'static) -> Self {
        Self::of(Piece::Stream(Shared::new(Reader::new(reader)), None))
    }

    /// Sets the length of a stream, in bytes, for servers that require `Content-Length`. The call
    /// fails if the stream has another length. Files and bytes need no length.
    #[must_use]
    pub fn length(mut self, bytes: u64) -> Self {
        if let Piece::Stream(_, length) = &mut self.piece {
            *length = Some(bytes);
        }
        self
    }

    /// Sets the file name in a form.
    #[must_use]
    pub fn file_name(mut self, name: impl Into<String>) -> Self {
        self.file_name = Some(name.into());
        self
    }

    /// Sets the media type of the bytes, if it is not the one that the API declares.
    #[must_use]
    pub fn content_type(mut self, media_type: impl Into<String>) -> Self {
        self.content_type = Some(Cow::Owned(media_type.into()));
        self
    }

    fn of(piece: Piece) -> Self {
        Self {
            piece,
            file_name: None,
            content_type: None,
        }
    }

    pub(crate) fn piece(&self) -> &Piece {
        &self.piece
    }

    pub(crate) fn named(&self) -> Option<&str> {
        self.file_name.as_deref()
    }

    pub(crate) fn media_type(&self) -> Option<&str> {
        self.content_type.as_deref()
    }
}

impl fmt::Debug for Upload {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct("Upload");
        if let Piece::File(path) = &self.piece {
            shown.field("path", path);
        }
        if let Piece::Bytes(bytes) = &self.piece {
            shown.field("length", &bytes.len());
        }
        shown.finish_non_exhaustive()
    }
}

impl From<Bytes> for Upload {
    fn from(bytes: Bytes) -> Self {
        Self::of(Piece::Bytes(bytes))
    }
}

/// Conversions through those of [`Bytes`].
macro_rules! from {
    ($($ty:ty),*) => {$(
        impl From<$ty> for Upload {
            fn from(value: $ty) -> Self {
                Bytes::from(value).into()
            }
        }
    )*};
}

from!(Vec<u8>, String, &'static [u8], &'static str);

impl<const N: usize> From<&'static [u8; N]> for Upload {
    fn from(bytes: &'static [u8; N]) -> Self {
        Bytes::from_static(bytes).into()
    }
}

impl From<&Path> for Upload {
    fn from(path: &Path) -> Self {
        Self::from_path(path)
    }
}

impl From<PathBuf> for Upload {
    fn from(path: PathBuf) -> Self {
        Self::from_path(path)
    }
}
