//! Date-times in JSON, in XML and in URLs.

use std::borrow::Cow;

use serde::de::{Deserialize, Deserializer};
use serde::ser::{Serialize, Serializer};

use super::DateTime;
use crate::value::owned_text::FromOwnedText;
use crate::value::text::{InvalidText, Text};
use crate::wire;

impl Serialize for DateTime {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for DateTime {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        wire::read_text(deserializer)
    }
}

impl FromOwnedText for DateTime {
    const EXPECTED: &'static str = "a date-time";

    fn from_text(text: &str) -> Option<Self> {
        Self::parse(text).ok()
    }
}

impl Text for DateTime {
    fn to_text(&self) -> Cow<'_, str> {
        Cow::Owned(self.to_string())
    }

    fn from_text(text: &str) -> Result<Self, InvalidText> {
        Self::parse(text).map_err(|_| InvalidText {
            expected: "a date-time",
        })
    }
}
