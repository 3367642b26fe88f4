//! Properties that have one value: nobody writes them, and another value that arrives is kept.

use std::fmt;

use serde::de::Error;
use serde::ser::{Serialize, Serializer};

use super::union::say_unknown;
use super::value_enum::Literal;
use crate::JsonValue;
use crate::unknown_variant::UnknownVariant;

/// The only value that the description knows, as a table says it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Only {
    /// A text.
    Text(&'static str),
    /// An integer.
    Integer(i128),
    /// A number with a fraction.
    Number(f64),
    /// True or false.
    Boolean(bool),
}

impl Only {
    /// The value of a literal.
    pub fn of(literal: impl Literal) -> Self {
        literal.only()
    }

    /// As JSON.
    #[must_use]
    pub fn to_json(self) -> JsonValue {
        match self {
            Self::Text(text) => text.json(),
            Self::Integer(integer) => integer.json(),
            Self::Number(number) => number.json(),
            Self::Boolean(boolean) => boolean.json(),
        }
    }

    /// As in a path or an element: a text as it is, anything else as JSON writes it.
    #[must_use]
    pub fn to_text(self) -> String {
        match self {
            Self::Text(text) => text.to_owned(),
            other => other.to_json().to_string(),
        }
    }

    /// Whether a value is this one.
    #[must_use]
    pub fn is(self, value: &JsonValue) -> bool {
        match self {
            Self::Text(text) => text.is(value),
            Self::Integer(integer) => integer.is(value),
            Self::Number(number) => number.is(value),
            Self::Boolean(boolean) => boolean.is(value),
        }
    }
}

impl Serialize for Only {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Text(text) => serializer.serialize_str(text),
            other => other.to_json().serialize(serializer),
        }
    }
}

/// What arrived for a property that has one value: nothing is kept of that one.
#[derive(Clone, Default, PartialEq)]
pub struct Constant(Option<Box<UnknownVariant>>);

impl Constant {
    /// Keeps a value that is not the described one.
    pub(crate) fn new(value: JsonValue, only: Only) -> Self {
        if only.is(&value) {
            return Self(None);
        }
        say_unknown();
        Self(Some(Box::new(UnknownVariant::from(value))))
    }

    /// The value that arrived, where it is not the described one.
    #[must_use]
    pub fn unexpected(&self) -> Option<&JsonValue> {
        self.0.as_deref().map(UnknownVariant::as_json)
    }

    /// The form of the value in an element.
    #[must_use]
    pub fn to_text(&self, only: Only) -> String {
        match &self.0 {
            Some(value) => value.to_text().into_owned(),
            None => only.to_text(),
        }
    }
}

impl fmt::Debug for Constant {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Some(value) => value.fmt(formatter),
            None => formatter.write_str("Constant"),
        }
    }
}

/// A constant that is being written: what arrived, else the described value.
pub struct Written<'c>(pub &'c Constant, pub Only);

impl Serialize for Written<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0.unexpected() {
            Some(value) => value.serialize(serializer),
            None => self.1.serialize(serializer),
        }
    }
}

/// The constant of a property, which is there unless it `may_be_absent`.
///
/// # Errors
///
/// Names the wire name where it is missing.
pub fn take_constant<E: Error>(
    slot: Option<Constant>,
    wire: &'static str,
    may_be_absent: bool,
) -> Result<Constant, E> {
    match slot {
        Some(constant) => Ok(constant),
        None if may_be_absent => Ok(Constant::default()),
        None => Err(E::missing_field(wire)),
    }
}
