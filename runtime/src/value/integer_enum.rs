//! Enumerations of integers that stay readable when the API adds one.
//!
//! They are what [open enumerations](super::open_enum) are, but for the form of their values.

use std::fmt;

use serde::de::{Deserializer, Error, Visitor};

use super::text::InvalidText;
use super::tolerant::whole;
use crate::unknown::UnknownValue;

/// What [`integer_enum!`](crate::__bindery_v1_integer_enum) says about an enumeration.
#[doc(hidden)]
pub trait IntegerEnum: Sized {
    /// The named value of this integer.
    fn known(integer: i64) -> Option<Self>;

    /// The variant for integers without a name.
    fn unknown(value: UnknownValue<Self>) -> Self;
}

/// The value of an integer, named where it has a name.
pub fn integer_enum_from<E: IntegerEnum>(integer: i64) -> E {
    E::known(integer)
        .unwrap_or_else(|| E::unknown(UnknownValue::new(integer.to_string().into_boxed_str())))
}

/// The integer of a value without a name.
pub fn unknown_integer<E: IntegerEnum>(value: &UnknownValue<E>) -> i64 {
    // Only `integer_enum_from` makes one, and of digits.
    value.as_str().parse().unwrap_or_default()
}

/// Reads an enumeration value from its text form.
///
/// # Errors
///
/// When the text is not an integer.
pub fn integer_enum_from_text<E: IntegerEnum>(text: &str) -> Result<E, InvalidText> {
    <i64 as super::text::Text>::from_text(text).map(integer_enum_from)
}

/// Reads an enumeration value.
///
/// # Errors
///
/// When the input is not an integer of 64 bits; what it was instead is not quoted.
pub fn integer_enum_deserialize<'de, E: IntegerEnum, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<E, D::Error> {
    deserializer
        .deserialize_any(IntegerVisitor)
        .map(integer_enum_from)
}

/// Reads an integer, and a number without a fraction, and refuses everything else without quoting
/// it.
struct IntegerVisitor;

fn refused<E: Error>() -> E {
    E::custom("expected a 64-bit integer")
}

impl Visitor<'_> for IntegerVisitor {
    type Value = i64;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a 64-bit integer")
    }

    fn visit_i64<E: Error>(self, integer: i64) -> Result<i64, E> {
        Ok(integer)
    }

    fn visit_u64<E: Error>(self, integer: u64) -> Result<i64, E> {
        i64::try_from(integer).map_err(|_| refused())
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<i64, E> {
        whole(number).ok_or_else(refused)
    }

    fn visit_bool<E: Error>(self, _: bool) -> Result<i64, E> {
        Err(refused())
    }

    fn visit_str<E: Error>(self, _: &str) -> Result<i64, E> {
        Err(refused())
    }
}

/// Connects an enumeration with its integers.
#[doc(hidden)]
#[macro_export]
macro_rules! __bindery_v1_integer_enum {
    ($name:ident { $($variant:ident = $integer:literal,)* } else $unknown:ident) => {
        impl $name {
            /// Every value that has a name, in the order of the description.
            pub const KNOWN: &'static [Self] = &[$(Self::$variant),*];

            /// The integer that stands for this value on the wire.
            #[must_use]
            pub fn as_i64(&self) -> i64 {
                match self {
                    $(Self::$variant => $integer,)*
                    Self::$unknown(value) => $crate::v1::unknown_integer(value),
                }
            }
        }

        impl $crate::v1::IntegerEnum for $name {
            fn known(integer: i64) -> ::core::option::Option<Self> {
                match integer {
                    $($integer => ::core::option::Option::Some(Self::$variant),)*
                    _ => ::core::option::Option::None,
                }
            }

            fn unknown(value: $crate::UnknownValue<Self>) -> Self {
                Self::$unknown(value)
            }
        }

        impl ::core::convert::From<i64> for $name {
            fn from(integer: i64) -> Self {
                $crate::v1::integer_enum_from(integer)
            }
        }

        impl ::core::convert::From<$name> for i64 {
            fn from(value: $name) -> Self {
                value.as_i64()
            }
        }

        impl ::core::fmt::Display for $name {
            fn fmt(&self, formatter: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::fmt::Display::fmt(&self.as_i64(), formatter)
            }
        }

        impl $crate::v1::serde::Serialize for $name {
            fn serialize<S: $crate::v1::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                serializer.serialize_i64(self.as_i64())
            }
        }

        impl<'de> $crate::v1::serde::Deserialize<'de> for $name {
            fn deserialize<D: $crate::v1::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                $crate::v1::integer_enum_deserialize(deserializer)
            }
        }

        impl $crate::v1::Text for $name {
            fn to_text(&self) -> ::std::borrow::Cow<'_, str> {
                ::std::borrow::Cow::Owned(self.as_i64().to_string())
            }

            fn from_text(text: &str) -> ::core::result::Result<Self, $crate::v1::InvalidText> {
                $crate::v1::integer_enum_from_text(text)
            }
        }

        $crate::__bindery_v1_open_enum_xml!($name);
    };
}
