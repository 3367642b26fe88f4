//! Reads JSON strings.
//!
//! One visitor for all of them. It asks for "any" value rather than for a string: for a number,
//! serde's own error for a wrong type contains the number, which may be a secret.

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserializer, Error, Visitor};

use super::Textual;
use super::input::stopped;
use crate::value::owned_text::FromOwnedText;

/// Reads a value that is a text of a form of its own.
///
/// # Errors
///
/// When the input is no text, or not of the form.
#[inline]
pub(crate) fn read_text<'de, T: FromOwnedText, D: Deserializer<'de>>(
    input: D,
) -> Result<T, D::Error> {
    let mut value: Option<T> = None;
    input.deserialize_any(TextVisitor {
        expected: T::EXPECTED,
        value: &mut value,
    })?;
    value.ok_or_else(stopped)
}

/// Reads a text of a form, and refuses everything else without quoting it.
pub(super) struct TextVisitor<'v, T: ?Sized> {
    pub(super) expected: &'static str,
    pub(super) value: &'v mut T,
}

impl<T: Textual + ?Sized> TextVisitor<'_, T> {
    #[inline]
    fn take<E: Error>(self, text: Cow<'_, str>) -> Result<(), E> {
        if self.value.take(text) {
            Ok(())
        } else {
            Err(E::custom(format_args!("expected {}", self.expected)))
        }
    }
}

/// A refusal for each kind of value that serde would quote.
macro_rules! refuse {
    ($($visit:ident($kind:ty) = $found:literal,)*) => {$(
        fn $visit<E: Error>(self, _: $kind) -> Result<(), E> {
            Err(E::custom(format_args!(concat!("expected {}, found ", $found), self.expected)))
        }
    )*};
}

impl<T: Textual + ?Sized> Visitor<'_> for TextVisitor<'_, T> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.expected)
    }

    #[inline]
    fn visit_str<E: Error>(self, text: &str) -> Result<(), E> {
        self.take(Cow::Borrowed(text))
    }

    fn visit_string<E: Error>(self, text: String) -> Result<(), E> {
        self.take(Cow::Owned(text))
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
