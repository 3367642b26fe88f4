//! Reads values that are JSON strings.
//!
//! One visitor for all of them. It asks for "anything" rather than for a string: given a number,
//! serde's own error for a wrong type quotes that number, and it may be a secret.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{Error, Visitor};

/// A value that is read from a string.
pub(crate) trait FromOwnedText: Sized {
    /// What is expected, for the error: `a date-time`.
    const EXPECTED: &'static str;

    /// Reads the value; `None` where the text is not one.
    fn from_text(text: &str) -> Option<Self>;

    /// Reads the value from a text that it may keep.
    fn from_owned_text(text: String) -> Option<Self> {
        Self::from_text(&text)
    }
}

/// Reads a `T` from a string and refuses everything else without quoting it.
pub(crate) struct TextVisitor<T>(PhantomData<fn() -> T>);

impl<T> TextVisitor<T> {
    pub(crate) fn new() -> Self {
        Self(PhantomData)
    }
}

/// A refusal for each kind of value that serde would quote.
macro_rules! refuse {
    ($($visit:ident($kind:ty) = $found:literal,)*) => {$(
        fn $visit<E: Error>(self, _: $kind) -> Result<T, E> {
            Err(E::custom(format_args!(concat!("expected {}, found ", $found), T::EXPECTED)))
        }
    )*};
}

impl<T: FromOwnedText> Visitor<'_> for TextVisitor<T> {
    type Value = T;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(T::EXPECTED)
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
        T::from_text(text).ok_or_else(|| E::custom(format_args!("expected {}", T::EXPECTED)))
    }

    fn visit_string<E: Error>(self, text: String) -> Result<T, E> {
        T::from_owned_text(text).ok_or_else(|| E::custom(format_args!("expected {}", T::EXPECTED)))
    }

    refuse! {
        visit_bool(bool) = "a boolean",
        visit_i64(i64) = "a number",
        visit_i128(i128) = "a number",
        visit_u64(u64) = "a number",
        visit_u128(u128) = "a number",
        visit_f64(f64) = "a number",
        visit_char(char) = "a character",
        visit_bytes(&[u8]) = "bytes",
    }
}
