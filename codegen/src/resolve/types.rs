//! The named types found so far, each once, whoever refers to it.

use std::collections::HashMap;

use crate::model::{Origin, Shape, Type, TypeDefinition, TypeId};
use crate::source::FileId;

/// The types of all inputs.
#[derive(Debug, Default)]
pub(crate) struct Types {
    by_place: HashMap<(FileId, u32), TypeId>,
    definitions: Vec<TypeDefinition>,
}

impl Types {
    /// The type that a place of a document describes, if it was met before.
    pub(super) fn at(&self, place: (FileId, u32)) -> Option<TypeId> {
        self.by_place.get(&place).copied()
    }

    /// Makes room for the type that a place describes, so that types may refer to themselves; [`Types::describe`] fills it.
    pub(super) fn announce(&mut self, place: (FileId, u32), name: &str, origin: Origin) -> TypeId {
        let id = TypeId::new(self.definitions.len());
        self.by_place.insert(place, id);
        self.definitions.push(TypeDefinition {
            name: name.to_owned(),
            origin,
            docs: String::new(),
            deprecated: false,
            shape: Shape::Alias(Type::Nothing),
        });
        id
    }

    /// Gives an announced type its shape.
    pub(super) fn describe(&mut self, id: TypeId, docs: String, deprecated: bool, shape: Shape) {
        let definition = &mut self.definitions[id.index()];
        definition.docs = docs;
        definition.deprecated = deprecated;
        definition.shape = shape;
    }

    /// The definition of a type.
    pub(super) fn definition(&self, id: TypeId) -> &TypeDefinition {
        &self.definitions[id.index()]
    }

    /// All types; a type's id is its index.
    pub(super) fn finish(self) -> Vec<TypeDefinition> {
        self.definitions
    }
}
