//! What generated code declares about a union.

use crate::wire::UnionShape;

/// A value of one of several types.
#[doc(hidden)]
pub trait Union {
    /// Its variants.
    fn shape() -> &'static UnionShape;
}

/// Connects the variants of a union with what distinguishes them.
///
/// `Variant(Type): kind ["required"] = "tag" | "other tag" or none`. Everything after the type is
/// optional: the kind of JSON value, its required keys, and the tags; `or none` means that the tag
/// may be absent. `; boxed` after the type means that the variant contains a box. `Variant is
/// "text"`, or another literal, has no payload, because it has one value.
#[doc(hidden)]
#[macro_export]
macro_rules! __bindery_v1_union {
    ($name:ident $(by $tag:literal)? { $($variants:tt)* } else $unknown:ident) => {
        $crate::__bindery_v1_union_wire! { $name ($($tag)?) { $($variants)* } $unknown }
    };
}

/// Gives a union of scalars a text form.
#[doc(hidden)]
#[macro_export]
macro_rules! __bindery_v1_union_text {
    ($name:ident { $($variant:ident $(is $only:literal)?,)* } else $unknown:ident) => {
        impl $crate::v1::Text for $name {
            #[inline]
            fn to_text(&self) -> ::std::borrow::Cow<'_, str> {
                match self {
                    $($crate::__bindery_v1_union_case!(Self::$variant, value $(, $only)?) => {
                        $crate::__bindery_v1_union_to_text!(value $(, $only)?)
                    })*
                    Self::$unknown(value) => value.to_text(),
                }
            }

            #[inline]
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
