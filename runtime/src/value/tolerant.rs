//! Accepts what servers send instead of the described value if it has one meaning: `1.0` or `3e0`
//! for an integer, and an empty string for a date or date-time that may be null.
//!
//! Serde's implementations for integers, lists and options decide what they accept, so the
//! deserializer is changed: [`Tolerant`] wraps it. A record receives the deserializer unchanged,
//! and wraps each of its values. A type that accepts any value receives what was sent.

use std::any::type_name;
use std::fmt;

use serde::de::{
    Deserialize, DeserializeSeed, Deserializer, EnumAccess, Error, IntoDeserializer, MapAccess,
    SeqAccess, Visitor,
};
use serde_json::value::RawValue;

use crate::{Date, DateTime};

/// Up to here a number with a fraction or an exponent is certainly the integer that was written:
/// beyond it, another one may have been rounded to it.
const EXACT: f64 = 9_007_199_254_740_991.0;

/// The integer that a number is, where it certainly is one.
pub(crate) fn whole(number: f64) -> Option<i64> {
    #[expect(clippy::cast_possible_truncation, reason = "it is whole and in range")]
    (number.fract() == 0.0 && number.abs() <= EXACT).then_some(number as i64)
}

/// Reads a value with tolerance.
///
/// # Errors
///
/// When the input is not what the type needs.
#[inline]
pub(crate) fn read<'de, T: Deserialize<'de>, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<T, D::Error> {
    T::deserialize(Tolerant(deserializer))
}

/// Reads JSON with tolerance.
///
/// # Errors
///
/// When it is not JSON, or not what the type needs.
pub(crate) fn from_json<'de, T: Deserialize<'de>>(json: &'de [u8]) -> serde_json::Result<T> {
    let mut deserializer = serde_json::Deserializer::from_slice(json);
    let value = read(&mut deserializer)?;
    deserializer.end()?;
    Ok(value)
}

/// An input, a visitor, or what a visitor is handed, with tolerance around it.
pub(crate) struct Tolerant<I>(pub(crate) I);

/// What asks for a value of this kind gets what came.
macro_rules! as_it_came {
    ($($method:ident($($argument:ident: $ty:ty),*),)*) => {$(
        #[inline]
        fn $method<V: Visitor<'de>>(self, $($argument: $ty,)* visitor: V) -> Result<V::Value, D::Error> {
            self.0.$method($($argument,)* visitor)
        }
    )*};
}

/// What asks for an integer gets one for `1.0`, too.
macro_rules! integers {
    ($($method:ident,)*) => {$(
        #[inline]
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
            self.0.$method(Integer(visitor))
        }
    )*};
}

/// What asks for values inside of a value reads those with tolerance.
macro_rules! containers {
    ($($method:ident($($argument:ident: $ty:ty),*),)*) => {$(
        #[inline]
        fn $method<V: Visitor<'de>>(self, $($argument: $ty,)* visitor: V) -> Result<V::Value, D::Error> {
            self.0.$method($($argument,)* Tolerant(visitor))
        }
    )*};
}

/// JSON's reader of 128-bit integers stops at a point, and its other readers lose digits: the text
/// is read instead.
macro_rules! wide_integers {
    ($($method:ident($ty:ty) = $visit:ident,)*) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
            let digits = Box::<RawValue>::deserialize(self.0)?;
            if let Ok(integer) = digits.get().parse::<$ty>() {
                return visitor.$visit(integer);
            }
            match digits.get().parse().ok().and_then(whole) {
                Some(integer) => visitor.visit_i64(integer),
                None => Err(D::Error::custom("expected an integer")),
            }
        }
    )*};
}

