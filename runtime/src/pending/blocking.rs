//! `.wait()`: one background runtime, started at its first use and shared by every client of the
//! process, so that connections are kept between blocking calls.
//!
//! The caller's thread waits on a channel and drives nothing itself: that is why it may belong to
//! another runtime.

use std::io;
use std::sync::{OnceLock, mpsc};

use tokio::runtime::{Builder, Runtime};

use super::Pending;
use crate::error::Error;

impl<T, E> Pending<T, E>
where
    T: Send + 'static,
    E: From<Error> + Send + 'static,
{
    /// Blocks this thread until the call is done. Works inside an async thread too, which it then
    /// blocks.
    #[doc(hidden)]
    pub fn wait(self) -> Result<T, E> {
        let runtime = background().map_err(|_| {
            Error::configuration(
                "the background runtime of blocking calls cannot start: no thread is to be had",
            )
        })?;
        let (sender, receiver) = mpsc::sync_channel(1);
        let Self { future } = self;
        runtime.spawn(async move {
            // The receiver waits below for as long as this runs.
            let _ = sender.send(future.await);
        });
        receiver.recv().unwrap_or_else(|_| {
            Err(
                Error::configuration("the background runtime of blocking calls was shut down")
                    .into(),
            )
        })
    }
}

fn background() -> Result<&'static Runtime, &'static io::Error> {
    static BACKGROUND: OnceLock<io::Result<Runtime>> = OnceLock::new();

    BACKGROUND
        .get_or_init(|| {
            Builder::new_multi_thread()
                .worker_threads(1)
                .thread_name("bindery-blocking")
                .enable_all()
                .build()
        })
        .as_ref()
}
