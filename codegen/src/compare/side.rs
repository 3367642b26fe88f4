//! One of the two descriptions that are compared, and what is looked up in it.

use crate::config::{ChangePolicy, Features, Groups, Undescribed};
use crate::describe::Described;
use crate::features::Gates;
use crate::model::{
    Api, Field, Operation, Protocol, Record, Service, Shape, Type, TypeDefinition, TypeId,
};
use crate::names::{Names, OperationNames};
use crate::report::Degradation;
use crate::rust::{Gate, Start};
use crate::source::Sources;
use crate::usage::Usage;

/// What the settings say of the crate.
#[derive(Clone, Copy)]
pub(crate) struct CrateOptions<'a> {
    /// The crate's name as its users write it; nothing where no configuration gives one.
    pub(crate) name: Option<&'a str>,
    /// What items depend on features for.
    pub(crate) features: Features,
    pub(crate) groups: Groups,
    pub(crate) undescribed: Undescribed,
}

/// A description, resolved and named.
#[derive(Clone, Copy)]
pub(crate) struct Side<'a> {
    pub(crate) api: &'a Api,
    pub(crate) names: &'a Names,
    pub(crate) sources: &'a Sources,
    /// What the description says and emitted code does not.
    pub(crate) degradations: &'a [Degradation],
    /// What a configuration says of changes.
    pub(crate) policy: &'a ChangePolicy,
    pub(crate) crate_options: CrateOptions<'a>,
}

impl<'a> From<&'a Described> for Side<'a> {
    fn from(described: &'a Described) -> Self {
        Self {
            api: &described.api,
            names: &described.names,
            sources: &described.sources,
            degradations: &described.degradations,
            policy: &described.config.changes,
            crate_options: CrateOptions {
                name: (described.configured).then_some(described.config.crate_name.as_str()),
                features: described.config.features,
                groups: described.config.groups,
                undescribed: described.config.undescribed,
            },
        }
    }
}

/// A side, and what is found out about it once.
pub(super) struct View<'a> {
    pub(super) side: Side<'a>,
    pub(super) usage: Usage,
    pub(super) gates: Gates,
}

impl<'a> View<'a> {
    pub(super) fn of(side: Side<'a>) -> Self {
        let mut usage = Usage::of(side.api);
        usage.unite(side.names.aliases());
        let features = side.crate_options.features;
        Self {
            gates: Gates::of(features, side.api, &usage, side.names),
            side,
            usage,
        }
    }

