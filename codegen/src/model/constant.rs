//! Constants: what has only one value.

use super::types::json;
use super::{EnumValue, Facts, Scalar, Shape, Type, TypeDefinition};

/// The one value that something has: nobody is asked for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Constant {
    pub(crate) scalar: Scalar,
    /// Its text, or its number or boolean as JSON writes it.
    pub(crate) wire: String,
}

impl Constant {
    /// The value as JSON writes it.
    pub(crate) fn json(&self) -> String {
        json(self.scalar, &self.wire)
    }
}

/// The only value of a type where it is used, if it has one.
pub(crate) fn only(types: &[TypeDefinition], ty: &Type, facts: &Facts) -> Option<Constant> {
    let (mut ty, mut facts) = (ty, facts);
    for _ in 0..=types.len() {
        // Texts that are not listed are values, too.
        if facts.open {
            return None;
        }
        if *ty == Type::Boolean {
            return facts.always.map(|only| Constant {
                scalar: Scalar::Boolean,
                wire: only.to_string(),
            });
        }
        let Type::Named(id) = ty else { return None };
        let definition = &types[id.index()];
        match &definition.shape {
            Shape::Alias(next) => (ty, facts) = (next, &definition.facts),
            Shape::Enumeration(values) => return one(values).filter(|_| !definition.facts.open),
            Shape::Record(_) | Shape::Union(_) => return None,
        }
    }
    None
}

/// The value of an enumeration of one.
fn one(values: &[EnumValue]) -> Option<Constant> {
    match values {
        [only] => Some(Constant {
            scalar: only.scalar,
            wire: only.wire.clone(),
        }),
        _ => None,
    }
}
