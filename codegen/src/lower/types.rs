//! Named types: which are emitted, which way they travel, and their files.

use std::collections::BTreeMap;

use super::docs::{Docs, Links, code, sentence};
use super::imports::Imports;
use super::responses;
use super::scope::Scope;
use super::unions;
use super::{Context, Part};
use crate::model::{
    Access, Constant, EnumValue, Facts, Field, Form, Input, Item as ListItem, Presence, Record,
    Scalar, Shape, StartValue, Type, TypeDefinition, TypeId, Values, XmlName, XmlNode, start,
};
use crate::names::Home;
use crate::rust::{
    Alias, Argument, EnumVariant, File, Former, Gate, Given, Held, Item, Listed, ListedFile,
    MarkupLine, OpenEnum, RecordField, Start, Taken, Ty, TypeStruct,
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
            Type::Constant(_) => Ty::Constant {
                qualified: self.names.holds("Constant"),
            },
            Type::Named(id) => Ty::Named(self.named(*id)),
            Type::Optional(inner) => Ty::Option(Box::new(self.ty(inner))),
            Type::List(inner, _) => Ty::Vec(Box::new(self.ty(inner))),
            Type::Map(inner) => Ty::Map(Box::new(self.ty(inner))),
            Type::Tuple(places) => Ty::Tuple(places.iter().map(|place| self.ty(place)).collect()),
        }
    }

    /// The type of a field of a record.
    pub(super) fn field_ty(&self, id: TypeId, field: &Field) -> Ty {
        let ty = self.ty(&field.ty);
        let ty = if self.boxes.is_endless(id, &field.ty) {
            Ty::Boxed(Box::new(ty))
        } else {
            ty
        };
        match field.presence {
            _ if field.constant().is_some() => ty,
            Presence::Required | Presence::Defaulted | Presence::Further => ty,
            Presence::OptionalNullable if self.use_of.is_maybe(id, field) => {
                Ty::Maybe(Box::new(ty))
            }
            Presence::Nullable | Presence::Optional | Presence::OptionalNullable => {
                Ty::Option(Box::new(ty))
            }
        }
    }

    /// The documentation of a value: what the description says of it, or else the first sentence of
    /// its type's.
    pub(super) fn documented(&self, docs: &str, ty: &Type, links: Links<'_>) -> Docs {
        Docs::of(docs, links).or(&self.sentence(ty))
    }

    /// The first sentence of the documentation of a named type; empty for any other.
    pub(super) fn sentence(&self, ty: &Type) -> String {
        match ty.form() {
            Form::Optional(inner) => self.sentence(inner),
            Form::Named(id) => {
                let definition = self.api.definition(id);
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
            Form::Scalar
            | Form::Json
            | Form::Upload
            | Form::Nothing
            | Form::List(_)
            | Form::Map(_)
            | Form::Tuple(_) => String::new(),
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

    /// What a required value starts at, as an expression, and the enumeration that it names.
    pub(super) fn start_value(&self, ty: &Type, facts: &Facts) -> Option<(String, Option<TypeId>)> {
        Some(match start(&self.api.types, ty, facts)? {
            StartValue::Boolean(value) => (value.to_string(), None),
            StartValue::Number(number) => (number, None),
            StartValue::Text(text) => {
                let text = proc_macro2::Literal::string(&text);
                (format!("{text}.to_owned()"), None)
            }
            StartValue::Variant(id, at) => {
                let variant = self.names.types[id.index()].members.get(at)?;
                (format!("{}::{variant}", self.named(id).path), Some(id))
            }
        })
    }

    /// The only value of an input that callers set without an argument, as an expression.
    pub(super) fn only_value(&self, input: &Input) -> Option<String> {
        if !self.api.is_switch(input) {
            return None;
        }
        let Type::Named(id) = self.api.resolved(&input.ty) else {
            return Some("true".to_owned());
        };
        let path = &self.named(*id).path;
        Some(format!("{path}::{}", self.first_variant(*id)?))
    }

    /// The first variant of an enumeration.
    pub(super) fn first_variant(&self, id: TypeId) -> Option<String> {
        match &self.api.definition(id).shape {
            Shape::Enumeration(_) => self.names.types[id.index()].members.first().cloned(),
            Shape::Record(_) | Shape::Union(_) | Shape::Alias(_) => None,
        }
    }
}

/// The name of the elements of a list, where it has one.
pub(super) fn item_name(mut ty: &Type) -> Option<String> {
    while let Type::Optional(inner) = ty {
        ty = inner;
    }
    let Type::List(_, ListItem::Element(name)) = ty else {
        return None;
    };
    Some(name.clone())
}

/// A file for the types of each home that is not declared in `types/mod.rs`, and that file.
pub(super) fn parts<'a>(context: &Context<'_>) -> Vec<Part<'a>> {
    let homes = &context.names.homes;
    let has_file = |at: &usize| !is_in_index(context, &homes[*at]);
    let mut parts: Vec<_> = (0..homes.len()).filter(has_file).map(Part::Home).collect();
    if homes.iter().any(|home| home.group.is_none()) {
        parts.push(Part::Types);
    }
    parts
}

