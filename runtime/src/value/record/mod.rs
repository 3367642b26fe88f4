//! Structs from and to JSON objects, without a derive.
//!
//! Serde's derive creates a visitor, a key type and a key visitor for each struct, and compiling
//! them takes most of the compile time of a generated client. Here a struct passes its fields to
//! [`wire`](crate::wire), which does the rest for all structs.

pub(crate) mod secret;
pub(crate) mod wire;

/// Connects the fields of a struct with their wire names, and implements reading and writing for
/// it.
///
/// A field of type `Option` may be absent or null on the wire, and `None` is omitted when it is
/// written; a `Maybe` distinguishes absent and null. With `or null`, `None` is written as null.
/// With `as secret` the field contains secrets, which are written only into a request. With `for
/// reading` it is omitted from requests. A field that `is "text"`, or another literal, is a
/// `Constant`: it has one value, and keeps another value that is received; with `or absent` it may
/// be missing. `..field` at the end keeps all other properties by name.
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

/// Lets callers read an unexpected value of a constant.
#[doc(hidden)]
#[macro_export]
macro_rules! __bindery_v1_record_constants {
    ($name:ident) => {};
    ($name:ident $($field:ident $wire:literal $only:literal)+) => {
        impl $name {
            /// Returns the value that was received for a constant property, by its name, if it is
            /// not the described value: a kind of object, for example, that this version of the
            /// crate does not know.
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
