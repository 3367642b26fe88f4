//! Reads a value that was parsed before, and counts what is ignored.

use std::cell::Cell;
use std::fmt::Display;
use std::marker::PhantomData;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde::forward_to_deserialize_any;

use super::decide::look;
use crate::JsonValue;

/// Where it is counted what a reader passes over.
#[derive(Clone, Copy)]
pub(super) struct Spent<'c>(Option<&'c Cell<usize>>);

impl<'c> Spent<'c> {
    /// Counts into a cell.
    pub(super) fn counting(cell: &'c Cell<usize>) -> Self {
        Self(Some(cell))
    }

    /// Counts nothing.
    pub(super) fn nothing() -> Self {
        Self(None)
    }

    fn pass(self) {
        if let Some(cell) = self.0 {
            cell.set(cell.get() + 1);
        }
    }
}

/// A value that was read before. Its errors quote nothing of it.
pub(super) struct Buffered<'v, E> {
    value: &'v JsonValue,
    spent: Spent<'v>,
    error: PhantomData<fn() -> E>,
}

impl<'v, E> Buffered<'v, E> {
    pub(super) fn new(value: &'v JsonValue, spent: Spent<'v>) -> Self {
        Self {
            value,
            spent,
            error: PhantomData,
        }
    }
}

impl<'de, E: Error> Deserializer<'de> for Buffered<'_, E> {
    type Error = E;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, E> {
        if !look() {
            return Err(too_much());
        }
        match self.value {
            JsonValue::Null => visitor.visit_unit(),
            JsonValue::Bool(value) => visitor.visit_bool(*value),
            JsonValue::Number(number) => {
                if let Some(value) = number.as_u64() {
                    visitor.visit_u64(value)
                } else if let Some(value) = number.as_i64() {
                    visitor.visit_i64(value)
                } else {
                    visitor.visit_f64(number.as_f64().unwrap_or(f64::NAN))
                }
            }
            JsonValue::String(text) => visitor.visit_str(text),
            JsonValue::Array(items) => visitor.visit_seq(Items {
                items: items.iter(),
                spent: self.spent,
                error: PhantomData,
            }),
            JsonValue::Object(entries) => visitor.visit_map(Entries {
                entries: entries.iter(),
                value: None,
                spent: self.spent,
                error: PhantomData,
            }),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, E> {
        match self.value {
            JsonValue::Null => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, E> {
        match self.value {
            // What keeps the digits of a number reads it as a newtype that only JSON knows.
            JsonValue::Number(number) => JsonValue::from(number.clone())
                .deserialize_newtype_struct(name, visitor)
                .map_err(E::custom),
            _ => visitor.visit_newtype_struct(self),
        }
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, E> {
        self.spent.pass();
        visitor.visit_unit()
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct
        seq tuple tuple_struct map struct enum identifier
    }
}

struct Items<'v, E> {
    items: std::slice::Iter<'v, JsonValue>,
    spent: Spent<'v>,
    error: PhantomData<fn() -> E>,
}

impl<'de, E: Error> SeqAccess<'de> for Items<'_, E> {
    type Error = E;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, E> {
        match self.items.next() {
            Some(item) => seed.deserialize(Buffered::new(item, self.spent)).map(Some),
            None => Ok(None),
        }
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.items.len())
    }
}

struct Entries<'v, E> {
    entries: serde_json::map::Iter<'v>,
    value: Option<&'v JsonValue>,
    spent: Spent<'v>,
    error: PhantomData<fn() -> E>,
}

impl<'de, E: Error> MapAccess<'de> for Entries<'_, E> {
    type Error = E;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, E> {
        match self.entries.next() {
            Some((key, value)) => {
                self.value = Some(value);
                seed.deserialize(serde::de::value::StrDeserializer::new(key))
                    .map(Some)
            }
            None => Ok(None),
        }
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, E> {
        match self.value.take() {
            Some(value) => seed.deserialize(Buffered::new(value, self.spent)),
            None => Err(E::custom("a value was asked for before its key")),
        }
    }
}

fn too_much<E: Error>() -> E {
    let message: &dyn Display = &"there are too many ways to read the value";
    E::custom(message)
}
