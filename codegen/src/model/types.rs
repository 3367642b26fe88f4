//! Types: records, open enumerations, and what their values are made of.

use super::{Facts, Origin};

/// Names a type of the API.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct TypeId(u32);

impl TypeId {
    /// The id of the type at this place of the list.
    pub(crate) fn new(index: usize) -> Self {
        Self(u32::try_from(index).unwrap_or(u32::MAX))
    }

    /// The place of the type in the list.
    pub(crate) fn index(self) -> usize {
        self.0 as usize
    }
}

/// A type with a name of its own.
#[derive(Debug)]
pub(crate) struct TypeDefinition {
    /// Its name in the description.
    pub(crate) name: String,
    /// The Rust name that the description asks for.
    pub(crate) rust_name: Option<String>,
    pub(crate) origin: Origin,
    /// Markdown; empty where the description says nothing.
    pub(crate) docs: String,
    pub(crate) deprecated: bool,
    /// Its name in an earlier description.
    pub(crate) renamed_from: Option<String>,
    pub(crate) facts: Facts,
    pub(crate) shape: Shape,
}

/// What the values of a named type are.
#[derive(Debug)]
pub(crate) enum Shape {
    Record(Record),
    Enumeration(Vec<EnumValue>),
    Union(Union),
    /// Another name for a type.
    Alias(Type),
}

/// Values of one of several types.
#[derive(Debug, Default)]
pub(crate) struct Union {
    /// The property whose text tells the variants apart, where there is one.
    pub(crate) tag: Option<String>,
    /// In the order of the description.
    pub(crate) variants: Vec<Variant>,
}

/// One of the types of a union.
#[derive(Debug)]
pub(crate) struct Variant {
    /// What it is called: the name of its schema, or what its values are.
    pub(crate) name: String,
    /// The Rust name that the description asks for.
    pub(crate) rust_name: Option<String>,
    pub(crate) origin: Origin,
    pub(crate) docs: String,
    pub(crate) ty: Type,
    /// The texts of the tag that stand for it.
    pub(crate) tags: Vec<String>,
    /// Whether its values may be without the tag.
    pub(crate) untagged: bool,
}

/// Named fields, in the order of the description.
#[derive(Debug, Default)]
pub(crate) struct Record {
    pub(crate) fields: Vec<Field>,
}

/// A field of a record.
#[derive(Debug)]
pub(crate) struct Field {
    /// The property or element name.
    pub(crate) wire: String,
    /// The Rust name that the description asks for.
    pub(crate) rust_name: Option<String>,
    pub(crate) origin: Origin,
    pub(crate) docs: String,
    pub(crate) deprecated: bool,
    pub(crate) ty: Type,
    pub(crate) presence: Presence,
    pub(crate) facts: Facts,
}

/// Whether a value can be missing, and how.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Presence {
    /// Always there.
    Required,
    /// Always there, and may be null.
    Nullable,
    /// May be absent.
    Optional,
}

impl Presence {
    /// Whether the value is always there, be it as null.
    pub(crate) fn is_required(self) -> bool {
        matches!(self, Self::Required | Self::Nullable)
    }
}

/// A value of an open enumeration.
#[derive(Debug)]
pub(crate) struct EnumValue {
    pub(crate) wire: String,
    /// The Rust name that the description asks for.
    pub(crate) rust_name: Option<String>,
    /// Its text in an earlier description.
    pub(crate) renamed_from: Option<String>,
    pub(crate) origin: Origin,
    pub(crate) docs: String,
}

/// How the items of a list are written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Item {
    /// As members of a JSON array.
    Member,
    /// As elements of this name inside a wrapping element.
    Element(String),
}

/// What a value is.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Type {
    Boolean,
    Int32,
    Int64,
    Float32,
    Float64,
    Text,
    /// Text that is never printed.
    Secret,
    DateTime,
    /// Any JSON: what a description says and no other type can.
    Json,
    /// Bytes that are sent as they are: a body, or a file of a form.
    Upload,
    /// Nothing at all: an answer without content.
    Nothing,
    Named(TypeId),
    /// A value that may be missing, where no [`Presence`] says so: a member of a list, the result
    /// of a call.
    Optional(Box<Type>),
    List(Box<Type>, Item),
    Map(Box<Type>),
}
