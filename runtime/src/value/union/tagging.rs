//! Writes an object with its tag, whether it describes the tag itself or not.
//!
//! A tag that can only be one text comes first and replaces what the object says. Where it can be
//! several, the object says which; what is none of them becomes the first.

use serde::ser::{Serialize, SerializeMap, SerializeStruct, Serializer};

use super::matches::is_one_of;

pub(super) struct Tagging<S> {
    pub(super) tag: &'static str,
    pub(super) tags: &'static [&'static str],
    pub(super) serializer: S,
}

/// What has no properties is written as it is.
macro_rules! as_it_is {
    ($($name:ident($($argument:ident: $kind:ty),*) -> $response:ty,)*) => {$(
        fn $name(self, $($argument: $kind),*) -> Result<$response, S::Error> {
            self.serializer.$name($($argument),*)
        }
    )*};
}

impl<S: Serializer> Serializer for Tagging<S> {
    type Ok = S::Ok;
    type Error = S::Error;
    type SerializeSeq = S::SerializeSeq;
    type SerializeTuple = S::SerializeTuple;
    type SerializeTupleStruct = S::SerializeTupleStruct;
    type SerializeTupleVariant = S::SerializeTupleVariant;
    type SerializeMap = Object<S::SerializeMap>;
    type SerializeStruct = Object<S::SerializeMap>;
    type SerializeStructVariant = S::SerializeStructVariant;

    fn serialize_map(self, _: Option<usize>) -> Result<Self::SerializeMap, S::Error> {
        let mut map = self.serializer.serialize_map(None)?;
        let is_written = match self.tags {
            [only] => {
                map.serialize_entry(self.tag, only)?;
                true
            }
            _ => false,
        };
        Ok(Object {
            tag: self.tag,
            tags: self.tags,
            is_written,
            is_tag: false,
            map,
        })
    }

    fn serialize_struct(
        self,
        _: &'static str,
        fields: usize,
    ) -> Result<Self::SerializeStruct, S::Error> {
        self.serialize_map(Some(fields))
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<S::Ok, S::Error> {
        value.serialize(self)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        value: &T,
    ) -> Result<S::Ok, S::Error> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        name: &'static str,
        index: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<S::Ok, S::Error> {
        self.serializer
            .serialize_newtype_variant(name, index, variant, value)
    }

    as_it_is! {
        serialize_bool(value: bool) -> S::Ok,
        serialize_i8(value: i8) -> S::Ok,
        serialize_i16(value: i16) -> S::Ok,
        serialize_i32(value: i32) -> S::Ok,
        serialize_i64(value: i64) -> S::Ok,
        serialize_u8(value: u8) -> S::Ok,
        serialize_u16(value: u16) -> S::Ok,
        serialize_u32(value: u32) -> S::Ok,
        serialize_u64(value: u64) -> S::Ok,
        serialize_f32(value: f32) -> S::Ok,
        serialize_f64(value: f64) -> S::Ok,
        serialize_char(value: char) -> S::Ok,
        serialize_str(value: &str) -> S::Ok,
        serialize_bytes(value: &[u8]) -> S::Ok,
        serialize_none() -> S::Ok,
        serialize_unit() -> S::Ok,
        serialize_unit_struct(name: &'static str) -> S::Ok,
        serialize_unit_variant(name: &'static str, index: u32, variant: &'static str) -> S::Ok,
        serialize_seq(length: Option<usize>) -> S::SerializeSeq,
        serialize_tuple(length: usize) -> S::SerializeTuple,
        serialize_tuple_struct(name: &'static str, length: usize) -> S::SerializeTupleStruct,
        serialize_tuple_variant(name: &'static str, index: u32, variant: &'static str, length: usize)
            -> S::SerializeTupleVariant,
        serialize_struct_variant(name: &'static str, index: u32, variant: &'static str, length: usize)
            -> S::SerializeStructVariant,
    }
}

/// An object that is being written.
pub(super) struct Object<M> {
    tag: &'static str,
    tags: &'static [&'static str],
    is_written: bool,
    /// Whether the key that was written last is the tag.
    is_tag: bool,
    map: M,
}

impl<M: SerializeMap> Object<M> {
    fn tag<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), M::Error> {
        if self.is_written {
            return Ok(());
        }
        self.is_written = true;
        if is_one_of(value, self.tags) {
            return self.map.serialize_entry(self.tag, value);
        }
        self.first()
    }

    fn first(&mut self) -> Result<(), M::Error> {
        match self.tags.first() {
            Some(first) => self.map.serialize_entry(self.tag, first),
            None => Ok(()),
        }
    }

    fn close(mut self) -> Result<M::Ok, M::Error> {
        if !self.is_written {
            self.first()?;
        }
        self.map.end()
    }
}

impl<M: SerializeMap> SerializeMap for Object<M> {
    type Ok = M::Ok;
    type Error = M::Error;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), M::Error> {
        self.is_tag = is_one_of(key, &[self.tag]);
        if self.is_tag {
            return Ok(());
        }
        self.map.serialize_key(key)
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), M::Error> {
        if self.is_tag {
            return self.tag(value);
        }
        self.map.serialize_value(value)
    }

    fn serialize_entry<K: Serialize + ?Sized, V: Serialize + ?Sized>(
        &mut self,
        key: &K,
        value: &V,
    ) -> Result<(), M::Error> {
        if is_one_of(key, &[self.tag]) {
            return self.tag(value);
        }
        self.map.serialize_entry(key, value)
    }

    fn end(self) -> Result<M::Ok, M::Error> {
        self.close()
    }
}

impl<M: SerializeMap> SerializeStruct for Object<M> {
    type Ok = M::Ok;
    type Error = M::Error;

    fn serialize_field<T: Serialize + ?Sized>(
        &mut self,
        key: &'static str,
        value: &T,
    ) -> Result<(), M::Error> {
        self.serialize_entry(key, value)
    }

    fn end(self) -> Result<M::Ok, M::Error> {
        self.close()
    }
}
