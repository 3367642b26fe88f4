//! How two types differ, seen through aliases that callers do not see.

use super::Comparing;
use super::fits::range;
use super::log::code;
use crate::model::{Api, Constant, Form, Item, Scalar, Shape, Type, Values};

/// How many lists, maps and options are looked into, one in another. Aliases may lead through any
/// number, and a stack is not as deep as that.
const DEEPEST: usize = 128;

/// A difference of two types, by what it means to callers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Difference {
    /// Every old value is a new one.
    Widened,
    /// Every new value is an old one.
    Narrowed,
    /// One is a list of the other.
    List,
    /// Text that is now a secret.
    BecomesSecret,
    /// A secret that is now text.
    NoLongerSecret,
    TextBecomesEnum,
    EnumBecomesText,
    /// One value that is now another.
    Constant,
    /// One value that is now one of several.
    BecomesChoice,
    /// One of several values that is now one alone.
    BecomesConstant,
    /// The same Rust type, whose list items are called otherwise.
    ItemName,
    /// Nothing in common.
    Changed,
}

impl Comparing<'_> {
    /// What a type is, and what it was.
    pub(super) fn instead(&self, difference: Difference, old: &Type, new: &Type) -> String {
        if difference == Difference::ItemName
            && let (Some(was), Some(is)) =
                (item(self.old.side.api, old), item(self.new.side.api, new))
        {
            return format!("a list of elements {} instead of {}", code(is), code(was));
        }
        format!(
            "{} instead of {}",
            code(&self.new.rust(new)),
            code(&self.old.rust(old))
        )
    }

    /// How two types differ; `None` where a difference, if there is one, is said elsewhere: at a
    /// named type that both are.
    ///
    /// What stands deeper than anybody writes it, and is another type there, is said to be changed.
    pub(super) fn difference(&self, old: &Type, new: &Type) -> Option<Difference> {
        self.difference_at(DEEPEST, old, new)
    }

    fn difference_at(&self, depth: usize, old: &Type, new: &Type) -> Option<Difference> {
        if let (Type::Named(old), Type::Named(new)) = (old, new)
            && self.pairs.new_of(*old) == Some(*new)
        {
            return None;
        }
        let Some(depth) = depth.checked_sub(1) else {
            return Some(Difference::Changed);
        };
        let old = self.old.side.api.resolved(old);
        let new = self.new.side.api.resolved(new);
        match (old, new) {
            (Type::Named(one), Type::Named(other)) => {
                (self.pairs.new_of(*one) != Some(*other)).then_some(Difference::Changed)
            }
            (Type::Optional(old), Type::Optional(new)) => self.difference_at(depth, old, new),
            (Type::Optional(inner), _) => Some(match self.difference_at(depth, inner, new) {
                None => Difference::Narrowed,
                Some(_) => Difference::Changed,
            }),
            (_, Type::Optional(inner)) => Some(match self.difference_at(depth, old, inner) {
                None => Difference::Widened,
                Some(_) => Difference::Changed,
            }),
            (Type::List(one, item), Type::List(other, other_item)) => self
                .difference(one, other)
                .or_else(|| (item != other_item).then_some(Difference::ItemName)),
            (Type::Map(old), Type::Map(new)) => self.difference_at(depth, old, new),
            (Type::Tuple(old), Type::Tuple(new)) if old.len() == new.len() => {
                let places = old.iter().zip(new);
                let differ = places
                    .filter_map(|(old, new)| self.difference_at(depth, old, new))
                    .next();
                differ.map(|_| Difference::Changed)
            }
            (Type::List(inner, _), single)
                if self.difference_at(depth, inner, single).is_none() =>
            {
                Some(Difference::List)
            }
            (single, Type::List(inner, _))
                if self.difference_at(depth, single, inner).is_none() =>
            {
                Some(Difference::List)
            }
            _ if old == new => None,
            (Type::Constant(_), Type::Constant(_)) => Some(Difference::Constant),
            (Type::Constant(one), several) if is_value(self.new.side.api, several, one) => {
                Some(Difference::BecomesChoice)
            }
            (several, Type::Constant(one)) if is_value(self.old.side.api, several, one) => {
                Some(Difference::BecomesConstant)
            }
            (Type::Text, Type::Secret) => Some(Difference::BecomesSecret),
            (Type::Secret, Type::Text) => Some(Difference::NoLongerSecret),
            (Type::Text, named) if is_enumeration(self.new.side.api, named) => {
                Some(Difference::TextBecomesEnum)
            }
            (named, Type::Text) if is_enumeration(self.old.side.api, named) => {
                Some(Difference::EnumBecomesText)
            }
            _ if holds(new, old) => Some(Difference::Widened),
            _ if holds(old, new) => Some(Difference::Narrowed),
            _ => Some(Difference::Changed),
        }
    }
}

/// What the items of a list are called, where they have a name.
fn item<'t>(api: &'t Api, ty: &'t Type) -> Option<&'t str> {
    let ty = api.resolved(ty);
    if let Type::List(_, Item::Element(name)) = ty {
        return Some(name);
    }
    match ty.form() {
        Form::Optional(inner) | Form::List(inner) => item(api, inner),
        Form::Scalar
        | Form::Json
        | Form::Upload
        | Form::Nothing
        | Form::Named(_)
        | Form::Tuple(_)
        | Form::Map(_) => None,
    }
}

/// Whether a constant is a value of a type.
fn is_value(api: &Api, ty: &Type, constant: &Constant) -> bool {
    match ty {
        Type::Json => true,
        Type::Text | Type::Secret => constant.scalar == Scalar::Text,
        Type::Boolean => constant.scalar == Scalar::Boolean,
        Type::Float32 | Type::Float64 | Type::Decimal => {
            matches!(constant.scalar, Scalar::Integer | Scalar::Number)
        }
        Type::Named(id) => match &api.definition(*id).shape {
            Shape::Enumeration(values) => values
                .iter()
                .any(|value| (value.scalar, &value.wire) == (constant.scalar, &constant.wire)),
            Shape::Record(_) | Shape::Union(_) | Shape::Alias(_) => false,
        },
        Type::Int32
        | Type::Int64
        | Type::Integer(_)
        | Type::DateTime
        | Type::Date
        | Type::Base64
        | Type::Upload
        | Type::Nothing
        | Type::Constant(_)
        | Type::Optional(_)
        | Type::List(..)
        | Type::Tuple(_)
        | Type::Map(_) => match (range(ty), constant.wire.parse::<i128>()) {
            (Some((least, most)), Ok(number)) => {
                constant.scalar == Scalar::Integer && (least..=most).contains(&number)
            }
            _ => false,
        },
    }
}

fn is_enumeration(api: &Api, ty: &Type) -> bool {
    matches!(ty, Type::Named(id) if matches!(
        &api.definition(*id).shape,
        Shape::Enumeration(values) if Values::of(values) == Values::Texts
    ))
}

/// Whether every value of `narrow` is written like one of `wide`.
fn holds(wide: &Type, narrow: &Type) -> bool {
    if let (Some(wide), Some(narrow)) = (range(wide), range(narrow)) {
        return wide.0 <= narrow.0 && narrow.1 <= wide.1;
    }
    matches!(
        (wide, narrow),
        (
            Type::Float64,
            Type::Int32 | Type::Int64 | Type::Integer(_) | Type::Float32
        ) | (Type::Text, Type::DateTime | Type::Date | Type::Base64)
            | (
                Type::Decimal,
                Type::Int32 | Type::Int64 | Type::Integer(_) | Type::Float32 | Type::Float64
            )
            | (Type::Json, _)
    )
}
