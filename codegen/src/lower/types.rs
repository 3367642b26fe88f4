//! Named types: which are emitted, which way they travel, and their files.

use super::docs::{Docs, Links, sentence};
use super::imports::Imports;
use super::unions;
use super::{Context, Part};
use crate::model::{
    Access, EnumValue, Field, Item as ListItem, Presence, Record, Scalar, Shape, Type,
    TypeDefinition, TypeId, Values, XmlName, XmlNode,
};
use crate::rust::{
    Alias, EnumVariant, File, Former, Gate, Item, MarkupLine, Module, OpenEnum, RecordField, Ty,
    TypeStruct, Use,
};
use crate::usage::Direction;

impl Context<'_> {
    /// The Rust name of a type.
    pub(super) fn type_name(&self, id: TypeId) -> &str {
        &self.names.types[id.index()].name
    }

    /// A type of the runtime, which yields to whatever is described under its name.
    pub(super) fn runtime(&self, name: &'static str) -> Ty {
        Ty::Runtime {
            name,
            qualified: self.names.holds(name),
            of: None,
        }
    }

    /// A type of the runtime of another type.
    pub(super) fn runtime_of(&self, name: &'static str, of: Ty) -> Ty {
        Ty::Runtime {
            name,
            qualified: self.names.holds(name),
            of: Some(Box::new(of)),
        }
    }

    /// A type as it is written.
    pub(crate) fn ty(&self, ty: &Type) -> Ty {
        match ty {
            Type::Boolean => Ty::Bool,
            Type::Int32 => Ty::I32,
            Type::Int64 => Ty::I64,
            Type::Integer(width) => Ty::Plain(width.rust()),
            Type::Float32 => Ty::F32,
            Type::Float64 => Ty::F64,
            Type::Decimal => self.runtime("Decimal"),
            Type::Date => self.runtime("Date"),
            Type::Base64 => self.runtime("Base64"),
            Type::Text => Ty::String,
            Type::Secret => Ty::Secret,
            Type::DateTime => Ty::DateTime,
            Type::Json => Ty::Json,
            Type::Upload => self.runtime("Upload"),
            Type::Nothing => Ty::Unit,
            Type::Named(id) => Ty::Named(self.type_name(*id).to_owned()),
            Type::Optional(inner) => Ty::Option(Box::new(self.ty(inner))),
            Type::List(inner, _) => Ty::Vec(Box::new(self.ty(inner))),
            Type::Map(inner) => Ty::Map(Box::new(self.ty(inner))),
            Type::Tuple(places) => Ty::Tuple(places.iter().map(|place| self.ty(place)).collect()),
        }
    }

    /// The documentation of a value: what the description says of it, or else the first sentence of
    /// its type's.
    pub(super) fn documented(&self, docs: &str, ty: &Type, links: Links<'_>) -> Docs {
        Docs::of(docs, links).or(&self.sentence(ty))
    }

    /// The first sentence of the documentation of a named type; empty for any other.
    pub(super) fn sentence(&self, ty: &Type) -> String {
        match ty {
            Type::Optional(inner) => self.sentence(inner),
            Type::Named(id) => {
                let definition = self.api.definition(*id);
                match &definition.shape {
                    Shape::Alias(ty) if definition.docs.trim().is_empty() => self.sentence(ty),
                    Shape::Alias(_)
                    | Shape::Record(_)
                    | Shape::Enumeration(_)
                    | Shape::Union(_) => {
                        let said = beside_name(&definition.docs, &definition.name);
                        sentence(said, self.links(&definition.origin.file))
                    }
                }
            }
            Type::Boolean
            | Type::Int32
            | Type::Int64
            | Type::Integer(_)
            | Type::Float32
            | Type::Float64
            | Type::Decimal
            | Type::Text
            | Type::Secret
            | Type::DateTime
            | Type::Date
            | Type::Base64
            | Type::Json
            | Type::Upload
            | Type::Nothing
            | Type::List(..)
            | Type::Map(_)
            | Type::Tuple(_) => String::new(),
        }
    }

    /// Whether a type is written with the name of a deprecated one.
    pub(super) fn mentions_deprecated(&self, ty: &Type) -> bool {
        let mut parts = ty.parts().iter();
        matches!(ty, Type::Named(id) if self.api.definition(*id).deprecated)
            || parts.any(|part| self.mentions_deprecated(part))
    }

    /// The variant of an enumeration for a value as JSON writes it.
    pub(super) fn variant(&self, id: TypeId, json: &str) -> Option<String> {
        let Shape::Enumeration(values) = &self.api.definition(id).shape else {
            return None;
        };
        let at = values.iter().position(|value| value.json() == json)?;
        self.names.types[id.index()].members.get(at).cloned()
    }

    /// The first variant of an enumeration.
    pub(super) fn first_variant(&self, id: TypeId) -> Option<String> {
        match &self.api.definition(id).shape {
            Shape::Enumeration(_) => self.names.types[id.index()].members.first().cloned(),
            Shape::Record(_) | Shape::Union(_) | Shape::Alias(_) => None,
        }
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

/// A file a type, and `types/mod.rs`.
pub(super) fn parts<'a>(context: &Context<'_>) -> Vec<Part<'a>> {
    let mut parts: Vec<_> = context.emitted().map(|(id, _)| Part::Type(id)).collect();
    if !parts.is_empty() {
        parts.push(Part::Types);
    }
    parts
}

