//! Named types: which are emitted, which way they travel, and their files.

use super::Context;
use super::docs::Docs;
use super::imports::Imports;
use super::names::{self, Case, Reserved, Wanted};
use crate::model::{
    Api, EnumValue, Item as ListItem, Presence, Protocol, Record, Shape, Type, TypeDefinition,
    TypeId,
};
use crate::rust::{
    Alias, Direction, EnumVariant, File, Gate, Item, Module, OpenEnum, RecordField, Ty, TypeStruct,
    Use,
};

/// Who uses each type, and which way it travels.
#[derive(Debug)]
pub(super) struct Usage {
    read: Vec<bool>,
    written: Vec<bool>,
    rest: Vec<bool>,
    soap: Vec<bool>,
    /// Types that stand on their own: the error codes.
    always: Vec<bool>,
}

impl Usage {
    pub(super) fn of(api: &Api) -> Self {
        let none = vec![false; api.types.len()];
        let mut usage = Self {
            read: none.clone(),
            written: none.clone(),
            rest: none.clone(),
            soap: none.clone(),
            always: none,
        };
        for service in &api.services {
            let protocol = match &service.protocol {
                Protocol::Rest(rest) => {
                    if let Some(codes) = rest.envelope.as_ref().and_then(|envelope| envelope.codes)
                    {
                        usage.always[codes.index()] = true;
                    }
                    &mut usage.rest
                }
                Protocol::Soap(_) => &mut usage.soap,
            };
            for operation in &service.operations {
                api.mark_reachable(&operation.output.ty, protocol);
                api.mark_reachable(&operation.output.ty, &mut usage.read);
                for input in &operation.inputs {
                    api.mark_reachable(&input.ty, protocol);
                    api.mark_reachable(&input.ty, &mut usage.written);
                }
            }
        }
        usage
    }

    /// Whether a type is emitted at all.
    pub(super) fn emitted(&self, id: TypeId) -> bool {
        let at = id.index();
        self.rest[at] || self.soap[at] || self.always[at]
    }

    fn direction(&self, id: TypeId) -> Direction {
        match (self.read[id.index()], self.written[id.index()]) {
            (true, true) => Direction::Both,
            (false, true) => Direction::Write,
            _ => Direction::Read,
        }
    }

    fn gate(&self, id: TypeId) -> Gate {
        let at = id.index();
        match (self.always[at], self.rest[at], self.soap[at]) {
            (false, true, false) => Some("rest"),
            (false, false, true) => Some("soap"),
            _ => None,
        }
    }
}

impl Context<'_> {
    /// The Rust name of a type.
    pub(super) fn type_name(&self, id: TypeId) -> &str {
        &self.type_names[id.index()]
    }

    /// A type as it is written.
    pub(super) fn ty(&self, ty: &Type) -> Ty {
        match ty {
            Type::Boolean => Ty::Bool,
            Type::Int32 => Ty::I32,
            Type::Int64 => Ty::I64,
            Type::Float32 => Ty::F32,
            Type::Float64 => Ty::F64,
            Type::Text => Ty::String,
            Type::Secret => Ty::Secret,
            Type::DateTime => Ty::DateTime,
            Type::Nothing => Ty::Unit,
            Type::Named(id) => Ty::Named(self.type_name(*id).to_owned()),
            Type::Optional(inner) => Ty::Option(Box::new(self.ty(inner))),
            Type::List(inner, _) => Ty::Vec(Box::new(self.ty(inner))),
            Type::Map(inner) => Ty::Map(Box::new(self.ty(inner))),
        }
    }

    /// Whether a type is written with the name of a deprecated one.
    pub(super) fn mentions_deprecated(&self, ty: &Type) -> bool {
        match ty {
            Type::Named(id) => self.api.definition(*id).deprecated,
            Type::Optional(inner) | Type::List(inner, _) | Type::Map(inner) => {
                self.mentions_deprecated(inner)
            }
            _ => false,
        }
    }

    /// The variant of an enumeration for a wire text.
    pub(super) fn variant(&self, id: TypeId, text: &str) -> Option<String> {
        let Shape::Enumeration(values) = &self.api.definition(id).shape else {
            return None;
        };
        let at = values.iter().position(|value| value.wire == text)?;
        variant_names(values).into_iter().nth(at)
    }

    /// The first variant of an enumeration.
    pub(super) fn first_variant(&self, id: TypeId) -> Option<String> {
        let Shape::Enumeration(values) = &self.api.definition(id).shape else {
            return None;
        };
        variant_names(values).into_iter().next()
    }

    /// The types that a service uses.
    fn emitted(&self) -> impl Iterator<Item = (TypeId, &TypeDefinition)> {
        self.api
            .types
            .iter()
            .enumerate()
            .map(|(index, ty)| (TypeId::new(index), ty))
            .filter(|(id, _)| self.use_of.emitted(*id))
    }
}

