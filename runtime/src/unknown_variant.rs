//! Values of a union that this version has no variant for.
//!
//! They let an API add alternatives without breaking its callers, and let what was received be sent
//! back unchanged. A server can send any value, so `Debug` never prints it.

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserialize, Deserializer};
use serde::ser::{Serialize, Serializer};

use crate::JsonValue;

/// A value of a union that matches none of its variants. Keeps the JSON as received.
#[derive(Clone, PartialEq)]
pub struct UnknownVariant(JsonValue);

impl UnknownVariant {
    /// Returns the value as received.
    #[must_use]
    pub fn as_json(&self) -> &JsonValue {
        &self.0
    }

    /// Returns the value as received.
    #[must_use]
    pub fn into_json(self) -> JsonValue {
        self.0
    }

    /// The form of the value in a query or a path: a text as it is, anything else as JSON.
    #[doc(hidden)]
    #[must_use]
    pub fn to_text(&self) -> Cow<'_, str> {
        match &self.0 {
            JsonValue::String(text) => Cow::Borrowed(text),
            other => Cow::Owned(other.to_string()),
        }
    }
}

impl From<JsonValue> for UnknownVariant {
    fn from(value: JsonValue) -> Self {
        Self(value)
    }
}

impl fmt::Debug for UnknownVariant {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = match &self.0 {
            JsonValue::Null => "null",
            JsonValue::Bool(_) => "a boolean",
            JsonValue::Number(_) => "a number",
            JsonValue::String(_) => "a text",
            JsonValue::Array(_) => "a list",
            JsonValue::Object(_) => "an object",
        };
        write!(formatter, "UnknownVariant({kind})")
    }
}

impl Serialize for UnknownVariant {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for UnknownVariant {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        JsonValue::deserialize(deserializer).map(Self)
    }
}
