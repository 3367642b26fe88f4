//! Response envelopes, decoded in one pass: the payload is decoded directly into its type.

use std::fmt;

use serde::de::{
    Deserialize, DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, Visitor,
};

use super::json::{Flag, Words};
use crate::wire::{self, Absent, Fast, Stopped, Wire};

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
#[derive(Default)]
pub(super) struct Opened {
    pub(super) success: Option<Flag>,
    pub(super) has_data: bool,
    pub(super) code: Option<String>,
    pub(super) message: Option<String>,
}

/// What becomes of the payload.
pub(super) enum Payload<'v> {
    /// It is read into this value.
    Read(&'v mut dyn Wire),
    /// It is passed over, and looked at only for whether it is null.
    Null(&'v mut bool),
    Skipped,
}

/// Reads an envelope.
pub(super) fn open(
    envelope: &'static Envelope,
    body: &[u8],
    payload: &mut Payload<'_>,
) -> Result<Opened, serde_json::Error> {
    let mut deserializer = serde_json::Deserializer::from_slice(body);
    let opened = deserializer.deserialize_map(Opener { envelope, payload })?;
    deserializer.end()?;
    Ok(opened)
}

/// Reads the payload of an envelope that says yes.
///
/// # Errors
///
/// Where [`open`] has to say what it says.
pub(super) fn open_fast(
    envelope: &'static Envelope,
    mut json: Fast<'_>,
    value: &mut dyn Wire,
) -> Result<(), Stopped> {
    json.object()?;
    let (mut first, mut says_yes, mut has_data) = (true, false, false);
    while let Some(key) = json.key(&mut first)? {
        if key == envelope.data {
            if std::mem::replace(&mut has_data, true) {
                return Err(Stopped);
            }
            value.read(&mut json)?;
        } else if key == envelope.success {
            if std::mem::replace(&mut says_yes, true) {
                return Err(Stopped);
            }
            json.yes()?;
        } else {
            json.skip()?;
        }
    }
    json.end()?;
    if !says_yes {
        return Err(Stopped);
    }
    if has_data {
        return Ok(());
    }
    value.read(&mut Absent)
}

struct Opener<'p, 'v> {
    envelope: &'static Envelope,
    payload: &'p mut Payload<'v>,
}

impl<'de> Visitor<'de> for Opener<'_, '_> {
    type Value = Opened;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an envelope")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Opened, A::Error> {
        let mut opened = Opened::default();
        while let Some(slot) = map.next_key_seed(Key(self.envelope))? {
            match slot {
                Slot::Success => {
                    let flag = map.next_value()?;
                    if opened.success.replace(flag).is_some() {
                        return Err(A::Error::duplicate_field(self.envelope.success));
                    }
                }
                Slot::Data => {
                    if opened.has_data {
                        return Err(A::Error::duplicate_field(self.envelope.data));
                    }
                    opened.has_data = true;
                    map.next_value_seed(&mut *self.payload)?;
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

impl<'de> DeserializeSeed<'de> for &mut Payload<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        match self {
            Payload::Read(value) => wire::read_into(*value, deserializer),
            Payload::Null(is_null) => {
                // An `Option` sees null, and everything else is skipped without being built.
                let payload = Option::<IgnoredAny>::deserialize(deserializer)?;
                **is_null = payload.is_none();
                Ok(())
            }
            Payload::Skipped => IgnoredAny::deserialize(deserializer).map(|_| ()),
        }
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
