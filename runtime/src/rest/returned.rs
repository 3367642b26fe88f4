//! What the value of a call may be: a document that serde reads, bytes that come piece by piece, or
//! one of several responses by status.
//!
//! Emitted code names the type, and the type knows how it comes about: whatever serde reads is read
//! whole, everything else says so itself.

use std::any::TypeId;

use bytes::Bytes;
use reqwest::StatusCode;
use reqwest::header::HeaderMap;
use serde::de::DeserializeOwned;

use super::{Draft, Operation, read};
use crate::Response;
use crate::error::{Error, Mismatch};
use crate::media;
use crate::stream::{ByteStream, EventStream, FromEvent, JsonLines, Pieces, Reading};
use crate::transport::RawResponse;

/// A value that a call can return.
#[doc(hidden)]
pub trait Returned: Sized + Send + 'static {
    /// Sends a request and makes the value of its response.
    fn of(draft: Draft) -> impl Future<Output = Result<Response<Self>, Error>> + Send + 'static;
}

impl<T: DeserializeOwned + Send + 'static> Returned for T {
    fn of(draft: Draft) -> impl Future<Output = Result<Response<Self>, Error>> + Send + 'static {
        let (core, operation, exchange) = draft.into_parts();
        async move {
            let nothing = TypeId::of::<T>() == TypeId::of::<()>();
            let exchange = exchange?;
            let (value, response) = core
                .transport
                .exchange(exchange, |response| {
                    read::read::<T>(operation, response, nothing)
                })
                .await?;
            Ok(Response::new(response.status, response.headers, value))
        }
    }
}

/// Sends a request and makes a stream of its response.
///
/// `wanted` says by the headers whether one can be made of it, and `expected` what that would be.
fn streamed<T>(
    draft: Draft,
    expected: &'static str,
    wanted: fn(&Operation, &HeaderMap) -> bool,
    make: impl FnOnce(&'static Operation, &HeaderMap, Pieces) -> T + Send + 'static,
) -> impl Future<Output = Result<Response<T>, Error>> + Send + 'static
where
    T: Send + 'static,
{
    let (core, operation, exchange) = draft.into_parts();
    async move {
        let (status, headers, pieces) = core
            .transport
            .open(
                exchange?,
                |headers| wanted(operation, headers),
                |response| read::no_stream(operation, response, expected),
            )
            .await?;
        let value = make(operation, &headers, pieces);
        Ok(Response::new(status, headers, value))
    }
}

impl Returned for ByteStream {
    fn of(draft: Draft) -> impl Future<Output = Result<Response<Self>, Error>> + Send + 'static {
        let is_no_page = |operation: &Operation, headers: &HeaderMap| {
            operation.allows_html() || !media::is_html(headers)
        };
        streamed(draft, "content", is_no_page, |_, headers, pieces| {
            Self::new(headers, pieces)
        })
    }
}

impl<T: FromEvent + 'static> Returned for EventStream<T> {
    fn of(draft: Draft) -> impl Future<Output = Result<Response<Self>, Error>> + Send + 'static {
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

impl<T: DeserializeOwned + 'static> Returned for JsonLines<T> {
    fn of(draft: Draft) -> impl Future<Output = Result<Response<Self>, Error>> + Send + 'static {
        let may_be_lines = |_: &Operation, headers: &HeaderMap| media::may_be_lines(headers);
        streamed(draft, "JSON a line", may_be_lines, |_, _, pieces| {
            Self::new(pieces)
        })
    }
}

/// One of several responses, by status. Implemented by `answers!`.
#[doc(hidden)]
pub trait ByStatus: Sized + Send + 'static {
    /// The statuses that are described: `201`, `2XX`, `default`.
    const STATUSES: &'static [&'static str];

    /// Reads the response of one of them.
    fn read(status: &str, content: Content<'_>) -> Result<Self, Error>;
}

/// Sends a request whose responses are told apart by their status.
pub fn by_status<T: ByStatus>(
    draft: Draft,
) -> impl Future<Output = Result<Response<T>, Error>> + Send + 'static {
    let (core, operation, exchange) = draft.into_parts();
    async move {
        let (value, response) = core
            .transport
            .exchange(exchange?, |response| {
                read::accepted(operation, response)?;
                let content = Content {
                    operation,
                    response,
                };
                match described(T::STATUSES.iter().copied(), response.status) {
                    Some(at) => T::read(T::STATUSES[at], content)
                        .map_err(|error| read::instead(operation, response, error)),
                    None => content.undescribed(),
                }
            })
            .await?;
        Ok(Response::new(response.status, response.headers, value))
    }
}

/// The place of what is described for a status: itself, its range, or all others.
fn described<'s>(
    statuses: impl Iterator<Item = &'s str> + Clone,
    status: StatusCode,
) -> Option<usize> {
    let number = status.as_str();
    let range = |described: &str| {
        described
            .strip_suffix("XX")
            .is_some_and(|digit| number.starts_with(digit))
    };
    let mut own = statuses.clone();
    let mut ranges = statuses.clone();
    let mut all = statuses;
    own.position(|described| described == number)
        .or_else(|| ranges.position(range))
        .or_else(|| all.position(|described| described == "default"))
}

/// The body of a response whose status has a description of its own.
pub struct Content<'a> {
    pub(super) operation: &'a Operation,
    pub(super) response: &'a RawResponse,
}

impl Content<'_> {
    /// Reads JSON.
    pub fn json<T: DeserializeOwned>(self) -> Result<T, Error> {
        read::json(&self.response.body)
    }

    /// Reads text.
    pub fn text<T: DeserializeOwned>(self) -> Result<T, Error> {
        read::text(self.operation, self.response)
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
