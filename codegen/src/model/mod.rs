//! The model of an API, independent of its format: types, operations, credentials, effects.
//!
//! Both protocols use this model. It knows neither YAML nor Rust: it contains no node of a document
//! and no identifier, and a type is referenced by its [`TypeId`], never by a string. A new input
//! format fills the same model.

mod body;
mod constant;
mod facts;
mod message;
mod operation;
mod output;
mod pagination;
mod security;
mod service;
mod start;
mod status;
mod style;
mod types;
mod xml;

pub(crate) use body::{Body, BodyFormat, Encoding};
pub(crate) use constant::{Constant, only};
pub(crate) use facts::{Bound, Facts};
pub(crate) use message::{Message, Sender};
pub(crate) use operation::{
    Effect, Example, Input, Location, Operation, RestCall, SoapCall, Value, Wire,
};
pub(crate) use output::{
    Choice, Content, ErrorResponse, EventValue, Header, Link, LinkTarget, Output, Stream, Switch,
};
pub(crate) use pagination::{NextPage, Pagination, Path};
pub(crate) use security::{Credential, CredentialPlace, Need, Needs};
pub(crate) use service::{
    Address, Conflict, Envelope, FaultShape, Protocol, RestService, Server, ServerVariable,
    Service, SoapService, Tag,
};
pub(crate) use start::{StartValue, start};
pub(crate) use status::status_words;
pub(crate) use style::{Style, StyleKind};
pub(crate) use types::{
    Access, EnumValue, Field, Form, Holder, Inline, Item, Presence, Record, Scalar, Shape, Type,
    TypeDefinition, TypeId, Union, Values, Variant, Width,
};
pub(crate) use xml::{XmlName, XmlNode, XmlRoot};

use crate::source::Span;

/// Where in the description something stands.
#[derive(Clone, Debug)]
pub(crate) struct Origin {
    /// The key or value that introduces it.
    pub(crate) span: Span,
    /// The file, as emitted code names it: `spec/ecgrid.yaml`.
    pub(crate) file: String,
    /// Its name within the file, as emitted code names it: an operation id or a schema name.
    pub(crate) anchor: String,
}

/// Everything that is emitted.
#[derive(Debug, Default)]
pub(crate) struct Api {
    /// The services, in the order of the inputs.
    pub(crate) services: Vec<Service>,
    /// The named types of all services; [`TypeId`] is the index.
    pub(crate) types: Vec<TypeDefinition>,
}

/// What a type is behind its aliases; an alias of itself stays one.
pub(crate) fn resolved<'t>(types: &'t [TypeDefinition], mut ty: &'t Type) -> &'t Type {
    for _ in 0..=types.len() {
        let Type::Named(id) = ty else { break };
        match &types[id.index()].shape {
            Shape::Alias(next) => ty = next,
            Shape::Record(_) | Shape::Enumeration(_) | Shape::Union(_) => break,
        }
    }
    ty
}

impl Api {
    /// The definition of a type.
    pub(crate) fn definition(&self, id: TypeId) -> &TypeDefinition {
        &self.types[id.index()]
    }

    /// What a type is behind its aliases; an alias of itself stays one.
    pub(crate) fn resolved<'t>(&'t self, ty: &'t Type) -> &'t Type {
        resolved(&self.types, ty)
    }

    /// The aliases that a type is behind, the outermost first; one of itself is met once.
    pub(crate) fn aliases<'t>(&'t self, ty: &'t Type) -> impl Iterator<Item = &'t TypeDefinition> {
        let mut next = ty;
        let aliases = std::iter::from_fn(move || {
            let Type::Named(id) = next else { return None };
            match &self.definition(*id).shape {
                Shape::Alias(behind) => {
                    next = behind;
                    Some(self.definition(*id))
                }
                Shape::Record(_) | Shape::Enumeration(_) | Shape::Union(_) => None,
            }
        });
        aliases.take(self.types.len())
    }

    /// What the values of a type are if they are there: without aliases, and without the `Option`
    /// around it.
    pub(crate) fn present<'t>(&'t self, ty: &'t Type) -> &'t Type {
        self.resolved(self.resolved(ty).present())
    }

    /// Whether values of this type are secrets, but for their absence.
    pub(crate) fn is_secret(&self, ty: &Type) -> bool {
        *self.present(ty) == Type::Secret
    }

    /// Whether values of this type are secrets, or lists and maps of secrets.
    pub(crate) fn is_made_of_secrets<'t>(&'t self, mut ty: &'t Type) -> bool {
        // An alias may lead back to itself through a list; it is met once then.
        let mut left = self.types.len();
        loop {
            ty = match ty.form() {
                Form::Optional(inner) | Form::List(inner) | Form::Map(inner) => inner,
                Form::Named(id) => match &self.definition(id).shape {
                    Shape::Alias(next) if left > 0 => {
                        left -= 1;
                        next
                    }
                    Shape::Alias(_)
                    | Shape::Record(_)
                    | Shape::Enumeration(_)
                    | Shape::Union(_) => return false,
                },
                Form::Scalar => return *ty == Type::Secret,
                Form::Json | Form::Upload | Form::Nothing | Form::Tuple(_) => return false,
            };
        }
    }

    /// Whether a type is a record behind its aliases.
    pub(crate) fn is_record(&self, ty: &Type) -> bool {
        matches!(self.resolved(ty), Type::Named(id)
            if matches!(self.definition(*id).shape, Shape::Record(_)))
    }

    /// Whether callers set an input by choosing it: it may be left out, and has one value.
    pub(crate) fn is_switch(&self, input: &Input) -> bool {
        let only = only(&self.types, &input.ty, &input.facts);
        // What can only be false is not switched on by being there.
        let only = only.filter(|only| only.scalar != Scalar::Boolean || only.wire == "true");
        input.presence == Presence::Optional && only.is_some()
    }

    /// Marks in `seen` every named type that values of `ty` can hold, `ty` included.
    pub(crate) fn mark_reachable(&self, ty: &Type, seen: &mut [bool]) {
        let mut pending = vec![ty];
        while let Some(ty) = pending.pop() {
            pending.extend(ty.parts());
            if let Type::Named(id) = ty
                && !seen[id.index()]
            {
                seen[id.index()] = true;
                match &self.definition(*id).shape {
                    Shape::Record(record) => {
                        pending.extend(record.fields.iter().map(|field| &field.ty));
                    }
                    Shape::Union(union) => {
                        pending.extend(union.variants.iter().map(|variant| &variant.ty));
                    }
                    Shape::Alias(ty) => pending.push(ty),
                    Shape::Enumeration(_) => {}
                }
            }
        }
    }
}
