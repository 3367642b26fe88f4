//! Calls until their response is accepted: the same code for every return type.
//!
//! This code decides whether a call is sent again. The value is decoded when the call is complete,
//! by the one function that is compiled for its type.

use std::future::ready;
use std::sync::Arc;

use super::client::Core;
use super::{Draft, Operation};
use crate::error::Error;
use crate::pending::{Decode, Delivery, Sent};
use crate::transport::{Accepted, Exchange, RawResponse};

/// A response that was accepted.
pub(crate) struct Delivered {
    pub(super) operation: &'static Operation,
    pub(super) accepted: Accepted,
    /// The name of its element and of the items of the list in it, where it is XML.
    #[cfg_attr(
        not(feature = "xml"),
        expect(dead_code, reason = "only XML has elements")
    )]
    pub(super) element: (&'static str, &'static str),
}

impl Delivered {
    pub(super) fn response(&self) -> &RawResponse {
        &self.accepted.response
    }

    pub(crate) fn into_response(self) -> RawResponse {
        self.accepted.response
    }

    /// The error of the call whose response is not what its type needs.
    #[cold]
    pub(crate) fn refused(self, error: Error) -> Error {
        self.accepted.refused(error)
    }
}

/// Says whether a response is what is asked for, or why not.
pub(super) type Accept = fn(&Operation, &RawResponse) -> Result<(), Error>;

impl Draft {
    /// Sends the request when the future is awaited, and makes a value of what `accept` accepts.
    pub(super) fn call<T>(self, accept: Accept, decode: Decode<T>) -> Sent<T> {
        self.call_for_element(accept, ("", ""), decode)
    }

    /// The same of an element, with the name of the items of its list.
    pub(super) fn call_for_element<T>(
        self,
        accept: Accept,
        element: (&'static str, &'static str),
        decode: Decode<T>,
    ) -> Sent<T> {
        let (core, operation, exchange) = self.into_parts();
        Sent::delivery(deliver(core, operation, exchange, accept, element), decode)
    }
}

fn deliver(
    core: Arc<Core>,
    operation: &'static Operation,
    exchange: Result<Box<Exchange>, Error>,
    accept: Accept,
    element: (&'static str, &'static str),
) -> Delivery {
    let mut exchange = match exchange {
        Ok(exchange) => exchange,
        Err(error) => return Box::pin(ready(Err(error))),
    };
    Box::pin(async move {
        let accept = |response: &RawResponse| accept(operation, response);
        let (response, progress) = core.transport.deliver(&mut exchange, accept).await?;
        Ok(Delivered {
            operation,
            accepted: Accepted::new(response, *exchange, progress),
            element,
        })
    })
}
