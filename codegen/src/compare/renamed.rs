//! What the description says a thing was called before, by `x-bindery-renamed-from`.

use crate::model::{EnumValue, Input, Operation, TypeDefinition};

pub(super) fn operation(operation: &Operation) -> Option<&str> {
    operation.renamed_from.as_deref()
}

pub(super) fn definition(definition: &TypeDefinition) -> Option<&str> {
    definition.renamed_from.as_deref()
}

pub(super) fn value(value: &EnumValue) -> Option<&str> {
    value.renamed_from.as_deref()
}

pub(super) fn input(input: &Input) -> Option<&str> {
    input.renamed_from.as_deref()
}
