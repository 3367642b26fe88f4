//! Enumerations that stay readable when the API adds a value.
//!
//! Emitted code says which variant has which text; looking a text up, keeping an unknown one and
//! speaking to serde is done here for all of them. A known text never becomes an unknown value: the
//! lookup is the only way to make one.

use serde::de::Deserializer;

use super::text_visitor::{FromOwnedText, TextVisitor};
use crate::unknown::UnknownValue;

/// What [`open_enum!`](crate::__bindery_v1_open_enum) says about an enumeration.
#[doc(hidden)]
pub trait OpenEnum: Sized {
    /// The named value of this text.
    fn known(text: &str) -> Option<Self>;

    /// The variant for texts without a name.
    fn unknown(value: UnknownValue<Self>) -> Self;
}

/// The value of a text, named where it has a name.
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
/// When the input is not text; what it was instead is not quoted.
pub fn open_enum_deserialize<'de, E: OpenEnum, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<E, D::Error> {
    deserializer
        .deserialize_any(TextVisitor::<Lookup<E>>::new())
        .map(|Lookup(value)| value)
}

/// Keeps the reading trait off the enumerations themselves, which are public.
struct Lookup<E>(E);

impl<E: OpenEnum> FromOwnedText for Lookup<E> {
    const EXPECTED: &'static str = "text";

    fn from_text(text: &str) -> Option<Self> {
        Some(Self(open_enum_from_str(text)))
    }

    fn from_owned_text(text: String) -> Option<Self> {
        Some(Self(open_enum_from_string(text)))
    }
}

/// Connects an enumeration with its wire texts.
#[doc(hidden)]
#[macro_export]
macro_rules! __bindery_v1_open_enum {
    ($name:ident { $($variant:ident = $text:literal,)* } else $unknown:ident) => {
        impl $name {
            /// Every value that has a name, in the order of the description.
            pub const KNOWN: &'static [Self] = &[$(Self::$variant),*];

            /// The text that stands for this value on the wire.
            #[must_use]
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$variant => $text,)*
                    Self::$unknown(value) => value.as_str(),
                }
            }
        }

        impl $crate::v1::OpenEnum for $name {
            fn known(text: &str) -> ::core::option::Option<Self> {
                match text {
                    $($text => ::core::option::Option::Some(Self::$variant),)*
                    _ => ::core::option::Option::None,
                }
            }

            fn unknown(value: $crate::UnknownValue<Self>) -> Self {
                Self::$unknown(value)
            }
        }

        impl ::core::convert::From<&str> for $name {
            fn from(text: &str) -> Self {
                $crate::v1::open_enum_from_str(text)
            }
        }

        impl ::core::convert::From<::std::string::String> for $name {
            fn from(text: ::std::string::String) -> Self {
                $crate::v1::open_enum_from_string(text)
            }
        }

        impl ::core::str::FromStr for $name {
            type Err = ::core::convert::Infallible;

            fn from_str(text: &str) -> ::core::result::Result<Self, ::core::convert::Infallible> {
                ::core::result::Result::Ok($crate::v1::open_enum_from_str(text))
            }
        }

        impl ::core::fmt::Display for $name {
            fn fmt(&self, formatter: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                formatter.pad(self.as_str())
            }
        }

        impl $crate::v1::serde::Serialize for $name {
            fn serialize<S: $crate::v1::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl<'de> $crate::v1::serde::Deserialize<'de> for $name {
            fn deserialize<D: $crate::v1::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                $crate::v1::open_enum_deserialize(deserializer)
            }
        }

        impl $crate::v1::Text for $name {
            fn to_text(&self) -> ::std::borrow::Cow<'_, str> {
                ::std::borrow::Cow::Borrowed(self.as_str())
            }

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
