//! The expansion of `record!` for JSON.

use crate::wire::Shape;

/// A struct with described fields.
#[doc(hidden)]
pub trait Record {
    /// Its fields.
    const SHAPE: &'static Shape;
}

/// Reads and writes a struct: hands out its fields, in the order of the description.
#[doc(hidden)]
#[macro_export]
macro_rules! __bindery_v1_record_wire {
    ($name:ident {
        $($field:ident = $wire:literal [$($mark:ident)*] $($only:literal)?,)*
    } [$($kept:ident)?]) => {
        impl $crate::v1::Record for $name {
            const SHAPE: &'static $crate::v1::Shape = &$crate::v1::Shape {
                name: ::core::stringify!($name),
                fields: &[$($wire),*],
                marks: &[$($crate::__bindery_v1_record_mark!($($mark)*)),*],
                keeps: $crate::__bindery_v1_record_keeps!($($kept)?),
            };
        }

        impl $crate::v1::Wire for $name {
            fn read(&mut self, reader: &mut dyn $crate::v1::Reader) -> $crate::v1::Outcome {
                reader.record(
                    <Self as $crate::v1::Record>::SHAPE,
                    &mut [$(
                        $crate::__bindery_v1_record_reading!(
                            &mut self.$field, [$($mark)*] $(, $only)?
                        )
                    ),*],
                    $crate::__bindery_v1_record_kept!($(&mut self.$kept)?),
                )
            }

            fn write(&self, writer: &mut dyn $crate::v1::Writer) -> $crate::v1::Outcome {
                writer.record(
                    <Self as $crate::v1::Record>::SHAPE,
                    &[$($crate::__bindery_v1_record_written!(&self.$field $(, $only)?)),*],
                    $crate::__bindery_v1_record_kept!($(&self.$kept)?),
                )
            }
        }

        impl $crate::v1::Value for $name {
            fn vacant() -> Self {
                Self {
                    $($field: $crate::__bindery_v1_record_vacant!($($only)?),)*
                    $($kept: $crate::v1::Value::vacant(),)?
                }
            }
        }

        $crate::__bindery_v1_serde! { $name }
    };
}

/// What a field is read into.
#[doc(hidden)]
#[macro_export]
macro_rules! __bindery_v1_record_reading {
    ($field:expr, [$($mark:ident)*]) => {
        $field
    };
    ($field:expr, [absent $($mark:ident)*], $only:literal) => {
        &mut $crate::v1::Reading::new($field, $crate::v1::Only::of($only)).or_absent()
    };
    ($field:expr, [$($mark:ident)*], $only:literal) => {
        &mut $crate::v1::Reading::new($field, $crate::v1::Only::of($only))
    };
}

/// What is written of a field.
#[doc(hidden)]
#[macro_export]
macro_rules! __bindery_v1_record_written {
    ($field:expr) => {
        $field
    };
    ($field:expr, $only:literal) => {
        &$crate::v1::Written($field, $crate::v1::Only::of($only))
    };
}

/// A place to read a field into.
#[doc(hidden)]
#[macro_export]
macro_rules! __bindery_v1_record_vacant {
    () => {
        $crate::v1::Value::vacant()
    };
    ($only:literal) => {
        ::core::default::Default::default()
    };
}

/// What is said of a field besides its name.
#[doc(hidden)]
#[macro_export]
macro_rules! __bindery_v1_record_mark {
    ($(absent)?) => {
        $crate::v1::PLAIN
    };
    (null) => {
        $crate::v1::Mark {
            null: true,
            reading: false,
        }
    };
    ($(absent)? reading) => {
        $crate::v1::Mark {
            null: false,
            reading: true,
        }
    };
    (null reading) => {
        $crate::v1::Mark {
            null: true,
            reading: true,
        }
    };
}

/// Whether a record keeps what it has no field for.
#[doc(hidden)]
#[macro_export]
macro_rules! __bindery_v1_record_keeps {
    () => {
        false
    };
    ($kept:ident) => {
        true
    };
}

/// What a record keeps.
#[doc(hidden)]
#[macro_export]
macro_rules! __bindery_v1_record_kept {
    () => {
        ::core::option::Option::None
    };
    ($kept:expr) => {
        ::core::option::Option::Some($kept)
    };
}

/// Lets serde's formats read and write a type.
#[doc(hidden)]
#[macro_export]
macro_rules! __bindery_v1_serde {
    ($name:ident) => {
        impl<'de> $crate::v1::serde::Deserialize<'de> for $name {
            #[inline]
            fn deserialize<D: $crate::v1::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                $crate::v1::read(deserializer)
            }
        }

        impl $crate::v1::serde::Serialize for $name {
            #[inline]
            fn serialize<S: $crate::v1::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                $crate::v1::write(self, serializer)
            }
        }
    };
}
