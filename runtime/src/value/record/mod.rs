//! Structs from and to JSON objects, without a derive.
//!
//! Serde's derive creates a visitor, a key type and a key visitor for each struct, and compiling
//! them takes most of the compile time of a generated client. Here a struct passes its fields to
//! [`wire`](crate::wire), which does the rest for all structs.

pub(crate) mod secret;
pub(crate) mod wire;

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
        $crate::__bindery_v1_record_wire! {
            $name { $($field = $wire [$($null)? $($reading)?] $($only)?,)* } [$($kept)?]
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