/// The module that re-exports every type.
pub(super) fn index(context: &Context<'_>) -> File {
    let mut types: Vec<_> = context
        .emitted()
        .map(|(id, _)| {
            let gate = context.gates.ty(id);
            let names = &context.names.types[id.index()];
            let mut exported: Vec<_> = names.former.iter().cloned().collect();
            exported.push(names.name.clone());
            exported.sort();
            (names.module.clone(), exported, gate)
        })
        .collect();
    types.sort();
    let modules = types
        .iter()
        .map(|(module, _, gate)| Module {
            name: module.clone(),
            public: false,
            gate: gate.clone(),
        })
        .collect();
    let uses = types
        .into_iter()
        // `self`, because a crate may be called like a type.
        .map(|(module, names, gate)| Use {
            public: true,
            path: format!("self::{module}"),
            names,
            gate,
            inline: false,
        })
        .collect();
    let mut docs = Docs::from_ours("Types that calls send and return.");
    docs.ours(
        "Types that calls send are built field by field; `..Type::new(required)` or `..Type::default()` leaves out what is \
         optional. Types that calls only return are `#[non_exhaustive]`, so that adding a field is not a breaking change; \
         tests build them from JSON, with `serde_json::from_value`.",
    );
    docs.ours("Enumerations are open: a value without a variant is read as `Unknown`, which keeps its text.");
    let deprecated: Vec<_> = context
        .emitted()
        .filter(|(id, ty)| ty.deprecated || context.names.types[id.index()].former.is_some())
        .map(|(id, _)| context.gates.ty(id))
        .collect();
    File {
        path: "types/mod.rs".to_owned(),
        source: context.options.source.clone(),
        docs: docs.finish(),
        deprecated: !deprecated.is_empty(),
        deprecated_gate: Gate::any_of(&deprecated),
        items: vec![Item::Modules(modules), Item::Uses(uses)],
    }
}

