//! One reader and one writer for the values of every type.
//!
//! Serde's traits are generic over the format, so that each type is compiled once for each format
//! that reads or writes it. Here a type only passes its fields to a [`Reader`] or a [`Writer`],
//! which are trait objects: the code that loops over keys, counts, compares and reports errors is
//! compiled once, in this crate. Both are implemented for any format of serde: [`read`] and
//! [`write()`] drive the format, and `Deserialize` and `Serialize` of generated types call them.

mod absent;
mod buffered;
mod choice;
mod day;
mod decide;
mod fast;
mod fit;
mod input;
mod matches;
mod object;
mod output;
mod parts;
mod replay;
mod scalars;
mod shape;
mod spelled;
mod text;

use std::borrow::Cow;
use std::fmt;

use crate::unknown_variant::UnknownVariant;
use crate::{Decimal, JsonValue, SecretString};

pub(crate) use absent::Absent;
pub(crate) use choice::{Choice, choice};
pub(crate) use decide::{say_kept, say_unknown};
pub(crate) use fast::Fast;
pub use fit::Fits;
pub use input::read;
pub(crate) use input::{from_json, from_value, read_into};
pub(crate) use matches::is_nothing;
pub(crate) use output::Whole;
pub use output::write;
pub use shape::{Integers, Kind, Mark, PLAIN, Shape, UnionShape, Variant};
pub(crate) use spelled::spell;
pub(crate) use text::read_text;

/// Nothing more is read or written. The reader or the writer knows why.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stopped;

/// What reading or writing a value comes to.
pub type Outcome = Result<(), Stopped>;

/// A value that is read in place and written through trait objects.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a type that a client reads and writes",
    note = "declare it with `record!`, `union!` or an enumeration's macro"
)]
pub trait Wire {
    /// Reads the value into this place, which is [vacant](Value::vacant).
    ///
    /// # Errors
    ///
    /// When the input is not what the type needs.
    fn read(&mut self, reader: &mut dyn Reader) -> Outcome;

    /// Writes the value.
    ///
    /// # Errors
    ///
    /// When the output refuses.
    fn write(&self, writer: &mut dyn Writer) -> Outcome;
}

/// A type whose values are read.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a type that a client reads and writes",
    note = "declare it with `record!`, `union!` or an enumeration's macro"
)]
pub trait Value: Wire + Sized {
    /// Whether an empty text stands for no value, where there may be none.
    const EMPTY_IS_NONE: bool = false;

    /// A place to read into. What is not read into it is never seen.
    fn vacant() -> Self;
}

/// Where a value is read from.
#[doc(hidden)]
pub trait Reader {
    /// Reads an object into the fields of a struct; `kept` takes the keys that are none of a field.
    ///
    /// # Errors
    ///
    /// When it is no object, a key of a field comes twice, one that is needed is missing, or a value is
    /// not what its field needs.
    fn record(
        &mut self,
        shape: &'static Shape,
        fields: &mut [&mut dyn Wire],
        kept: Option<&mut dyn Parts>,
    ) -> Outcome;

    /// Reads a union into one of two places: whether it is the second one.
    ///
    /// # Errors
    ///
    /// When the input is not well formed, or its tag names a variant that it is not.
    fn union(
        &mut self,
        shape: &'static UnionShape,
        value: &mut dyn Variants,
        spare: &mut dyn Variants,
    ) -> Result<bool, Stopped>;

    /// Reads what may be null. With `empty_is_none` an empty text is no value, either.
    ///
    /// # Errors
    ///
    /// Those of the value.
    fn option(&mut self, value: &mut dyn Optional, empty_is_none: bool) -> Outcome;

    /// Reads a list.
    ///
    /// # Errors
    ///
    /// When it is none, and those of its items.
    fn list(&mut self, items: &mut dyn Parts) -> Outcome;

    /// Reads a list of which each item has a type of its own.
    ///
    /// # Errors
    ///
    /// When it is none, has another length, and those of its items.
    fn tuple(&mut self, items: &mut [&mut dyn Wire]) -> Outcome;

    /// Reads an object whose keys may be anything.
    ///
    /// # Errors
    ///
    /// When it is none, and those of its values.
    fn map(&mut self, entries: &mut dyn Parts) -> Outcome;

    /// Reads a text.
    ///
    /// # Errors
    ///
    /// When it is none.
    fn string(&mut self) -> Result<String, Stopped>;

