//! The expansion of `union!` for JSON.

/// Reads and writes a union: becomes a variant, and hands out what it holds.
#[doc(hidden)]
#[macro_export]
macro_rules! __bindery_v1_union_wire {
    ($name:ident ($($tag:literal)?) { $(
        $variant:ident $(($ty:ty $(; $boxed:ident)?))? $(is $only:literal)?
        $(: $kind:ident $([$($required:literal),*])?)?
        $(= $text:literal $(| $more:literal)*)? $(or $none:ident)?,
    )* } $unknown:ident) => {
        impl $crate::v1::Union for $name {
            fn shape() -> &'static $crate::v1::UnionShape {
                const SHAPE: &$crate::v1::UnionShape = &$crate::v1::UnionShape {
                    tag: ::core::concat!("" $(, $tag)?),
                    variants: &[$(
                        $crate::v1::Variant {
                            kind: $crate::__bindery_v1_union_kind!($($kind)?),
                            tags: &[$($text $(, $more)*)?],
                            untagged: $crate::__bindery_v1_union_untagged!($($none)?),
                            required: &[$($($($required),*)?)?],
                            fits: $crate::__bindery_v1_union_fit!($($kind,)? $($ty)? $(is $only)?),
                        },
                    )*],
                };
                SHAPE
            }
        }

        impl $crate::v1::Variants for $name {
            fn variant(&mut self, index: usize) -> &mut dyn $crate::v1::Wire {
                // Not `expect`: a name may be that of something written in capitals.
                #[allow(clippy::upper_case_acronyms)]
                enum Index { $($variant),* }
                *self = match index {
                    $(index if index == Index::$variant as usize => {
                        Self::$variant $(($crate::__bindery_v1_union_vacant!($ty)))?
                    })*
                    _ => Self::$unknown($crate::v1::Value::vacant()),
                };
                match self {
                    $(Self::$variant $(($crate::__bindery_v1_union_held!(value, $ty)))? => {
                        $crate::__bindery_v1_union_into!($(value, $ty $(, $boxed)?)? $(is $only)?)
                    })*
                    Self::$unknown(value) => value,
                }
            }

            fn unknown(&mut self, value: $crate::UnknownVariant) {
                *self = Self::$unknown(value);
            }
        }

        impl $crate::v1::Wire for $name {
            fn read(&mut self, reader: &mut dyn $crate::v1::Reader) -> $crate::v1::Outcome {
                let mut spare = <Self as $crate::v1::Value>::vacant();
                if reader.union(<Self as $crate::v1::Union>::shape(), self, &mut spare)? {
                    *self = spare;
                }
                ::core::result::Result::Ok(())
            }

            fn write(&self, writer: &mut dyn $crate::v1::Writer) -> $crate::v1::Outcome {
                // Not `expect`: a name may be that of something written in capitals.
                #[allow(clippy::upper_case_acronyms)]
                enum Index { $($variant),* }
                let (index, value): (usize, &dyn $crate::v1::Wire) = match self {
                    $(Self::$variant $(($crate::__bindery_v1_union_held!(value, $ty)))? => {
                        let index = Index::$variant as usize;
                        $crate::__bindery_v1_union_out!(
                            Self, writer, index $(, value, $ty $(, $boxed)?)? $(is $only)?
                        )
                    })*
                    Self::$unknown(value) => (usize::MAX, value),
                };
                writer.union(<Self as $crate::v1::Union>::shape(), index, value)
            }
        }

        impl $crate::v1::Value for $name {
            fn vacant() -> Self {
                Self::$unknown($crate::v1::Value::vacant())
            }
        }

        $crate::__bindery_v1_serde! { $name }
    };
}

/// The name of what a variant holds, in a pattern.
#[doc(hidden)]
#[macro_export]
macro_rules! __bindery_v1_union_held {
    ($value:ident, $ty:ty) => {
        $value
    };
}

/// A place to read what a variant holds into.
#[doc(hidden)]
#[macro_export]
macro_rules! __bindery_v1_union_vacant {
    ($ty:ty) => {
        $crate::v1::Value::vacant()
    };
}

/// What a variant reads into.
#[doc(hidden)]
#[macro_export]
macro_rules! __bindery_v1_union_into {
    ($value:ident, $ty:ty $(, $boxed:ident)?) => {
        $crate::__bindery_v1_union_part!([&mut] $value $(, $boxed)?)
    };
    (is $only:literal) => {
        $crate::v1::passed()
    };
}

/// What a variant writes.
#[doc(hidden)]
#[macro_export]
macro_rules! __bindery_v1_union_out {
    ($union:ident, $writer:ident, $index:ident, $value:ident, $ty:ty $(, $boxed:ident)?) => {
        ($index, $crate::__bindery_v1_union_part!([&] $value $(, $boxed)?))
    };
    ($union:ident, $writer:ident, $index:ident is $only:literal) => {
        return $writer.union(
            <$union as $crate::v1::Union>::shape(),
            $index,
            &$crate::v1::Only::of($only),
        )
    };
}

/// What a variant holds, without its box.
#[doc(hidden)]
#[macro_export]
macro_rules! __bindery_v1_union_part {
    ([$($reference:tt)*] $value:ident) => {
        $value
    };
    ([$($reference:tt)*] $value:ident, boxed) => {
        $($reference)* **$value
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
        $crate::v1::Fits::Only(|| $crate::v1::Only::of($only))
    };
    (record, $ty:ty) => {
        $crate::v1::Fits::Record(<$ty as $crate::v1::Record>::SHAPE)
    };
    (choice, $ty:ty) => {
        $crate::v1::Fits::Choice(<$ty as $crate::v1::OpenEnum>::TEXTS)
    };
    (union, $ty:ty) => {
        $crate::v1::Fits::Union(<$ty as $crate::v1::Union>::shape)
    };
    ($kind:ident, $ty:ty) => {
        $crate::v1::Fits::Kind
    };
    ($ty:ty) => {
        $crate::v1::Fits::Kind
    };
}
