//! Compares a value with some texts, without keeping it.

use std::fmt;

use super::{Each, Items, Outcome, Shape, Stopped, UnionShape, Wire, Writer};
use crate::{Decimal, JsonValue, SecretString};

/// What a value is to the tag of a union.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Match {
    /// It is one of the texts.
    Text,
    /// It is something else.
    Other,
    /// It is left out.
    Nothing,
}

/// Whether a value is one of these texts.
pub(super) fn matches(value: &dyn Wire, texts: &[&str]) -> Match {
    let mut matches = Matches {
        texts,
        found: Match::Other,
    };
    match value.write(&mut matches) {
        Ok(()) => matches.found,
        Err(Stopped) => Match::Other,
    }
}

/// Whether a value is left out, where something can be.
pub(crate) fn is_nothing(value: &dyn Wire) -> bool {
    matches(value, &[]) == Match::Nothing
}

struct Matches<'t> {
    texts: &'t [&'t str],
    found: Match,
}

/// What is not text.
macro_rules! other {
    ($($name:ident($($argument:ty),*),)*) => {$(
        fn $name(&mut self, $(_: $argument),*) -> Outcome {
            Ok(())
        }
    )*};
}

impl Writer for Matches<'_> {
    fn union(&mut self, _: &'static UnionShape, _: usize, value: &dyn Wire) -> Outcome {
        value.write(self)
    }

    fn nothing(&mut self) -> Outcome {
        self.found = Match::Nothing;
        Ok(())
    }

    fn text(&mut self, text: &str) -> Outcome {
        if self.texts.contains(&text) {
            self.found = Match::Text;
        }
        Ok(())
    }

    fn printed(&mut self, value: &dyn fmt::Display) -> Outcome {
        self.text(&value.to_string())
    }

    fn json(&mut self, value: &JsonValue) -> Outcome {
        match value {
            JsonValue::String(text) => self.text(text),
            _ => Ok(()),
        }
    }

    other! {
        record(&'static Shape, &[&dyn Wire], Option<&dyn Each>),
        list(&dyn Items),
        tuple(&[&dyn Wire]),
        map(&dyn Each),
        null(),
        secret(&SecretString),
        boolean(bool),
        integer(i64),
        unsigned(u64),
        wide(i128),
        wide_unsigned(u128),
        double(f64),
        single(f32),
        decimal(&Decimal),
    }
}
