//! `.wait()`: one background runtime, started at its first use and shared by all clients of the
//! process, so that connections are kept between blocking calls.
//!
//! The caller's thread waits on a channel and runs nothing itself, so it may belong to another
//! runtime. A thread of the background runtime must not wait, because the call would be run by the
//! waiting thread.

use std::cell::Cell;
use std::io;
use std::sync::{OnceLock, mpsc};

use tokio::runtime::{Builder, Runtime};

use super::Pending;
use crate::error::{Error, ErrorKind};

thread_local! {
    /// Whether this thread belongs to the background runtime.
    static BACKGROUND_THREAD: Cell<bool> = const { Cell::new(false) };
}

impl<T, E> Pending<T, E>
where
    T: Send + 'static,
    E: From<Error> + Send + 'static,
{
    /// Blocks this thread until the call is done. Works inside an async thread too, which it then
    /// blocks.
    ///
    /// # Errors
    ///
    /// As when it is awaited; and on a thread of the background runtime, at once. Token sources,
    /// uploads and everything else that a call polls while it is waited for run there, and so does
    /// what they give to `spawn_blocking` and `block_in_place`.
    #[doc(hidden)]
    pub fn wait(self) -> Result<T, E> {
        if BACKGROUND_THREAD.get() {
            return Err(Error::configuration(
                "`.wait()` would block the thread that drives the calls which are waited for, as in \
                 a token source or the stream of an upload: await the call there, or wait on a \
                 thread of `std::thread`",
            )
            .into());
        }
        let runtime = background().map_err(|_| {
            Error::configuration(
                "the background runtime of blocking calls cannot start: no thread is to be had",
            )
        })?;
        let (sender, receiver) = mpsc::sync_channel(1);
        runtime.spawn(async move {
            // The receiver waits below for as long as this runs.
            let _ = sender.send(self.await);
        });
        receiver.recv().unwrap_or_else(|_| {
            // The runtime lasts as long as the process, so nothing else ends the task.
            Err(Error::transport(ErrorKind::Transport, None)
                .with_detail("the call panicked")
                .acted()
                .into())
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
                .on_thread_start(|| BACKGROUND_THREAD.set(true))
                .enable_all()
                .build()
        })
        .as_ref()
}
