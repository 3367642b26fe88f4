//! Secrets in records: written into a request, and nowhere else.
//!
//! A record that calls send may contain a secret, and still implements `Serialize`. The line of
//! such a field says `as secret`: its text is written only while a request is encoded. At any other
//! time serializing it fails, so that nothing that a program prints, logs or stores as JSON
//! contains a secret by accident.

use std::cell::RefCell;

use crate::SecretString;

thread_local! {
    /// What this thread is writing with its secrets; nothing while it writes no such thing.
    static WRITTEN: RefCell<Option<Written>> = const { RefCell::new(None) };
}

/// Something that is written with its secrets.
struct Written {
    /// Those that it holds.
    secrets: Vec<SecretString>,
    /// Whether it is a request, which has no place for what only responses hold.
    is_request: bool,
}

/// Writes values of a request, secrets among them, and returns those: they are masked in what the
/// server says.
pub(crate) fn exposing<T>(write: impl FnOnce() -> T) -> (T, Vec<SecretString>) {
    writing(true, write)
}

fn writing<T>(is_request: bool, write: impl FnOnce() -> T) -> (T, Vec<SecretString>) {
    /// Takes the permission back, be it because of a panic.
    struct Before(Option<Written>);
    impl Drop for Before {
        fn drop(&mut self) {
            let before = self.0.take();
            WRITTEN.with(|written| written.replace(before));
        }
    }
    let now = Written {
        secrets: Vec::new(),
        is_request,
    };
    let before = Before(WRITTEN.with(|written| written.replace(Some(now))));
    let value = write();
    let written = WRITTEN.with(RefCell::take);
    drop(before);
    (
        value,
        written.map_or_else(Vec::new, |written| written.secrets),
    )
}

/// Writes values with their secrets: for what has to see them, as tests do. Search for this name
/// to find every such place.
pub fn expose_secrets<T>(write: impl FnOnce() -> T) -> T {
    writing(false, write).0
}

/// Whether this thread is writing a request: what only responses hold is left out of it.
pub(crate) fn is_sending() -> bool {
    WRITTEN.with(|written| {
        let written = written.borrow();
        written.as_ref().is_some_and(|written| written.is_request)
    })
}

/// Remembers a secret that is about to be written; whether it may be.
pub(crate) fn say_written(secret: &SecretString) -> bool {
    WRITTEN.with(|written| {
        let mut written = written.borrow_mut();
        let written = written.as_mut();
        written
            .map(|written| written.secrets.push(secret.clone()))
            .is_some()
    })
}
