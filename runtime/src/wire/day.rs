//! Reads a date or a date-time that may be absent: an empty string is no value.

use std::borrow::Cow;
use std::fmt;

use serde::de::{Error, Visitor};

use super::absent::stops;
use super::{
    Integers, Optional, Outcome, Parts, Reader, Shape, Stopped, Textual, UnionShape, Variants, Wire,
};
use crate::JsonValue;

/// A visitor of such a value.
pub(super) struct Day<'v>(pub(super) &'v mut dyn Optional);

impl Day<'_> {
    fn read<E: Error>(self, given: Given<'_>) -> Result<(), E> {
        let mut given = given;
        self.0
            .some()
            .read(&mut given)
            .map_err(|Stopped| E::custom(given.refusal))
    }
}

/// What is not text is the type's own to refuse.
macro_rules! refuse {
    ($($visit:ident($ty:ty) = $found:literal,)*) => {$(
        fn $visit<E: Error>(self, _: $ty) -> Result<(), E> {
            self.read(Given::other($found))
        }
    )*};
}

impl Visitor<'_> for Day<'_> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("option")
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        self.0.none();
        Ok(())
    }

    fn visit_none<E: Error>(self) -> Result<(), E> {
        self.visit_unit()
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<(), E> {
        if text.is_empty() {
            return self.visit_unit();
        }
        self.read(Given {
            text: Some(text),
            ..Given::other("")
        })
    }

    refuse! {
        visit_bool(bool) = "a boolean",
        visit_i64(i64) = "a number",
        visit_u64(u64) = "a number",
        visit_f64(f64) = "a number",
    }
}

/// A text, or something that is none.
struct Given<'t> {
    text: Option<&'t str>,
    found: &'static str,
    refusal: String,
}

impl Given<'_> {
    fn other(found: &'static str) -> Self {
        Self {
            text: None,
            found,
            refusal: String::new(),
        }
    }
}

impl Reader for Given<'_> {
    fn text(&mut self, expected: &'static str, value: &mut dyn Textual) -> Outcome {
        match self.text {
            Some(text) if value.take(Cow::Borrowed(text)) => return Ok(()),
            Some(_) => self.refusal = format!("expected {expected}"),
            None => self.refusal = format!("expected {expected}, found {}", self.found),
        }
        Err(Stopped)
    }

    stops! {
        record(&'static Shape, &mut [&mut dyn Wire], Option<&mut dyn Parts>) -> (),
        union(&'static UnionShape, &mut dyn Variants, &mut dyn Variants) -> bool,
        option(&mut dyn Optional, bool) -> (),
        list(&mut dyn Parts) -> (),
        tuple(&mut [&mut dyn Wire]) -> (),
        map(&mut dyn Parts) -> (),
        string() -> String,
        boolean() -> bool,
        integer(&'static Integers) -> i128,
        listed_integer() -> i64,
        double() -> f64,
        single() -> f32,
        written() -> Box<str>,
        json() -> JsonValue,
        null() -> (),
    }

    fn refuse(&mut self, _: &'static str) -> Stopped {
        Stopped
    }
}