impl<'de, D: Deserializer<'de>> Deserializer<'de> for Tolerant<D> {
    type Error = D::Error;

    as_it_came! {
        deserialize_any(),
        deserialize_bool(),
        deserialize_f32(),
        deserialize_f64(),
        deserialize_char(),
        deserialize_str(),
        deserialize_string(),
        deserialize_bytes(),
        deserialize_byte_buf(),
        deserialize_unit(),
        deserialize_unit_struct(name: &'static str),
        deserialize_struct(name: &'static str, fields: &'static [&'static str]),
        deserialize_enum(name: &'static str, variants: &'static [&'static str]),
        deserialize_identifier(),
        deserialize_ignored_any(),
    }

    integers! {
        deserialize_i8,
        deserialize_i16,
        deserialize_i32,
        deserialize_i64,
        deserialize_u8,
        deserialize_u16,
        deserialize_u32,
        deserialize_u64,
    }

    wide_integers! {
        deserialize_i128(i128) = visit_i128,
        deserialize_u128(u128) = visit_u128,
    }

    containers! {
        deserialize_newtype_struct(name: &'static str),
        deserialize_seq(),
        deserialize_tuple(length: usize),
        deserialize_tuple_struct(name: &'static str, length: usize),
        deserialize_map(),
    }

    #[inline]
    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        if is_day::<V::Value>() {
            self.0.deserialize_any(Day(visitor))
        } else {
            self.0.deserialize_option(Tolerant(visitor))
        }
    }

    fn is_human_readable(&self) -> bool {
        self.0.is_human_readable()
    }
}

/// Whether a type is a date or a date-time that may be absent. Types are identified by name,
/// because a visitor's value need not outlive the program, as an id of a type asks for.
fn is_day<T>() -> bool {
    let name = type_name::<T>();
    name == type_name::<Option<DateTime>>() || name == type_name::<Option<Date>>()
}

/// A visitor of an integer.
struct Integer<V>(V);

impl<'de, V: Visitor<'de>> Visitor<'de> for Integer<V> {
    type Value = V::Value;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.expecting(formatter)
    }

    #[inline]
    fn visit_i64<E: Error>(self, integer: i64) -> Result<V::Value, E> {
        self.0.visit_i64(integer)
    }

    #[inline]
    fn visit_u64<E: Error>(self, integer: u64) -> Result<V::Value, E> {
        self.0.visit_u64(integer)
    }

    #[cold]
    fn visit_f64<E: Error>(self, number: f64) -> Result<V::Value, E> {
        match whole(number) {
            Some(integer) => self.0.visit_i64(integer),
            None => Err(E::custom("expected an integer")),
        }
    }
}

/// What is not text is the type's own to refuse.
macro_rules! present {
    ($($visit:ident($ty:ty),)*) => {$(
        fn $visit<E: Error>(self, value: $ty) -> Result<V::Value, E> {
            self.0.visit_some(value.into_deserializer())
        }
    )*};
}

/// A visitor of a date or a date-time that may be absent: an empty text is no value.
struct Day<V>(V);

impl<'de, V: Visitor<'de>> Visitor<'de> for Day<V> {
    type Value = V::Value;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.expecting(formatter)
    }

    fn visit_unit<E: Error>(self) -> Result<V::Value, E> {
        self.0.visit_none()
    }

    present! {
        visit_bool(bool),
        visit_i64(i64),
        visit_u64(u64),
        visit_f64(f64),
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<V::Value, E> {
        if text.is_empty() {
            return self.0.visit_none();
        }
        self.0.visit_some(text.into_deserializer())
    }
}

/// A visitor of a list, a map or an option: what is inside is read with tolerance.
impl<'de, V: Visitor<'de>> Visitor<'de> for Tolerant<V> {
    type Value = V::Value;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.expecting(formatter)
    }

    #[inline]
    fn visit_none<E: Error>(self) -> Result<V::Value, E> {
        self.0.visit_none()
    }

    #[inline]
    fn visit_unit<E: Error>(self) -> Result<V::Value, E> {
        self.0.visit_unit()
    }

    #[inline]
    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<V::Value, D::Error> {
        self.0.visit_some(Tolerant(deserializer))
    }

    #[inline]
    fn visit_newtype_struct<D: Deserializer<'de>>(
        self,
        deserializer: D,
    ) -> Result<V::Value, D::Error> {
        self.0.visit_newtype_struct(Tolerant(deserializer))
    }

    #[inline]
    fn visit_seq<A: SeqAccess<'de>>(self, items: A) -> Result<V::Value, A::Error> {
        self.0.visit_seq(Tolerant(items))
    }

    #[inline]
    fn visit_map<A: MapAccess<'de>>(self, entries: A) -> Result<V::Value, A::Error> {
        self.0.visit_map(Tolerant(entries))
    }

    fn visit_enum<A: EnumAccess<'de>>(self, variant: A) -> Result<V::Value, A::Error> {
        self.0.visit_enum(variant)
    }
}

/// A value inside of a value.
impl<'de, S: DeserializeSeed<'de>> DeserializeSeed<'de> for Tolerant<S> {
    type Value = S::Value;

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<S::Value, D::Error> {
        self.0.deserialize(Tolerant(deserializer))
    }
}

impl<'de, A: SeqAccess<'de>> SeqAccess<'de> for Tolerant<A> {
    type Error = A::Error;

    #[inline]
    fn next_element_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, A::Error> {
        self.0.next_element_seed(Tolerant(seed))
    }

    #[inline]
    fn size_hint(&self) -> Option<usize> {
        self.0.size_hint()
    }
}

impl<'de, A: MapAccess<'de>> MapAccess<'de> for Tolerant<A> {
    type Error = A::Error;

    #[inline]
    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, A::Error> {
        self.0.next_key_seed(seed)
    }

    #[inline]
    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, A::Error> {
        self.0.next_value_seed(Tolerant(seed))
    }

    fn size_hint(&self) -> Option<usize> {
        self.0.size_hint()
    }
}
