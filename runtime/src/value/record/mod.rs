//! Structs from and to JSON objects, without a derive.
//!
//! Serde's derive builds a visitor, a key type and a key visitor for each struct, and compiling
//! them is most of the time that a generated client takes to compile. Here all structs share one
//! visitor and one key reader; what is left in each of them is a line a field. Nothing is allocated
//! for a key, and unknown keys are skipped.

pub(crate) mod absent;
pub(crate) mod read;
pub(crate) mod secret;
pub(crate) mod write;

/// Connects the fields of a struct with their wire names and makes the struct readable and
/// writable.
///
/// A field of type `Option` may be absent or null on the wire, and is left out when it is written
/// as `None`; in one of type `Maybe` these are two things. With `or null` it is read in the same
/// way, and `None` is written as null. With `as secret` it holds secrets, which are written into a
/// request alone. With `for reading` only responses hold it, and no request does. A field that `is
/// "text"`, or another literal, has one value: it is a `Constant`, which keeps another value that
/// arrives; `or absent` says that it need not arrive. `..field` at the end keeps what no other field
/// is for, by its key.
#[doc(hidden)]
#[macro_export]
macro_rules! __bindery_v1_record {
    ($name:ident {
        $(
            $field:ident = $wire:literal
            $(is $only:literal)? $(of $item:literal)? $(as $secret:ident)? $(or $null:ident)?
            $(for $reading:ident)?,
        )*
        $(..$kept:ident $(as $kept_secret:ident)?)?
    }) => {
        $crate::__bindery_v1_record_read! {
            $name { $($field = $wire $([$only])? $($null)?,)* $(..$kept)? }
        }
        $crate::__bindery_v1_record_write! {
            $name {
                $($field = $wire $([$only])? $($reading)? $($secret)? $($null)?,)*
                $(..$kept $($kept_secret)?)?
            }
        }
        $crate::__bindery_v1_record_constants! { $name $($($field $wire $only)?)* }
    };
}

/// Lets callers read what arrived for a property that has one value.
#[doc(hidden)]
#[macro_export]
macro_rules! __bindery_v1_record_constants {
    ($name:ident) => {};
    ($name:ident $($field:ident $wire:literal $only:literal)+) => {
        impl $name {
            /// The value that arrived for a property that has one value, by its name, where it is
            /// another: a kind of object, say, that this version of the crate does not know.
            #[must_use]
            pub fn unexpected(&self, property: &str) -> ::core::option::Option<&$crate::JsonValue> {
                match property {
                    $($wire => self.$field.unexpected(),)+
                    _ => ::core::option::Option::None,
                }
            }
        }
    };
}

/// Reads a struct: a local for each field, filled by index, checked at the end.
#[doc(hidden)]
#[macro_export]
macro_rules! __bindery_v1_record_read {
    ($name:ident {
        $($field:ident = $wire:literal $([$only:literal])? $($null:ident)?,)* $(..$kept:ident)?
    }) => {
        impl<'de> $crate::v1::serde::Deserialize<'de> for $name {
            #[inline]
            fn deserialize<D: $crate::v1::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                $crate::v1::read_record(deserializer)
            }
        }

        impl<'de> $crate::v1::ReadRecord<'de> for $name {
            const NAME: &'static str = ::core::stringify!($name);
            const FIELDS: &'static [&'static str] = &[$($wire),*];
            $(const KEEPS: bool = $crate::__bindery_v1_record_keeps!($kept);)?

            #[inline]
            fn index(key: &str) -> usize {
                // Not `expect`: the names are the fields' own, and a record may have none.
                #[allow(dead_code, non_camel_case_types, clippy::upper_case_acronyms)]
                enum Index { $($field),* }
                match key {
                    $($wire => Index::$field as usize,)*
                    _ => Self::FIELDS.len(),
                }
            }

            fn read<A: $crate::v1::serde::de::MapAccess<'de>>(
                mut fields: $crate::v1::Fields<A>,
            ) -> ::core::result::Result<Self, A::Error> {
                // Not `expect`: the names are the fields' own, and a record may have none.
                #[allow(dead_code, non_camel_case_types, clippy::upper_case_acronyms)]
                enum Index { $($field),* }
                $(let mut $field = ::core::option::Option::None;)*
                $(let mut $kept = ::std::collections::BTreeMap::new();)?
                while let ::core::option::Option::Some(index) =
                    $crate::__bindery_v1_record_next!(fields $(, $kept)?)?
                {
                    match index {
                        $(index if index == Index::$field as usize => {
                            $crate::__bindery_v1_record_fill!(fields, $field, $wire $(, $only)?)?
                        })*
                        _ => fields.skip()?,
                    }
                }
                ::core::result::Result::Ok(Self {
                    $($field: $crate::__bindery_v1_record_take!(
                        $field, $wire $(, is $only)? $(, $null)?
                    )?,)*
                    $($kept,)?
                })
            }
        }
    };
}

