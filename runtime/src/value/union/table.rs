//! What emitted code says about a union.

use serde::de::Deserializer;
use serde::ser::Serializer;

use super::fit::Fit;
use crate::JsonValue;
use crate::unknown_variant::UnknownVariant;

/// What a value looks like before anybody knows more of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Any text.
    Text,
    /// Text of a form that not every text has.
    Formatted,
    /// The text of a day, which may have a time behind it.
    Date,
    /// Text that is listed, or was not known to be.
    Choice,
    /// A number without a fraction.
    Integer,
    /// Any number.
    Number,
    /// True or false.
    Boolean,
    /// A list.
    List,
    /// An object with described properties.
    Record,
    /// An object whose keys may be anything.
    Map,
    /// One of several types.
    Union,
    /// Anything.
    Any,
}

/// A variant of a union, as the table says it.
#[derive(Debug)]
pub struct Variant {
    /// What its values look like.
    pub kind: Kind,
    /// The texts of the tag that stand for it.
    pub tags: &'static [&'static str],
    /// Whether its values may be without the tag.
    pub untagged: bool,
    /// The keys that its values cannot be without.
    pub required: &'static [&'static str],
    /// How well a value fits, where its kind alone does not say.
    pub fit: Option<fn(&JsonValue) -> Option<Fit>>,
}

/// A union that can be read.
pub trait ReadUnion: Sized {
    /// The property that distinguishes the variants; empty where their shapes do.
    const TAG: &'static str;

    /// The variants, in the order of the description.
    const VARIANTS: &'static [Variant];

    /// Reads the variant of this index.
    ///
    /// # Errors
    ///
    /// When the value is not what the variant holds.
    fn read<'de, D: Deserializer<'de>>(index: usize, deserializer: D) -> Result<Self, D::Error>;

    /// The variant for everything else.
    fn unknown(value: UnknownVariant) -> Self;
}

/// A union that can be written.
pub trait WriteUnion {
    /// The property that distinguishes the variants; empty where their shapes do.
    const TAG: &'static str;

    /// The texts of the tag that stand for the variant of this value.
    fn tags(&self) -> &'static [&'static str];

    /// Writes what the variant holds.
    ///
    /// # Errors
    ///
    /// When the output refuses.
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error>;
}

/// Connects a union with what distinguishes its variants.
///
/// `Variant(Type): kind ["required"] = "tag" | "other tag" or none`, of which everything behind the
/// type may be absent; `; boxed` behind the type where the variant holds a box of it. `Variant is
/// "text"`, or another literal, holds nothing: its values are one.
#[doc(hidden)]
#[macro_export]
macro_rules! __bindery_v1_union {
    ($name:ident $(by $tag:literal)? { $($variants:tt)* } else $unknown:ident) => {
        $crate::__bindery_v1_union_read! { $name ($($tag)?) { $($variants)* } $unknown }
        $crate::__bindery_v1_union_write! { $name ($($tag)?) { $($variants)* } $unknown }
        $crate::__bindery_v1_union_from! { $name { $($variants)* } }
    };
}

/// Reads a union.
#[doc(hidden)]
#[macro_export]
macro_rules! __bindery_v1_union_read {
    ($name:ident ($($tag:literal)?) { $(
        $variant:ident $(($ty:ty $(; $boxed:ident)?))? $(is $only:literal)?
        $(: $kind:ident $([$($required:literal),*])?)?
        $(= $text:literal $(| $more:literal)*)? $(or $none:ident)?,
    )* } $unknown:ident) => {
        impl $crate::v1::ReadUnion for $name {
            const TAG: &'static str = ::core::concat!("" $(, $tag)?);

            const VARIANTS: &'static [$crate::v1::Variant] = &[$(
                $crate::v1::Variant {
                    kind: $crate::__bindery_v1_union_kind!($($kind)?),
                    tags: &[$($text $(, $more)*)?],
                    untagged: $crate::__bindery_v1_union_untagged!($($none)?),
                    required: &[$($($($required),*)?)?],
                    fit: $crate::__bindery_v1_union_fit!($($kind,)? $($ty)? $(is $only)?),
                },
            )*];

            fn read<'de, D: $crate::v1::serde::Deserializer<'de>>(
                index: usize,
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                // Not `expect`: a name may be that of something written in capitals.
                #[allow(clippy::upper_case_acronyms)]
                enum Index { $($variant),* }
                match index {
                    $(index if index == Index::$variant as usize => {
                        $crate::__bindery_v1_union_value!(
                            deserializer, Self::$variant $(, $ty)? $(, is $only)?
                        )
                    })*
                    _ => $crate::v1::serde::Deserialize::deserialize(deserializer).map(Self::$unknown),
                }
            }

            fn unknown(value: $crate::UnknownVariant) -> Self {
                Self::$unknown(value)
            }
        }

        impl<'de> $crate::v1::serde::Deserialize<'de> for $name {
            fn deserialize<D: $crate::v1::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                $crate::v1::read_union(deserializer)
            }
        }
    };
}

