//! The named types found so far, each once for all references.

use std::collections::{HashMap, HashSet};

use crate::model::{Facts, Inline, Origin, Shape, Type, TypeDefinition, TypeId};
use crate::schemas::SchemaId;
use crate::syntax::NodeId;

/// What describes a type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum TypeSource {
    Schema(SchemaId),
    /// A type of a SOAP description.
    Soap(NodeId),
}

/// The types of all inputs.
#[derive(Debug, Default)]
pub(crate) struct Types {
    by_source: HashMap<TypeSource, TypeId>,
    definitions: Vec<TypeDefinition>,
    /// Announced types whose schemas are still to be read: a chain of references is a queue, never
    /// a stack.
    pending: Vec<(TypeId, SchemaId, bool)>,
    /// Schemas that were read without becoming a type: envelopes, and bodies that are inputs one by
    /// one.
    read: HashSet<SchemaId>,
    /// Whether the schemas at the ends of chains of references may be null.
    nullable: HashMap<SchemaId, bool>,
    /// The enumerations that are read as one with that at a place.
    together: HashMap<SchemaId, Vec<SchemaId>>,
    /// The enumerations that stand beside any text.
    beside_text: Vec<SchemaId>,
    /// Names that are kept for something with a name of its own, as [`spelling`] has them: nothing
    /// for a schema, and what a parameter is called, whose type is inline.
    reserved: HashMap<String, Option<String>>,
    /// Names of inline types that yielded to something else, and what they would be called.
    yielded: Vec<(String, String)>,
    /// What an index calls schemas that files of their own describe.
    indexed: HashMap<SchemaId, String>,
    /// The inline schemas that references lead to.
    inline_names: HashMap<SchemaId, InlineName>,
    /// Those of which no reference makes a type.
    held_back: HashSet<SchemaId>,
}

/// What an inline schema is called, and where it stands.
#[derive(Clone, Debug)]
pub(super) struct InlineName {
    pub(super) name: String,
    pub(super) inline: Inline,
}

