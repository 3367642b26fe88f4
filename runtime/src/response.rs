//! A value with the status and the headers of its response.

use std::fmt;
use std::future::IntoFuture;

use reqwest::StatusCode;
use reqwest::header::HeaderMap;

use crate::pending::Pending;
use crate::v1::Request;

/// The value of a response, with its status and headers.
#[derive(Clone)]
pub struct Response<T> {
    status: StatusCode,
    headers: HeaderMap,
    value: T,
}

impl<T> Response<T> {
    pub(crate) fn new(status: StatusCode, headers: HeaderMap, value: T) -> Self {
        Self {
            status,
            headers,
            value,
        }
    }

    /// Returns the HTTP status code.
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// Returns the response headers.
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// Returns the value.
    pub fn value(&self) -> &T {
        &self.value
    }

    /// Returns the value, without the status and the headers.
    pub fn into_value(self) -> T {
        self.value
    }
}

impl<T: fmt::Debug> fmt::Debug for Response<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Headers may hold cookies: they are shown only to callers that ask for them.
        f.debug_struct("Response")
            .field("status", &self.status)
            .field("value", &self.value)
            .finish_non_exhaustive()
    }
}

/// A request that returns a [`Response`], sent when it is awaited.
#[derive(Clone, Debug)]
#[must_use = "a request is sent only when it is awaited"]
pub struct WithResponse<R> {
    request: R,
}

impl<R> WithResponse<R> {
    #[doc(hidden)]
    pub fn new(request: R) -> Self {
        Self { request }
    }
}

impl<R: Request> IntoFuture for WithResponse<R> {
    type Output = Result<Response<R::Value>, R::Error>;
    type IntoFuture = Pending<Response<R::Value>, R::Error>;

    fn into_future(self) -> Self::IntoFuture {
        let sent = self.request.send();
        Pending::new(async move { Ok(sent.await?) })
    }
}

#[cfg(feature = "blocking")]
impl<R: Request> WithResponse<R> {
    /// Sends the request and blocks this thread until the response has arrived.
    ///
    /// # Errors
    ///
    /// The same as when the request is awaited.
    pub fn wait(self) -> Result<Response<R::Value>, R::Error> {
        self.into_future().wait()
    }
}
