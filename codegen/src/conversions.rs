//! What converts into a union: the types that exactly one of its alternatives has.
//!
//! Generated code declares these conversions, and comparing reports those that are removed. A
//! string converts into several kinds of alternatives: if there are several, the one that accepts
//! any string is used.

use std::collections::HashMap;

use crate::model::{Api, Scalar, Shape, Type, Union, Values};

/// How deep types are looked into.
const DEEPEST: usize = 64;

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

/// What converts into each alternative of a union.
pub(crate) fn of(api: &Api, union: &Union) -> Vec<Vec<Conversion>> {
    let text = text(api, union);
    let keys: Vec<_> = (union.variants.iter())
        .map(|variant| key(api, &variant.ty))
        .collect();
    let mut times = HashMap::new();
    for key in &keys {
        *times.entry(key.as_str()).or_insert(0) += 1;
    }
    let variants = union.variants.iter().zip(&keys).enumerate();
    variants
        .map(|(at, (variant, key))| {
            let own = own(api, &variant.ty).filter(|_| times[key.as_str()] == 1);
            let text = (text == Some(at)).then_some(Conversion::Text);
            own.into_iter().chain(text).collect()
        })
        .collect()
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
