//! OpenAPI documents as types: every object that is not a schema, each key with its value and its
//! span, and every reference followed.
//!
//! `objects.rs` is the one table of objects and keys. From it come the types, the findings about
//! unknown keys and invalid values, the version that adds a key, and the meaning of each position.
//! Documents are read once, after those of older formats were lifted; no later stage reads a node
//! of an object.

mod objects;
mod others;
mod read;
mod table;
mod words;

use std::collections::HashMap;
use std::marker::PhantomData;
use std::ops::Deref;

pub(crate) use objects::*;
pub(crate) use others::Swagger;
pub(crate) use read::{Files, LONGEST_CHAIN, Reader, is_version, names_by_uri, read};
pub(crate) use table::{Holds, Use};
pub(crate) use words::*;

use crate::report::Report;
use crate::source::Span;
use crate::syntax::{Node, NodeId, object};
use table::{Table, Version};

/// The objects of a description.
#[derive(Debug, Default)]
pub(crate) struct Objects<'d> {
    store: Store<'d>,
    by_node: HashMap<(NodeId, ObjectKind), u32>,
}

/// A kind of object that is read into a type.
pub(crate) trait Described<'d>: Default {
    const KIND: ObjectKind;
    const TABLE: &'static Table;

    fn all<'o>(objects: &'o Objects<'d>) -> &'o Vec<Object<'d, Self>>;

    fn all_mut<'o>(objects: &'o mut Objects<'d>) -> &'o mut Vec<Object<'d, Self>>;

    /// Reads an entry.
    fn read(&mut self, entry: crate::syntax::Entry<'d>, reader: &mut Reader<'_, 'd>);
}

/// Names an object of a kind.
pub(crate) struct Id<T> {
    index: u32,
    kind: PhantomData<fn() -> T>,
}

impl<T> Clone for Id<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Id<T> {}

impl<T> PartialEq for Id<T> {
    fn eq(&self, other: &Self) -> bool {
        self.index == other.index
    }
}

impl<T> std::fmt::Debug for Id<T> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{}", self.index)
    }
}

/// An object, or a reference in its place.
#[derive(Debug)]
pub(crate) struct Object<'d, T> {
    node: Node<'d>,
    state: State<'d, T>,
    summary: Option<&'d str>,
    description: Option<&'d str>,
    keys: T,
}

#[derive(Debug)]
enum State<'d, T> {
    Object,
    Reference {
        /// The text of the reference.
        text: Node<'d>,
        /// What it names, which may be a reference again.
        next: Option<Id<T>>,
        /// What it leads to at last; nothing where that is nothing, or itself.
        end: Option<End<T>>,
    },
    /// Neither, which was reported.
    Nothing,
}

/// What a reference leads to at last.
#[derive(Debug)]
struct End<T> {
    object: Id<T>,
    /// What the last reference calls it.
    name: Option<String>,
    /// What describes it.
    described: Id<T>,
}

impl<T> Deref for Object<'_, T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.keys
    }
}

impl<'d, T: Described<'d>> Object<'d, T> {
    /// Where to point for it: at its first key where it has one.
    pub(crate) fn at(&self) -> Span {
        object::head(self.node)
    }

    /// What names it among all nodes.
    pub(crate) fn place(&self) -> NodeId {
        self.node.identity()
    }

    /// What it says of itself; empty where it says nothing.
    pub(crate) fn summary(&self) -> &'d str {
        self.summary.unwrap_or_default()
    }

    pub(crate) fn description(&self) -> &'d str {
        self.description.unwrap_or_default()
    }

    /// Reports the keys that are read in other uses of such an object only.
    pub(crate) fn check_use(&self, of: Use, report: &mut Report) {
        for entry in self.node.entries() {
            let uses = T::TABLE.row(entry.key).and_then(|row| row.uses);
            if uses.is_some_and(|uses| !uses.contains(&of)) {
                object::ignored(entry.key, entry.key_span, T::TABLE.what, report);
            }
        }
    }
}

/// An object behind all of its references.
#[derive(Debug)]
pub(crate) struct Meant<'o, 'd, T> {
    pub(crate) object: &'o Object<'d, T>,
    /// What the last reference calls it: the same name, by whatever alias it is referred to.
    pub(crate) called: Option<String>,
    /// What describes it: from 3.1 on, the description of a reference replaces the component's own.
    described: &'o Object<'d, T>,
}

impl<'d, T: Described<'d>> Meant<'_, 'd, T> {
    pub(crate) fn summary(&self) -> &'d str {
        self.described.summary()
    }

    pub(crate) fn description(&self) -> &'d str {
        self.described.description()
    }
}

impl<T> Deref for Meant<'_, '_, T> {
    type Target = T;

    fn deref(&self) -> &T {
        self.object
    }
}

/// A value with its key.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Said<'d, T> {
    pub(crate) value: T,
    /// Where the key stands.
    pub(crate) key: Span,
    /// What is written under it.
    pub(crate) node: Node<'d>,
}