/// What is left of a name where neither case nor signs tell names apart.
pub(super) fn spelling(name: &str) -> String {
    let letters = name.chars().filter(|one| one.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

impl Types {
    /// The type that a place of a document describes, if it was met before.
    pub(super) fn at(&self, place: TypeSource) -> Option<TypeId> {
        self.by_source.get(&place).copied()
    }

    /// Keeps a name for the schema that has it: inline types yield.
    pub(super) fn reserve_for_schema(&mut self, name: &str) {
        self.reserved.insert(spelling(name), None);
    }

    /// Keeps a name for the parameter that has it, unless a schema does. Of several that are spelled
    /// alike the first in alphabetical order has it.
    pub(super) fn reserve_for_parameter(&mut self, name: &str) {
        let known = self.reserved.entry(spelling(name));
        let known = known.or_insert_with(|| Some(name.to_owned()));
        if known.as_ref().is_some_and(|known| name < known.as_str()) {
            *known = Some(name.to_owned());
        }
    }

    /// Remembers what an index calls the schema at a place. Of several names the first in
    /// alphabetical order counts.
    pub(super) fn index(&mut self, place: SchemaId, name: &str) {
        let known = self.indexed.entry(place).or_insert_with(|| name.to_owned());
        if name < known.as_str() {
            *known = name.to_owned();
        }
    }

    /// What an index calls the schema at a place.
    pub(super) fn indexed(&self, place: SchemaId) -> Option<&str> {
        self.indexed.get(&place).map(String::as_str)
    }

    /// Whether an inline type has to leave a name to something else.
    pub(super) fn is_reserved(&self, name: &str) -> bool {
        if self.reserved.is_empty() {
            return false;
        }
        match self.reserved.get(&spelling(name)) {
            Some(Some(parameter)) => parameter != name,
            Some(None) => true,
            None => false,
        }
    }

    /// Makes room for the type that a place describes, so that types may refer to themselves;
    /// [`Types::describe`] fills it.
    pub(super) fn announce(&mut self, place: TypeSource, name: &str, origin: Origin) -> TypeId {
        let id = TypeId::new(self.definitions.len());
        self.by_source.insert(place, id);
        self.definitions.push(TypeDefinition {
            name: name.to_owned(),
            inline: None,
            origin,
            docs: String::new(),
            deprecated: false,
            rust_name: None,
            renamed_from: None,
            facts: Facts::default(),
            takes_any_text: false,
            shape: Shape::Alias(Type::Nothing),
        });
        id
    }

    /// Says that a place describes an announced type, too.
    pub(super) fn stand_for(&mut self, place: TypeSource, id: TypeId) {
        self.by_source.insert(place, id);
    }

    /// What an inline schema would be called if nothing that holds it had yielded its name.
    pub(super) fn called(&self, name: &str) -> String {
        let below = |(yielded, before): &(String, String)| {
            let rest = name.strip_prefix(yielded.as_str())?;
            (rest.is_empty() || rest.starts_with('_'))
                .then(|| (yielded.len(), format!("{before}{rest}")))
        };
        let longest = self.yielded.iter().filter_map(below).max();
        longest.map_or_else(|| name.to_owned(), |(_, called)| called)
    }

    /// Says where an announced type stands that is described inline.
    pub(super) fn stand(&mut self, id: TypeId, inline: Inline) {
        let definition = &mut self.definitions[id.index()];
        if definition.name != inline.name {
            let yielded = (definition.name.clone(), inline.name.clone());
            self.yielded.push(yielded);
        }
        definition.inline = Some(inline);
    }

    /// Types that know the same names, and hold nothing. References to some inline schemas lead to
    /// no type there: what holds these has to name them.
    pub(super) fn apart(&self, held_back: impl Iterator<Item = SchemaId>) -> Self {
        Self {
            reserved: self.reserved.clone(),
            indexed: self.indexed.clone(),
            held_back: held_back.collect(),
            ..Self::default()
        }
    }

    /// Whether a reference to the schema at a place leads to no type.
    pub(super) fn holds_back(&self, place: SchemaId) -> bool {
        self.held_back.contains(&place)
    }

    /// Remembers the name of the inline schema at a place, for all references.
    pub(super) fn name_inline(&mut self, place: SchemaId, name: InlineName) {
        self.inline_names.insert(place, name);
    }

    /// What the inline schema at a place is called, where a reference leads to it.
    pub(super) fn inline_name(&self, place: SchemaId) -> Option<&InlineName> {
        self.inline_names.get(&place)
    }

    /// Remembers that an announced type is described by the schema at a place, and whether what is
    /// said there of names is about the place and not about the type.
    pub(super) fn postpone(&mut self, id: TypeId, place: SchemaId, inline: bool) {
        self.pending.push((id, place, inline));
    }

    /// Remembers that enumerations which stand beside the one at a place are read as one with it.
    pub(super) fn read_together(&mut self, place: SchemaId, others: Vec<SchemaId>) {
        self.together.insert(place, others);
    }

    /// The places of the enumerations that are read as one with that at a place.
    pub(super) fn together(&self, place: SchemaId) -> &[SchemaId] {
        self.together.get(&place).map_or(&[], Vec::as_slice)
    }

    /// Remembers that the enumeration at a place stands beside any text.
    pub(super) fn stands_beside_text(&mut self, place: SchemaId) {
        self.beside_text.push(place);
    }

    /// The next type that waits for its shape.
    pub(super) fn next_postponed(&mut self) -> Option<(TypeId, SchemaId, bool)> {
        self.pending.pop()
    }

    /// Remembers that the schema at a place was read and is no type.
    pub(super) fn mark_read(&mut self, place: SchemaId) {
        self.read.insert(place);
    }

    /// Whether the schema at a place was read, as a type or otherwise.
    pub(super) fn was_read(&self, place: SchemaId) -> bool {
        self.read.contains(&place) || self.by_source.contains_key(&TypeSource::Schema(place))
    }

    /// Whether the schema that a place refers to may be null, if that was found out before.
    pub(super) fn nullable(&self, place: SchemaId) -> Option<bool> {
        self.nullable.get(&place).copied()
    }

    /// Remembers whether the schema that a place refers to may be null.
    pub(super) fn mark_nullable(&mut self, place: SchemaId, nullable: bool) {
        self.nullable.insert(place, nullable);
    }

    /// What a type is behind its aliases; an alias of itself stays one.
    pub(super) fn resolved<'t>(&'t self, mut ty: &'t Type) -> &'t Type {
        for _ in 0..=self.definitions.len() {
            let Type::Named(id) = ty else { break };
            match &self.definition(*id).shape {
                Shape::Alias(next) => ty = next,
                Shape::Record(_) | Shape::Enumeration(_) | Shape::Union(_) => break,
            }
        }
        ty
    }

    /// Says what holds for the values of an announced type.
    pub(super) fn state(&mut self, id: TypeId, facts: Facts) {
        self.definitions[id.index()].facts = facts;
    }

    /// Gives an announced type the names that its description asks for and had before.
    pub(super) fn name(
        &mut self,
        id: TypeId,
        rust_name: Option<String>,
        renamed_from: Option<String>,
    ) {
        let definition = &mut self.definitions[id.index()];
        definition.rust_name = rust_name;
        definition.renamed_from = renamed_from;
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
    pub(super) fn finish(mut self) -> Vec<TypeDefinition> {
        for place in self.beside_text {
            if let Some(id) = self.by_source.get(&TypeSource::Schema(place)) {
                self.definitions[id.index()].takes_any_text = true;
            }
        }
        self.definitions
    }
}
