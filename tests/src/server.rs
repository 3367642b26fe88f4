//! A scripted HTTP/1.1 server on threads of its own.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;

use crate::{Received, Reply};

/// A running server. Its threads end with the process.
pub struct Server {
    address: SocketAddr,
    log: Arc<Log>,
}

/// What came, and what should not have come.
#[derive(Default)]
pub(crate) struct Log {
    received: Mutex<Vec<Received>>,
    violations: Mutex<Vec<String>>,
}

impl Server {
    /// Answers with the replies in turn; the last one stays.
    ///
    /// # Panics
    ///
    /// When there are no replies, or no port is to be had.
    pub fn replying(replies: impl Into<Vec<Reply>>) -> Self {
        let replies = replies.into();
        assert!(!replies.is_empty(), "a server needs a reply");
        Self::answering(move |number, _| replies[number.min(replies.len() - 1)].clone())
    }

    /// Answers each request, counted from 0, as a function says.
    ///
    /// # Panics
    ///
    /// When no port is to be had.
    pub fn answering(answer: impl Fn(usize, &Received) -> Reply + Send + Sync + 'static) -> Self {
        let log = Arc::new(Log::default());
        let heard = Arc::clone(&log);
        let address = listen(move |stream, peer| heard.serve(stream, peer, &answer));
        Self { address, log }
    }

    /// Where the server is: `http://127.0.0.1:…`.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Its address.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// What came so far.
    ///
    /// # Panics
    ///
    /// When something came that is no proper request.
    #[must_use]
    pub fn received(&self) -> Vec<Received> {
        self.log.received()
    }

    /// How many requests came so far.
    #[must_use]
    pub fn count(&self) -> usize {
        self.received().len()
    }

    /// The only request that came.
    ///
    /// # Panics
    ///
    /// When none came, or more than one.
    #[track_caller]
    #[must_use]
    pub fn only(&self) -> Received {
        let mut received = self.received();
        assert_eq!(received.len(), 1, "{received:?}");
        received.remove(0)
    }
}

impl Log {
    /// Serves one connection.
    pub(crate) fn serve(
        &self,
        mut stream: impl Read + Write,
        peer: u16,
        answer: &(impl Fn(usize, &Received) -> Reply + ?Sized),
    ) {
        loop {
            let mut request = match Received::read(&mut stream) {
                Ok(Some(request)) => request,
                Ok(None) => return,
                Err(violation) => return lock(&self.violations).push(violation),
            };
            request.peer = peer;
            let number = {
                let mut received = lock(&self.received);
                received.push(request.clone());
                received.len() - 1
            };
            if !matches!(answer(number, &request).write(&mut stream), Ok(true)) {
                return;
            }
        }
    }

    #[track_caller]
    pub(crate) fn received(&self) -> Vec<Received> {
        let violations = lock(&self.violations);
        assert!(violations.is_empty(), "no proper request: {violations:?}");
        lock(&self.received).clone()
    }
}

/// Gives each connection a thread.
pub(crate) fn listen(serve: impl Fn(TcpStream, u16) + Send + Sync + 'static) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port on loopback");
    let address = listener.local_addr().expect("the port has a number");
    let serve = Arc::new(serve);
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let serve = Arc::clone(&serve);
            thread::spawn(move || {
                let peer = stream.peer_addr().map_or(0, |address| address.port());
                // A reply in several writes must not wait for the client's acknowledgement.
                let _ = stream.set_nodelay(true);
                serve(stream, peer);
            });
        }
    });
    address
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
