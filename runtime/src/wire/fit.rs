//! How well a value fits a type, judged by its keys and kinds.

use std::cmp::Reverse;

use super::{Kind, Shape, UnionShape, Variant};
use crate::JsonValue;
use crate::value::constant::Only;
use crate::value::tolerant::whole;

/// What says how well a value fits a type, where its kind alone does not.
#[derive(Clone, Copy, Debug)]
pub enum Fits {
    /// The kind says it.
    Kind,
    /// An object fits by its keys.
    Record(&'static Shape),
    /// A text fits if it is one of these.
    Choice(&'static [&'static str]),
    /// A value fits as well as the best of the variants. A function, because unions may hold each
    /// other.
    Union(fn() -> &'static UnionShape),
    /// A value fits if it is this one.
    Only(fn() -> Only),
}

/// How well a value fits: the fewest keys that it lacks, then the fewest parts that the type does
/// not know, then the most that it does. The least is the best.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Fit {
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
    let fit = match variant.fits {
        Fits::Kind => return Some(kind),
        Fits::Record(shape) => fit_record(shape, value),
        Fits::Choice(texts) => fit_choice(texts, value),
        Fits::Union(shape) => fit_union(shape(), value),
        Fits::Only(only) => fit_constant(only(), value),
    };
    fit.map(|fit| Fit {
        lacking: kind.lacking + fit.lacking,
        ..fit
    })
}

/// How well an object fits a record: by its keys.
fn fit_record(shape: &Shape, value: &JsonValue) -> Option<Fit> {
    let object = value.as_object()?;
    let is_known = |key: &&String| shape.fields.contains(&key.as_str());
    let known = object.keys().filter(is_known).count();
    // What is kept is not lost.
    let unknown = if shape.keeps { 0 } else { object.len() - known };
    Some(Fit::of(unknown, known))
}

/// How well a text fits an enumeration: whether it is one of its values.
fn fit_choice(texts: &[&str], value: &JsonValue) -> Option<Fit> {
    Some(if texts.contains(&value.as_str()?) {
        Fit::of(0, 1)
    } else {
        Fit::of(1, 0)
    })
}

/// How well a value fits one that is alone: nothing else is it.
fn fit_constant(only: Only, value: &JsonValue) -> Option<Fit> {
    only.is(value).then_some(Fit::of(0, 4))
}

/// How well a value fits a union: as well as the best of its variants.
fn fit_union(shape: &UnionShape, value: &JsonValue) -> Option<Fit> {
    let variants = shape.variants.iter();
    if shape.tag.is_empty() {
        return variants.filter_map(|variant| fit(variant, value)).min();
    }
    let tag = value.get(shape.tag)?.as_str()?;
    variants
        .filter(|variant| variant.tags.contains(&tag))
        .filter_map(|variant| fit(variant, value))
        .min()
}
