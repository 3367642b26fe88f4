//! What callers pass: lists and maps whose members convert, the setters of requests, and the
//! alternatives of unions.
//!
//! Generated code declares which values a caller may pass; the functions that take them are defined
//! here.

use std::collections::BTreeMap;

/// Collects a list of values that convert into its items.
#[inline]
pub fn each<T>(items: impl IntoIterator<Item: Into<T>>) -> Vec<T> {
    items.into_iter().map(Into::into).collect()
}

/// Collects a map of pairs that convert into its keys and values.
#[inline]
pub fn entries<T>(
    entries: impl IntoIterator<Item = (impl Into<String>, impl Into<T>)>,
) -> BTreeMap<String, T> {
    let entries = entries.into_iter();
    entries
        .map(|(key, value)| (key.into(), value.into()))
        .collect()
}

/// Declares the setters of a request: their names, their arguments, and the fields that they set.
///
/// `name: impl Into<String> => body.name = Some(name.into())`. A value that can only be one takes
/// no argument: `all => all = Some(true)`. `name or name_null: …` also declares `name_null`, which
/// sets the field to null. With `[body]` before a field, it is set only if there is a `body`.
#[doc(hidden)]
#[macro_export]
macro_rules! __bindery_v1_setters {
    ($request:ident; $(
        $(#[$attribute:meta])*
        $name:ident $(or $null:ident)? $(: $ty:ty)? => $([$body:ident])? $($place:ident).+ = $value:expr
    ),* $(,)?) => {
        impl $request {
            $(
                $(#[$attribute])*
                #[inline]
                pub fn $name(mut self $(, $name: $ty)?) -> Self {
                    $crate::__bindery_v1_set!(self, $([$body])? $($place).+ = $value);
                    self
                }

                $crate::__bindery_v1_null_setter!(
                    ($($null)?) $name $([$body])? $($place).+
                );
            )*
        }
    };
}

/// Declares the setter that sets a field of a request to null, where there is one.
#[doc(hidden)]
#[macro_export]
macro_rules! __bindery_v1_null_setter {
    (() $($setter:tt)*) => {};
    (($null:ident) $name:ident $($place:tt)+) => {
        #[doc = ::core::concat!(
            "Sends null, where [`", ::core::stringify!($name), "`](Self::",
            ::core::stringify!($name), ") sends a value."
        )]
        #[inline]
        pub fn $null(mut self) -> Self {
            $crate::__bindery_v1_set!(self, $($place)+ = $crate::Maybe::Null);
            self
        }
    };
}

/// Sets a field of a request.
#[doc(hidden)]
#[macro_export]
macro_rules! __bindery_v1_set {
    ($request:ident, [$body:ident] $field:ident = $value:expr) => {
        if let ::core::option::Option::Some(body) = &mut $request.$body {
            body.$field = $value;
        }
    };
    ($request:ident, $($place:ident).+ = $value:expr) => {
        $request.$($place).+ = $value;
    };
}

/// Declares the constructor of each alternative of a union, and the types that convert into it.
///
/// `text(value: impl Into<String>) => Text(value.into())`, optionally followed by `from` and what
/// converts into the alternative: `value[T]`; `text` for `&str` and `String`; `list[T]` for
/// `Vec<T>` and `[T; N]`; `texts` for lists of `String` and of `&str`; `map[T]` for a map and an
/// array of pairs; `text_map`, whose values may also be `&str`. The alternative may be a union into
/// which these convert. A record converts, and the variant
/// contains a box of it: `System: new[SystemMessage]` passes the arguments to its `new`,
/// `Assistant: default[AssistantMessage]` takes none, and `Tool: boxed[ToolMessage]` takes the
/// record.
#[doc(hidden)]
#[macro_export]
macro_rules! __bindery_v1_alternatives {
    ($name:ident { $(
        $make:ident($($argument:ident: $ty:ty),* $(,)?) => $variant:ident $(($made:expr))?
        $(: $how:ident[$record:ty])? $(from $($kind:ident $([$of:ty])?)+)?
    ),* $(,)? }) => {
        impl $name {
            $(
                #[doc = ::core::concat!(
                    "Returns the variant [`", ::core::stringify!($variant), "`](Self::",
                    ::core::stringify!($variant), ")."
                )]
                #[must_use]
                #[inline]
                pub fn $make($($argument: $ty),*) -> Self {
                    Self::$variant($crate::__bindery_v1_made!(
                        ($($argument),*) $(($made))? $($how[$record])?
                    ))
                }
            )*
        }

        $(
            $($crate::__bindery_v1_alternative!($name, $variant, boxed[$record]);)?
            $($($crate::__bindery_v1_alternative!($name, $variant, $kind $([$of])?);)+)?
        )*
    };
}

