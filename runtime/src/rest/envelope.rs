//! The envelope around a response's payload, read in one pass: the payload goes straight into its
//! type.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{
    Deserialize, DeserializeOwned, DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess,
    Visitor,
};

use super::json::{Flag, Words};
use crate::value::tolerant;

/// Where payload, success flag, code and message of a response stand.
#[derive(Debug)]
pub struct Envelope {
    pub(super) success: &'static str,
    pub(super) data: &'static str,
    pub(super) code: Option<&'static str>,
    pub(super) message: Option<&'static str>,
}

impl Envelope {
    /// Declares an envelope by the names of its success flag and its payload.
    pub const fn new(success: &'static str, data: &'static str) -> Self {
        Self {
            success,
            data,
            code: None,
            message: None,
        }
    }

    /// Names the field that holds the error code.
    pub const fn code(mut self, name: &'static str) -> Self {
        self.code = Some(name);
        self
    }

    /// Names the field that holds the message.
    pub const fn message(mut self, name: &'static str) -> Self {
        self.message = Some(name);
        self
    }
}

/// What stood in an envelope.
pub(super) struct Opened<T> {
    pub(super) success: Option<Flag>,
    /// `None`: there was no payload, or it was not looked at.
    pub(super) data: Option<T>,
    pub(super) code: Option<String>,
    pub(super) message: Option<String>,
}

/// Reads an envelope whose payload is a `T`.
pub(super) struct Opener<T> {
    pub(super) envelope: &'static Envelope,
    pub(super) payload: PhantomData<fn() -> T>,
}

impl<'de, T: DeserializeOwned> DeserializeSeed<'de> for Opener<T> {
    type Value = Opened<T>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de, T: DeserializeOwned> Visitor<'de> for Opener<T> {
    type Value = Opened<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an envelope")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut opened = Opened {
            success: None,
            data: None,
            code: None,
            message: None,
        };
        while let Some(slot) = map.next_key_seed(Key(self.envelope))? {
            match slot {
                Slot::Success => {
                    let flag = map.next_value()?;
                    once(&mut opened.success, flag, self.envelope.success)?;
                }
                Slot::Data => {
                    let data = map.next_value_seed(tolerant::Value::new())?;
                    once(&mut opened.data, data, self.envelope.data)?;
                }
                Slot::Code => opened.code = map.next_value::<Words>()?.0,
                Slot::Message => opened.message = map.next_value::<Words>()?.0,
                Slot::Other => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        Ok(opened)
    }
}

fn once<T, E: Error>(slot: &mut Option<T>, value: T, name: &'static str) -> Result<(), E> {
    match slot.replace(value) {
        Some(_) => Err(E::duplicate_field(name)),
        None => Ok(()),
    }
}

/// Which part of the envelope a key names.
enum Slot {
    Success,
    Data,
    Code,
    Message,
    Other,
}

#[derive(Clone, Copy)]
struct Key(&'static Envelope);

impl<'de> DeserializeSeed<'de> for Key {
    type Value = Slot;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Slot, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl Visitor<'_> for Key {
    type Value = Slot;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_str<E: Error>(self, key: &str) -> Result<Slot, E> {
        let Self(envelope) = self;
        Ok(if key == envelope.data {
            Slot::Data
        } else if key == envelope.success {
            Slot::Success
        } else if envelope.code == Some(key) {
            Slot::Code
        } else if envelope.message == Some(key) {
            Slot::Message
        } else {
            Slot::Other
        })
    }
}

/// Whether a payload is there, and nothing more.
pub(super) enum Payload {
    Null,
    Present,
}

impl<'de> Deserialize<'de> for Payload {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        // An `Option` sees null, and everything else is skipped without being built.
        let present = Option::<IgnoredAny>::deserialize(deserializer)?.is_some();
        Ok(if present { Self::Present } else { Self::Null })
    }
}
