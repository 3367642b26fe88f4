//! The text of an enumeration value that this build has no name for.
//!
//! It exists so that an API may add values without breaking its callers, and so that what was read
//! can be sent back unchanged. It is never built from the text of a named value, and `Debug` never
//! prints it: a server can put anything there.

use std::fmt;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;

use crate::value::union::say_unknown;

/// A value of the enumeration `E` for which `E` has no variant. Keeps the text exactly as received.
///
/// Only `E::from(text)` makes one, if the text is not one of `E::KNOWN`.
pub struct UnknownValue<E> {
    text: Box<str>,
    of: PhantomData<fn() -> E>,
}

impl<E> UnknownValue<E> {
    /// Keeps a text that [`OpenEnum::known`](crate::value::open_enum::OpenEnum::known) refused.
    pub(crate) fn new(text: Box<str>) -> Self {
        say_unknown();
        Self {
            text,
            of: PhantomData,
        }
    }

    /// The text as received.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }
}

impl<E> Clone for UnknownValue<E> {
    fn clone(&self) -> Self {
        Self {
            text: self.text.clone(),
            of: PhantomData,
        }
    }
}

impl<E> fmt::Debug for UnknownValue<E> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "UnknownValue({} bytes)", self.text.len())
    }
}

impl<E> PartialEq for UnknownValue<E> {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl<E> Eq for UnknownValue<E> {}

impl<E> Hash for UnknownValue<E> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.text.hash(state);
    }
}
