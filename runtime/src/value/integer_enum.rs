//! Enumerations of integers that accept values the API adds later.
//!
//! They differ from [open enumerations](super::open_enum) only in the type of their values.

use super::text::InvalidText;
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
            #[inline]
            fn known(integer: i64) -> ::core::option::Option<Self> {
                match integer {
                    $($integer => ::core::option::Option::Some(Self::$variant),)*
                    _ => ::core::option::Option::None,
                }
            }

            #[inline]
            fn unknown(value: $crate::UnknownValue<Self>) -> Self {
                Self::$unknown(value)
            }
        }

        impl ::core::convert::From<i64> for $name {
            #[inline]
            fn from(integer: i64) -> Self {
                $crate::v1::integer_enum_from(integer)
            }
        }

        impl ::core::convert::From<$name> for i64 {
            #[inline]
            fn from(value: $name) -> Self {
                value.as_i64()
            }
        }

        impl ::core::cmp::PartialEq<i64> for $name {
            #[inline]
            fn eq(&self, other: &i64) -> bool {
                self.as_i64() == *other
            }
        }

        /// In the order of the integers.
        impl ::core::cmp::Ord for $name {
            #[inline]
            fn cmp(&self, other: &Self) -> ::core::cmp::Ordering {
                self.as_i64().cmp(&other.as_i64())
            }
        }

        impl ::core::cmp::PartialOrd for $name {
            #[inline]
            fn partial_cmp(&self, other: &Self) -> ::core::option::Option<::core::cmp::Ordering> {
                ::core::option::Option::Some(::core::cmp::Ord::cmp(self, other))
            }
        }

        impl ::core::fmt::Display for $name {
            #[inline]
            fn fmt(&self, formatter: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::fmt::Display::fmt(&self.as_i64(), formatter)
            }
        }

        impl $crate::v1::Wire for $name {
            fn read(&mut self, reader: &mut dyn $crate::v1::Reader) -> $crate::v1::Outcome {
                *self = $crate::v1::integer_enum_from(reader.listed_integer()?);
                ::core::result::Result::Ok(())
            }

            fn write(&self, writer: &mut dyn $crate::v1::Writer) -> $crate::v1::Outcome {
                writer.integer(self.as_i64())
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
                ::std::borrow::Cow::Owned(self.as_i64().to_string())
            }

            #[inline]
            fn from_text(text: &str) -> ::core::result::Result<Self, $crate::v1::InvalidText> {
                $crate::v1::integer_enum_from_text(text)
            }
        }

        $crate::__bindery_v1_open_enum_xml!($name);
    };
}
