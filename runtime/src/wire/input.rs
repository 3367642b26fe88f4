//! Reads from any format of serde.
//!
//! Serde passes types of the format to visitors, so everything here is generic over the format;
//! nothing is generic over the type that is read.

use std::fmt;

use serde::de::{Deserialize, DeserializeSeed, Deserializer, Error, SeqAccess, Visitor};
use serde_json::value::RawValue;

use super::buffered::{Buffered, Spent};
use super::day::Day;
use super::object::{Entries, Fields};
use super::replay::Tagged;
use super::text::TextVisitor;
use super::{
    Integers, Optional, Outcome, Parts, Reader, Shape, Stopped, Textual, UnionShape, Value,
    Variants, Wire, decide,
};
use crate::JsonValue;
use crate::value::tolerant::whole;

/// Reads a value of an emitted type.
///
/// # Errors
///
/// When the input is not what the type needs.
#[inline]
pub fn read<'de, T: Value, D: Deserializer<'de>>(input: D) -> Result<T, D::Error> {
    let mut value = T::vacant();
    read_into(&mut value, input)?;
    Ok(value)
}

/// Reads into a vacant value.
///
/// # Errors
///
/// When the input is not what the type needs.
pub(crate) fn read_into<'de, D: Deserializer<'de>>(
    value: &mut dyn Wire,
    input: D,
) -> Result<(), D::Error> {
    let mut input = Input {
        input: Some(input),
        failed: None,
    };
    match value.read(&mut input) {
        Ok(()) => Ok(()),
        Err(Stopped) => Err(input.failed.unwrap_or_else(stopped)),
    }
}

/// A type that stops without a reason.
#[cold]
pub(super) fn stopped<E: Error>() -> E {
    E::custom("invalid value")
}

/// Reads JSON into a vacant value.
///
/// # Errors
///
/// When it is not JSON, or not what the type needs.
pub(crate) fn from_json(json: &[u8], value: &mut dyn Wire) -> serde_json::Result<()> {
    let mut input = serde_json::Deserializer::from_slice(json);
    read_into(value, &mut input)?;
    input.end()
}

/// Reads a tree of JSON into a vacant value.
///
/// # Errors
///
/// When it is not what the type needs.
pub(crate) fn from_value(json: &JsonValue, value: &mut dyn Wire) -> serde_json::Result<()> {
    read_into(value, Buffered::new(json, Spent::nothing()))
}

/// Reads a value inside of a value.
pub(super) struct Into<'v>(pub(super) &'v mut dyn Wire);

impl<'de> DeserializeSeed<'de> for Into<'_> {
    type Value = ();

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, input: D) -> Result<(), D::Error> {
        read_into(self.0, input)
    }
}

/// An input of a format, until it is read.
struct Input<'de, D: Deserializer<'de>> {
    input: Option<D>,
    failed: Option<D::Error>,
}

impl<'de, D: Deserializer<'de>> Input<'de, D> {
    #[inline]
    fn take<T>(&mut self, read: impl FnOnce(D) -> Result<T, D::Error>) -> Result<T, Stopped> {
        let input = self.input.take().ok_or(Stopped)?;
        read(input).map_err(|error| {
            self.failed = Some(error);
            Stopped
        })
    }
}

impl<'de, D: Deserializer<'de>> Reader for Input<'de, D> {
    fn record(
        &mut self,
        shape: &'static Shape,
        fields: &mut [&mut dyn Wire],
        kept: Option<&mut dyn Parts>,
    ) -> Outcome {
        let fields = Fields {
            shape,
            fields,
            kept,
        };
        self.take(|input| input.deserialize_struct(shape.name, shape.fields, fields))
    }

    fn union(
        &mut self,
        shape: &'static UnionShape,
        value: &mut dyn Variants,
        spare: &mut dyn Variants,
    ) -> Result<bool, Stopped> {
        self.take(|input| {
            if shape.tag.is_empty() {
                let json = JsonValue::deserialize(input)?;
                return Ok(decide::decide(shape, json, |_| true, value, spare));
            }
            input.deserialize_any(Tagged {
                shape,
                value,
                spare,
            })
        })
    }

    fn option(&mut self, value: &mut dyn Optional, empty_is_none: bool) -> Outcome {
        self.take(|input| {
            if empty_is_none {
                input.deserialize_any(Day(value))
            } else {
                input.deserialize_option(MayBeNull(value))
            }
        })
    }

    fn list(&mut self, items: &mut dyn Parts) -> Outcome {
        self.take(|input| input.deserialize_seq(List(items)))
    }

    fn tuple(&mut self, items: &mut [&mut dyn Wire]) -> Outcome {
        self.take(|input| input.deserialize_tuple(items.len(), Tuple(items)))
    }

    fn map(&mut self, entries: &mut dyn Parts) -> Outcome {
        self.take(|input| input.deserialize_map(Entries(entries)))
    }

    fn string(&mut self) -> Result<String, Stopped> {
        self.take(String::deserialize)
    }

    fn text(&mut self, expected: &'static str, value: &mut dyn Textual) -> Outcome {
        self.take(|input| input.deserialize_any(TextVisitor { expected, value }))
    }

    fn boolean(&mut self) -> Result<bool, Stopped> {
        self.take(bool::deserialize)
    }

    fn integer(&mut self, kind: &'static Integers) -> Result<i128, Stopped> {
        self.take(|input| {
            if kind.least < 0 {
                input.deserialize_i64(Integer(kind))
            } else {
                input.deserialize_u64(Integer(kind))
            }
        })
    }

    fn listed_integer(&mut self) -> Result<i64, Stopped> {
        self.take(|input| input.deserialize_any(ListedInteger))
    }

    fn double(&mut self) -> Result<f64, Stopped> {
        self.take(f64::deserialize)
    }

    fn single(&mut self) -> Result<f32, Stopped> {
        self.take(f32::deserialize)
    }

    fn written(&mut self) -> Result<Box<str>, Stopped> {
        self.take(|input| Box::<RawValue>::deserialize(input).map(Box::from))
    }

    fn json(&mut self) -> Result<JsonValue, Stopped> {
        self.take(JsonValue::deserialize)
    }

    fn null(&mut self) -> Outcome {
        self.take(<()>::deserialize)
    }

    #[cold]
    fn refuse(&mut self, reason: &'static str) -> Stopped {
        self.failed = Some(D::Error::custom(reason));
        Stopped
    }
}

