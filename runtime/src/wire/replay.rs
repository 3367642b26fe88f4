//! Reads a union by its tag: directly into the variant that the tag names, once the tag is read.
//!
//! Properties before the tag are kept until then; later ones are never kept. Only if no tag
//! decides, the whole value is read first.

use std::borrow::Cow;
use std::fmt;

use serde::de::value::{MapAccessDeserializer, StrDeserializer};
use serde::de::{
    Deserialize, DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Unexpected, Visitor,
};

use super::buffered::{Buffered, Spent};
use super::decide::{decide, say_unknown};
use super::input::stopped;
use super::object::{Entries, Fields};
use super::{
    Integers, Optional, Outcome, Parts, Reader, Shape, Stopped, Textual, UnionShape, Variants, Wire,
};
use crate::JsonValue;
use crate::unknown_variant::UnknownVariant;

/// A visitor of a union with a tag.
pub(super) struct Tagged<'v, 's> {
    pub(super) shape: &'static UnionShape,
    pub(super) value: &'v mut dyn Variants,
    pub(super) spare: &'s mut dyn Variants,
}

impl Tagged<'_, '_> {
    /// The union of a value that cannot have the tag.
    fn untagged(self, value: JsonValue) -> bool {
        decide(
            self.shape,
            value,
            |variant| variant.untagged,
            self.value,
            self.spare,
        )
    }
}

/// A value that cannot have the tag.
macro_rules! untagged {
    ($($visit:ident($kind:ty),)*) => {$(
        fn $visit<E: Error>(self, value: $kind) -> Result<bool, E> {
            Ok(self.untagged(JsonValue::from(value)))
        }
    )*};
}

impl<'de> Visitor<'de> for Tagged<'_, '_> {
    type Value = bool;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "an object with the property `{}`",
            self.shape.tag
        )
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<bool, A::Error> {
        let mut object = Object {
            entries: Replay {
                held: Vec::new(),
                at: 0,
                is_held: false,
                rest: map,
            },
            failed: None,
        };
        object
            .read_union(self.shape, self.value, self.spare)
            .map_err(|Stopped| object.failed.unwrap_or_else(stopped))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<bool, A::Error> {
        let mut all = Vec::new();
        while let Some(item) = items.next_element::<JsonValue>()? {
            all.push(item);
        }
        Ok(self.untagged(JsonValue::Array(all)))
    }

    fn visit_unit<E: Error>(self) -> Result<bool, E> {
        say_unknown();
        self.value.unknown(UnknownVariant::from(JsonValue::Null));
        Ok(false)
    }

    untagged! {
        visit_bool(bool),
        visit_i64(i64),
        visit_u64(u64),
        visit_f64(f64),
        visit_str(&str),
        visit_string(String),
    }
}

/// An object of which some entries were read already.
struct Object<'de, A: MapAccess<'de>> {
    entries: Replay<A>,
    failed: Option<A::Error>,
}

impl<'de, A: MapAccess<'de>> Object<'de, A> {
    fn take<T>(
        &mut self,
        read: impl FnOnce(&mut Replay<A>) -> Result<T, A::Error>,
    ) -> Result<T, Stopped> {
        read(&mut self.entries).map_err(|error| {
            self.failed = Some(error);
            Stopped
        })
    }

    fn read_union(
        &mut self,
        shape: &'static UnionShape,
        value: &mut dyn Variants,
        spare: &mut dyn Variants,
    ) -> Result<bool, Stopped> {
        let tag = self.take(|entries| entries.find(shape.tag))?;
        let text = tag.map(|at| self.entries.held[at].1.as_str().unwrap_or_default());
        if let Some(text) = text {
            let mut variants = shape.variants.iter();
            let first = variants.position(|variant| variant.tags.contains(&text));
            let is_alone = !variants.any(|variant| variant.tags.contains(&text));
            if let (Some(index), true) = (first, is_alone) {
                return value.variant(index).read(self).map(|()| false);
            }
        }
        let text = text.map(str::to_owned);
        self.take(Replay::find_end)?;
        let held = std::mem::take(&mut self.entries.held);
        let entries = held
            .into_iter()
            .map(|(key, value)| (key.into_owned(), value));
        let whole = JsonValue::Object(entries.collect());
        let wanted = |variant: &super::Variant| match &text {
            Some(text) => variant.tags.contains(&text.as_str()),
            None => variant.untagged,
        };
        Ok(decide(shape, whole, wanted, value, spare))
    }
}

