//! What the value of a call may be: a document that serde reads, bytes that come piece by piece, or
//! one of several answers by status.
//!
//! Emitted code names the type, and the type knows how it comes about: whatever serde reads is read
//! whole, everything else says so itself.

use std::any::TypeId;

use bytes::Bytes;
use reqwest::StatusCode;
use serde::de::DeserializeOwned;

use super::Draft;
use super::read;
use crate::Response;
use crate::error::{Error, Mismatch};
use crate::stream::ByteStream;
use crate::transport::Answer;

/// A value that a call can answer with.
pub trait Answered: Sized + Send + 'static {
    /// Sends a request and makes the value of its answer.
    fn of(draft: Draft) -> impl Future<Output = Result<Response<Self>, Error>> + Send + 'static;
}

impl<T: DeserializeOwned + Send + 'static> Answered for T {
    fn of(draft: Draft) -> impl Future<Output = Result<Response<Self>, Error>> + Send + 'static {
        let (core, operation, exchange) = draft.into_parts();
        async move {
            let nothing = TypeId::of::<T>() == TypeId::of::<()>();
            let exchange = exchange?;
            let (value, answer) = core
                .transport
                .exchange(exchange, |answer| {
                    read::read::<T>(operation, answer, nothing)
                })
                .await?;
            Ok(Response::new(answer.status, answer.headers, value))
        }
    }
}

impl Answered for ByteStream {
    fn of(draft: Draft) -> impl Future<Output = Result<Response<Self>, Error>> + Send + 'static {
        let (core, operation, exchange) = draft.into_parts();
        async move {
            let (status, headers, pieces) = core
                .transport
                .open(exchange?, |answer| read::refusal(operation, answer))
                .await?;
            let value = Self::new(&headers, pieces);
            Ok(Response::new(status, headers, value))
        }
    }
}

/// One of several answers, by status. Implemented by `answers!`.
pub trait ByStatus: Sized + Send + 'static {
    /// The statuses that are described: `201`, `2XX`, `default`.
    const STATUSES: &'static [&'static str];

    /// Reads the answer of one of them.
    fn read(status: &str, content: Content<'_>) -> Result<Self, Error>;
}

/// Sends a request whose answers are told apart by their status.
pub fn by_status<T: ByStatus>(
    draft: Draft,
) -> impl Future<Output = Result<Response<T>, Error>> + Send + 'static {
    let (core, operation, exchange) = draft.into_parts();
    async move {
        let (value, answer) = core
            .transport
            .exchange(exchange?, |answer| {
                read::accepted(operation, answer)?;
                match described(T::STATUSES, answer.status) {
                    Some(status) => T::read(status, Content { answer }),
                    None => Content { answer }.undescribed(),
                }
            })
            .await?;
        Ok(Response::new(answer.status, answer.headers, value))
    }
}

/// The description of a status: its own, that of its range, or that of all others.
pub(super) fn described<'s>(statuses: &[&'s str], status: StatusCode) -> Option<&'s str> {
    let number = status.as_str();
    let range = |described: &str| {
        described.len() == 3 && described.ends_with("XX") && number.starts_with(&described[..1])
    };
    let find = |wanted: &dyn Fn(&str) -> bool| statuses.iter().copied().find(|one| wanted(one));
    find(&|described| described == number)
        .or_else(|| find(&range))
        .or_else(|| find(&|described| described == "default"))
}

/// The body of an answer whose status has a description of its own.
pub struct Content<'a> {
    answer: &'a Answer,
}

impl Content<'_> {
    /// Reads JSON.
    pub fn json<T: DeserializeOwned>(self) -> Result<T, Error> {
        read::json(&self.answer.body)
    }

    /// Reads text.
    pub fn text<T: DeserializeOwned>(self) -> Result<T, Error> {
        read::text(self.answer)
    }

    /// Says that nothing is known of such an answer.
    pub fn undescribed<T>(self) -> Result<T, Error> {
        Err(Error::decode(Mismatch::new(
            "",
            "an answer of this status is not described",
        )))
    }

    /// Takes the bytes as they are.
    pub fn bytes(self) -> Result<Bytes, Error> {
        Ok(self.answer.body.clone())
    }
}
