//! Writes JSON objects: fields in the order of the description, absent ones left out.

use std::collections::BTreeMap;

use serde::ser::{Serialize, SerializeMap, Serializer};

use crate::Maybe;
use crate::value::record::secret::{Secret, WriteSecret};

/// An object that is being written.
pub struct FieldWriter<M>(M);

impl<M: SerializeMap> FieldWriter<M> {
    /// Starts the object.
    ///
    /// # Errors
    ///
    /// When the output refuses.
    pub fn new<S>(serializer: S) -> Result<Self, S::Error>
    where
        S: Serializer<SerializeMap = M>,
    {
        serializer.serialize_map(None).map(Self)
    }

    /// Writes a field.
    ///
    /// # Errors
    ///
    /// When the output refuses.
    pub fn put<T: Serialize + ?Sized>(
        &mut self,
        wire: &'static str,
        value: &T,
    ) -> Result<(), M::Error> {
        self.0.serialize_entry(wire, value)
    }

    /// Writes what was kept, but for keys that a field is for: an object has each key once.
    ///
    /// # Errors
    ///
    /// When the output refuses.
    pub fn put_kept<T: Serialize>(
        &mut self,
        known: &[&str],
        kept: &BTreeMap<String, T>,
    ) -> Result<(), M::Error> {
        for (key, value) in kept {
            if !known.contains(&key.as_str()) {
                self.0.serialize_entry(key, value)?;
            }
        }
        Ok(())
    }

    /// Does what [`put_kept`](Self::put_kept) does for values that hold secrets.
    ///
    /// # Errors
    ///
    /// When the output refuses, and outside of a request.
    pub fn put_kept_secrets<T: WriteSecret>(
        &mut self,
        known: &[&str],
        kept: &BTreeMap<String, T>,
    ) -> Result<(), M::Error> {
        for (key, value) in kept {
            if !known.contains(&key.as_str()) {
                self.0.serialize_entry(key, &Secret(value))?;
            }
        }
        Ok(())
    }

    /// Ends the object.
    ///
    /// # Errors
    ///
    /// When the output refuses.
    pub fn end(self) -> Result<M::Ok, M::Error> {
        self.0.end()
    }
}

/// Asks whether a value is there. A value in an `Option` or a `Maybe` says so itself; everything else is
/// there: Rust prefers the method of the type below to that of the trait.
pub struct Presence<'a, T: ?Sized>(pub &'a T);

impl<T> Presence<'_, Option<T>> {
    /// Whether the value is `None`.
    #[must_use]
    pub fn is_absent(&self) -> bool {
        self.0.is_none()
    }
}

impl<T> Presence<'_, Maybe<T>> {
    /// Whether nothing is said.
    #[must_use]
    pub fn is_absent(&self) -> bool {
        self.0.is_absent()
    }
}

/// What holds for every value that is in neither.
pub trait AlwaysPresent {
    /// Whether the value is absent: never.
    fn is_absent(&self) -> bool {
        false
    }
}

impl<T: ?Sized> AlwaysPresent for Presence<'_, T> {}
