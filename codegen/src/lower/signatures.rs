//! Signatures of emitted items, without their documentation and bodies: a comparison shows them
//! before and after. Nothing is decided here: types and arguments are those that the files have.

use super::calls::Call;
use super::{Context, outputs};
use crate::emit::{taken_text, type_text};
use crate::model::{Access, Input, Operation, Presence, Shape, TypeDefinition, TypeId};
use crate::names::OperationNames;

impl Context<'_> {
    /// The method that makes a call, and what awaiting its request returns.
    pub(crate) fn method_signature(&self, operation: &Operation, names: &OperationNames) -> String {
        let call = Call { operation, names };
        let arguments: Vec<String> = match &names.holder {
            Some(holder) => vec![format!("required: {holder}")],
            None => required(operation, names)
                .map(|(input, name)| format!("{name}: {}", taken_text(&self.taken(&input.ty))))
                .collect(),
        };
        let before = format!("pub fn {}(", names.method);
        let after = format!(") -> {}", names.request);
        let line = format!(
            "{before}{}{after}",
            ["&self".to_owned()]
                .iter()
                .chain(&arguments)
                .map(String::as_str)
                .collect::<Vec<_>>()
                .join(", ")
        );
        let method = if line.chars().count() <= 60 {
            line
        } else {
            let arguments: String = arguments
                .iter()
                .map(|argument| format!("    {argument},\n"))
                .collect();
            format!("{before}\n    &self,\n{arguments}{after}")
        };
        let awaited = type_text(&outputs::ty(self, call));
        format!("{method}\n// awaited: Result<{awaited}, Error>")
    }

    /// The item that sets an input; none for an argument, which the signature of the method has.
    pub(crate) fn input_signature(
        &self,
        operation: &Operation,
        names: &OperationNames,
        at: usize,
    ) -> Option<String> {
        let (input, name) = (operation.inputs.get(at)?, names.inputs.get(at)?);
        if input.presence != Presence::Required {
            let argument = if self.api.is_switch(input) {
                String::new()
            } else {
                format!(", {name}: {}", taken_text(&self.taken(&input.ty)))
            };
            return Some(format!("pub fn {name}(self{argument}) -> Self"));
        }
        names.holder.as_ref()?;
        Some(format!("pub {name}: {}", type_text(&self.ty(&input.ty))))
    }

    /// The declaration of a type, without its members.
    pub(crate) fn type_signature(&self, id: TypeId, definition: &TypeDefinition) -> String {
        let name = self.type_name(id);
        match &definition.shape {
            Shape::Record(_) => format!("pub struct {name}"),
            Shape::Enumeration(_) | Shape::Union(_) => format!("pub enum {name}"),
            Shape::Alias(of) => format!("pub type {name} = {}", type_text(&self.ty(of))),
        }
    }

    /// A field of a record, or a variant of an enumeration or a union.
    pub(crate) fn member_signature(
        &self,
        id: TypeId,
        definition: &TypeDefinition,
        at: usize,
    ) -> Option<String> {
        let name = self.names.types.get(id.index())?.members.get(at)?;
        match &definition.shape {
            Shape::Record(record) => {
                let field = record.fields.get(at)?;
                let access = match field.access {
                    Access::Any => "",
                    Access::ReadOnly => " // readOnly",
                    Access::WriteOnly => " // writeOnly",
                };
                Some(format!(
                    "pub {name}: {}{access}",
                    type_text(&self.field_ty(id, field))
                ))
            }
            Shape::Enumeration(values) => {
                let value = values.get(at)?;
                Some(format!("{name} // {}", value.wire))
            }
            Shape::Union(union) => {
                let variant = union.variants.get(at)?;
                Some(format!("{name}({})", type_text(&self.ty(&variant.ty))))
            }
            Shape::Alias(_) => None,
        }
    }
}

/// The inputs that a caller has to give, each with its name.
fn required<'a>(
    operation: &'a Operation,
    names: &'a OperationNames,
) -> impl Iterator<Item = (&'a Input, &'a String)> {
    let inputs = operation.inputs.iter().zip(&names.inputs);
    inputs.filter(|(input, _)| input.presence == Presence::Required)
}