/// Writes a union.
#[doc(hidden)]
#[macro_export]
macro_rules! __bindery_v1_union_write {
    ($name:ident ($($tag:literal)?) { $(
        $variant:ident $(($ty:ty $(; $boxed:ident)?))? $(is $only:literal)?
        $(: $kind:ident $([$($required:literal),*])?)?
        $(= $text:literal $(| $more:literal)*)? $(or $none:ident)?,
    )* } $unknown:ident) => {
        impl $crate::v1::WriteUnion for $name {
            const TAG: &'static str = ::core::concat!("" $(, $tag)?);

            fn tags(&self) -> &'static [&'static str] {
                match self {
                    $(Self::$variant { .. } => &[$($text $(, $more)*)?],)*
                    Self::$unknown(_) => &[],
                }
            }

            fn write<S: $crate::v1::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                match self {
                    $(Self::$variant $(($crate::__bindery_v1_union_held!(value, $ty)))? => {
                        $crate::__bindery_v1_union_put!(serializer $(, value, $ty)? $(, is $only)?)
                    })*
                    Self::$unknown(value) => $crate::v1::serde::Serialize::serialize(value, serializer),
                }
            }
        }

        impl $crate::v1::serde::Serialize for $name {
            fn serialize<S: $crate::v1::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                $crate::v1::write_union(self, serializer)
            }
        }
    };
}

/// Makes a union of what its variants hold.
#[doc(hidden)]
#[macro_export]
macro_rules! __bindery_v1_union_from {
    ($name:ident { $(
        $variant:ident $(($ty:ty $(; $boxed:ident)?))? $(is $only:literal)?
        $(: $kind:ident $([$($required:literal),*])?)?
        $(= $text:literal $(| $more:literal)*)? $(or $none:ident)?,
    )* }) => {$($(
        impl ::core::convert::From<$ty> for $name {
            fn from(value: $ty) -> Self {
                Self::$variant($crate::__bindery_v1_union_hold!(value $(, $boxed)?))
            }
        }
    )?)*};
}

/// The name of what a variant holds, in a pattern.
#[doc(hidden)]
#[macro_export]
macro_rules! __bindery_v1_union_held {
    ($value:ident, $ty:ty) => {
        $value
    };
}

/// Reads what a variant holds.
#[doc(hidden)]
#[macro_export]
macro_rules! __bindery_v1_union_value {
    ($deserializer:ident, $variant:expr, $ty:ty) => {
        $crate::v1::serde::Deserialize::deserialize($deserializer).map($variant)
    };
    ($deserializer:ident, $variant:expr, is $only:literal) => {
        $crate::v1::read_constant($deserializer, $crate::v1::Only::of($only)).map(|()| $variant)
    };
}

/// Writes what a variant holds.
#[doc(hidden)]
#[macro_export]
macro_rules! __bindery_v1_union_put {
    ($serializer:ident, $value:ident, $ty:ty) => {
        $crate::v1::serde::Serialize::serialize($value, $serializer)
    };
    ($serializer:ident, is $only:literal) => {
        $crate::v1::serde::Serialize::serialize(&$crate::v1::Only::of($only), $serializer)
    };
}

/// What a variant holds of a value.
#[doc(hidden)]
#[macro_export]
macro_rules! __bindery_v1_union_hold {
    ($value:ident) => {
        $value
    };
    ($value:ident, boxed) => {
        ::std::boxed::Box::new($value)
    };
}