/// The name of the elements of a list, where it has one.
pub(super) fn item_name(ty: &Type) -> Option<String> {
    match ty {
        Type::Optional(inner) => item_name(inner),
        Type::List(_, ListItem::Element(name)) => Some(name.clone()),
        _ => None,
    }
}

/// `types/mod.rs` and a file a type.
pub(super) fn files(context: &Context<'_>) -> Vec<File> {
    let mut files: Vec<File> = context
        .emitted()
        .map(|(id, ty)| file(context, id, ty))
        .collect();
    if !files.is_empty() {
        files.push(index(context));
    }
    files
}

/// The module that re-exports every type.
fn index(context: &Context<'_>) -> File {
    let mut types: Vec<_> = context
        .emitted()
        .map(|(id, _)| {
            let gate = if context.options.gated {
                context.use_of.gate(id)
            } else {
                None
            };
            (
                context.type_modules[id.index()].clone(),
                context.type_name(id).to_owned(),
                gate,
            )
        })
        .collect();
    types.sort();
    let modules = types
        .iter()
        .map(|(module, _, gate)| Module {
            name: module.clone(),
            public: false,
            gate: *gate,
        })
        .collect();
    let uses = types
        .into_iter()
        // `self`, because a crate may be called like a type.
        .map(|(module, name, gate)| Use {
            public: true,
            path: format!("self::{module}"),
            names: vec![name],
            gate,
        })
        .collect();
    let mut docs = Docs::of("What the calls take and answer.", "");
    docs.ours(
        "Answers are `#[non_exhaustive]`: a field more is no break. Tests build them from JSON, with `serde_json::from_value`. \
         Enumerations are open: a value that this version has no name for arrives as `Unknown` and keeps its text.",
    );
    File {
        path: "types/mod.rs".to_owned(),
        source: context.options.source.clone(),
        docs: docs.finish(),
        deprecated: context.emitted().any(|(_, ty)| ty.deprecated),
        items: vec![Item::Modules(modules), Item::Uses(uses)],
    }
}

fn file(context: &Context<'_>, id: TypeId, definition: &TypeDefinition) -> File {
    let mut imports = Imports::default();
    let item = match &definition.shape {
        Shape::Record(record) => {
            Item::Struct(structure(context, id, definition, record, &mut imports))
        }
        Shape::Enumeration(values) => {
            imports.add("bindery_runtime", "UnknownValue");
            imports.add("bindery_runtime::v1", "open_enum");
            Item::Enum(open_enum(context, id, definition, values))
        }
        Shape::Alias(ty) => {
            let ty = context.ty(ty);
            imports.ty("super", &ty);
            Item::Alias(Alias {
                docs: documentation(definition),
                deprecated: definition.deprecated,
                name: context.type_name(id).to_owned(),
                ty,
            })
        }
    };
    let deprecated = match &definition.shape {
        Shape::Record(record) => {
            let mut fields = record.fields.iter();
            definition.deprecated
                || fields.any(|field| field.deprecated || context.mentions_deprecated(&field.ty))
        }
        Shape::Enumeration(_) => definition.deprecated,
        Shape::Alias(ty) => context.mentions_deprecated(ty),
    };
    let mut items = imports.finish();
    items.push(item);
    File {
        path: format!("types/{}.rs", context.type_modules[id.index()]),
        source: definition.origin.file.clone(),
        docs: Vec::new(),
        deprecated,
        items,
    }
}