/// The module of the types of components.
pub(super) fn index(context: &Context<'_>) -> File {
    let mut docs = Docs::from_ours("Types that calls send and return.");
    docs.ours(
        "A type that calls send is created with `Type::new(required)` or `Type::default()`; optional fields are assigned \
         afterwards. All types are `#[non_exhaustive]`, so that adding a field is not a breaking change; tests create types \
         that calls only return from JSON, with `serde_json::from_value`.",
    );
    docs.ours(
        "Arguments of calls, setters and constructors are converted: `&str` to a string, a union, or an enumeration that \
         accepts any string; arrays and iterators to lists; pairs to maps. Numbers, plain enumerations and records are passed \
         as they are. An empty list or map names its type: `Vec::<T>::new()`, `BTreeMap::<String, T>::new()`.",
    );
    docs.ours("Enumerations are open: a value without a variant is read as `Unknown`, which keeps its text.");
    let homes = context.names.homes.iter().enumerate();
    let components: Vec<_> = homes.filter(|(_, home)| home.group.is_none()).collect();
    let (mut own, files): (Vec<_>, Vec<_>) = components
        .iter()
        .partition(|(_, home)| is_in_index(context, home));
    own.sort_by_key(|(_, home)| home.components.first().map(|id| context.type_name(*id)));
    let reexports_deprecated = |home: &Home| {
        home.components.iter().any(|id| {
            let former = &context.names.types[id.index()].former;
            context.api.definition(*id).deprecated || former.is_some()
        })
    };
    let mut imports = Imports::default();
    let mut types = Vec::new();
    let mut deprecated = Vec::new();
    for &(at, home) in &own {
        if declare(context, home, &mut imports, &mut types) {
            deprecated.push(context.gates.home(at));
        }
    }
    for &(at, home) in &files {
        if reexports_deprecated(home) {
            deprecated.push(context.gates.home(at));
        }
    }
    let mut items = imports.finish();
    let all = components.iter().map(|(at, _)| *at).collect();
    items.push(Item::Index(listed(context, 1, all)));
    items.extend(types);
    File {
        path: "types/mod.rs".to_owned(),
        source: context.options.source.clone(),
        docs: docs.finish(),
        deprecated: !deprecated.is_empty(),
        deprecated_gate: Gate::any_of(&deprecated),
        items,
    }
}

fn is_in_index(context: &Context<'_>, home: &Home) -> bool {
    home.is_in_index(context.api, context.use_of)
}

