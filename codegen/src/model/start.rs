//! The initial values of required properties whose defaults can be written in Rust.

use super::{Facts, Scalar, Shape, Type, TypeDefinition, TypeId, resolved};

/// A value that something starts at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum StartValue {
    Boolean(bool),
    /// As Rust writes it.
    Number(String),
    Text(String),
    /// A value of an enumeration, by its place there.
    Variant(TypeId, usize),
}

impl StartValue {
    /// Whether the `Default` of its type is the same value.
    pub(crate) fn is_of_type(&self) -> bool {
        match self {
            Self::Boolean(value) => !value,
            Self::Number(number) => number.parse() == Ok(0.0),
            Self::Text(text) => text.is_empty(),
            Self::Variant(..) => false,
        }
    }
}

/// What a value of a type starts at: its default, where that is a value of the type that needs no
/// reader.
pub(crate) fn start(types: &[TypeDefinition], ty: &Type, facts: &Facts) -> Option<StartValue> {
    let default = facts.default.as_deref()?;
    match resolved(types, ty) {
        Type::Boolean => default.parse().ok().map(StartValue::Boolean),
        Type::Int32 => number(default, i32::MIN.into(), i32::MAX.into()),
        Type::Int64 => number(default, i64::MIN.into(), i64::MAX.into()),
        Type::Integer(width) => {
            let (least, most) = width.range();
            number(default, least, most)
        }
        Type::Float32 | Type::Float64 => {
            let number: f64 = default.parse().ok()?;
            (number.is_finite()).then(|| StartValue::Number(format!("{number:?}")))
        }
        Type::Text => serde_json::from_str(default).ok().map(StartValue::Text),
        Type::Named(id) => match &types[id.index()].shape {
            Shape::Enumeration(values) => {
                let mut values = values.iter();
                let at = values.position(|value| match value.scalar {
                    Scalar::Number => false,
                    Scalar::Text | Scalar::Integer | Scalar::Boolean => value.json() == default,
                })?;
                Some(StartValue::Variant(*id, at))
            }
            Shape::Record(_) | Shape::Union(_) | Shape::Alias(_) => None,
        },
        Type::Decimal
        | Type::Secret
        | Type::DateTime
        | Type::Date
        | Type::Base64
        | Type::Json
        | Type::Upload
        | Type::Nothing
        | Type::Constant(_)
        | Type::Optional(_)
        | Type::List(..)
        | Type::Tuple(_)
        | Type::Map(_) => None,
    }
}

/// An integer within bounds.
fn number(text: &str, least: i128, most: i128) -> Option<StartValue> {
    let number: i128 = text.parse().ok()?;
    (least..=most)
        .contains(&number)
        .then(|| StartValue::Number(number.to_string()))
}