/// What an object is not.
macro_rules! no_object {
    ($($name:ident($($argument:ty),*) -> $value:ty = $expected:literal,)*) => {$(
        fn $name(&mut self, $(_: $argument),*) -> Result<$value, Stopped> {
            self.take(|_| Err(A::Error::invalid_type(Unexpected::Map, &$expected)))
        }
    )*};
}

impl<'de, A: MapAccess<'de>> Reader for Object<'de, A> {
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
        self.take(|entries| fields.visit_map(entries))
    }

    fn union(
        &mut self,
        shape: &'static UnionShape,
        value: &mut dyn Variants,
        spare: &mut dyn Variants,
    ) -> Result<bool, Stopped> {
        if shape.tag.is_empty() {
            let json = self.json()?;
            return Ok(decide(shape, json, |_| true, value, spare));
        }
        self.read_union(shape, value, spare)
    }

    fn option(&mut self, value: &mut dyn Optional, _: bool) -> Outcome {
        value.some().read(self)
    }

    fn map(&mut self, map: &mut dyn Parts) -> Outcome {
        self.take(|entries| Entries(map).visit_map(entries))
    }

    fn json(&mut self) -> Result<JsonValue, Stopped> {
        self.take(|entries| JsonValue::deserialize(MapAccessDeserializer::new(entries)))
    }

    no_object! {
        list(&mut dyn Parts) -> () = "a sequence",
        tuple(&mut [&mut dyn Wire]) -> () = "a sequence",
        string() -> String = "a string",
        text(&'static str, &mut dyn Textual) -> () = "text",
        boolean() -> bool = "a boolean",
        integer(&'static Integers) -> i128 = "an integer",
        listed_integer() -> i64 = "an integer",
        double() -> f64 = "a number",
        single() -> f32 = "a number",
        written() -> Box<str> = "a number",
        null() -> () = "null",
    }

    fn refuse(&mut self, reason: &'static str) -> Stopped {
        self.failed = Some(A::Error::custom(reason));
        Stopped
    }
}

/// The entries of an object: those that were read already, and then the rest.
struct Replay<A> {
    held: Vec<(Cow<'static, str>, JsonValue)>,
    /// How many of them were replayed.
    at: usize,
    /// Whether the last key was of one of them.
    is_held: bool,
    rest: A,
}

impl<'de, A: MapAccess<'de>> Replay<A> {
    /// Reads up to the tag, if there is one whose value is a text: its place among what is held.
    fn find(&mut self, tag: &'static str) -> Result<Option<usize>, A::Error> {
        let is_tag =
            |(key, value): &(Cow<'static, str>, JsonValue)| key == tag && value.is_string();
        if let Some(at) = self.held.iter().position(is_tag) {
            return Ok(Some(at));
        }
        while let Some(key) = self.rest.next_key_seed(Key(tag))? {
            self.held.push((key, self.rest.next_value()?));
            if self.held.last().is_some_and(is_tag) {
                return Ok(Some(self.held.len() - 1));
            }
        }
        Ok(None)
    }

    /// Reads the rest.
    fn find_end(&mut self) -> Result<(), A::Error> {
        while let Some((key, value)) = self.rest.next_entry::<String, _>()? {
            self.held.push((Cow::Owned(key), value));
        }
        Ok(())
    }
}

impl<'de, A: MapAccess<'de>> MapAccess<'de> for &mut Replay<A> {
    type Error = A::Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, A::Error> {
        let Some((key, _)) = self.held.get(self.at) else {
            self.is_held = false;
            return self.rest.next_key_seed(seed);
        };
        let key = seed.deserialize(StrDeserializer::new(key))?;
        self.at += 1;
        self.is_held = true;
        Ok(Some(key))
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, A::Error> {
        match self.held.get(self.at.wrapping_sub(1)) {
            Some((_, value)) if self.is_held => {
                seed.deserialize(Buffered::new(value, Spent::nothing()))
            }
            _ => self.rest.next_value_seed(seed),
        }
    }
}

/// Reads a key, without a copy where it is the tag.
struct Key(&'static str);

impl<'de> DeserializeSeed<'de> for Key {
    type Value = Cow<'static, str>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl Visitor<'_> for Key {
    type Value = Cow<'static, str>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("the name of a field")
    }

    fn visit_str<E: Error>(self, key: &str) -> Result<Self::Value, E> {
        Ok(if key == self.0 {
            Cow::Borrowed(self.0)
        } else {
            Cow::Owned(key.to_owned())
        })
    }
}
