//! Requests for a stream, of calls that can also return a plain response.

use std::future::IntoFuture;
use std::marker::PhantomData;

use super::Draft;
use super::returned::Returned;
use crate::pending::Pending;
use crate::v1::Request;

/// A request that can be put together for another response than its own. Implemented by `request!`.
#[doc(hidden)]
pub trait Drafted: Request {
    /// Puts the request together.
    #[doc(hidden)]
    fn draft(self) -> Draft;
}

/// A request that returns a stream, sent when it is awaited.
#[derive(Clone, Debug)]
#[must_use = "a request is sent only when it is awaited"]
pub struct Streaming<R, S> {
    request: R,
    accept: &'static str,
    /// The keys that lead to the member of the body by which a stream is asked for; none where the
    /// request says it itself.
    member: &'static [&'static str],
    stream: PhantomData<fn() -> S>,
}

impl<R, S> Streaming<R, S> {
    #[doc(hidden)]
    pub fn new(request: R, accept: &'static str) -> Self {
        Self {
            request,
            accept,
            member: &[],
            stream: PhantomData,
        }
    }

    /// Asks for the stream by a member of the JSON that is sent.
    #[doc(hidden)]
    pub fn switched_by(mut self, member: &'static [&'static str]) -> Self {
        self.member = member;
        self
    }
}

impl<R: Drafted, S: Returned> IntoFuture for Streaming<R, S> {
    type Output = Result<S, R::Error>;
    type IntoFuture = Pending<S, R::Error>;

    fn into_future(self) -> Self::IntoFuture {
        let mut draft = self.request.draft().accepting(self.accept);
        if !self.member.is_empty() {
            draft.switch_on(self.member);
        }
        Pending::of(draft.send::<S>())
    }
}

#[cfg(feature = "blocking")]
impl<R: Drafted, S: Returned> Streaming<R, S> {
    /// Sends the request, and blocks this thread until the stream begins.
    ///
    /// # Errors
    ///
    /// The same as when the request is awaited.
    pub fn wait(self) -> Result<S, R::Error> {
        self.into_future().wait()
    }
}
