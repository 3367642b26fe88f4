//! What a call can return: a decoded document, a stream of bytes, or one of several responses by
//! status.
//!
//! Generated code names the type, and the type determines how the response is read: what
//! [`wire`](crate::wire) decodes is read as a whole, all other types read it themselves.

use std::any::TypeId;
use std::pin::Pin;

use bytes::Bytes;
use reqwest::StatusCode;
use reqwest::header::HeaderMap;

use super::{Delivered, Draft, Operation, read};
use crate::Response;
use crate::error::{Error, Mismatch};
use crate::media;
use crate::pending::Sent;
use crate::stream::{ByteStream, EventStream, FromEvent, JsonLines, Pieces, Reading};
use crate::transport::RawResponse;
use crate::wire::Value;

/// A value that a call can return.
#[doc(hidden)]
pub trait Returned: Sized + Send + 'static {
    /// Sends a request and makes the value of its response.
    fn of(draft: Draft) -> Sent<Self>;
}

impl<T: Value + Send + 'static> Returned for T {
    fn of(draft: Draft) -> Sent<Self> {
        draft.call(read::judged, value)
    }
}

fn value<T: Value + 'static>(delivered: &Delivered) -> Result<T, Error> {
    let nothing = TypeId::of::<T>() == TypeId::of::<()>();
    read::value(delivered.operation, delivered.response(), nothing)
}

/// Says by the headers whether a stream can be made of a response.
type Wanted = fn(&Operation, &HeaderMap) -> bool;

/// A stream that has begun.
struct Begun {
    operation: &'static Operation,
    status: StatusCode,
    headers: HeaderMap,
    pieces: Pieces,
}

/// Sends a request whose response is a stream; `expected` is what that would be.
fn begin(
    draft: Draft,
    expected: &'static str,
    wanted: Wanted,
) -> Pin<Box<dyn Future<Output = Result<Begun, Error>> + Send>> {
    let (core, operation, exchange) = draft.into_parts();
    Box::pin(async move {
        let (status, headers, pieces) = core
            .transport
            .open(
                &mut *exchange?,
                |headers| wanted(operation, headers),
                |response| read::no_stream(operation, response, expected),
            )
            .await?;
        Ok(Begun {
            operation,
            status,
            headers,
            pieces,
        })
    })
}

/// Sends a request and makes a stream of its response.
fn streamed<T: Send + 'static>(
    draft: Draft,
    expected: &'static str,
    wanted: Wanted,
    make: fn(&'static Operation, &HeaderMap, Pieces) -> T,
) -> Sent<T> {
    let begun = begin(draft, expected, wanted);
    Sent::own(async move {
        let begun = begun.await?;
        let value = make(begun.operation, &begun.headers, begun.pieces);
        Ok(Response::new(begun.status, begun.headers, value))
    })
}

impl Returned for ByteStream {
    fn of(draft: Draft) -> Sent<Self> {
        let is_no_page = |operation: &Operation, headers: &HeaderMap| {
            operation.allows_html() || !media::is_html(headers)
        };
        streamed(draft, "content", is_no_page, |_, headers, pieces| {
            Self::new(headers, pieces)
        })
    }
}

impl<T: FromEvent + 'static> Returned for EventStream<T> {
    fn of(draft: Draft) -> Sent<Self> {
        let is_events = |_: &Operation, headers: &HeaderMap| {
            // Where the headers do not say it, the first lines will.
            media::is_events(headers) != Some(false)
        };
        streamed(
            draft,
            "`text/event-stream`",
            is_events,
            |operation, headers, pieces| {
                Self::new(
                    pieces,
                    Reading {
                        value: operation.event_value,
                        errors: operation.error_events,
                        is_told: media::is_events(headers).is_some(),
                    },
                )
            },
        )
    }
}

impl<T: Value + 'static> Returned for JsonLines<T> {
    fn of(draft: Draft) -> Sent<Self> {
        let may_be_lines = |_: &Operation, headers: &HeaderMap| media::may_be_lines(headers);
        streamed(draft, "JSON a line", may_be_lines, |_, _, pieces| {
            Self::new(pieces)
        })
    }
}

/// One of several responses, by status. Implemented by `responses!`.
#[doc(hidden)]
pub trait ByStatus: Sized + Send + 'static {
    /// The statuses that are described: `201`, `2XX`, `default`.
    const STATUSES: &'static [&'static str];

    /// Reads the response of one of them.
    fn read(status: &str, content: Content<'_>) -> Result<Self, Error>;
}

/// Sends a request whose responses are distinguished by status.
pub fn by_status<T: ByStatus>(draft: Draft) -> Sent<T> {
    draft.call(read::accepted, of_status)
}

fn of_status<T: ByStatus>(delivered: &Delivered) -> Result<T, Error> {
    let (operation, response) = (delivered.operation, delivered.response());
    let content = Content {
        operation,
        response,
    };
    match described(T::STATUSES, response.status) {
        Some(at) => T::read(T::STATUSES[at], content)
            .map_err(|error| read::instead(operation, response, error)),
        None => content.undescribed(),
    }
}

/// The place of what is described for a status: itself, its range, or all others.
fn described(statuses: &[&str], status: StatusCode) -> Option<usize> {
    let number = status.as_str();
    let range = |described: &&str| {
        described
            .strip_suffix("XX")
            .is_some_and(|digit| number.starts_with(digit))
    };
    let mut own = statuses.iter();
    own.position(|described| *described == number)
        .or_else(|| statuses.iter().position(range))
        .or_else(|| {
            statuses
                .iter()
                .position(|described| *described == "default")
        })
}

/// The body of a response whose status has a description of its own.
pub struct Content<'a> {
    pub(super) operation: &'a Operation,
    pub(super) response: &'a RawResponse,
}

impl Content<'_> {
    /// Reads JSON.
    pub fn json<T: Value>(self) -> Result<T, Error> {
        read::from_json(&self.response.body)
    }

    /// Reads text.
    pub fn text<T: Value>(self) -> Result<T, Error> {
        let mut value = T::vacant();
        read::text(self.operation, self.response, &mut value)?;
        Ok(value)
    }

    /// Passes over content that is not described.
    pub fn nothing(self) -> Result<(), Error> {
        read::no_page(self.operation, self.response)
    }

    /// Says that nothing is known of such a response.
    pub fn undescribed<T>(self) -> Result<T, Error> {
        Err(Error::decode(Mismatch::new(
            "",
            "a response of this status is not described",
        )))
    }

    /// Takes the bytes as they are.
    pub fn bytes(self) -> Result<Bytes, Error> {
        read::no_page(self.operation, self.response)?;
        Ok(self.response.body.clone())
    }
}
