//! Writes values as text: in a path, a query, a header. An absent value is no text, and a list is
//! one text for each item.

use std::fmt;

use super::{Each, Items, Outcome, Shape, Stopped, UnionShape, Wire, Writer};
use crate::value::text::Text as _;
use crate::{Decimal, JsonValue, SecretString};

/// Hands out each text of a value, and returns the secrets among them.
///
/// # Errors
///
/// When the value has no text form.
pub(crate) fn spell(
    value: &dyn Wire,
    put: &mut dyn FnMut(&str),
) -> Result<Vec<SecretString>, Stopped> {
    let mut spelled = Spelled {
        put,
        secrets: Vec::new(),
    };
    value.write(&mut spelled)?;
    Ok(spelled.secrets)
}

struct Spelled<'f> {
    put: &'f mut dyn FnMut(&str),
    secrets: Vec<SecretString>,
}

/// What has a text form of its own.
macro_rules! texts {
    ($($name:ident($value:ident: $argument:ty) = $text:expr,)*) => {$(
        fn $name(&mut self, $value: $argument) -> Outcome {
            self.text(&$text)
        }
    )*};
}

/// What has no text form.
macro_rules! no_text {
    ($($name:ident($($argument:ty),*),)*) => {$(
        fn $name(&mut self, $(_: $argument),*) -> Outcome {
            Err(Stopped)
        }
    )*};
}

impl Writer for Spelled<'_> {
    fn union(&mut self, _: &'static UnionShape, _: usize, value: &dyn Wire) -> Outcome {
        value.write(self)
    }

    fn list(&mut self, items: &dyn Items) -> Outcome {
        (0..items.count()).try_for_each(|at| items.item(at).write(self))
    }

    fn nothing(&mut self) -> Outcome {
        Ok(())
    }

    fn null(&mut self) -> Outcome {
        Ok(())
    }

    fn text(&mut self, text: &str) -> Outcome {
        (self.put)(text);
        Ok(())
    }

    fn secret(&mut self, secret: &SecretString) -> Outcome {
        self.secrets.push(secret.clone());
        self.text(secret.expose_secret())
    }

    fn json(&mut self, value: &JsonValue) -> Outcome {
        match value {
            JsonValue::String(text) => self.text(text),
            other => self.text(&other.to_string()),
        }
    }

    texts! {
        printed(value: &dyn fmt::Display) = value.to_string(),
        boolean(value: bool) = value.to_text(),
        integer(value: i64) = value.to_text(),
        unsigned(value: u64) = value.to_text(),
        wide(value: i128) = value.to_text(),
        wide_unsigned(value: u128) = value.to_text(),
        double(value: f64) = value.to_text(),
        single(value: f32) = value.to_text(),
        decimal(value: &Decimal) = value.to_text(),
    }

    no_text! {
        record(&'static Shape, &[&dyn Wire], Option<&dyn Each>),
        tuple(&[&dyn Wire]),
        map(&dyn Each),
    }
}
