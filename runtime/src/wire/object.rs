//! Reads JSON objects into the fields of a struct, or into a map.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, Visitor};

use super::input::Into;
use super::{Absent, Parts, Shape, Wire, say_kept, say_unknown};

/// Which fields came already.
#[derive(Default)]
pub(super) struct Seen {
    first: u64,
    more: Vec<u64>,
}

impl Seen {
    /// Remembers a field; whether it came before.
    #[inline]
    pub(super) fn insert(&mut self, index: usize) -> bool {
        let word = match index / 64 {
            0 => &mut self.first,
            at => self.later(at),
        };
        let bit = 1 << (index % 64);
        let came = *word & bit != 0;
        *word |= bit;
        came
    }

    #[cold]
    fn later(&mut self, at: usize) -> &mut u64 {
        if self.more.len() < at {
            self.more.resize(at, 0);
        }
        &mut self.more[at - 1]
    }

    #[inline]
    pub(super) fn contains(&self, index: usize) -> bool {
        let word = match index / 64 {
            0 => Some(&self.first),
            at => self.more.get(at - 1),
        };
        word.is_some_and(|word| word & (1 << (index % 64)) != 0)
    }
}

/// A visitor of an object that is read into the fields of a struct.
pub(super) struct Fields<'f, 'v, 'k> {
    pub(super) shape: &'static Shape,
    pub(super) fields: &'f mut [&'v mut dyn Wire],
    pub(super) kept: Option<&'k mut dyn Parts>,
}

impl<'de> Visitor<'de> for Fields<'_, '_, '_> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "an object of type {}", self.shape.name)
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut map: A) -> Result<(), A::Error> {
        let shape = self.shape;
        let mut seen = Seen::default();
        let (mut next, mut came) = (0, 0);
        let mut other = self.kept.is_some().then(String::new);
        loop {
            let key = Key {
                shape,
                next,
                other: other.as_mut(),
            };
            let Some(named) = map.next_key_seed(key)? else {
                break;
            };
            if let Some(index) = named {
                if seen.insert(index) {
                    return Err(A::Error::duplicate_field(shape.fields[index]));
                }
                map.next_value_seed(Into(&mut *self.fields[index]))?;
                next = index + 1;
                came += 1;
            } else if let (Some(kept), Some(key)) = (&mut self.kept, &mut other) {
                say_kept();
                map.next_value_seed(Into(kept.part(std::mem::take(key))))?;
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
        if came == self.fields.len() {
            return Ok(());
        }
        for (index, field) in self.fields.iter_mut().enumerate() {
            if seen.contains(index) {
                continue;
            }
            if shape.marks[index].null {
                // The key is always there by its description. A type that the value fits as
                // described is preferred.
                say_unknown();
            }
            if field.read(&mut Absent).is_err() {
                return Err(A::Error::missing_field(shape.fields[index]));
            }
        }
        Ok(())
    }
}

/// Reads a key of a struct: the index of the field that it names.
struct Key<'k> {
    shape: &'static Shape,
    /// The field behind the last one.
    next: usize,
    /// Where a key goes that names no field.
    other: Option<&'k mut String>,
}

impl<'de> DeserializeSeed<'de> for Key<'_> {
    type Value = Option<usize>;

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Option<usize>, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl Visitor<'_> for Key<'_> {
    type Value = Option<usize>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("the name of a field")
    }

    #[inline]
    fn visit_str<E: Error>(self, key: &str) -> Result<Option<usize>, E> {
        let index = self.shape.index(key, self.next);
        if let (None, Some(other)) = (index, self.other) {
            key.clone_into(other);
        }
        Ok(index)
    }
}

/// A visitor of an object whose keys may be anything.
pub(super) struct Entries<'v>(pub(super) &'v mut dyn Parts);

impl<'de> Visitor<'de> for Entries<'_> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a map")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(key) = map.next_key::<String>()? {
            map.next_value_seed(Into(self.0.part(key)))?;
        }
        Ok(())
    }
}