    /// Reads a text of a form of its own; `expected` names it. What comes instead is not quoted.
    ///
    /// # Errors
    ///
    /// When it is no text, or not of the form.
    fn text(&mut self, expected: &'static str, value: &mut dyn Textual) -> Outcome;

    /// Reads true or false.
    ///
    /// # Errors
    ///
    /// When it is neither.
    fn boolean(&mut self) -> Result<bool, Stopped>;

    /// Reads an integer of a type, also where it is written as `1.0` or `1e0`.
    ///
    /// # Errors
    ///
    /// When it is none, or beyond the type.
    fn integer(&mut self, kind: &'static Integers) -> Result<i128, Stopped>;

    /// Reads an integer of 64 bits. What comes instead is not quoted.
    ///
    /// # Errors
    ///
    /// When it is none.
    fn listed_integer(&mut self) -> Result<i64, Stopped>;

    /// Reads a number.
    ///
    /// # Errors
    ///
    /// When it is none.
    fn double(&mut self) -> Result<f64, Stopped>;

    /// Reads a number of 32 bits.
    ///
    /// # Errors
    ///
    /// When it is none.
    fn single(&mut self) -> Result<f32, Stopped>;

    /// Reads the JSON of a value as it was written.
    ///
    /// # Errors
    ///
    /// When it is not JSON.
    fn written(&mut self) -> Result<Box<str>, Stopped>;

    /// Reads any JSON.
    ///
    /// # Errors
    ///
    /// When it is not JSON.
    fn json(&mut self) -> Result<JsonValue, Stopped>;

    /// Reads null.
    ///
    /// # Errors
    ///
    /// When it is something else.
    fn null(&mut self) -> Outcome;

    /// Says that what was read is not what the type needs.
    fn refuse(&mut self, reason: &'static str) -> Stopped;
}

/// Where a value is written to.
#[doc(hidden)]
pub trait Writer {
    /// Writes the fields of a struct, and behind them what is kept.
    ///
    /// # Errors
    ///
    /// When the output refuses.
    fn record(
        &mut self,
        shape: &'static Shape,
        fields: &[&dyn Wire],
        kept: Option<&dyn Each>,
    ) -> Outcome;

    /// Writes what the variant of this index holds, with the tag.
    ///
    /// # Errors
    ///
    /// When the output refuses.
    fn union(&mut self, shape: &'static UnionShape, index: usize, value: &dyn Wire) -> Outcome;

    /// Writes a list.
    ///
    /// # Errors
    ///
    /// When the output refuses.
    fn list(&mut self, items: &dyn Items) -> Outcome;

    /// Writes a list of which each item has a type of its own.
    ///
    /// # Errors
    ///
    /// When the output refuses.
    fn tuple(&mut self, items: &[&dyn Wire]) -> Outcome;

    /// Writes an object whose keys may be anything.
    ///
    /// # Errors
    ///
    /// When the output refuses.
    fn map(&mut self, entries: &dyn Each) -> Outcome;

    /// Writes nothing, where something can be left out, and else null.
    ///
    /// # Errors
    ///
    /// When the output refuses.
    fn nothing(&mut self) -> Outcome;

    /// Writes null.
    ///
    /// # Errors
    ///
    /// When the output refuses.
    fn null(&mut self) -> Outcome;

    /// Writes a text.
    ///
    /// # Errors
    ///
    /// When the output refuses.
    fn text(&mut self, text: &str) -> Outcome;

    /// Writes what a value prints as a text.
    ///
    /// # Errors
    ///
    /// When the output refuses.
    fn printed(&mut self, value: &dyn fmt::Display) -> Outcome;

    /// Writes a secret, into a request alone.
    ///
    /// # Errors
    ///
    /// Outside of a request, and when the output refuses.
    fn secret(&mut self, secret: &SecretString) -> Outcome;

    /// Writes true or false.
    ///
    /// # Errors
    ///
    /// When the output refuses.
    fn boolean(&mut self, value: bool) -> Outcome;

    /// Writes an integer.
    ///
    /// # Errors
    ///
    /// When the output refuses.
    fn integer(&mut self, integer: i64) -> Outcome;

    /// Writes an integer that is not negative.
    ///
    /// # Errors
    ///
    /// When the output refuses.
    fn unsigned(&mut self, integer: u64) -> Outcome;

    /// Writes an integer of 128 bits.
    ///
    /// # Errors
    ///
    /// When the output refuses.
    fn wide(&mut self, integer: i128) -> Outcome;

    /// Writes an integer of 128 bits that is not negative.
    ///
    /// # Errors
    ///
    /// When the output refuses.
    fn wide_unsigned(&mut self, integer: u128) -> Outcome;

    /// Writes a number.
    ///
    /// # Errors
    ///
    /// When the output refuses.
    fn double(&mut self, number: f64) -> Outcome;

    /// Writes a number of 32 bits.
    ///
    /// # Errors
    ///
    /// When the output refuses.
    fn single(&mut self, number: f32) -> Outcome;

    /// Writes a number with all its digits.
    ///
    /// # Errors
    ///
    /// When the output refuses.
    fn decimal(&mut self, number: &Decimal) -> Outcome;

    /// Writes any JSON.
    ///
    /// # Errors
    ///
    /// When the output refuses.
    fn json(&mut self, value: &JsonValue) -> Outcome;
}

/// What may be without a value.
#[doc(hidden)]
pub trait Optional {
    /// Becomes null.
    fn none(&mut self);

    /// Becomes a vacant value, and hands it out.
    fn some(&mut self) -> &mut dyn Wire;
}

/// What has one value after another.
#[doc(hidden)]
pub trait Parts {
    /// Takes one more vacant value, and hands it out. The key is empty in a list.
    fn part(&mut self, key: String) -> &mut dyn Wire;
}

/// A list, as a writer sees it.
#[doc(hidden)]
pub trait Items {
    /// How many items there are.
    fn count(&self) -> usize;

    /// The item at a place.
    fn item(&self, at: usize) -> &dyn Wire;
}

/// What has a value for each key, as a writer sees it.
#[doc(hidden)]
pub trait Each {
    /// How many values there are.
    fn count(&self) -> usize;

    /// Hands out each value.
    ///
    /// # Errors
    ///
    /// Those of the visitor.
    fn each(&self, visit: &mut dyn FnMut(&str, &dyn Wire) -> Outcome) -> Outcome;
}

/// A union that is being read.
#[doc(hidden)]
pub trait Variants {
    /// Becomes the variant of this index, and hands out what it holds, which is vacant.
    fn variant(&mut self, index: usize) -> &mut dyn Wire;

    /// Becomes the variant for everything else.
    fn unknown(&mut self, value: UnknownVariant);
}

/// A value that is read from a text.
#[doc(hidden)]
pub trait Textual {
    /// Takes the text; whether it is one of the values.
    fn take(&mut self, text: Cow<'_, str>) -> bool;
}
