//! Secrets inside of records: written into a request, and nowhere else.
//!
//! A record that calls take may hold a secret, and has to be `Serialize` all the same. So the line
//! of such a field says `as secret`, and what it writes is the secret's text only while a request
//! is being put together. At any other time writing it fails: nothing that a program prints, logs
//! or stores as JSON holds a secret by accident.

use std::cell::RefCell;
use std::collections::BTreeMap;

use serde::ser::{Error, Serialize, SerializeMap, SerializeSeq, Serializer};

use crate::{Maybe, SecretString};

thread_local! {
    /// The secrets of the request that this thread is writing; none while it writes no request.
    static WRITTEN: RefCell<Option<Vec<SecretString>>> = const { RefCell::new(None) };
}

/// Writes values of a request, secrets among them, and returns those: they are masked in what the
/// server says.
pub(crate) fn exposing<T>(write: impl FnOnce() -> T) -> (T, Vec<SecretString>) {
    /// Takes the permission back, be it because of a panic.
    struct Request(Option<Vec<SecretString>>);
    impl Drop for Request {
        fn drop(&mut self) {
            let before = self.0.take();
            WRITTEN.with(|written| written.replace(before));
        }
    }
    let request = Request(WRITTEN.with(|written| written.replace(Some(Vec::new()))));
    let value = write();
    let secrets = WRITTEN.with(RefCell::take).unwrap_or_default();
    drop(request);
    (value, secrets)
}

/// Writes values as a request writes them, with their secrets: for what has to see them as they
/// are sent, as tests do. Search for this name to find every such place.
pub fn expose_secrets<T>(write: impl FnOnce() -> T) -> T {
    exposing(write).0
}

/// A field that holds secrets: itself one, or a list or a map of them.
pub struct Secret<'a, T: ?Sized>(pub &'a T);

impl<T: WriteSecret + ?Sized> Serialize for Secret<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.write_secret(serializer)
    }
}

/// What may stand in a field that holds secrets.
#[diagnostic::on_unimplemented(message = "`{Self}` holds no secret")]
pub trait WriteSecret {
    /// Writes the value into a request.
    ///
    /// # Errors
    ///
    /// Outside of a request, when there is a secret to write; and when the output refuses.
    fn write_secret<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error>;
}

impl WriteSecret for SecretString {
    fn write_secret<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let allowed = WRITTEN.with(|written| {
            let mut written = written.borrow_mut();
            written.as_mut().map(|secrets| secrets.push(self.clone()))
        });
        match allowed {
            Some(()) => serializer.serialize_str(self.expose_secret()),
            None => Err(S::Error::custom("a secret is written into a request alone")),
        }
    }
}

impl<T: WriteSecret> WriteSecret for Option<T> {
    fn write_secret<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Some(value) => value.write_secret(serializer),
            None => serializer.serialize_none(),
        }
    }
}

impl<T: WriteSecret> WriteSecret for Maybe<T> {
    fn write_secret<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Present(value) => value.write_secret(serializer),
            Self::Absent | Self::Null => serializer.serialize_none(),
        }
    }
}

impl<T: WriteSecret> WriteSecret for Box<T> {
    fn write_secret<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        T::write_secret(self, serializer)
    }
}

impl<T: WriteSecret> WriteSecret for Vec<T> {
    fn write_secret<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut list = serializer.serialize_seq(Some(self.len()))?;
        for item in self {
            list.serialize_element(&Secret(item))?;
        }
        list.end()
    }
}

impl<T: WriteSecret> WriteSecret for BTreeMap<String, T> {
    fn write_secret<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.len()))?;
        for (key, value) in self {
            map.serialize_entry(key, &Secret(value))?;
        }
        map.end()
    }
}
