//! The future of a call.

#[cfg(feature = "blocking")]
mod blocking;

use std::fmt;
use std::future::Future;
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use crate::Response;
use crate::error::Error;
use crate::rest::Delivered;

/// A future of any kind.
type Boxed<T> = Pin<Box<dyn Future<Output = T> + Send>>;

/// A call until its response is accepted. It is the same for all calls, whatever they return.
pub(crate) type Delivery = Boxed<Result<Delivered, Error>>;

/// What makes a value of a response.
pub(crate) type Decode<T> = fn(&Delivered) -> Result<T, Error>;

/// A call that is sent when it is awaited, and returns the value with the status and the headers.
#[must_use = "a call makes progress only when it is awaited"]
pub struct Sent<T> {
    under_way: UnderWay<T>,
}

enum UnderWay<T> {
    Delivery(Delivery, Decode<T>),
    /// A call whose value comes about in another way.
    Own(Boxed<Result<Response<T>, Error>>),
}

impl<T> Sent<T> {
    pub(crate) fn delivery(delivery: Delivery, decode: Decode<T>) -> Self {
        Self {
            under_way: UnderWay::Delivery(delivery, decode),
        }
    }

    #[doc(hidden)]
    pub fn own(future: impl Future<Output = Result<Response<T>, Error>> + Send + 'static) -> Self {
        Self {
            under_way: UnderWay::Own(Box::pin(future)),
        }
    }
}

impl<T> Future for Sent<T> {
    type Output = Result<Response<T>, Error>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        Poll::Ready(match &mut self.under_way {
            UnderWay::Delivery(delivery, decode) => {
                let delivered = ready!(delivery.as_mut().poll(context))?;
                match decode(&delivered) {
                    Ok(value) => {
                        let response = delivered.into_response();
                        Ok(Response::new(response.status, response.headers, value))
                    }
                    Err(error) => Err(delivered.refused(error)),
                }
            }
            UnderWay::Own(future) => ready!(future.as_mut().poll(context)),
        })
    }
}

impl<T> fmt::Debug for Sent<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sent").finish_non_exhaustive()
    }
}

/// The future of a call. It is `Send` and `'static`; dropping it cancels the call.
#[must_use = "a call makes progress only when it is awaited"]
pub struct Pending<T, E> {
    kind: Kind<T, E>,
    error: PhantomData<fn() -> E>,
}

enum Kind<T, E> {
    Sent(UnderWay<T>),
    /// A future that makes the value itself.
    Own(Boxed<Result<T, E>>),
}

impl<T, E> Pending<T, E> {
    #[doc(hidden)]
    pub fn new(future: impl Future<Output = Result<T, E>> + Send + 'static) -> Self {
        Self {
            kind: Kind::Own(Box::pin(future)),
            error: PhantomData,
        }
    }

    #[doc(hidden)]
    pub fn of(sent: Sent<T>) -> Self {
        Self {
            kind: Kind::Sent(sent.under_way),
            error: PhantomData,
        }
    }
}

impl<T, E: From<Error>> Future for Pending<T, E> {
    type Output = Result<T, E>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        Poll::Ready(match &mut self.kind {
            Kind::Sent(UnderWay::Delivery(delivery, decode)) => {
                let delivered = ready!(delivery.as_mut().poll(context))?;
                decode(&delivered).map_err(|error| delivered.refused(error).into())
            }
            Kind::Sent(UnderWay::Own(future)) => match ready!(future.as_mut().poll(context)) {
                Ok(response) => Ok(response.into_value()),
                Err(error) => Err(error.into()),
            },
            Kind::Own(future) => ready!(future.as_mut().poll(context)),
        })
    }
}

impl<T, E> fmt::Debug for Pending<T, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pending").finish_non_exhaustive()
    }
}