/// The file of a type.
pub(super) fn file(context: &Context<'_>, id: TypeId) -> File {
    let definition = context.api.definition(id);
    let mut imports = Imports::default();
    let item = match &definition.shape {
        Shape::Record(record) => {
            Item::Struct(structure(context, id, definition, record, &mut imports))
        }
        Shape::Enumeration(values) => {
            imports.add("bindery_runtime", "UnknownValue");
            imports.add("bindery_runtime::v1", table(values));
            Item::Enum(open_enum(context, id, definition, values))
        }
        Shape::Union(union) => Item::Union(unions::union(
            context,
            id,
            (definition, documentation(context, definition)),
            union,
            &mut imports,
        )),
        Shape::Alias(ty) => {
            let ty = context.ty(ty);
            imports.ty("super", &ty);
            Item::Alias(Alias {
                docs: documentation(context, definition),
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
        Shape::Union(union) => {
            definition.deprecated
                || union
                    .variants
                    .iter()
                    .any(|variant| context.mentions_deprecated(&variant.ty))
        }
        Shape::Alias(ty) => context.mentions_deprecated(ty),
    };
    let mut items = imports.finish();
    items.push(item);
    if let Some(former) = &context.names.types[id.index()].former {
        items.push(Item::Former(Former {
            name: former.clone(),
            now: context.type_name(id).to_owned(),
        }));
    }
    File {
        path: format!("types/{}.rs", context.names.types[id.index()].module),
        source: definition.origin.file.clone(),
        docs: Vec::new(),
        deprecated,
        deprecated_gate: Gate::default(),
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
    let in_xml = context.use_of.over_xml(id);
    // The table of a record for SOAP says where its fields are in XML, too.
    let in_soap = context.use_of.over_soap(id) && !in_xml;
    imports.add(
        if in_soap {
            "bindery_runtime::v1::soap"
        } else {
            "bindery_runtime::v1"
        },
        "record",
    );
    if in_xml {
        imports.add("bindery_runtime::v1::xml", "markup");
    }
    let names = &context.names.types[id.index()].members;
    let own = context.type_name(id);
    let links = context.links(&definition.origin.file);
    let fields = record
        .fields
        .iter()
        .zip(names)
        .map(|(field, name)| {
            let mut docs = match field.presence {
                Presence::Further => Docs::of(&field.docs, links).or("Additional properties, by name."),
                Presence::Required
                | Presence::Nullable
                | Presence::Optional
                | Presence::OptionalNullable => {
                    let said = beside_name(&field.docs, &field.wire);
                    context.documented(said, &field.ty, links)
                }
            };
            let mut ty = context.ty(&field.ty);
            if matches!(ty, Ty::Secret) {
                docs.ours("Redacted when printed; [`expose_secret`](SecretString::expose_secret) returns it.");
            }
            if context.boxes.is_endless(id, &field.ty) {
                ty = Ty::Boxed(Box::new(ty));
            }
            ty = match field.presence {
                Presence::Required | Presence::Further => ty,
                Presence::Nullable | Presence::Optional => Ty::Option(Box::new(ty)),
                Presence::OptionalNullable => Ty::Maybe(Box::new(ty)),
            };
            let mut uses = ty.clone();
            forget(&mut uses, own);
            imports.ty("super", &uses);
            RecordField {
                docs: docs.finish(),
                deprecated: field.deprecated,
                name: name.clone(),
                ty,
                wire: field.wire.clone(),
                item: item_name(&field.ty).filter(|_| in_soap),
                nullable: field.presence == Presence::Nullable,
                further: field.presence == Presence::Further,
                read_only: !in_soap
                    && field.access == Access::ReadOnly
                    && context.use_of.direction(id) != Direction::Read,
                // Elements say so to their writer themselves.
                secret: context.api.is_made_of_secrets(&field.ty),
                initial: match field.presence {
                    Presence::Required | Presence::Nullable => None,
                    Presence::Optional => Some("None"),
                    Presence::OptionalNullable => Some("Maybe::Absent"),
                    Presence::Further => Some("BTreeMap::new()"),
                },
            }
        })
        .collect();
    TypeStruct {
        docs: documentation(context, definition),
        deprecated: definition.deprecated,
        name: own.to_owned(),
        open: context.use_of.is_open(id),
        start: context.use_of.start(id, record),
        fields,
        markup: in_xml.then(|| {
            let fields = record.fields.iter().zip(names);
            fields.map(|(field, name)| markup(field, name)).collect()
        }),
    }
}

/// Where a field is in XML.
fn markup(field: &Field, name: &str) -> MarkupLine {
    let (node, named, item) = match &field.xml {
        XmlNode::Element(name) => (Some("element"), Some(name), None),
        XmlNode::Attribute(name) => (Some("attribute"), Some(name), None),
        XmlNode::Text => (Some("text"), None, None),
        XmlNode::CData => (Some("cdata"), None, None),
        XmlNode::List { name, item } => (Some("list"), Some(name), Some(item)),
        XmlNode::Items(item) => (Some("items"), Some(item), None),
        // What is kept of JSON: anything else is no type that travels as XML.
        XmlNode::Unsaid(_) => (None, None, None),
    };
    MarkupLine {
        node,
        field: name.to_owned(),
        name: named.map(XmlName::written),
        item: item.map(XmlName::written),
        nullable: field.presence == Presence::Nullable,
    }
}

/// Leaves out a type's own name, which its file does not import.
pub(super) fn forget(ty: &mut Ty, own: &str) {
    match ty {
        Ty::Named(name) if name == own => *ty = Ty::Unit,
        Ty::Into(inner)
        | Ty::Boxed(inner)
        | Ty::Option(inner)
        | Ty::Maybe(inner)
        | Ty::Vec(inner)
        | Ty::Map(inner) => {
            forget(inner, own);
        }
        Ty::Tuple(places) => {
            for place in places {
                forget(place, own);
            }
        }
        _ => {}
    }
}

/// The macro for an enumeration.
fn table(values: &[EnumValue]) -> &'static str {
    match Values::of(values) {
        Values::Texts => "open_enum",
        Values::Integers => "integer_enum",
        Values::Mixed => "value_enum",
    }
}

fn open_enum(
    context: &Context<'_>,
    id: TypeId,
    definition: &TypeDefinition,
    values: &[EnumValue],
) -> OpenEnum {
    let names = &context.names.types[id.index()];
    let links = context.links(&definition.origin.file);
    let variants = values
        .iter()
        .zip(&names.members)
        .map(|(value, name)| EnumVariant {
            docs: Docs::of(&value.docs, links).finish(),
            name: name.clone(),
            wire: match value.scalar {
                Scalar::Text => proc_macro2::Literal::string(&value.wire).to_string(),
                Scalar::Integer | Scalar::Number | Scalar::Boolean => value.wire.clone(),
            },
        })
        .collect();
    OpenEnum {
        table: table(values),
        docs: documentation(context, definition),
        deprecated: definition.deprecated,
        name: context.type_name(id).to_owned(),
        variants,
        former: names
            .former_members
            .iter()
            .zip(&names.members)
            .filter_map(|(former, now)| {
                former.clone().map(|name| Former {
                    name,
                    now: now.clone(),
                })
            })
            .collect(),
    }
}

/// What a description says in addition to a title that repeats the name of what it describes, or the
/// last word of the name.
pub(super) fn beside_name<'d>(docs: &'d str, name: &str) -> &'d str {
    let letters = |text: &str| -> String {
        let letters = text.chars().filter(|one| one.is_alphanumeric());
        letters.flat_map(char::to_lowercase).collect()
    };
    let (title, rest) = docs.split_once("\n\n").unwrap_or((docs, ""));
    let (words, name) = (letters(title), letters(name));
    let is_word = !title.trim().contains(char::is_whitespace);
    if words == name || is_word && name.ends_with(&words) {
        rest
    } else {
        docs
    }
}

fn documentation(context: &Context<'_>, definition: &TypeDefinition) -> Vec<String> {
    let said = beside_name(&definition.docs, &definition.name);
    let mut docs = Docs::of(said, context.links(&definition.origin.file));
    docs.ours(&format!(
        "Schema: `{}#{}`",
        definition.origin.file, definition.origin.anchor
    ));
    docs.finish()
}