/// Adds the types of a home to the items of a file, and returns whether they mention deprecated
/// items.
fn declare(
    context: &Context<'_>,
    home: &Home,
    imports: &mut Imports,
    items: &mut Vec<Item>,
) -> bool {
    let mut deprecated = false;
    for id in home.types() {
        items.push(item(context, id, imports));
        deprecated |= mentions_deprecated(context, id);
        let names = &context.names.types[id.index()];
        items.extend(names.former.as_ref().map(|former| {
            Item::Former(Former {
                name: former.clone(),
                now: names.name.clone(),
            })
        }));
    }
    deprecated
}

/// What the module above these homes lists, which is so many modules from the root.
fn listed(context: &Context<'_>, depth: usize, homes: Vec<usize>) -> Vec<Listed> {
    let mut below = BTreeMap::<&str, Vec<usize>>::new();
    for at in homes {
        if let Some(module) = context.names.homes[at].modules.get(depth) {
            below.entry(module).or_default().push(at);
        }
    }
    let mut files = BTreeMap::<Gate, Vec<ListedFile>>::new();
    let mut inside = Vec::new();
    for (module, homes) in below {
        let is_file = |at: &&usize| {
            let home = &context.names.homes[**at];
            home.modules.len() == depth + 1 && !is_in_index(context, home)
        };
        let Some(&file) = homes.iter().find(is_file) else {
            let listed = listed(context, depth + 1, homes);
            // Of a component that is declared here, and of none below it, there is no module.
            if !listed.is_empty() {
                inside.push(Listed::Inside {
                    name: module.to_owned(),
                    listed,
                });
            }
            continue;
        };
        let home = &context.names.homes[file];
        let names = home.components.iter().flat_map(|id| {
            let names = &context.names.types[id.index()];
            names.all()
        });
        let mut names: Vec<_> = names.cloned().collect();
        names.sort();
        files
            .entry(context.gates.home(file))
            .or_default()
            .push(ListedFile {
                module: module.to_owned(),
                public: !home.inline.is_empty() || homes.len() > 1,
                names,
            });
    }
    let files = files
        .into_iter()
        .map(|(gate, files)| Listed::Files { gate, files });
    files.chain(inside).collect()
}

/// The file of a home.
pub(super) fn file(context: &Context<'_>, at: usize) -> File {
    let home = &context.names.homes[at];
    let context = &context.within(Scope::of_home(context, at));
    let mut imports = Imports::default();
    let mut types = Vec::new();
    let deprecated = declare(context, home, &mut imports, &mut types);
    let mut items = Vec::new();
    let mut docs = Vec::new();
    if home.group.is_none() {
        // What lies below it in the module tree is listed here.
        let depth = home.modules.len();
        let homes = context.names.homes.iter().enumerate();
        let below = homes.filter(|(_, other)| {
            other.modules.len() > depth && other.modules.starts_with(&home.modules)
        });
        let below: Vec<_> = below.map(|(at, _)| at).collect();
        if !home.inline.is_empty() || !below.is_empty() {
            docs = Docs::from_ours(&match home.components.first() {
                Some(id) => format!(
                    "{} and its inline types.",
                    responses::link(context.type_name(*id))
                ),
                None => format!("Inline types of {}.", code(&home.owner)),
            })
            .finish();
        }
        if !below.is_empty() {
            items.push(Item::Index(listed(context, depth, below)));
        }
    }
    items.extend(imports.finish());
    items.extend(types);
    let first = home.types().next();
    File {
        path: match home.group {
            None => format!("{}.rs", home.modules.join("/")),
            Some(_) => format!("{}/types.rs", home.modules.join("/")),
        },
        source: first.map_or_else(String::new, |id| {
            context.api.definition(id).origin.file.clone()
        }),
        docs,
        deprecated,
        deprecated_gate: Gate::default(),
        items,
    }
}

