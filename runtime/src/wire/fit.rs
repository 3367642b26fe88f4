//! How well a value fits a type, judged by its keys and kinds.

use std::borrow::Cow;
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

    /// Whether nothing fits better but what knows more of the value.
    pub(super) fn is_whole(self) -> bool {
        self.lacking == 0 && self.unknown == 0
    }
}

impl Kind {
    /// Whether the JSON of such a value may begin with this byte.
    pub(super) fn begins_with(self, first: u8) -> bool {
        match self {
            Self::Text | Self::Formatted | Self::Date | Self::Choice => first == b'"',
            Self::Integer | Self::Number => matches!(first, b'-' | b'0'..=b'9'),
            Self::Boolean => matches!(first, b't' | b'f'),
            Self::List => first == b'[',
            Self::Record | Self::Map => first == b'{',
            Self::Union | Self::Any => true,
        }
    }
}

impl Variant {
    /// Whether any value of its kind is one of the variant, or cannot be read.
    pub(super) fn is_its_kind(&self) -> bool {
        match self.fits {
            Fits::Kind | Fits::Record(_) | Fits::Choice(_) => true,
            Fits::Union(_) | Fits::Only(_) => false,
        }
    }
}

/// What is seen of a value before it is read.
pub(super) enum Glance<'v> {
    /// A text.
    Text(Cow<'v, str>),
    /// An object: its keys, each with its value where that is a text.
    Object(Vec<(Cow<'v, str>, Option<Cow<'v, str>>)>),
    /// A list.
    List,
    /// A number, true, false or null.
    Other(Cow<'v, JsonValue>),
}

impl<'v> Glance<'v> {
    /// What is seen of a tree.
    pub(super) fn of(value: &'v JsonValue) -> Self {
        match value {
            JsonValue::String(text) => Self::Text(Cow::Borrowed(text)),
            JsonValue::Object(object) => {
                let entries = object.iter().map(|(key, value)| {
                    let text = value.as_str().map(Cow::Borrowed);
                    (Cow::Borrowed(key.as_str()), text)
                });
                Self::Object(entries.collect())
            }
            JsonValue::Array(_) => Self::List,
            other => Self::Other(Cow::Borrowed(other)),
        }
    }
}

/// How well a value fits a variant; `None` where it cannot be one.
pub(super) fn fit(variant: &Variant, value: &Glance<'_>) -> Option<Fit> {
    let kind = match (variant.kind, value) {
        (Kind::Any | Kind::Union, _)
        | (Kind::Text | Kind::Choice, Glance::Text(_))
        | (Kind::List, Glance::List)
        | (Kind::Map, Glance::Object(_)) => Fit::of(0, 0),
        // A day alone is a date, though a date-time reads it as midnight.
        (Kind::Date, Glance::Text(text)) if text.len() == "2025-01-15".len() => Fit::of(0, 3),
        (Kind::Date, Glance::Text(_)) => Fit::of(0, 1),
        // A date takes what is a date and time, too.
        (Kind::Formatted, Glance::Text(_)) => Fit::of(0, 2),
        (Kind::Record, Glance::Object(entries)) => {
            let is_absent = |key: &&&str| !entries.iter().any(|(name, _)| name == **key);
            Fit {
                lacking: variant.required.iter().filter(is_absent).count(),
                ..Fit::of(0, 0)
            }
        }
        (kind, Glance::Other(value)) => fit_scalar(kind, value)?,
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

/// How well a number, true, false or null fits a kind.
fn fit_scalar(kind: Kind, value: &JsonValue) -> Option<Fit> {
    match (kind, value) {
        (Kind::Number, JsonValue::Number(_)) | (Kind::Boolean, JsonValue::Bool(_)) => {
            Some(Fit::of(0, 0))
        }
        (Kind::Integer, JsonValue::Number(number)) if !number.is_f64() => Some(Fit::of(0, 1)),
        // `1.0` is one, too, but a variant for any number keeps how it was written.
        (Kind::Integer, JsonValue::Number(number)) => {
            let integer = number.as_f64().and_then(whole);
            integer.map(|_| Fit::of(1, 0))
        }
        _ => None,
    }
}

/// How well an object fits a record: by its keys.
fn fit_record(shape: &Shape, value: &Glance<'_>) -> Option<Fit> {
    let Glance::Object(entries) = value else {
        return None;
    };
    let (mut known, mut next) = (0, 0);
    for (key, _) in entries {
        if let Some(index) = shape.index(key, next) {
            known += 1;
            next = index + 1;
        }
    }
    // What is kept is not lost.
    let unknown = if shape.keeps {
        0
    } else {
        entries.len() - known
    };
    Some(Fit::of(unknown, known))
}

/// How well a text fits an enumeration: whether it is one of its values.
fn fit_choice(texts: &[&str], value: &Glance<'_>) -> Option<Fit> {
    let Glance::Text(text) = value else {
        return None;
    };
    Some(if texts.contains(&&**text) {
        Fit::of(0, 1)
    } else {
        Fit::of(1, 0)
    })
}

/// How well a value fits one that is alone: nothing else is it.
fn fit_constant(only: Only, value: &Glance<'_>) -> Option<Fit> {
    let is_it = match (only, value) {
        (Only::Text(only), Glance::Text(text)) => text == only,
        (only, Glance::Other(value)) => only.is(value),
        _ => false,
    };
    is_it.then_some(Fit::of(0, 4))
}

/// How well a value fits a union: as well as the best of its variants.
fn fit_union(shape: &UnionShape, value: &Glance<'_>) -> Option<Fit> {
    let variants = shape.variants.iter();
    if shape.tag.is_empty() {
        return variants.filter_map(|variant| fit(variant, value)).min();
    }
    let Glance::Object(entries) = value else {
        return None;
    };
    // Of a key that comes twice, a tree has the last value.
    let (_, tag) = entries.iter().rfind(|(key, _)| key == shape.tag)?;
    let tag = tag.as_deref()?;
    variants
        .filter(|variant| variant.tags.contains(&tag))
        .filter_map(|variant| fit(variant, value))
        .min()
}