/// The next key of a field, past those that are kept.
#[doc(hidden)]
#[macro_export]
macro_rules! __bindery_v1_record_next {
    ($fields:ident) => {
        $fields.next_index::<Self>()
    };
    ($fields:ident, $kept:ident) => {
        $fields.next_index_keeping::<Self, _>(&mut $kept)
    };
}

/// Says that a record keeps what it has no field for.
#[doc(hidden)]
#[macro_export]
macro_rules! __bindery_v1_record_keeps {
    ($kept:ident) => {
        true
    };
}

/// Reads the value of the current key.
#[doc(hidden)]
#[macro_export]
macro_rules! __bindery_v1_record_fill {
    ($fields:ident, $slot:ident, $wire:literal) => {
        $fields.fill(&mut $slot, $wire)
    };
    ($fields:ident, $slot:ident, $wire:literal, $only:literal) => {
        $fields.fill_constant(&mut $slot, $wire, $crate::v1::Only::of($only))
    };
}

/// Takes the value of a field after the last key.
#[doc(hidden)]
#[macro_export]
macro_rules! __bindery_v1_record_take {
    ($slot:expr, $wire:literal) => {
        $crate::v1::take($slot, $wire)
    };
    ($slot:expr, $wire:literal, null) => {
        $crate::v1::take_null($slot, $wire)
    };
    ($slot:expr, $wire:literal, is $only:literal) => {
        $crate::v1::take_constant($slot, $wire, false)
    };
    ($slot:expr, $wire:literal, is $only:literal, absent) => {
        $crate::v1::take_constant($slot, $wire, true)
    };
}

/// Writes a struct.
#[doc(hidden)]
#[macro_export]
macro_rules! __bindery_v1_record_write {
    (
        $name:ident {
            $($field:ident = $wire:literal $([$only:literal])? $($how:ident)*,)*
            $(..$kept:ident $($kept_how:ident)?)?
        }
    ) => {
        impl $crate::v1::serde::Serialize for $name {
            fn serialize<S: $crate::v1::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                // Not `expect`: only a record with fields that may be absent has a use for the trait.
                #[allow(unused_imports)]
                use $crate::v1::AlwaysPresent as _;
                // Not `expect`: only a record without fields writes none.
                #[allow(unused_mut)]
                let mut fields = $crate::v1::FieldWriter::new(serializer)?;
                $(
                    $crate::__bindery_v1_record_put!(
                        fields, $wire, &self.$field $(, is $only)? $(, $how)*
                    );
                )*
                $crate::__bindery_v1_record_put_kept!(fields, [$($wire),*], self $(, $kept $($kept_how)?)?);
                fields.end()
            }
        }
    };
}

/// Writes a field, unless it is absent.
#[doc(hidden)]
#[macro_export]
macro_rules! __bindery_v1_record_put {
    ($fields:expr, $wire:literal, $value:expr) => {
        if !$crate::v1::Presence($value).is_absent() {
            $fields.put($wire, $value)?;
        }
    };
    ($fields:expr, $wire:literal, $value:expr, is $only:literal $(, absent)?) => {
        $fields.put($wire, &$crate::v1::Written($value, $crate::v1::Only::of($only)))?;
    };
    ($fields:expr, $wire:literal, $value:expr, is $only:literal, reading $(, absent)?) => {
        if !$crate::v1::is_sending() {
            $crate::__bindery_v1_record_put!($fields, $wire, $value, is $only);
        }
    };
    ($fields:expr, $wire:literal, $value:expr, reading $(, $how:ident)*) => {
        if !$crate::v1::is_sending() {
            $crate::__bindery_v1_record_put!($fields, $wire, $value $(, $how)*);
        }
    };
    ($fields:expr, $wire:literal, $value:expr, null) => {
        $fields.put($wire, $value)?;
    };
    ($fields:expr, $wire:literal, $value:expr, secret) => {
        if !$crate::v1::Presence($value).is_absent() {
            $fields.put($wire, &$crate::v1::Secret($value))?;
        }
    };
    ($fields:expr, $wire:literal, $value:expr, secret, null) => {
        $fields.put($wire, &$crate::v1::Secret($value))?;
    };
}

/// Writes what was kept, where anything is.
#[doc(hidden)]
#[macro_export]
macro_rules! __bindery_v1_record_put_kept {
    ($fields:ident, [$($wire:literal),*], $record:ident) => {};
    ($fields:ident, [$($wire:literal),*], $record:ident, $kept:ident) => {
        $fields.put_kept(&[$($wire),*], &$record.$kept)?;
    };
    ($fields:ident, [$($wire:literal),*], $record:ident, $kept:ident secret) => {
        $fields.put_kept_secrets(&[$($wire),*], &$record.$kept)?;
    };
}
