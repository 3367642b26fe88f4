//! What converts into a union: the types that exactly one of its alternatives has.
//!
//! Generated code declares these conversions, and comparing reports those that are removed. A
//! string converts into several kinds of alternatives: if there are several, the one that accepts
//! any string is used. What converts into a union that is an alternative converts into the union
//! around it as well, so that callers name neither.

use std::collections::HashMap;

use crate::model::{Api, Form, Scalar, Shape, Type, Union, Values};

/// How deep types are looked into.
const DEEPEST: usize = 64;

/// How many unions are looked into, each an alternative of the one before: real ones stop at two.
const UNIONS: usize = 2;

/// What converts into an alternative.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Conversion {
    /// Its value.
    Value,
    /// `&str` and `String`.
    Text,
    /// A list and an array of its items.
    List,
    /// The same of `String` and of `&str`.
    Texts,
    /// A map and an array of pairs.
    Map,
    /// The same; the values may be `&str` as well.
    TextMap,
}

/// What converts into an alternative, and the type that says what it holds: that of the alternative,
/// or of one of the alternatives inside of it.
#[derive(Clone, Debug)]
pub(crate) struct Source {
    pub(crate) conversion: Conversion,
    pub(crate) ty: Type,
}

/// What converts into each alternative of a union.
pub(crate) fn of(api: &Api, union: &Union) -> Vec<Vec<Source>> {
    within(api, union, UNIONS)
}

/// The same, looking into at most `unions` nested unions.
fn within(api: &Api, union: &Union, unions: usize) -> Vec<Vec<Source>> {
    let text = text(api, union);
    let keys: Vec<_> = (union.variants.iter())
        .map(|variant| key(api, &variant.ty))
        .collect();
    let mut times = HashMap::new();
    for key in &keys {
        *times.entry(key.as_str()).or_insert(0) += 1;
    }
    let mut inner: Vec<_> = (union.variants.iter())
        .map(|variant| inside(api, union, &variant.ty, unions))
        .collect();
    let mut inner_times = HashMap::new();
    for source in inner.iter().flatten() {
        *inner_times.entry(source.key(api)).or_insert(0) += 1;
    }
    let takes_text = |ty: &Type| Texts::of(api, ty) != Texts::None;
    let any_text = union.variants.iter().any(|one| takes_text(&one.ty));
    for sources in &mut inner {
        sources.retain(|source| {
            let key = source.key(api);
            let is_taken = match source.conversion {
                Conversion::Text => any_text,
                Conversion::Value
                | Conversion::List
                | Conversion::Texts
                | Conversion::Map
                | Conversion::TextMap => times.contains_key(key.as_str()),
            };
            !is_taken && inner_times[&key] == 1
        });
    }
    let variants = union.variants.iter().zip(&keys).zip(inner).enumerate();
    variants
        .map(|(at, ((variant, key), inner))| {
            let own = own(api, &variant.ty).filter(|_| times[key.as_str()] == 1);
            let text = (text == Some(at)).then_some(Conversion::Text);
            let direct = own.into_iter().chain(text).map(|conversion| Source {
                conversion,
                ty: variant.ty.clone(),
            });
            direct.chain(inner).collect()
        })
        .collect()
}

/// What converts into an alternative because it is a union as well. Inline types are left out: two
/// of them may be one in Rust.
fn inside(api: &Api, around: &Union, ty: &Type, unions: usize) -> Vec<Source> {
    let Some(inner) = union_of(api, ty).filter(|_| unions > 0) else {
        return Vec::new();
    };
    let sources = within(api, inner, unions - 1).into_iter().flatten();
    sources
        .filter(|source| {
            let is_around = union_of(api, &source.ty).is_some_and(|it| std::ptr::eq(it, around));
            !is_around && is_named(api, &source.ty)
        })
        .collect()
}

fn union_of<'a>(api: &'a Api, ty: &'a Type) -> Option<&'a Union> {
    let Type::Named(id) = api.resolved(ty) else {
        return None;
    };
    match &api.definition(*id).shape {
        Shape::Union(union) => Some(union),
        Shape::Record(_) | Shape::Enumeration(_) | Shape::Alias(_) => None,
    }
}

/// Whether a type is made of components only.
fn is_named(api: &Api, ty: &Type) -> bool {
    let mut ty = api.resolved(ty);
    for _ in 0..DEEPEST {
        match ty.form() {
            Form::List(inner) | Form::Map(inner) | Form::Optional(inner) => {
                ty = api.resolved(inner);
            }
            Form::Named(id) => return api.definition(id).inline.is_none(),
            Form::Tuple(_) => return false,
            Form::Scalar | Form::Json | Form::Upload | Form::Nothing => return true,
        }
    }
    false
}

