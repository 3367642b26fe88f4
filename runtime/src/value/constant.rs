//! Properties with one value: callers do not write them, and another value that is received is
//! kept.

use std::fmt;

use super::value_enum::Literal;
use crate::JsonValue;
use crate::unknown_variant::UnknownVariant;
use crate::wire::{Optional, Outcome, Reader, Stopped, Wire, Writer, say_unknown};

/// The described value, as a table declares it.
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

impl Wire for Only {
    fn read(&mut self, _: &mut dyn Reader) -> Outcome {
        Err(Stopped)
    }

    fn write(&self, writer: &mut dyn Writer) -> Outcome {
        match self {
            Self::Text(text) => writer.text(text),
            other => writer.json(&other.to_json()),
        }
    }
}

/// The value of a constant property. Only a value that is not the described one is stored.
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

    /// Returns the value that was received, if it is not the described one.
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

impl Wire for Written<'_> {
    fn read(&mut self, _: &mut dyn Reader) -> Outcome {
        Err(Stopped)
    }

    fn write(&self, writer: &mut dyn Writer) -> Outcome {
        match self.0.unexpected() {
            Some(value) => writer.json(value),
            None => self.1.write(writer),
        }
    }
}

/// A constant that is being read.
pub struct Reading<'c> {
    constant: &'c mut Constant,
    only: Only,
    may_be_absent: bool,
}

impl<'c> Reading<'c> {
    /// One that has to be there.
    pub fn new(constant: &'c mut Constant, only: Only) -> Self {
        Self {
            constant,
            only,
            may_be_absent: false,
        }
    }

    /// The same, which need not be there.
    #[must_use]
    pub fn or_absent(self) -> Self {
        Self {
            may_be_absent: true,
            ..self
        }
    }
}

impl Wire for Reading<'_> {
    fn read(&mut self, reader: &mut dyn Reader) -> Outcome {
        let came = if self.may_be_absent {
            let mut came = Came(None);
            reader.option(&mut came, false)?;
            came.0
        } else {
            Some(reader.json()?)
        };
        if let Some(value) = came {
            *self.constant = Constant::new(value, self.only);
        }
        Ok(())
    }

    fn write(&self, writer: &mut dyn Writer) -> Outcome {
        Written(self.constant, self.only).write(writer)
    }
}

/// What comes for a key, where anything does.
struct Came(Option<JsonValue>);

impl Optional for Came {
    fn none(&mut self) {
        self.0 = Some(JsonValue::Null);
    }

    fn some(&mut self) -> &mut dyn Wire {
        self.0.insert(JsonValue::Null)
    }
}

/// Where an alternative of one value is read into: it holds nothing, and what is read was compared
/// with it before.
pub fn passed<'v>() -> &'v mut dyn Wire {
    // Nothing is allocated for nothing.
    Box::leak(Box::new(Passed))
}

struct Passed;

impl Wire for Passed {
    fn read(&mut self, reader: &mut dyn Reader) -> Outcome {
        reader.json().map(drop)
    }

    fn write(&self, _: &mut dyn Writer) -> Outcome {
        Err(Stopped)
    }
}