fn structure(
    context: &Context<'_>,
    id: TypeId,
    definition: &TypeDefinition,
    record: &Record,
    imports: &mut Imports,
) -> TypeStruct {
    let in_soap = context.use_of.soap[id.index()];
    imports.add(
        if in_soap {
            "bindery_runtime::v1::soap"
        } else {
            "bindery_runtime::v1"
        },
        "record",
    );
    let wanted: Vec<_> = record
        .fields
        .iter()
        .map(|field| Wanted {
            text: &field.wire,
            qualifier: "",
        })
        .collect();
    let names = names::assign(Case::Snake, Reserved::Fields, &wanted);
    let own = context.type_name(id);
    let fields = record
        .fields
        .iter()
        .zip(names)
        .map(|(field, name)| {
            let mut docs = Docs::of(&field.docs, &format!("`{}` of the description.", field.wire));
            let mut ty = context.ty(&field.ty);
            if matches!(ty, Ty::Secret) {
                docs.ours("Redacted when printed; read it with [`expose_secret`](SecretString::expose_secret).");
            }
            if is_endless(context.api, id, &field.ty) {
                ty = Ty::Boxed(Box::new(ty));
            }
            if field.presence != Presence::Required {
                ty = Ty::Option(Box::new(ty));
            }
            let mut uses = ty.clone();
            forget(&mut uses, own);
            imports.ty("super", &uses);
            RecordField {
                docs: docs.finish(),
                deprecated: field.deprecated,
                name,
                ty,
                wire: field.wire.clone(),
                item: item_name(&field.ty),
                nullable: field.presence == Presence::Nullable,
            }
        })
        .collect();
    TypeStruct {
        docs: documentation(definition),
        deprecated: definition.deprecated,
        name: own.to_owned(),
        direction: context.use_of.direction(id),
        fields,
    }
}

/// Leaves out a type's own name, which its file does not import.
fn forget(ty: &mut Ty, own: &str) {
    match ty {
        Ty::Named(name) if name == own => *ty = Ty::Unit,
        Ty::Boxed(inner) | Ty::Option(inner) | Ty::Vec(inner) | Ty::Map(inner) => {
            forget(inner, own);
        }
        _ => {}
    }
}

/// Whether a field holds its own record by value, so that the record would have no size.
fn is_endless(api: &Api, owner: TypeId, ty: &Type) -> bool {
    let mut seen = vec![false; api.types.len()];
    let mut pending = vec![ty];
    while let Some(ty) = pending.pop() {
        match ty {
            Type::Named(id) if *id == owner => return true,
            Type::Named(id) if !seen[id.index()] => {
                seen[id.index()] = true;
                match &api.definition(*id).shape {
                    Shape::Record(record) => {
                        pending.extend(record.fields.iter().map(|field| &field.ty));
                    }
                    Shape::Alias(ty) => pending.push(ty),
                    Shape::Enumeration(_) => {}
                }
            }
            Type::Optional(inner) => pending.push(inner),
            _ => {}
        }
    }
    false
}

fn open_enum(
    context: &Context<'_>,
    id: TypeId,
    definition: &TypeDefinition,
    values: &[EnumValue],
) -> OpenEnum {
    let variants = values
        .iter()
        .zip(variant_names(values))
        .map(|(value, name)| EnumVariant {
            docs: Docs::of(&value.docs, &format!("`{}`.", value.wire)).finish(),
            name,
            wire: value.wire.clone(),
        })
        .collect();
    OpenEnum {
        docs: documentation(definition),
        deprecated: definition.deprecated,
        name: context.type_name(id).to_owned(),
        variants,
    }
}

fn variant_names(values: &[EnumValue]) -> Vec<String> {
    let wanted: Vec<_> = values
        .iter()
        .map(|value| Wanted {
            text: &value.wire,
            qualifier: "",
        })
        .collect();
    names::assign(Case::Pascal, Reserved::Variants, &wanted)
}

fn documentation(definition: &TypeDefinition) -> Vec<String> {
    let mut docs = Docs::of(
        &definition.docs,
        &format!("`{}` of the description.", definition.name),
    );
    docs.ours(&format!(
        "Wire: `{}` · `{}#{}`",
        definition.name, definition.origin.file, definition.origin.anchor
    ));
    docs.finish()
}
