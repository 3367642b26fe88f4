//! How well a value fits a type, judged by its surface.

use std::cmp::Reverse;

use super::table::{Kind, ReadUnion, Variant};
use crate::JsonValue;
use crate::value::constant::Only;
use crate::value::open_enum::OpenEnum;
use crate::value::record::read::ReadRecord;
use crate::value::tolerant::whole;

/// How well a value fits: the fewest keys that it lacks, then the fewest parts that the type does
/// not know, then the most that it does. The least is the best.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fit {
    lacking: usize,
    unknown: usize,
    known: Reverse<usize>,
}

impl Fit {
    const fn of(unknown: usize, known: usize) -> Self {
        Self {
            lacking: 0,
            unknown,
            known: Reverse(known),
        }
    }

    /// How many keys the value lacks that the type is never without: it is one of the type only if
    /// all of them may be null.
    pub(super) fn lacking(self) -> usize {
        self.lacking
    }

    /// How many parts of the value the type does not know.
    pub(super) fn unknown(self) -> usize {
        self.unknown
    }
}

/// How well a value fits a variant; `None` where it cannot be one.
pub(super) fn fit(variant: &Variant, value: &JsonValue) -> Option<Fit> {
    let kind = match (variant.kind, value) {
        (Kind::Any | Kind::Union, _)
        | (Kind::Text | Kind::Choice, JsonValue::String(_))
        | (Kind::Number, JsonValue::Number(_))
        | (Kind::Boolean, JsonValue::Bool(_))
        | (Kind::List, JsonValue::Array(_))
        | (Kind::Map, JsonValue::Object(_)) => Fit::of(0, 0),
        // A day alone is a date, though a date-time reads it as midnight.
        (Kind::Date, JsonValue::String(text)) if text.len() == "2025-01-15".len() => Fit::of(0, 3),
        (Kind::Date, JsonValue::String(_)) => Fit::of(0, 1),
        // A date takes what is a date and time, too.
        (Kind::Formatted, JsonValue::String(_)) => Fit::of(0, 2),
        (Kind::Integer, JsonValue::Number(number)) if !number.is_f64() => Fit::of(0, 1),
        // `1.0` is one, too, but a variant for any number keeps how it was written.
        (Kind::Integer, JsonValue::Number(number)) if number.as_f64().and_then(whole).is_some() => {
            Fit::of(1, 0)
        }
        (Kind::Record, JsonValue::Object(object)) => {
            let is_absent = |key: &&&str| !object.contains_key(**key);
            Fit {
                lacking: variant.required.iter().filter(is_absent).count(),
                ..Fit::of(0, 0)
            }
        }
        _ => return None,
    };
    match variant.fit {
        Some(fit) => fit(value).map(|fit| Fit {
            lacking: kind.lacking + fit.lacking,
            ..fit
        }),
        None => Some(kind),
    }
}

/// How well an object fits a record: by its keys.
#[must_use]
pub fn fit_record<T: ReadRecord<'static>>(value: &JsonValue) -> Option<Fit> {
    let object = value.as_object()?;
    let is_known = |key: &&String| T::index(key) < T::FIELDS.len();
    let known = object.keys().filter(is_known).count();
    // What is kept is not lost.
    let unknown = if T::KEEPS { 0 } else { object.len() - known };
    Some(Fit::of(unknown, known))
}

/// How well a text fits an enumeration: whether it is one of its values.
#[must_use]
pub fn fit_choice<T: OpenEnum>(value: &JsonValue) -> Option<Fit> {
    Some(match T::known(value.as_str()?) {
        Some(_) => Fit::of(0, 1),
        None => Fit::of(1, 0),
    })
}

/// How well a value fits one that is alone: nothing else is it.
#[must_use]
pub fn fit_constant(only: Only, value: &JsonValue) -> Option<Fit> {
    only.is(value).then_some(Fit::of(0, 4))
}

/// How well a value fits a union: as well as the best of its variants.
#[must_use]
pub fn fit_union<T: ReadUnion>(value: &JsonValue) -> Option<Fit> {
    if !T::TAG.is_empty() {
        let tag = value.get(T::TAG)?.as_str()?;
        let tagged = |variant: &&Variant| variant.tags.contains(&tag);
        let variants = T::VARIANTS.iter().filter(tagged);
        return variants.filter_map(|variant| fit(variant, value)).min();
    }
    let variants = T::VARIANTS.iter();
    variants.filter_map(|variant| fit(variant, value)).min()
}
