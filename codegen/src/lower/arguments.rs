//! Arguments: what callers pass for a value, in a call, a setter, a record or a union.
//!
//! A value with one obvious form converts: a string, a union, a list of them. Any other value is
//! passed as it is: with a conversion, a plain enumeration would accept every string, including
//! misspelled ones.

use super::Context;
use crate::model::{Form, Shape, Type};
use crate::rust::Taken;

impl Context<'_> {
    /// What callers give for a value of a type.
    pub(super) fn taken(&self, ty: &Type) -> Taken {
        match self.api.resolved(ty).form() {
            Form::List(item) if self.is_given_one_by_one(item) => Taken::Each(self.ty(item)),
            Form::List(_) => Taken::Into(self.ty(ty)),
            Form::Map(value) => Taken::Entries {
                value: self.ty(value),
                converts: self.converts(value),
            },
            Form::Scalar
            | Form::Json
            | Form::Upload
            | Form::Nothing
            | Form::Named(_)
            | Form::Optional(_)
            | Form::Tuple(_) => {
                let rust = self.ty(ty);
                if self.converts(ty) {
                    Taken::Into(rust)
                } else {
                    Taken::Value(rust)
                }
            }
        }
    }

    /// Whether something else converts into a value of a type.
    pub(super) fn converts(&self, ty: &Type) -> bool {
        match self.api.resolved(ty) {
            Type::Text | Type::Secret | Type::Base64 | Type::Json | Type::Upload => true,
            Type::Boolean
            | Type::Int32
            | Type::Int64
            | Type::Integer(_)
            | Type::Float32
            | Type::Float64
            | Type::Decimal
            | Type::DateTime
            | Type::Date
            | Type::Nothing
            | Type::Constant(_)
            | Type::Optional(_)
            | Type::List(..)
            | Type::Map(_)
            | Type::Tuple(_) => false,
            Type::Named(id) => {
                let definition = self.api.definition(*id);
                match &definition.shape {
                    Shape::Union(_) => true,
                    Shape::Enumeration(_) => definition.takes_any_text,
                    Shape::Record(_) | Shape::Alias(_) => false,
                }
            }
        }
    }

    /// Whether each item of a list is converted on its own; else the list is converted as one, so
    /// that the compiler still knows the type of a number.
    fn is_given_one_by_one(&self, item: &Type) -> bool {
        self.api.is_record(item) || self.converts(item)
    }
}
