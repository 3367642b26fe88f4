//! Reads a union: straight into the variant that the tag names, as soon as the tag comes.
//!
//! What comes before the tag is kept until then; what comes after it is never kept. Only where no
//! tag decides is the whole value read first.

use std::fmt;
use std::marker::PhantomData;

use serde::de::value::{MapAccessDeserializer, StrDeserializer};
use serde::de::{Deserialize, DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};

use super::buffered::{Buffered, Spent};
use super::decide::{decide, say_unknown};
use super::table::{ReadUnion, Variant};
use crate::JsonValue;
use crate::unknown_variant::UnknownVariant;
use crate::value::constant::Only;
use crate::value::tolerant::Tolerant;

/// Reads a union.
///
/// # Errors
///
/// When the input is not well formed, or its tag names a variant that it is not.
pub fn read_union<'de, U: ReadUnion, D: Deserializer<'de>>(deserializer: D) -> Result<U, D::Error> {
    if U::TAG.is_empty() {
        return JsonValue::deserialize(deserializer).map(|value| decide(value, |_| true));
    }
    deserializer.deserialize_any(Tagged(PhantomData))
}

/// Reads a value that can only be one.
///
/// # Errors
///
/// When the input is not well formed, or another value.
pub fn read_constant<'de, D: Deserializer<'de>>(
    deserializer: D,
    only: Only,
) -> Result<(), D::Error> {
    let value = JsonValue::deserialize(deserializer)?;
    if only.is(&value) {
        Ok(())
    } else {
        Err(D::Error::custom(
            "it is another value than the only one that is described",
        ))
    }
}

struct Tagged<U>(PhantomData<fn() -> U>);

impl<U: ReadUnion> Tagged<U> {
    /// The union of a value whose tag, if there is one, names no variant alone.
    fn whole(entries: Vec<(String, JsonValue)>, tag: Option<&str>) -> U {
        let value = JsonValue::Object(entries.into_iter().collect());
        decide(value, |variant: &Variant| match tag {
            Some(tag) => variant.tags.contains(&tag),
            None => variant.untagged,
        })
    }
}

/// A value that cannot have the tag.
macro_rules! unknown {
    ($($visit:ident($kind:ty),)*) => {$(
        fn $visit<E: Error>(self, value: $kind) -> Result<U, E> {
            Ok(decide(JsonValue::from(value), |variant| variant.untagged))
        }
    )*};
}

impl<'de, U: ReadUnion> Visitor<'de> for Tagged<U> {
    type Value = U;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "an object with the property `{}`", U::TAG)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<U, A::Error> {
        let mut before = Vec::new();
        while let Some(key) = map.next_key_seed(Key(U::TAG))? {
            let Some(key) = key else {
                let tag = map.next_value::<JsonValue>()?;
                let Some(text) = tag.as_str() else {
                    before.push((U::TAG.to_owned(), tag));
                    continue;
                };
                let mut named = U::VARIANTS.iter().enumerate();
                let is_named = |(_, variant): &(usize, &Variant)| variant.tags.contains(&text);
                let first = named.find(is_named);
                if let (Some((index, _)), None) = (first, named.find(is_named)) {
                    let replay = Replay {
                        before: &before,
                        tag: Some((U::TAG, &tag)),
                        value: None,
                        rest: map,
                    };
                    return U::read(index, Tolerant(MapAccessDeserializer::new(replay)));
                }
                let text = text.to_owned();
                before.push((U::TAG.to_owned(), tag));
                while let Some(entry) = map.next_entry()? {
                    before.push(entry);
                }
                return Ok(Self::whole(before, Some(&text)));
            };
            let value = map.next_value()?;
            before.push((key, value));
        }
        Ok(Self::whole(before, None))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<U, A::Error> {
        let mut all = Vec::new();
        while let Some(item) = items.next_element::<JsonValue>()? {
            all.push(item);
        }
        Ok(decide(JsonValue::Array(all), |variant| variant.untagged))
    }

    fn visit_unit<E: Error>(self) -> Result<U, E> {
        say_unknown();
        Ok(U::unknown(UnknownVariant::from(JsonValue::Null)))
    }

    unknown! {
        visit_bool(bool),
        visit_i64(i64),
        visit_u64(u64),
        visit_f64(f64),
        visit_str(&str),
        visit_string(String),
    }
}

/// Reads a key: nothing where it is the tag.
struct Key(&'static str);

impl<'de> DeserializeSeed<'de> for Key {
    type Value = Option<String>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl Visitor<'_> for Key {
    type Value = Option<String>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("the name of a field")
    }

    fn visit_str<E: Error>(self, key: &str) -> Result<Self::Value, E> {
        Ok((key != self.0).then(|| key.to_owned()))
    }
}

/// An object whose first entries were read already.
struct Replay<'b, A> {
    before: &'b [(String, JsonValue)],
    tag: Option<(&'static str, &'b JsonValue)>,
    /// The value of the key that was returned last, where it was read already.
    value: Option<&'b JsonValue>,
    rest: A,
}

impl<'de, A: MapAccess<'de>> MapAccess<'de> for Replay<'_, A> {
    type Error = A::Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, A::Error> {
        let (key, value) = match self.before.split_first() {
            Some(((key, value), rest)) => {
                self.before = rest;
                (key.as_str(), value)
            }
            None => match self.tag.take() {
                Some(entry) => entry,
                None => return self.rest.next_key_seed(seed),
            },
        };
        self.value = Some(value);
        seed.deserialize(StrDeserializer::new(key)).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, A::Error> {
        match self.value.take() {
            Some(value) => seed.deserialize(Buffered::new(value, Spent::nothing())),
            None => self.rest.next_value_seed(seed),
        }
    }
}
