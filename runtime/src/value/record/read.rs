//! Reads JSON objects: one visitor for all structs, keys as indexes.
//!
//! A key becomes its index in the list of wire names. The struct's own `match` says which, because
//! the compiler makes something better of a `match` on literals than a search through a list can
//! be.

use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;

use serde::de::{
    Deserialize, DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, Visitor,
};

use crate::value::constant::{Constant, Only};
use crate::value::tolerant;
use crate::value::union::say_kept;

/// What [`record!`](crate::__bindery_v1_record) says about a struct that can be read.
pub trait ReadRecord<'de>: Sized {
    /// The name of the struct, for errors.
    const NAME: &'static str;

    /// The wire names, in the order of the fields.
    const FIELDS: &'static [&'static str];

    /// Whether the struct keeps the keys that it has no field for.
    const KEEPS: bool = false;

    /// The index of a key in [`FIELDS`](Self::FIELDS), or how many they are where it is none of
    /// them.
    fn index(key: &str) -> usize;

    /// Reads the fields until there are no more keys.
    ///
    /// # Errors
    ///
    /// When a key comes twice, a required one is missing, or a value is not what its field needs.
    fn read<A: MapAccess<'de>>(fields: Fields<A>) -> Result<Self, A::Error>;
}

/// Reads a struct.
///
/// # Errors
///
/// When the input is not an object, or [`ReadRecord::read`] fails.
#[inline]
pub fn read_record<'de, T: ReadRecord<'de>, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<T, D::Error> {
    deserializer.deserialize_struct(T::NAME, T::FIELDS, RecordVisitor(PhantomData))
}

struct RecordVisitor<T>(PhantomData<fn() -> T>);

impl<'de, T: ReadRecord<'de>> Visitor<'de> for RecordVisitor<T> {
    type Value = T;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "an object of type {}", T::NAME)
    }

    #[inline]
    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<T, A::Error> {
        T::read(Fields { map })
    }
}

/// The keys and values of an object that is being read.
pub struct Fields<A> {
    map: A,
}

impl<'de, A: MapAccess<'de>> Fields<A> {
    /// The index of the next key among the fields of `T`; `None` after the last key.
    ///
    /// # Errors
    ///
    /// When the input is not an object with text keys.
    #[inline]
    pub fn next_index<T: ReadRecord<'de>>(&mut self) -> Result<Option<usize>, A::Error> {
        self.map.next_key_seed(Key(PhantomData::<fn() -> T>))
    }

    /// Does what [`next_index`](Self::next_index) does, and keeps the values of keys that are none
    /// of a field.
    ///
    /// # Errors
    ///
    /// When the input is not an object with text keys, or a value to be kept is not of its type.
    pub fn next_index_keeping<T: ReadRecord<'de>, V: Deserialize<'de>>(
        &mut self,
        kept: &mut BTreeMap<String, V>,
    ) -> Result<Option<usize>, A::Error> {
        loop {
            match self.map.next_key_seed(KeptKey(PhantomData::<fn() -> T>))? {
                None => return Ok(None),
                Some(Ok(index)) => return Ok(Some(index)),
                Some(Err(key)) => {
                    say_kept();
                    kept.insert(key, self.map.next_value_seed(tolerant::Value::new())?);
                }
            }
        }
    }

    /// Reads the value of the current key into its slot.
    ///
    /// # Errors
    ///
    /// When the key came before, or the value is not what the slot needs.
    #[inline]
    pub fn fill<T: Deserialize<'de>>(
        &mut self,
        slot: &mut Option<T>,
        wire: &'static str,
    ) -> Result<(), A::Error> {
        if slot.is_some() {
            return Err(A::Error::duplicate_field(wire));
        }
        *slot = Some(self.map.next_value_seed(tolerant::Value::new())?);
        Ok(())
    }

    /// Reads the value of the current key, which has one value.
    ///
    /// # Errors
    ///
    /// When the key came before, or the value is not well formed.
    pub fn fill_constant(
        &mut self,
        slot: &mut Option<Constant>,
        wire: &'static str,
        only: Only,
    ) -> Result<(), A::Error> {
        if slot.is_some() {
            return Err(A::Error::duplicate_field(wire));
        }
        *slot = Some(Constant::new(self.map.next_value()?, only));
        Ok(())
    }

    /// Passes over the value of the current key.
    ///
    /// # Errors
    ///
    /// When the value is not well formed.
    #[inline]
    pub fn skip(&mut self) -> Result<(), A::Error> {
        self.map.next_value::<IgnoredAny>().map(|_| ())
    }
}

/// Reads a key as its index among the fields of `T`.
struct Key<T>(PhantomData<fn() -> T>);

impl<'de, T: ReadRecord<'de>> DeserializeSeed<'de> for Key<T> {
    type Value = usize;

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<usize, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl<'de, T: ReadRecord<'de>> Visitor<'de> for Key<T> {
    type Value = usize;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("the name of a field")
    }

    #[inline]
    fn visit_str<E: Error>(self, key: &str) -> Result<usize, E> {
        Ok(T::index(key))
    }
}

/// Reads a key as its index among the fields of `T`, or as its text where it is none of them.
struct KeptKey<T>(PhantomData<fn() -> T>);

impl<'de, T: ReadRecord<'de>> DeserializeSeed<'de> for KeptKey<T> {
    type Value = Result<usize, String>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl<'de, T: ReadRecord<'de>> Visitor<'de> for KeptKey<T> {
    type Value = Result<usize, String>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("the name of a field")
    }

    fn visit_str<E: Error>(self, key: &str) -> Result<Self::Value, E> {
        let index = T::index(key);
        Ok(if index < T::FIELDS.len() {
            Ok(index)
        } else {
            Err(key.to_owned())
        })
    }
}
