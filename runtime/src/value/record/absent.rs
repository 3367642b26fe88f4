//! What an absent key means: nothing for an `Option` or a `Maybe`, a mistake for everything else.
//!
//! The type itself is asked, by letting it read from an input that holds nothing. So a field needs
//! no mark that says that it is optional.

use std::marker::PhantomData;

use serde::de::{Deserialize, Deserializer, Error, Visitor};
use serde::forward_to_deserialize_any;

use crate::value::maybe;
use crate::value::union::say_unknown;

/// The value of a field whose key may be absent.
///
/// # Errors
///
/// Names the wire name where the type needs a value.
#[inline]
pub fn take<'de, T: Deserialize<'de>, E: Error>(
    slot: Option<T>,
    wire: &'static str,
) -> Result<T, E> {
    match slot {
        Some(value) => Ok(value),
        None => T::deserialize(Absent {
            wire,
            error: PhantomData,
        }),
    }
}

/// The value of a field whose key is always there by its description, and may be null. Servers
/// leave it out all the same: then it is null.
///
/// # Errors
///
/// As [`take`].
#[inline]
pub fn take_null<'de, T: Deserialize<'de>, E: Error>(
    slot: Option<T>,
    wire: &'static str,
) -> Result<T, E> {
    if slot.is_none() {
        // A type that the value fits as described is preferred.
        say_unknown();
    }
    take(slot, wire)
}

/// An input that holds nothing.
struct Absent<E> {
    wire: &'static str,
    error: PhantomData<fn() -> E>,
}

impl<'de, E: Error> Deserializer<'de> for Absent<E> {
    type Error = E;

    #[cold]
    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, E> {
        Err(E::missing_field(self.wire))
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, E> {
        visitor.visit_none()
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, E> {
        if name == maybe::NAME {
            return visitor.visit_unit();
        }
        self.deserialize_any(visitor)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct
        seq tuple tuple_struct map struct enum identifier ignored_any
    }
}