/// A type, as it is emitted.
fn item(context: &Context<'_>, id: TypeId, imports: &mut Imports) -> Item {
    let definition = context.api.definition(id);
    let alias = |ty| {
        Item::Alias(Alias {
            docs: documentation(context, definition),
            deprecated: definition.deprecated,
            name: context.type_name(id).to_owned(),
            ty,
        })
    };
    if let Some(other) = context.names.types[id.index()].same_as {
        return alias(Ty::Own(context.type_name(other).to_owned()));
    }
    match &definition.shape {
        Shape::Record(record) => Item::Struct(structure(context, id, definition, record, imports)),
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
            imports,
        )),
        Shape::Alias(ty) => {
            let ty = context.ty(ty);
            imports.ty(&ty);
            alias(ty)
        }
    }
}

/// Whether what is emitted of a type is written with the name of a deprecated one.
fn mentions_deprecated(context: &Context<'_>, id: TypeId) -> bool {
    let definition = context.api.definition(id);
    if context.names.types[id.index()].same_as.is_some() {
        return false;
    }
    match &definition.shape {
        Shape::Record(record) => {
            let mut fields = record.fields.iter();
            let is_named = |field: &Field| field.deprecated && field.constant().is_none();
            definition.deprecated
                || fields.any(|field| is_named(field) || context.mentions_deprecated(&field.ty))
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
    let links = context.links(&definition.origin.file);
    let start = context.use_of.start(id, record);
    let fields = record
        .fields
        .iter()
        .zip(names)
        .map(|(field, name)| {
            let mut docs = match field.presence {
                Presence::Further => Docs::of(&field.docs, links).or("Additional properties, by name."),
                Presence::Required
                | Presence::Defaulted
                | Presence::Nullable
                | Presence::Optional
                | Presence::OptionalNullable => {
                    let said = beside_name(&field.docs, &field.wire);
                    context.documented(said, &field.ty, links)
                }
            };
            let boxed = context.boxes.is_endless(id, &field.ty);
            if matches!(context.ty(&field.ty), Ty::Secret) {
                docs.ours("Redacted when printed; [`expose_secret`](SecretString::expose_secret) returns it.");
            }
            let is_maybe = context.use_of.is_maybe(id, field);
            let ty = context.field_ty(id, field);
            imports.ty(&ty);
            let given = given(context, field, name, boxed);
            if start == Start::New && field.is_asked() {
                imports.taken(&given.taken);
                imports.conversion(&given.taken);
            }
            let default = context.start_value(&field.ty, &field.facts);
            let default = default.filter(|_| field.presence == Presence::Defaulted);
            if let Some((_, Some(id))) = default {
                imports.ty(&Ty::Named(context.named(id)));
            }
            let is_constant = field.constant().is_some();
            let constant = format!("{}::default()", crate::emit::type_text(&ty));
            RecordField {
                given,
                docs: if is_constant { Vec::new() } else { docs.finish() },
                deprecated: field.deprecated && !is_constant,
                name: name.clone(),
                ty,
                wire: field.wire.clone(),
                item: item_name(&field.ty).filter(|_| in_soap),
                nullable: field.presence == Presence::Nullable,
                further: field.presence == Presence::Further,
                read_only: !in_soap
                    && field.access == Access::ReadOnly
                    && context.use_of.is_sent(id)
                    && context.use_of.direction(id) != Direction::Read,
                // Elements say so to their writer themselves.
                secret: context.api.is_made_of_secrets(&field.ty),
                initial: match field.presence {
                    _ if is_constant => Some(constant),
                    Presence::Required | Presence::Nullable => None,
                    Presence::Defaulted => default.map(|(value, _)| value),
                    Presence::OptionalNullable if is_maybe => Some("Maybe::Absent".to_owned()),
                    Presence::Optional | Presence::OptionalNullable => Some("None".to_owned()),
                    Presence::Further => Some("BTreeMap::new()".to_owned()),
                },
                starts: field.presence == Presence::Defaulted,
                constant: field.constant().map(literal),
                absent: is_constant && field.presence != Presence::Required,
            }
        })
        .collect();
    TypeStruct {
        docs: record_docs(context, definition, record),
        deprecated: definition.deprecated,
        name: context.type_name(id).to_owned(),
        start,
        starts_empty: record.fields.iter().all(|field| {
            field.presence != Presence::Defaulted
                || crate::model::start(&context.api.types, &field.ty, &field.facts)
                    .is_some_and(|value| value.is_of_type())
        }),
        required: context.names.types[id.index()].required.clone(),
        fields,
        markup: in_xml.then(|| {
            let fields = record.fields.iter().zip(names);
            fields.map(|(field, name)| markup(field, name)).collect()
        }),
    }
}

/// What callers give for a field that is required.
fn given(context: &Context<'_>, field: &Field, name: &str, boxed: bool) -> Given {
    Given {
        name: name.to_owned(),
        taken: match field.presence {
            Presence::Nullable => Taken::Value(Ty::Option(Box::new(context.ty(&field.ty)))),
            Presence::Required
            | Presence::Defaulted
            | Presence::Optional
            | Presence::OptionalNullable
            | Presence::Further => context.taken(&field.ty),
        },
        held: Held::Plainly,
        boxed,
    }
}

/// What callers give to start a record: the arguments of its `new`, and none where it has a
/// `Default`. Nothing for what is no record, or one that no call sends.
pub(super) fn started(context: &Context<'_>, ty: &Type) -> Option<Vec<Argument>> {
    let Type::Named(id) = context.api.resolved(ty) else {
        return None;
    };
    let Shape::Record(record) = &context.api.definition(*id).shape else {
        return None;
    };
    match (
        context.use_of.start(*id, record),
        context.named_required(*id),
    ) {
        (Start::Nothing, _) => return None,
        (Start::Required, Some(required)) => {
            return Some(vec![Argument {
                name: "required".to_owned(),
                taken: Taken::Value(Ty::Named(required)),
            }]);
        }
        (Start::Default | Start::New | Start::Required, _) => {}
    }
    let fields = record
        .fields
        .iter()
        .zip(&context.names.types[id.index()].members);
    let asked = fields.filter(|(field, _)| field.is_asked());
    let arguments = asked.map(|(field, name)| {
        let Given { name, taken, .. } = given(context, field, name, false);
        Argument { name, taken }
    });
    Some(arguments.collect())
}

/// A constant as a literal of Rust.
pub(super) fn literal(constant: &Constant) -> String {
    match constant.scalar {
        Scalar::Text => proc_macro2::Literal::string(&constant.wire).to_string(),
        Scalar::Integer | Scalar::Number | Scalar::Boolean => constant.wire.clone(),
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
        constant: field.constant().map(literal),
        absent: field.presence != Presence::Required,
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
            wire: literal(&Constant {
                scalar: value.scalar,
                wire: value.wire.clone(),
            }),
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

/// The documentation of a record, with the properties that have one value.
fn record_docs(context: &Context<'_>, definition: &TypeDefinition, record: &Record) -> Vec<String> {
    let constants = record.fields.iter().filter_map(|field| {
        let constant = field.constant()?;
        let value = match constant.wire.as_str() {
            "" => "the empty text".to_owned(),
            wire => code(wire),
        };
        Some(format!("{} is always {value}.", code(&field.wire)))
    });
    let constants: Vec<_> = constants.collect();
    described(context, definition, &constants)
}

fn documentation(context: &Context<'_>, definition: &TypeDefinition) -> Vec<String> {
    described(context, definition, &[])
}

fn described(
    context: &Context<'_>,
    definition: &TypeDefinition,
    constants: &[String],
) -> Vec<String> {
    let said = beside_name(&definition.docs, &definition.name);
    let mut docs = Docs::of(said, context.links(&definition.origin.file));
    if !constants.is_empty() {
        docs.ours(&constants.join(" "));
    }
    docs.ours(&format!(
        "Schema: `{}#{}`",
        definition.origin.file, definition.origin.anchor
    ));
    docs.finish()
}
