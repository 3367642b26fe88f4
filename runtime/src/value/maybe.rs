//! What may be absent and may be null, from and to JSON.
//!
//! A value is read as a newtype of a name that no other type has. A format passes it on to the
//! value that is there; the input that stands for an absent key, and nothing else, knows the name
//! and returns a unit.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserialize, Deserializer, Error, Visitor};
use serde::ser::{Serialize, Serializer};

use crate::Maybe;

/// The name of the newtype.
pub(crate) const NAME: &str = "$bindery::Maybe";

impl<T: Serialize> Serialize for Maybe<T> {
    /// An absent value is null where nothing can be left out.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Absent | Self::Null => serializer.serialize_none(),
            Self::Present(value) => value.serialize(serializer),
        }
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Maybe<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_newtype_struct(NAME, MaybeVisitor(PhantomData))
    }
}

struct MaybeVisitor<T>(PhantomData<fn() -> T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for MaybeVisitor<T> {
    type Value = Maybe<T>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a value or null")
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(
        self,
        deserializer: D,
    ) -> Result<Maybe<T>, D::Error> {
        Option::<T>::deserialize(deserializer).map(Maybe::from)
    }

    fn visit_unit<E: Error>(self) -> Result<Maybe<T>, E> {
        Ok(Maybe::Absent)
    }
}
