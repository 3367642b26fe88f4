//! Enumerations of numbers, booleans and strings, mixed, that accept values the API adds later.
//!
//! They differ from [open enumerations](super::open_enum) in that their values are any JSON.
//! Numbers are compared by value: `4.0` equals `4`.

use std::borrow::Cow;

use super::constant::Only;
use super::text::{InvalidText, Text as _};
use crate::JsonValue;
use crate::unknown::UnknownValue;

/// What [`value_enum!`](crate::__bindery_v1_value_enum) says about an enumeration.
#[doc(hidden)]
pub trait ValueEnum: Sized + Clone + 'static {
    /// Every value that has a name.
    const NAMED: &'static [Self];

    /// The named value of this JSON.
    fn known(value: &JsonValue) -> Option<Self>;

    /// The variant for values without a name.
    fn unknown(value: UnknownValue<Self>) -> Self;

    /// The value as JSON.
    fn json(&self) -> JsonValue;
}

/// A literal in the table of an enumeration.
///
/// It is implemented for one type of integers alone, so that the compiler takes every integer for
/// it.
#[doc(hidden)]
pub trait Literal {
    /// The literal as JSON.
    fn json(self) -> JsonValue;

    /// Whether a value is worth the literal.
    fn is(self, value: &JsonValue) -> bool;

    /// The literal as the only value of something.
    fn only(self) -> Only;
}

impl Literal for i128 {
    fn json(self) -> JsonValue {
        match (i64::try_from(self), u64::try_from(self)) {
            (Ok(integer), _) => integer.into(),
            (_, Ok(integer)) => integer.into(),
            _ => JsonValue::Null,
        }
    }

    fn is(self, value: &JsonValue) -> bool {
        let integer = value.as_i64().map(i128::from);
        match integer.or_else(|| value.as_u64().map(i128::from)) {
            Some(integer) => integer == self,
            None => self.json().as_f64().is_some_and(|number| number.is(value)),
        }
    }

    fn only(self) -> Only {
        Only::Integer(self)
    }
}

impl Literal for f64 {
    fn json(self) -> JsonValue {
        self.into()
    }

    fn is(self, value: &JsonValue) -> bool {
        #[expect(clippy::float_cmp, reason = "the same digits are the same number")]
        value.as_f64().is_some_and(|number| number == self)
    }

    fn only(self) -> Only {
        Only::Number(self)
    }
}

impl Literal for bool {
    fn json(self) -> JsonValue {
        self.into()
    }

    fn is(self, value: &JsonValue) -> bool {
        value.as_bool() == Some(self)
    }

    fn only(self) -> Only {
        Only::Boolean(self)
    }
}

impl Literal for &'static str {
    fn json(self) -> JsonValue {
        self.into()
    }

    fn is(self, value: &JsonValue) -> bool {
        value.as_str() == Some(self)
    }

    fn only(self) -> Only {
        Only::Text(self)
    }
}

/// A literal as JSON.
pub fn literal_json(literal: impl Literal) -> JsonValue {
    literal.json()
}

/// Whether a value is worth a literal.
pub fn literal_is(literal: impl Literal, value: &JsonValue) -> bool {
    literal.is(value)
}

/// The value of a JSON, named where it has a name.
pub fn value_enum_from<E: ValueEnum>(value: &JsonValue) -> E {
    E::known(value)
        .unwrap_or_else(|| E::unknown(UnknownValue::new(value.to_string().into_boxed_str())))
}

/// The JSON of a value without a name.
pub fn unknown_json<E: ValueEnum>(value: &UnknownValue<E>) -> JsonValue {
    // Only `value_enum_from` makes one, and of JSON.
    serde_json::from_str(value.as_str()).unwrap_or_default()
}

/// The text form: of a text the text, of anything else its JSON.
pub fn value_enum_to_text<E: ValueEnum>(value: &E) -> Cow<'static, str> {
    Cow::Owned(match value.json() {
        JsonValue::String(text) => text,
        other => other.to_string(),
    })
}

/// Reads a value from its text form: a named one where it is written like it, else a text.
///
/// # Errors
///
/// Never; the signature is that of [`Text`](super::text::Text).
pub fn value_enum_from_text<E: ValueEnum>(text: &str) -> Result<E, InvalidText> {
    let mut named = E::NAMED.iter();
    if let Some(value) = named.find(|value| value_enum_to_text(*value) == text) {
        return Ok(value.clone());
    }
    String::from_text(text).map(|text| value_enum_from(&JsonValue::String(text)))
}

/// Connects an enumeration with its values.
#[doc(hidden)]
#[macro_export]
macro_rules! __bindery_v1_value_enum {
    ($name:ident { $($variant:ident = $value:literal,)* } else $unknown:ident) => {
        impl $name {
            /// Every value that has a name, in the order of the description.
            pub const KNOWN: &'static [Self] = &[$(Self::$variant),*];

            /// What stands for this value on the wire.
            #[must_use]
            pub fn to_json(&self) -> $crate::JsonValue {
                match self {
                    $(Self::$variant => $crate::v1::literal_json($value),)*
                    Self::$unknown(value) => $crate::v1::unknown_json(value),
                }
            }
        }

        impl $crate::v1::ValueEnum for $name {
            const NAMED: &'static [Self] = Self::KNOWN;

            fn known(value: &$crate::JsonValue) -> ::core::option::Option<Self> {
                $(
                    if $crate::v1::literal_is($value, value) {
                        return ::core::option::Option::Some(Self::$variant);
                    }
                )*
                ::core::option::Option::None
            }

            fn unknown(value: $crate::UnknownValue<Self>) -> Self {
                Self::$unknown(value)
            }

            #[inline]
            fn json(&self) -> $crate::JsonValue {
                self.to_json()
            }
        }

        impl ::core::convert::From<$crate::JsonValue> for $name {
            #[inline]
            fn from(value: $crate::JsonValue) -> Self {
                $crate::v1::value_enum_from(&value)
            }
        }

        impl ::core::fmt::Display for $name {
            #[inline]
            fn fmt(&self, formatter: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                formatter.pad(&$crate::v1::value_enum_to_text(self))
            }
        }

        impl $crate::v1::Wire for $name {
            fn read(&mut self, reader: &mut dyn $crate::v1::Reader) -> $crate::v1::Outcome {
                *self = $crate::v1::value_enum_from(&reader.json()?);
                ::core::result::Result::Ok(())
            }

            fn write(&self, writer: &mut dyn $crate::v1::Writer) -> $crate::v1::Outcome {
                writer.json(&self.to_json())
            }
        }

        impl $crate::v1::Value for $name {
            fn vacant() -> Self {
                Self::$unknown($crate::v1::vacant_value())
            }
        }

        $crate::__bindery_v1_serde! { $name }

        impl $crate::v1::Text for $name {
            #[inline]
            fn to_text(&self) -> ::std::borrow::Cow<'_, str> {
                $crate::v1::value_enum_to_text(self)
            }

            #[inline]
            fn from_text(text: &str) -> ::core::result::Result<Self, $crate::v1::InvalidText> {
                $crate::v1::value_enum_from_text(text)
            }
        }

        $crate::__bindery_v1_open_enum_xml!($name);
    };
}
