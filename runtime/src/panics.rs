//! Panics in functions, futures and streams of a caller. A panic becomes an error of the call to
//! which it belongs, and of no other.
//!
//! Several calls may share a connection, and all blocking calls share a thread, so a panic is
//! caught where the caller's code is called. The panic hook has printed its message by then. No
//! error repeats it, because it may contain anything.

use std::future::{Future, poll_fn};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::pin;
use std::task::Poll;

/// Something of a caller's panicked.
pub(crate) struct Panicked;

/// Calls something of a caller's, which is not called again if it panics.
pub(crate) fn caught<T>(call: impl FnOnce() -> T) -> Result<T, Panicked> {
    catch_unwind(AssertUnwindSafe(call)).map_err(|_| Panicked)
}

/// Awaits a future that runs code of a caller's.
pub(crate) async fn awaited<F: Future>(future: F) -> Result<F::Output, Panicked> {
    let mut future = pin!(future);
    poll_fn(|context| match caught(|| future.as_mut().poll(context)) {
        Ok(poll) => poll.map(Ok),
        Err(panicked) => Poll::Ready(Err(panicked)),
    })
    .await
}