    pub(super) fn definition(&self, id: TypeId) -> &'a TypeDefinition {
        self.side.api.definition(id)
    }

    /// The name of a field in the description.
    pub(super) fn field_wire(&self, id: TypeId, at: usize) -> String {
        let Shape::Record(record) = &self.definition(id).shape else {
            return String::new();
        };
        record
            .fields
            .get(at)
            .map(|field| field.wire.clone())
            .unwrap_or_default()
    }

    /// Whether calls send a type.
    pub(super) fn is_sent(&self, id: TypeId) -> bool {
        self.usage.is_sent(id)
    }

    /// Whether a field of a record is a `Maybe`.
    pub(super) fn is_maybe(&self, id: TypeId, field: &Field) -> bool {
        self.usage.is_maybe(id, field)
    }

    /// What callers begin a record with.
    pub(super) fn start(&self, id: TypeId, record: &Record) -> Start {
        self.usage.start(id, record)
    }

    /// The emitted types, in the order of the model.
    pub(super) fn emitted(&self) -> impl Iterator<Item = TypeId> + '_ {
        (0..self.side.api.types.len())
            .map(TypeId::new)
            .filter(|id| self.usage.emitted(*id))
    }

    /// The features that a type depends on.
    pub(super) fn gate(&self, id: TypeId) -> Gate {
        self.gates.ty(self.side.names, id)
    }

    /// The Rust name of a type.
    pub(super) fn type_name(&self, id: TypeId) -> &'a str {
        self.side
            .names
            .types
            .get(id.index())
            .map_or("", |names| &names.name)
    }

    /// The Rust name of a field or variant.
    pub(super) fn member_name(&self, id: TypeId, at: usize) -> &'a str {
        let names = self.side.names.types.get(id.index());
        names
            .and_then(|names| names.members.get(at))
            .map_or("", String::as_str)
    }

    /// The path of a type, as callers write it.
    pub(super) fn type_path(&self, id: TypeId) -> String {
        self.side.names.path(id)
    }

    /// The last words of the path of a type: one that is inline with the module of its owner.
    fn short_path(&self, id: TypeId) -> String {
        let names = &self.side.names.types[id.index()];
        match (&self.definition(id).inline, names.modules.last()) {
            (Some(_), Some(module)) if module != "types" => format!("{module}::{}", names.name),
            _ => names.name.clone(),
        }
    }

    /// The path of a field or variant, as callers write it.
    pub(super) fn member_path(&self, id: TypeId, at: usize) -> String {
        format!("{}::{}", self.type_path(id), self.member_name(id, at))
    }

    /// A type as it is written in Rust.
    pub(super) fn rust(&self, ty: &Type) -> String {
        match ty {
            Type::Boolean => "bool".to_owned(),
            Type::Int32 => "i32".to_owned(),
            Type::Int64 => "i64".to_owned(),
            Type::Integer(width) => width.rust().to_owned(),
            Type::Float32 => "f32".to_owned(),
            Type::Float64 => "f64".to_owned(),
            Type::Text => "String".to_owned(),
            Type::Secret => "SecretString".to_owned(),
            Type::DateTime => "DateTime".to_owned(),
            Type::Decimal => "Decimal".to_owned(),
            Type::Date => "Date".to_owned(),
            Type::Base64 => "Base64".to_owned(),
            Type::Json => "JsonValue".to_owned(),
            Type::Upload => "Upload".to_owned(),
            Type::Nothing => "()".to_owned(),
            Type::Named(id) => self.short_path(*id),
            Type::Constant(constant) => constant.json(),
            Type::Optional(inner) => format!("Option<{}>", self.rust(inner)),
            Type::List(inner, _) => format!("Vec<{}>", self.rust(inner)),
            Type::Map(inner) => format!("BTreeMap<String, {}>", self.rust(inner)),
            Type::Tuple(places) => {
                let places: Vec<_> = places.iter().map(|place| self.rust(place)).collect();
                format!("({})", places.join(", "))
            }
        }
    }

    pub(super) fn service(&self, service: usize) -> &'a Service {
        &self.side.api.services[service]
    }

    /// What is before the items of a service, as callers write it: REST is at the root.
    pub(super) fn prefix(&self, service: usize) -> &'static str {
        match self.service(service).protocol {
            Protocol::Rest(_) => "",
            Protocol::Soap(_) => "soap::",
        }
    }

    pub(super) fn operation(&self, at: (usize, usize)) -> &'a Operation {
        &self.service(at.0).operations[at.1]
    }

    pub(super) fn operation_names(&self, at: (usize, usize)) -> &'a OperationNames {
        &self.side.names.services[at.0].operations[at.1]
    }

    /// The setters of the credentials of a service; none where a client holds one.
    pub(super) fn credential_names(&self, service: usize) -> &'a [String] {
        &self.side.names.services[service].credentials
    }

    /// The path of a group of calls, as callers write it.
    pub(super) fn handle_path(&self, service: usize, tag: usize) -> String {
        let names = self.side.names.services[service].tags.get(tag);
        let handle = names.map_or("", |names| &names.handle);
        format!("{}{handle}", self.prefix(service))
    }

    /// The path of a call, as callers write it.
    pub(super) fn call_path(&self, at: (usize, usize)) -> String {
        let handle = self.handle_path(at.0, self.operation(at).tag);
        format!("{handle}::{}", self.operation_names(at).method)
    }

    /// The item that sets an input: an argument, a field of the struct of arguments, or a method of
    /// the request.
    pub(super) fn input_path(&self, at: (usize, usize), input: usize) -> String {
        let names = self.operation_names(at);
        let name = names.inputs.get(input).map_or("", String::as_str);
        let is_required = self
            .operation(at)
            .inputs
            .get(input)
            .is_some_and(|input| input.presence == crate::model::Presence::Required);
        match &names.holder {
            _ if !is_required => format!("{}{}::{name}", self.prefix(at.0), names.request),
            Some(holder) => format!("{}{holder}::{name}", self.prefix(at.0)),
            None => format!("{}({name})", self.call_path(at)),
        }
    }
}
