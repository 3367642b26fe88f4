//! Enumeration values that this version has no variant for.
//!
//! They let an API add values without breaking its callers, and let what was received be sent back
//! unchanged. The text of a known value never becomes one. A server can send any text, so `Debug`
//! escapes it and prints only its beginning.

use std::fmt;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;

use crate::hidden;
use crate::wire::say_unknown;

/// The most characters of the text that `Debug` prints.
const MOST_SHOWN: usize = 64;

/// A value of the enumeration `E` that has no variant. Keeps the text exactly as received.
///
/// `E::from(text)` creates one, if the text is not one of `E::KNOWN`.
pub struct UnknownValue<E> {
    text: Box<str>,
    of: PhantomData<fn() -> E>,
}

impl<E> UnknownValue<E> {
    /// Keeps a text that [`OpenEnum::known`](crate::value::open_enum::OpenEnum::known) refused.
    pub(crate) fn new(text: Box<str>) -> Self {
        Self {
            text: said(text),
            of: PhantomData,
        }
    }

    /// A place to read into.
    pub(crate) fn vacant() -> Self {
        Self {
            text: Box::default(),
            of: PhantomData,
        }
    }

    /// Returns the text as received.
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
    /// Prints the text in quotes, escaped, at most 64 characters of it.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("UnknownValue(")?;
        formatter.write_str(&shown(&self.text))?;
        formatter.write_str(")")
    }
}

/// A text in quotes, escaped; where that is longer than what is shown, its start and an ellipsis.
fn shown(text: &str) -> String {
    let mut shown = String::from('"');
    let mut left = MOST_SHOWN;
    for (character, hides) in hidden::characters(text) {
        let escaped = if hides {
            character.escape_unicode().to_string()
        } else if matches!(character, '"' | '\\') {
            character.escape_default().to_string()
        } else {
            character.to_string()
        };
        let length = escaped.chars().count();
        if length > left {
            shown.push_str("\"…");
            return shown;
        }
        left -= length;
        shown.push_str(&escaped);
    }
    shown.push('"');
    shown
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

/// Compiled once, and not for each enumeration.
fn said(text: Box<str>) -> Box<str> {
    say_unknown();
    text
}

/// A place for a value to be read into. It is never seen.
#[doc(hidden)]
#[must_use]
pub fn vacant_value<E>() -> UnknownValue<E> {
    UnknownValue::vacant()
}
