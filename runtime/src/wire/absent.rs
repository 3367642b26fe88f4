//! A reader without a value: what a type becomes if its key is absent.
//!
//! An `Option` or a `Maybe` stays vacant; for all other types it is an error.

use super::{
    Integers, Optional, Outcome, Parts, Reader, Shape, Stopped, Textual, UnionShape, Variants, Wire,
};
use crate::JsonValue;

/// Reads nothing.
pub(crate) struct Absent;

/// What there is nothing for.
macro_rules! stops {
    ($($name:ident($($argument:ty),*) -> $value:ty,)*) => {$(
        fn $name(&mut self, $(_: $argument),*) -> Result<$value, Stopped> {
            Err(Stopped)
        }
    )*};
}
pub(super) use stops;

impl Reader for Absent {
    fn option(&mut self, _: &mut dyn Optional, _: bool) -> Outcome {
        Ok(())
    }

    stops! {
        record(&'static Shape, &mut [&mut dyn Wire], Option<&mut dyn Parts>) -> (),
        union(&'static UnionShape, &mut dyn Variants, &mut dyn Variants) -> bool,
        list(&mut dyn Parts) -> (),
        tuple(&mut [&mut dyn Wire]) -> (),
        map(&mut dyn Parts) -> (),
        string() -> String,
        text(&'static str, &mut dyn Textual) -> (),
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