/// A visitor of what may be null.
struct MayBeNull<'v>(&'v mut dyn Optional);

impl<'de> Visitor<'de> for MayBeNull<'_> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("option")
    }

    fn visit_none<E: Error>(self) -> Result<(), E> {
        self.0.none();
        Ok(())
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        self.0.none();
        Ok(())
    }

    fn visit_some<D: Deserializer<'de>>(self, input: D) -> Result<(), D::Error> {
        read_into(self.0.some(), input)
    }
}

/// A visitor of a list.
struct List<'v>(&'v mut dyn Parts);

impl<'de> Visitor<'de> for List<'_> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a sequence")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<(), A::Error> {
        while items.next_element_seed(Item(&mut *self.0))?.is_some() {}
        Ok(())
    }
}

/// Reads one more item of a list.
struct Item<'v>(&'v mut dyn Parts);

impl<'de> DeserializeSeed<'de> for Item<'_> {
    type Value = ();

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, input: D) -> Result<(), D::Error> {
        read_into(self.0.part(String::new()), input)
    }
}

/// A visitor of a list of which each item has a type of its own.
struct Tuple<'f, 'v>(&'f mut [&'v mut dyn Wire]);

impl<'de> Visitor<'de> for Tuple<'_, '_> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "a tuple of size {}", self.0.len())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<(), A::Error> {
        for at in 0..self.0.len() {
            if items.next_element_seed(Into(&mut *self.0[at]))?.is_none() {
                return Err(A::Error::invalid_length(at, &self));
            }
        }
        Ok(())
    }
}

/// A visitor of an integer of a type.
struct Integer(&'static Integers);

impl Integer {
    fn within<E: Error>(&self, integer: i128, came: serde::de::Unexpected<'_>) -> Result<i128, E> {
        if (self.0.least..=self.0.most).contains(&integer) {
            Ok(integer)
        } else {
            Err(E::invalid_value(came, self))
        }
    }
}

impl Visitor<'_> for Integer {
    type Value = i128;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.0.name)
    }

    #[inline]
    fn visit_i64<E: Error>(self, integer: i64) -> Result<i128, E> {
        self.within(integer.into(), serde::de::Unexpected::Signed(integer))
    }

    #[inline]
    fn visit_u64<E: Error>(self, integer: u64) -> Result<i128, E> {
        self.within(integer.into(), serde::de::Unexpected::Unsigned(integer))
    }

    #[cold]
    fn visit_f64<E: Error>(self, number: f64) -> Result<i128, E> {
        match whole(number) {
            Some(integer) => self.visit_i64(integer),
            None => Err(E::custom("expected an integer")),
        }
    }
}

/// Reads an integer, and a number without a fraction, and refuses everything else without quoting
/// it.
struct ListedInteger;

fn refused<E: Error>() -> E {
    E::custom("expected a 64-bit integer")
}

impl Visitor<'_> for ListedInteger {
    type Value = i64;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a 64-bit integer")
    }

    fn visit_i64<E: Error>(self, integer: i64) -> Result<i64, E> {
        Ok(integer)
    }

    fn visit_u64<E: Error>(self, integer: u64) -> Result<i64, E> {
        i64::try_from(integer).map_err(|_| refused())
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<i64, E> {
        whole(number).ok_or_else(refused)
    }

    fn visit_bool<E: Error>(self, _: bool) -> Result<i64, E> {
        Err(refused())
    }

    fn visit_str<E: Error>(self, _: &str) -> Result<i64, E> {
        Err(refused())
    }
}
