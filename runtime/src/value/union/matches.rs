//! Asks a value whether it is one of some texts, without keeping it.

use std::fmt;

use serde::ser::{Error, Impossible, Serialize, Serializer};

/// Whether a value is one of these texts.
pub(super) fn is_one_of<T: Serialize + ?Sized>(value: &T, texts: &[&str]) -> bool {
    value.serialize(Matches(texts)).unwrap_or(false)
}

struct Matches<'t>(&'t [&'t str]);

/// Says that a value is not text.
#[derive(Debug)]
struct NoText;

impl fmt::Display for NoText {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("no text")
    }
}

impl std::error::Error for NoText {}

impl Error for NoText {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self
    }
}

type Not = Impossible<bool, NoText>;

/// What is not text.
macro_rules! no_text {
    ($($name:ident($($argument:ty),*) -> $response:ty,)*) => {$(
        fn $name(self, $(_: $argument),*) -> Result<$response, NoText> {
            Err(NoText)
        }
    )*};
}

impl Serializer for Matches<'_> {
    type Ok = bool;
    type Error = NoText;
    type SerializeSeq = Not;
    type SerializeTuple = Not;
    type SerializeTupleStruct = Not;
    type SerializeTupleVariant = Not;
    type SerializeMap = Not;
    type SerializeStruct = Not;
    type SerializeStructVariant = Not;

    fn serialize_str(self, text: &str) -> Result<bool, NoText> {
        Ok(self.0.contains(&text))
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<bool, NoText> {
        value.serialize(self)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        value: &T,
    ) -> Result<bool, NoText> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: &T,
    ) -> Result<bool, NoText> {
        Err(NoText)
    }

    no_text! {
        serialize_bool(bool) -> bool,
        serialize_i8(i8) -> bool,
        serialize_i16(i16) -> bool,
        serialize_i32(i32) -> bool,
        serialize_i64(i64) -> bool,
        serialize_u8(u8) -> bool,
        serialize_u16(u16) -> bool,
        serialize_u32(u32) -> bool,
        serialize_u64(u64) -> bool,
        serialize_f32(f32) -> bool,
        serialize_f64(f64) -> bool,
        serialize_char(char) -> bool,
        serialize_bytes(&[u8]) -> bool,
        serialize_none() -> bool,
        serialize_unit() -> bool,
        serialize_unit_struct(&'static str) -> bool,
        serialize_unit_variant(&'static str, u32, &'static str) -> bool,
        serialize_seq(Option<usize>) -> Not,
        serialize_tuple(usize) -> Not,
        serialize_tuple_struct(&'static str, usize) -> Not,
        serialize_tuple_variant(&'static str, u32, &'static str, usize) -> Not,
        serialize_map(Option<usize>) -> Not,
        serialize_struct(&'static str, usize) -> Not,
        serialize_struct_variant(&'static str, u32, &'static str, usize) -> Not,
    }
}