impl Source {
    /// Distinguishes it from other sources of the same union.
    fn key(&self, api: &Api) -> String {
        match self.conversion {
            Conversion::Text => String::new(),
            Conversion::Value
            | Conversion::List
            | Conversion::Texts
            | Conversion::Map
            | Conversion::TextMap => key(api, &self.ty),
        }
    }
}

/// What tells types apart in Rust, where no list says how its items are called.
fn key(api: &Api, ty: &Type) -> String {
    let mut around = String::new();
    let mut ty = api.resolved(ty);
    // An alias may lead back to itself through a list.
    for _ in 0..DEEPEST {
        let (word, inner) = if let Type::List(inner, _) = ty {
            ("a list of ", inner)
        } else if let Type::Map(inner) = ty {
            ("a map of ", inner)
        } else if let Type::Optional(inner) = ty {
            ("perhaps ", inner)
        } else {
            break;
        };
        around.push_str(word);
        ty = api.resolved(inner);
    }
    format!("{around}{ty:?}")
}

/// What has the very type of an alternative; nothing of a text, which others may be meant by.
fn own(api: &Api, ty: &Type) -> Option<Conversion> {
    let is_text = |ty: &Type| *api.resolved(ty) == Type::Text;
    Some(match api.resolved(ty) {
        Type::Text | Type::Constant(_) => return None,
        Type::List(item, _) if is_text(item) => Conversion::Texts,
        Type::List(..) => Conversion::List,
        Type::Map(value) if is_text(value) => Conversion::TextMap,
        Type::Map(_) => Conversion::Map,
        Type::Boolean
        | Type::Int32
        | Type::Int64
        | Type::Integer(_)
        | Type::Float32
        | Type::Float64
        | Type::Decimal
        | Type::Secret
        | Type::DateTime
        | Type::Date
        | Type::Base64
        | Type::Json
        | Type::Upload
        | Type::Nothing
        | Type::Named(_)
        | Type::Optional(_)
        | Type::Tuple(_) => Conversion::Value,
    })
}

/// The alternative that a text is: the one that is text, else the one that takes any text, else the
/// only one that lists texts, or the only secret.
fn text(api: &Api, union: &Union) -> Option<usize> {
    let only = |wanted: &[Texts]| {
        let variants = union.variants.iter().enumerate();
        let mut found =
            variants.filter(|(_, variant)| wanted.contains(&Texts::of(api, &variant.ty)));
        let (at, _) = found.next()?;
        found.next().is_none().then_some(at)
    };
    only(&[Texts::Text])
        .or_else(|| only(&[Texts::Any]))
        .or_else(|| only(&[Texts::Any, Texts::Listed, Texts::Secret]))
        // What has one value is made by its name alone.
        .filter(|at| union.variants[*at].ty.constant().is_none())
}

/// Which texts a type takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Texts {
    None,
    /// Those that are listed, and unknown ones.
    Listed,
    /// Those that are listed, and any other.
    Any,
    Secret,
    Text,
}

impl Texts {
    fn of(api: &Api, ty: &Type) -> Self {
        match api.resolved(ty) {
            Type::Text => Self::Text,
            Type::Secret => Self::Secret,
            Type::Constant(constant) if constant.scalar == Scalar::Text => Self::Listed,
            Type::Constant(_) => Self::None,
            Type::Named(id) => {
                let definition = api.definition(*id);
                match &definition.shape {
                    Shape::Enumeration(_) if definition.takes_any_text => Self::Any,
                    Shape::Enumeration(values) => match Values::of(values) {
                        Values::Texts => Self::Listed,
                        Values::Integers | Values::Mixed => Self::None,
                    },
                    Shape::Record(_) | Shape::Union(_) | Shape::Alias(_) => Self::None,
                }
            }
            Type::Boolean
            | Type::Int32
            | Type::Int64
            | Type::Integer(_)
            | Type::Float32
            | Type::Float64
            | Type::Decimal
            | Type::DateTime
            | Type::Date
            | Type::Base64
            | Type::Json
            | Type::Upload
            | Type::Nothing
            | Type::Optional(_)
            | Type::List(..)
            | Type::Tuple(_)
            | Type::Map(_) => Self::None,
        }
    }
}
