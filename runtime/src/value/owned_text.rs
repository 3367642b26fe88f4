//! Values that are strings in JSON.

use std::borrow::Cow;

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

    /// Reads the value from a text that is borrowed or owned.
    #[inline]
    fn from_cow(text: Cow<'_, str>) -> Option<Self> {
        match text {
            Cow::Borrowed(text) => Self::from_text(text),
            Cow::Owned(text) => Self::from_owned_text(text),
        }
    }
}