/// What a constructor makes of its arguments.
#[doc(hidden)]
#[macro_export]
macro_rules! __bindery_v1_made {
    (($($argument:ident),*) ($made:expr)) => {
        $made
    };
    (($($argument:ident),*) new[$record:ty]) => {
        ::std::boxed::Box::new(<$record>::new($($argument),*))
    };
    (() default[$record:ty]) => {
        ::std::boxed::Box::new(<$record as ::core::default::Default>::default())
    };
    (($value:ident) boxed[$record:ty]) => {
        ::std::boxed::Box::new($value)
    };
}

/// Converts what makes one alternative of a union.
#[doc(hidden)]
#[macro_export]
macro_rules! __bindery_v1_alternative {
    ($name:ident, $variant:ident, value[$ty:ty]) => {
        $crate::__bindery_v1_alternative!(@ $name, $variant, [], $ty, value => value.into());
    };
    ($name:ident, $variant:ident, boxed[$ty:ty]) => {
        $crate::__bindery_v1_alternative!(@ $name, $variant, [], $ty, value => ::std::boxed::Box::new(value));
    };
    ($name:ident, $variant:ident, text) => {
        $crate::__bindery_v1_alternative!(@ $name, $variant, [], &str, value => value.into());
        $crate::__bindery_v1_alternative!(@ $name, $variant, [], ::std::string::String, value => value.into());
    };
    ($name:ident, $variant:ident, list[$ty:ty]) => {
        $crate::__bindery_v1_alternative!(@ $name, $variant, [], ::std::vec::Vec<$ty>, value => value.into());
        $crate::__bindery_v1_alternative!(@ $name, $variant, [const N: usize], [$ty; N], value => value.into());
    };
    ($name:ident, $variant:ident, texts) => {
        $crate::__bindery_v1_alternative!($name, $variant, list[::std::string::String]);
        $crate::__bindery_v1_alternative!(@ $name, $variant, [], ::std::vec::Vec<&str>, value => $crate::v1::each::<::std::string::String>(value).into());
        $crate::__bindery_v1_alternative!(@ $name, $variant, [const N: usize], [&str; N], value => $crate::v1::each::<::std::string::String>(value).into());
    };
    ($name:ident, $variant:ident, map[$ty:ty]) => {
        $crate::__bindery_v1_alternative!(
            @ $name, $variant, [], ::std::collections::BTreeMap<::std::string::String, $ty>, value => value.into()
        );
        $crate::__bindery_v1_alternative!(@ $name, $variant, [const N: usize], [(&str, $ty); N], value => $crate::v1::entries::<$ty>(value).into());
    };
    ($name:ident, $variant:ident, text_map) => {
        $crate::__bindery_v1_alternative!($name, $variant, map[::std::string::String]);
        $crate::__bindery_v1_alternative!(@ $name, $variant, [const N: usize], [(&str, &str); N], value => $crate::v1::entries::<::std::string::String>(value).into());
    };
    (@ $name:ident, $variant:ident, [$($generics:tt)*], $ty:ty, $value:ident => $made:expr) => {
        impl<$($generics)*> ::core::convert::From<$ty> for $name {
            #[inline]
            fn from($value: $ty) -> Self {
                Self::$variant($made)
            }
        }
    };
}
