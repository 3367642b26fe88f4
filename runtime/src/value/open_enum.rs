//! Enumerations of strings that accept values the API adds later.
//!
//! Generated code declares which variant has which text; lookup, unknown values and decoding are
//! implemented here for all enumerations. The text of a known value never becomes an unknown value,
//! because the lookup is the only way to create one.

use crate::unknown::UnknownValue;
use crate::wire::{Choice, Outcome, Reader, choice};

/// What [`open_enum!`](crate::__bindery_v1_open_enum) declares about an enumeration.
#[doc(hidden)]
pub trait OpenEnum: Sized + Clone + 'static {
    /// The texts of the known values, in the order of the description.
    const TEXTS: &'static [&'static str];

    /// The known values, in the same order.
    const NAMED: &'static [Self];

    /// The known value with this text.
    fn known(text: &str) -> Option<Self>;

    /// The variant for unknown texts.
    fn unknown(value: UnknownValue<Self>) -> Self;
}

/// The value of a text, known or unknown.
pub fn open_enum_from_str<E: OpenEnum>(text: &str) -> E {
    E::known(text).unwrap_or_else(|| E::unknown(UnknownValue::new(text.into())))
}

/// The value of a text that may be kept.
pub fn open_enum_from_string<E: OpenEnum>(text: String) -> E {
    match E::known(&text) {
        Some(value) => value,
        None => E::unknown(UnknownValue::new(text.into_boxed_str())),
    }
}

/// Reads an enumeration value.
///
/// # Errors
///
/// If the input is not a string. The error does not contain the input.
pub fn open_enum_read<E: OpenEnum>(value: &mut E, reader: &mut dyn Reader) -> Outcome {
    *value = match choice(reader, E::TEXTS)? {
        Choice::Known(index) => E::NAMED[index].clone(),
        Choice::Unknown(text) => E::unknown(UnknownValue::new(text)),
    };
    Ok(())
}

/// Connects the variants of an enumeration with their texts on the wire.
#[doc(hidden)]
#[macro_export]
macro_rules! __bindery_v1_open_enum {
    ($name:ident { $($variant:ident = $text:literal,)* } else $unknown:ident) => {
        impl $name {
            /// Every known value, in the order of the description.
            pub const KNOWN: &'static [Self] = &[$(Self::$variant),*];

            /// Returns the text of this value on the wire.
            #[must_use]
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$variant => $text,)*
                    Self::$unknown(value) => value.as_str(),
                }
            }
        }

        impl $crate::v1::OpenEnum for $name {
            const TEXTS: &'static [&'static str] = &[$($text),*];

            const NAMED: &'static [Self] = Self::KNOWN;

            #[inline]
            fn known(text: &str) -> ::core::option::Option<Self> {
                match text {
                    $($text => ::core::option::Option::Some(Self::$variant),)*
                    _ => ::core::option::Option::None,
                }
            }

            #[inline]
            fn unknown(value: $crate::UnknownValue<Self>) -> Self {
                Self::$unknown(value)
            }
        }

        impl ::core::convert::From<&str> for $name {
            #[inline]
            fn from(text: &str) -> Self {
                $crate::v1::open_enum_from_str(text)
            }
        }

        impl ::core::convert::From<::std::string::String> for $name {
            #[inline]
            fn from(text: ::std::string::String) -> Self {
                $crate::v1::open_enum_from_string(text)
            }
        }

        impl ::core::str::FromStr for $name {
            type Err = ::core::convert::Infallible;

            #[inline]
            fn from_str(text: &str) -> ::core::result::Result<Self, ::core::convert::Infallible> {
                ::core::result::Result::Ok($crate::v1::open_enum_from_str(text))
            }
        }

        impl ::core::convert::AsRef<str> for $name {
            #[inline]
            fn as_ref(&self) -> &str {
                self.as_str()
            }
        }

        impl ::core::cmp::PartialEq<str> for $name {
            #[inline]
            fn eq(&self, other: &str) -> bool {
                self.as_str() == other
            }
        }

        impl ::core::cmp::PartialEq<&str> for $name {
            #[inline]
            fn eq(&self, other: &&str) -> bool {
                self.as_str() == *other
            }
        }

        /// Orders values by their texts.
        impl ::core::cmp::Ord for $name {
            #[inline]
            fn cmp(&self, other: &Self) -> ::core::cmp::Ordering {
                self.as_str().cmp(other.as_str())
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
                formatter.pad(self.as_str())
            }
        }

        impl $crate::v1::Wire for $name {
            fn read(&mut self, reader: &mut dyn $crate::v1::Reader) -> $crate::v1::Outcome {
                $crate::v1::open_enum_read(self, reader)
            }

            fn write(&self, writer: &mut dyn $crate::v1::Writer) -> $crate::v1::Outcome {
                writer.text(self.as_str())
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
                ::std::borrow::Cow::Borrowed(self.as_str())
            }

            #[inline]
            fn from_text(text: &str) -> ::core::result::Result<Self, $crate::v1::InvalidText> {
                ::core::result::Result::Ok($crate::v1::open_enum_from_str(text))
            }
        }

        $crate::__bindery_v1_open_enum_xml!($name);
    };
}

/// Which of the two is defined follows this crate's feature: a `cfg` inside the expansion would ask
/// the caller's.
#[cfg(feature = "xml")]
#[doc(hidden)]
#[macro_export]
macro_rules! __bindery_v1_open_enum_xml {
    ($name:ident) => {
        $crate::__bindery_v1_text_xml!($name);
    };
}

/// Without XML there is nothing to define.
#[cfg(not(feature = "xml"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __bindery_v1_open_enum_xml {
    ($name:ident) => {};
}
