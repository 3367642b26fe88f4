//! Values that are sent as one text: in a path, a query, a header, an XML element.
//!
//! The forms are those that JSON and XML Schema share: `true`, `-5`, `2025-01-15T08:30:00Z`. A
//! [`SecretString`] intentionally has no such form, so that it cannot become part of a URL.
//!
//! [`SecretString`]: crate::SecretString

use std::borrow::Cow;

/// A value with a text form.
#[diagnostic::on_unimplemented(message = "`{Self}` has no text form, so it cannot travel here")]
#[doc(hidden)]
pub trait Text: Sized {
    /// Whether white space at the ends belongs to the value, and an empty text is one.
    const KEEPS_WHITE_SPACE: bool = false;

    /// The form that is written.
    fn to_text(&self) -> Cow<'_, str>;

    /// Reads the form. White space around the value is the caller's to remove.
    ///
    /// # Errors
    ///
    /// Says what was expected; never holds the text.
    fn from_text(text: &str) -> Result<Self, InvalidText>;
}

/// Why a text is not the value that was expected. Never holds the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InvalidText {
    /// What was expected, after "is not": `a 32-bit integer`.
    pub(crate) expected: &'static str,
}

impl InvalidText {
    /// What was expected instead: `a 32-bit integer`.
    #[must_use]
    pub fn expected(self) -> &'static str {
        self.expected
    }
}

impl Text for String {
    const KEEPS_WHITE_SPACE: bool = true;

    fn to_text(&self) -> Cow<'_, str> {
        Cow::Borrowed(self)
    }

    fn from_text(text: &str) -> Result<Self, InvalidText> {
        Ok(text.to_owned())
    }
}

impl Text for bool {
    fn to_text(&self) -> Cow<'_, str> {
        Cow::Borrowed(if *self { "true" } else { "false" })
    }

    fn from_text(text: &str) -> Result<Self, InvalidText> {
        match text {
            "true" | "1" => Ok(true),
            "false" | "0" => Ok(false),
            _ => Err(InvalidText {
                expected: "true or false",
            }),
        }
    }
}

/// Integers: Rust's reader takes exactly the forms of XML Schema (a sign, then digits) and refuses
/// what does not fit.
macro_rules! integer {
    ($($integer:ty = $expected:literal,)*) => {$(
        impl Text for $integer {
            fn to_text(&self) -> Cow<'_, str> {
                Cow::Owned(self.to_string())
            }

            fn from_text(text: &str) -> Result<Self, InvalidText> {
                text.parse().map_err(|_| InvalidText { expected: $expected })
            }
        }
    )*};
}

integer! {
    i8 = "an 8-bit integer",
    i16 = "a 16-bit integer",
    i32 = "a 32-bit integer",
    i64 = "a 64-bit integer",
    i128 = "a 128-bit integer",
    u8 = "an unsigned 8-bit integer",
    u16 = "an unsigned 16-bit integer",
    u32 = "an unsigned 32-bit integer",
    u64 = "an unsigned 64-bit integer",
    u128 = "an unsigned 128-bit integer",
}

/// Floating-point numbers, with the names that XML Schema gives to the values that are not finite.
macro_rules! float {
    ($($float:ty = $expected:literal,)*) => {$(
        impl Text for $float {
            fn to_text(&self) -> Cow<'_, str> {
                if self.is_nan() {
                    Cow::Borrowed("NaN")
                } else if self.is_infinite() {
                    Cow::Borrowed(if *self > 0.0 { "INF" } else { "-INF" })
                } else {
                    Cow::Owned(self.to_string())
                }
            }

            fn from_text(text: &str) -> Result<Self, InvalidText> {
                let invalid = InvalidText { expected: $expected };
                match text {
                    "NaN" => return Ok(Self::NAN),
                    "INF" | "+INF" => return Ok(Self::INFINITY),
                    "-INF" => return Ok(Self::NEG_INFINITY),
                    _ => {}
                }
                // Rust also reads words such as `infinity`; the wire form has digits only.
                if !text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'+' | b'-' | b'.' | b'e' | b'E')) {
                    return Err(invalid);
                }
                match text.parse::<Self>() {
                    Ok(number) if number.is_finite() => Ok(number),
                    _ => Err(invalid),
                }
            }
        }
    )*};
}

float! {
    f32 = "a 32-bit number",
    f64 = "a 64-bit number",
}
