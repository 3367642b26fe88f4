//! Schemas as types: each keyword with its value and its span, and every reference bound to the
//! schema that it names.
//!
//! They are read once, after documents of older formats were lifted; composing creates more of
//! them. Later stages read a node of a schema only as data (examples, defaults, enumeration values)
//! and for places in messages.

mod read;
mod schema;
mod secrets;

use std::cell::OnceCell;
use std::collections::{HashMap, HashSet};
use std::ops::Deref;

pub(crate) use schema::{Composed, Named, Reference, Said, Schema, SchemaId, Value};

use crate::documents::Documents;
use crate::keywords::Keyword;
use crate::source::Sources;
use crate::syntax::{Node, NodeId};

/// All schemas of a description.
#[derive(Debug)]
pub(crate) struct Schemas<'d> {
    all: Vec<Schema<'d>>,
    by_node: HashMap<NodeId, SchemaId>,
    /// Those that hold a secret or refer to one, once somebody asked.
    secrets: OnceCell<HashSet<SchemaId>>,
}

impl<'d> Schemas<'d> {
    /// Reads every schema of the documents.
    pub(crate) fn read(documents: &'d Documents, sources: &Sources) -> Self {
        Self {
            secrets: OnceCell::new(),
            ..read::read(documents, sources)
        }
    }

    /// What a node describes; nothing where no schema can stand.
    pub(crate) fn at(&self, node: Node<'_>) -> Option<SchemaRef<'_>> {
        let id = self.by_node.get(&node.identity())?;
        Some(self.refer(*id))
    }

    /// The schema of an id.
    pub(crate) fn get(&self, id: SchemaId) -> &Schema<'d> {
        &self.all[id.index()]
    }

    /// A schema with the others that it leads to.
    pub(crate) fn refer(&self, id: SchemaId) -> SchemaRef<'_> {
        SchemaRef { schemas: self, id }
    }

    /// The ids of all schemas, in the order of the documents.
    pub(crate) fn ids(&self) -> impl ExactSizeIterator<Item = SchemaId> + use<> {
        (0..self.all.len()).map(SchemaId::of_index)
    }

    /// The schema that a node describes.
    pub(crate) fn id(&self, node: Node<'_>) -> Option<SchemaId> {
        self.by_node.get(&node.identity()).copied()
    }

    /// Replaces schemas, and adds others behind all that there are.
    pub(crate) fn put(
        &mut self,
        replaced: impl IntoIterator<Item = (SchemaId, Schema<'d>)>,
        added: impl IntoIterator<Item = Schema<'d>>,
    ) {
        for (id, schema) in replaced {
            self.all[id.index()] = schema;
        }
        self.all.extend(added);
    }
}

/// A schema, from which others can be reached.
#[derive(Clone, Copy)]
pub(crate) struct SchemaRef<'d> {
    schemas: &'d Schemas<'d>,
    pub(crate) id: SchemaId,
}

impl<'d> Deref for SchemaRef<'d> {
    type Target = Schema<'d>;

    fn deref(&self) -> &Schema<'d> {
        self.schemas.get(self.id)
    }
}

impl<'d> SchemaRef<'d> {
    /// The same schema without its way to others.
    pub(crate) fn schema(self) -> &'d Schema<'d> {
        self.schemas.get(self.id)
    }

    /// Another schema.
    pub(crate) fn other(self, id: SchemaId) -> Self {
        self.schemas.refer(id)
    }

    /// The schema under a keyword.
    pub(crate) fn under(self, keyword: Keyword) -> Option<Self> {
        let Value::Schema(id) = self.schema().said(keyword)?.value else {
            return None;
        };
        Some(self.other(id))
    }

    /// The schemas that a keyword lists.
    pub(crate) fn listed(
        self,
        keyword: Keyword,
    ) -> impl DoubleEndedIterator<Item = Self> + ExactSizeIterator {
        let ids = self.schema().schemas(keyword);
        ids.iter().map(move |id| self.other(*id))
    }

    /// The schemas that a keyword has by name.
    pub(crate) fn named(
        self,
        keyword: Keyword,
    ) -> impl ExactSizeIterator<Item = (&'d Named<'d>, Self)> {
        let named = self.schema().named(keyword);
        named
            .iter()
            .map(move |named| (named, self.other(named.schema)))
    }

    /// The described property of a name.
    pub(crate) fn property(self, name: &str) -> Option<Self> {
        let mut properties = self.named(Keyword::Properties);
        properties.find_map(|(named, schema)| (named.name == name).then_some(schema))
    }

    /// What the schema refers to, where it is there.
    pub(crate) fn target(self) -> Option<Self> {
        let target = self.schema().reference()?.target?;
        Some(self.other(target))
    }

    /// What the schema refers to, or the schema itself where it refers to nothing; nothing where
    /// what it refers to is not there.
    pub(crate) fn followed(self) -> Option<Self> {
        match self.schema().reference() {
            Some(reference) => Some(self.other(reference.target?)),
            None => Some(self),
        }
    }

    /// The schema at the end of the references that start with it.
    pub(crate) fn whole(self) -> Self {
        let mut whole = self;
        let mut seen = HashSet::new();
        while let Some(next) = whole.target()
            && seen.insert(whole.id)
        {
            whole = next;
        }
        whole
    }

    /// Whether it, or a schema that it leads to, describes a secret.
    pub(crate) fn holds_secret(self) -> bool {
        self.schemas.hold_secret(self.id)
    }
}

impl std::fmt::Debug for SchemaRef<'_> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{:?}", self.id)
    }
}