impl<T> Said<'_, T> {
    /// Where the value stands.
    pub(crate) fn span(&self) -> Span {
        self.node.span()
    }
}

/// What stands under a name of the API.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Member<'d, T> {
    pub(crate) name: &'d str,
    /// Where the name stands.
    pub(crate) span: Span,
    pub(crate) value: T,
}

impl<'d, T> Member<'d, T> {
    /// Something else under the same name, where there is some.
    pub(crate) fn map<U>(&self, other: impl FnOnce(&T) -> Option<U>) -> Option<Member<'d, U>> {
        Some(Member {
            name: self.name,
            span: self.span,
            value: other(&self.value)?,
        })
    }
}

/// Objects by name.
pub(crate) type NamedObjects<'d, T> = Vec<Member<'d, Id<T>>>;

/// Data of the API, which is read from its node.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Data<'d>(pub(crate) Node<'d>);

/// A schema, by its node.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Schema<'d>(pub(crate) Node<'d>);

/// A text of a list.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Text<'d> {
    pub(crate) text: &'d str,
    pub(crate) span: Span,
}

/// The security schemes that a call needs at once, each with its scopes.
#[derive(Debug)]
pub(crate) struct Requirement<'d> {
    pub(crate) at: Span,
    pub(crate) schemes: Vec<Member<'d, Scopes<'d>>>,
}

/// What a call needs of a security scheme.
#[derive(Debug)]
pub(crate) struct Scopes<'d> {
    pub(crate) scopes: Vec<Text<'d>>,
    /// Of a scheme that is named by a URI.
    pub(crate) by_uri: Option<ByUri<'d>>,
}

/// A security scheme that is named by a URI.
#[derive(Debug)]
pub(crate) struct ByUri<'d> {
    /// What the URI calls it.
    pub(crate) name: Option<String>,
    /// Nothing where it was reported that nothing is there.
    pub(crate) scheme: Option<Id<SecurityScheme<'d>>>,
}

/// What a value of a key is read into.
pub(crate) trait Value<'d>: Sized {
    const HOLDS: Holds;

    /// Reads it; nothing where it is of another type, which is reported.
    fn read(node: Node<'d>, key: &str, reader: &mut Reader<'_, 'd>) -> Option<Self>;

    /// The first version that has it.
    fn since(&self) -> Version {
        Version::First
    }
}

impl<'d> Objects<'d> {
    /// The object of an id, or the reference in its place.
    pub(crate) fn get<T: Described<'d>>(&self, id: Id<T>) -> &Object<'d, T> {
        &T::all(self)[id.index as usize]
    }

    /// An object behind its references; nothing where it was reported that nothing describes it.
    pub(crate) fn meant<T: Described<'d>>(&self, id: Id<T>) -> Option<Meant<'_, 'd, T>> {
        let object = self.get(id);
        match &object.state {
            State::Nothing => None,
            State::Object => Some(Meant {
                object,
                called: None,
                described: object,
            }),
            State::Reference { end, .. } => {
                let end = end.as_ref()?;
                let object = self.get(end.object);
                matches!(object.state, State::Object).then(|| Meant {
                    object,
                    called: end.name.clone(),
                    described: self.get(end.described),
                })
            }
        }
    }

    /// The document of a root.
    pub(crate) fn document(&self, root: Node<'_>) -> Option<&Object<'d, Document<'d>>> {
        let index = self.by_node.get(&(root.identity(), ObjectKind::Document))?;
        Some(self.get(Id::new(*index)))
    }

    /// The object under a key, behind its references.
    pub(crate) fn one<T: Described<'d>>(
        &self,
        said: &Option<Said<'d, Id<T>>>,
    ) -> Option<Meant<'_, 'd, T>> {
        self.meant(said.as_ref()?.value)
    }

    /// The objects that a key lists, each behind its references.
    pub(crate) fn listed<'o, T: Described<'d>>(
        &'o self,
        said: &'o Option<Said<'d, Vec<Id<T>>>>,
    ) -> impl Iterator<Item = Meant<'o, 'd, T>> {
        let ids = said.iter().flat_map(|said| &said.value);
        ids.filter_map(|id| self.meant(*id))
    }

    /// The objects that a key has by name, each behind its references.
    pub(crate) fn named<'o, T: Described<'d>>(
        &'o self,
        said: &'o Option<Said<'d, NamedObjects<'d, T>>>,
    ) -> impl Iterator<Item = Member<'d, Meant<'o, 'd, T>>> {
        let members = said.iter().flat_map(|said| &said.value);
        members.filter_map(|member| member.map(|id| self.meant(*id)))
    }

    /// The object behind a reference, or the reference itself where it leads to nothing.
    pub(crate) fn behind<T: Described<'d>>(&self, id: Id<T>) -> &Object<'d, T> {
        let meant = self.meant(id);
        meant.map_or_else(|| self.get(id), |meant| meant.object)
    }
}

impl<T> Id<T> {
    fn new(index: u32) -> Self {
        Self {
            index,
            kind: PhantomData,
        }
    }
}
