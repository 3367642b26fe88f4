//! Numbers with all of their digits.
//!
//! JSON limits neither the size nor the precision of a number; Rust's types do. A [`Decimal`] keeps
//! the digits as they were received. It reads them from the text itself, because
//! [`JsonValue`](crate::JsonValue) rounds.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use serde::de::{Deserialize, Deserializer};
use serde::ser::{Error as _, Serialize, Serializer};
use serde_json::value::RawValue;

use crate::value::text::{InvalidText, Text};
use crate::wire;

/// A number exactly as received (RFC 8259, section 6): `12.50`, `123456789012345678901234567890`,
/// `1e-9`.
///
/// It has no arithmetic. Convert to and from a decimal library by text: `parse::<Decimal>()` reads
/// what the library prints, and the library reads [`as_str`](Self::as_str). Two values are equal if
/// their texts are: `1.0` and `1` are not.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Decimal {
    text: Box<str>,
}

/// The error for a text that is not a number. Never contains the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InvalidDecimal {
    _private: (),
}

impl fmt::Display for InvalidDecimal {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("not a number as JSON writes it")
    }
}

impl std::error::Error for InvalidDecimal {}

impl Decimal {
    /// A number that is JSON.
    pub(crate) fn written(text: Box<str>) -> Option<Self> {
        // The reader has let only JSON pass, and only a number starts like one.
        text.starts_with(|first: char| first == '-' || first.is_ascii_digit())
            .then_some(Self { text })
    }

    /// Returns the number as received.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Returns the nearest `f64`; infinite if the number is out of range.
    #[must_use]
    pub fn to_f64(&self) -> f64 {
        self.text.parse().unwrap_or(f64::NAN)
    }
}

impl FromStr for Decimal {
    type Err = InvalidDecimal;

    fn from_str(text: &str) -> Result<Self, InvalidDecimal> {
        if is_number(text) {
            Ok(Self { text: text.into() })
        } else {
            Err(InvalidDecimal { _private: () })
        }
    }
}

/// Whether a text is a number as JSON writes it.
fn is_number(text: &str) -> bool {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let rest = text.strip_prefix('-').unwrap_or(text);
    let whole = digits(rest);
    if whole == 0 || (whole > 1 && rest.starts_with('0')) {
        return false;
    }
    let mut rest = &rest[whole..];
    if let Some(fraction) = rest.strip_prefix('.') {
        let length = digits(fraction);
        if length == 0 {
            return false;
        }
        rest = &fraction[length..];
    }
    match rest.strip_prefix(['e', 'E']) {
        Some(exponent) => {
            let exponent = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
            !exponent.is_empty() && digits(exponent) == exponent.len()
        }
        None => rest.is_empty(),
    }
}

/// Integers are exact.
macro_rules! from_integers {
    ($($integer:ty),*) => {$(
        impl From<$integer> for Decimal {
            fn from(integer: $integer) -> Self {
                Self { text: integer.to_string().into_boxed_str() }
            }
        }
    )*};
}

from_integers!(i8, i16, i32, i64, i128, u8, u16, u32, u64, u128);

impl TryFrom<f64> for Decimal {
    type Error = InvalidDecimal;

    /// # Errors
    ///
    /// If the number is infinite or NaN, which JSON does not have.
    fn try_from(number: f64) -> Result<Self, InvalidDecimal> {
        number.to_string().parse()
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(&self.text)
    }
}

impl fmt::Debug for Decimal {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.text)
    }
}

impl Serialize for Decimal {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let digits: &RawValue = serde_json::from_str(&self.text).map_err(S::Error::custom)?;
        digits.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Decimal {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        wire::read(deserializer)
    }
}

impl Text for Decimal {
    fn to_text(&self) -> Cow<'_, str> {
        Cow::Borrowed(&self.text)
    }

    fn from_text(text: &str) -> Result<Self, InvalidText> {
        text.parse().map_err(|_| InvalidText {
            expected: "a number",
        })
    }
}
