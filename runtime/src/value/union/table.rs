//! What emitted code says about a union.

use crate::wire::UnionShape;

/// A value of one of several types.
#[doc(hidden)]
pub trait Union {
    /// Its variants.
    fn shape() -> &'static UnionShape;
}

/// Connects a union with what distinguishes its variants.
///
/// `Variant(Type): kind ["required"] = "tag" | "other tag" or none`, of which everything behind the
/// type may be absent; `; boxed` behind the type where the variant holds a box of it.
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
    ($name:ident { $($variant:ident,)* } else $unknown:ident) => {
        impl $crate::v1::Text for $name {
            #[inline]
            fn to_text(&self) -> ::std::borrow::Cow<'_, str> {
                match self {
                    $(Self::$variant(value) => $crate::v1::Text::to_text(value),)*
                    Self::$unknown(value) => value.to_text(),
                }
            }

            #[inline]
            fn from_text(text: &str) -> ::core::result::Result<Self, $crate::v1::InvalidText> {
                $(
                    if let ::core::result::Result::Ok(value) = $crate::v1::Text::from_text(text) {
                        return ::core::result::Result::Ok(Self::$variant(value));
                    }
                )*
                ::core::result::Result::Ok(Self::$unknown($crate::UnknownVariant::from(
                    $crate::JsonValue::from(text),
                )))
            }
        }
    };
}
