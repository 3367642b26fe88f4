//! Generated code as Rust: files of items, with every name and path decided.
//!
//! Lowering creates these items, and emitting prints them without further decisions. They contain
//! no document, and no wire fact is interpreted here.

mod calls;
mod pages;
mod responses;
mod root;
mod types;

use std::collections::BTreeSet;
use std::sync::Arc;

pub(crate) use calls::{
    Argument, Building, Built, ConstantLine, Given, Handle, Held, Initial, Line, Makes, Method,
    OperationStatic, Request, RequestMacro, Root, Setter, Taken, Target, Writing,
};
pub(crate) use pages::{PageItems, PageMethods};
pub(crate) use responses::{ResponseEnum, ResponseVariant, Setting, StreamMethod};
pub(crate) use root::{
    Accessor, BaseUrl, CredentialField, CredentialVariant, CredentialsStruct, Envelope, Identity,
    RestRoot, SoapRoot,
};
pub(crate) use types::{
    Alias, Alternative, EnumVariant, Former, Inputs, Made, MarkupLine, Named, OpenEnum,
    RecordField, Start, Ty, TypeStruct, UnionType, UnionVariant,
};

/// A file of Rust.
#[derive(Debug)]
pub(crate) struct File {
    /// Relative to the output folder, with `/`.
    pub(crate) path: String,
    /// The description that the file comes from: `spec/ecgrid.yaml`.
    pub(crate) source: String,
    /// The module's documentation, one line each; empty for none.
    pub(crate) docs: Vec<String>,
    /// Whether an item mentions what is deprecated, so that the lint must yield.
    pub(crate) deprecated: bool,
    /// What the items depend on which do.
    pub(crate) deprecated_gate: Gate,
    pub(crate) items: Vec<Item>,
}

/// The Cargo features that an item depends on, sorted: any of them will do, and without one it is
/// there always.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Gate(Arc<[String]>);

impl Gate {
    /// Depends on one feature.
    pub(crate) fn one(name: &str) -> Self {
        Self::any(vec![name.to_owned()])
    }

    /// Depends on one of several.
    pub(crate) fn any(names: Vec<String>) -> Self {
        Self(names.into())
    }

    /// Depends on what any of these depend on.
    pub(crate) fn any_of(gates: &[Self]) -> Self {
        if gates.iter().any(|gate| gate.0.is_empty()) {
            return Self::default();
        }
        let names: BTreeSet<_> = gates.iter().flat_map(|gate| gate.0.iter()).collect();
        Self::any(names.into_iter().cloned().collect())
    }

    /// The features.
    pub(crate) fn names(&self) -> &[String] {
        &self.0
    }
}

/// An item of a file.
#[derive(Debug)]
pub(crate) enum Item {
    /// What docs.rs needs to show the features that items depend on.
    ShownFeatures,
    /// `mod`s, in order; a run of them stands without blank lines.
    Modules(Vec<Module>),
    /// `use`s, in order, without blank lines between them.
    Uses(Vec<Use>),
    /// The modules of types with what is handed on of them.
    Index(Vec<Listed>),
    Struct(TypeStruct),
    Enum(OpenEnum),
    Union(UnionType),
    Alias(Alias),
    Former(Former),
    Inputs(Inputs),
    Handle(Handle),
    Request(Request),
    Responses(ResponseEnum),
    Streams(StreamMethod),
    Pages(PageMethods),
    Operation(OperationStatic),
    RestRoot(RestRoot),
    SoapRoot(SoapRoot),
    /// The crate's error type and the path of the enumeration of its codes, if it has one.
    Error {
        docs: Vec<String>,
        codes: Option<String>,
        /// Whether the body of an error is described as XML.
        xml: bool,
        /// What SOAP depends on, if the API has calls over SOAP.
        soap: Option<Gate>,
    },
}

/// A module declaration.
#[derive(Debug)]
pub(crate) struct Module {
    pub(crate) name: String,
    pub(crate) public: bool,
    pub(crate) gate: Gate,
}

/// What a module lists.
#[derive(Debug)]
pub(crate) enum Listed {
    /// Files that depend on the same features.
    Files { gate: Gate, files: Vec<ListedFile> },
    /// A module that is no file.
    Inside { name: String, listed: Vec<Listed> },
}

/// A file that a module lists.
#[derive(Debug)]
pub(crate) struct ListedFile {
    pub(crate) module: String,
    pub(crate) public: bool,
    /// What the module hands on of it, sorted.
    pub(crate) names: Vec<String>,
}

/// An import or a re-export.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Use {
    /// Imports before re-exports.
    pub(crate) public: bool,
    pub(crate) path: String,
    /// Sorted; empty for the path itself.
    pub(crate) names: Vec<String>,
    pub(crate) gate: Gate,
    /// Whether what it re-exports is documented where it is re-exported.
    pub(crate) inline: bool,
}