/// Whether values may be without the tag.
#[doc(hidden)]
#[macro_export]
macro_rules! __bindery_v1_union_untagged {
    () => {
        false
    };
    (none) => {
        true
    };
}

/// The kind that a word of the table stands for.
#[doc(hidden)]
#[macro_export]
macro_rules! __bindery_v1_union_kind {
    () => {
        $crate::v1::Kind::Any
    };
    (text) => {
        $crate::v1::Kind::Text
    };
    (formatted) => {
        $crate::v1::Kind::Formatted
    };
    (date) => {
        $crate::v1::Kind::Date
    };
    (choice) => {
        $crate::v1::Kind::Choice
    };
    (integer) => {
        $crate::v1::Kind::Integer
    };
    (number) => {
        $crate::v1::Kind::Number
    };
    (boolean) => {
        $crate::v1::Kind::Boolean
    };
    (list) => {
        $crate::v1::Kind::List
    };
    (record) => {
        $crate::v1::Kind::Record
    };
    (map) => {
        $crate::v1::Kind::Map
    };
    (union) => {
        $crate::v1::Kind::Union
    };
    (any) => {
        $crate::v1::Kind::Any
    };
}

/// How well a value fits, where the kind does not say.
#[doc(hidden)]
#[macro_export]
macro_rules! __bindery_v1_union_fit {
    (is $only:literal) => {
        ::core::option::Option::Some(|value| {
            $crate::v1::fit_constant($crate::v1::Only::of($only), value)
        })
    };
    (record, $ty:ty) => {
        ::core::option::Option::Some($crate::v1::fit_record::<$ty>)
    };
    (choice, $ty:ty) => {
        ::core::option::Option::Some($crate::v1::fit_choice::<$ty>)
    };
    (union, $ty:ty) => {
        ::core::option::Option::Some($crate::v1::fit_union::<$ty>)
    };
    ($kind:ident, $ty:ty) => {
        ::core::option::Option::None
    };
    ($ty:ty) => {
        ::core::option::Option::None
    };
}

/// Gives a union of scalars a text form.
#[doc(hidden)]
#[macro_export]
macro_rules! __bindery_v1_union_text {
    ($name:ident { $($variant:ident $(is $only:literal)?,)* } else $unknown:ident) => {
        impl $crate::v1::Text for $name {
            fn to_text(&self) -> ::std::borrow::Cow<'_, str> {
                match self {
                    $($crate::__bindery_v1_union_case!(Self::$variant, value $(, $only)?) => {
                        $crate::__bindery_v1_union_to_text!(value $(, $only)?)
                    })*
                    Self::$unknown(value) => value.to_text(),
                }
            }

            fn from_text(text: &str) -> ::core::result::Result<Self, $crate::v1::InvalidText> {
                $($crate::__bindery_v1_union_from_text!(text, Self::$variant $(, $only)?);)*
                ::core::result::Result::Ok(Self::$unknown($crate::UnknownVariant::from(
                    $crate::JsonValue::from(text),
                )))
            }
        }
    };
}

/// A variant with the name of what it holds, in a pattern.
#[doc(hidden)]
#[macro_export]
macro_rules! __bindery_v1_union_case {
    ($union:ident::$variant:ident, $value:ident) => {
        $union::$variant($value)
    };
    ($union:ident::$variant:ident, $value:ident, $only:literal) => {
        $union::$variant
    };
}

/// The text form of a variant.
#[doc(hidden)]
#[macro_export]
macro_rules! __bindery_v1_union_to_text {
    ($value:ident) => {
        $crate::v1::Text::to_text($value)
    };
    ($value:ident, $only:literal) => {
        ::std::borrow::Cow::Owned($crate::v1::Only::of($only).to_text())
    };
}

/// Returns the variant that a text is, if it is one of this.
#[doc(hidden)]
#[macro_export]
macro_rules! __bindery_v1_union_from_text {
    ($text:ident, $union:ident::$variant:ident) => {
        if let ::core::result::Result::Ok(value) = $crate::v1::Text::from_text($text) {
            return ::core::result::Result::Ok($union::$variant(value));
        }
    };
    ($text:ident, $union:ident::$variant:ident, $only:literal) => {
        if $text == $crate::v1::Only::of($only).to_text() {
            return ::core::result::Result::Ok($union::$variant);
        }
    };
}
