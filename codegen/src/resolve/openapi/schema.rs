//! Schemas to types.
//!
//! A schema under a name of its own is a named type; a record or an enumeration described in place
//! gets its name from where it stands. What a type cannot say (bounds, patterns) becomes
//! documentation and never changes the type.

use super::{Document, docs, facts, keys, widen};
use crate::documents::referred_name;
use crate::model::{EnumValue, Facts, Field, Item, Presence, Record, Shape, Type};
use crate::overlay;
use crate::report::{Code, Repair, Report};
use crate::resolve::Types;
use crate::resolve::object::{self, head};
use crate::source::Span;
use crate::syntax::{Entry, Kind, Node};

/// A schema as it is used in one place.
#[derive(Debug)]
pub(super) struct Used {
    pub(super) ty: Type,
    pub(super) nullable: bool,
    /// The documentation of this use; that of the schema where the use has none.
    pub(super) docs: String,
    pub(super) deprecated: bool,
    pub(super) facts: Facts,
}

/// The type of a schema that stands at a place called `name`.
pub(super) fn used(
    document: &Document<'_, '_>,
    node: Node<'_>,
    name: &str,
    types: &mut Types,
    report: &mut Report,
) -> Used {
    let nothing = Used {
        ty: Type::Nothing,
        nullable: false,
        docs: String::new(),
        deprecated: false,
        facts: Facts::default(),
    };
    let Some(schema) = object::mapping(node, "a schema", report) else {
        return nothing;
    };
    let Some(reference) = schema.get("$ref") else {
        return described(document, schema, name, types, report);
    };
    // Beside a reference 3.1 allows what documents this use of the schema.
    for entry in schema.entries() {
        let documents = matches!(
            entry.key,
            "$ref"
                | "description"
                | "summary"
                | "deprecated"
                | "default"
                | "example"
                | "examples"
                | "x-bindery-name"
                | "x-bindery-renamed-from"
        );
        if !documents && (!entry.key.starts_with("x-") || entry.key.starts_with("x-bindery-")) {
            report
                .error(
                    Code::Ignored,
                    entry.key_span,
                    format!("`{}` beside `$ref` has no part in the code", entry.key),
                )
                .help(
                    "say it in the schema that is referred to, or acknowledge it in `bindery.yaml`",
                );
        }
    }
    let Some(target) = document
        .context
        .documents
        .target(document.context.sources, reference)
    else {
        return nothing;
    };
    let last = referred_name(reference).unwrap_or_else(|| name.to_owned());
    Used {
        ty: named(document, target, &last, false, types),
        nullable: is_nullable_behind(document, target, types),
        docs: docs::of(schema, report),
        deprecated: object::flag(schema, "deprecated", report),
        facts: facts::of(schema),
    }
}

/// Whether a schema may be null, or the one at the end of the references that start with it.
///
/// What is found out is kept, so that each step of a long chain is taken once. A chain that leads
/// to itself is reported where cycles are.
fn is_nullable_behind(document: &Document<'_, '_>, schema: Node<'_>, types: &mut Types) -> bool {
    let mut steps = Vec::new();
    let mut at = Some(schema);
    let mut nullable = false;
    while let Some(schema) = at {
        if let Some(known) = types.nullable(schema.identity()) {
            nullable = known;
            break;
        }
        // Until the end is known; the next visit of the same place ends a chain of itself.
        types.mark_nullable(schema.identity(), false);
        steps.push(schema.identity());
        at = match schema.get("$ref") {
            Some(reference) => document
                .context
                .documents
                .target(document.context.sources, reference),
            None => {
                nullable = is_nullable(schema);
                None
            }
        };
    }
    for place in steps {
        types.mark_nullable(place, nullable);
    }
    nullable
}

/// The type that a named schema describes: one type, whoever refers to it. One that is described
/// in place shares what is said of names with the place.
pub(super) fn named(
    document: &Document<'_, '_>,
    schema: Node<'_>,
    name: &str,
    inline: bool,
    types: &mut Types,
) -> Type {
    if let Some(id) = types.at(schema.identity()) {
        return Type::Named(id);
    }
    let id = types.announce(
        schema.identity(),
        name,
        document.context.origin(head(schema), name),
    );
    types.postpone(id, schema.identity(), inline);
    Type::Named(id)
}

/// Reads the schemas of the types that were named so far, and of those that they name.
pub(super) fn settle(document: &Document<'_, '_>, types: &mut Types, report: &mut Report) {
    settle_beside(document, types, &Types::default(), report);
}

/// Does what [`settle`] does, except for schemas that were read already beside these types.
pub(super) fn settle_beside(
    document: &Document<'_, '_>,
    types: &mut Types,
    beside: &Types,
    report: &mut Report,
) {
    let mark = report.mark();
    while let Some((id, place, inline)) = types.next_postponed() {
        if beside.was_read(place) {
            continue;
        }
        let Some(schema) = document.context.documents.node(place) else {
            continue;
        };
        let Some(schema) = object::mapping(schema, "a schema", report) else {
            continue;
        };
        let name = types.definition(id).name.clone();
        let documentation = docs::of(schema, report);
        let deprecated = object::flag(schema, "deprecated", report);
        let shape = shape(document, schema, &name, types, report);
        let facts = match &shape {
            Shape::Alias(ty) => facts::with_type(document, schema, ty),
            Shape::Record(_) | Shape::Enumeration(_) => facts::of(schema),
        };
        types.state(id, facts);
        types.describe(id, documentation, deprecated, shape);
        if !inline {
            types.name(
                id,
                super::rust_name(schema, report),
                super::renamed_from(schema, report),
            );
        }
    }
    report.stand(mark);
}

/// What a named schema is.
fn shape(
    document: &Document<'_, '_>,
    schema: Node<'_>,
    name: &str,
    types: &mut Types,
    report: &mut Report,
) -> Shape {
    if schema.get("$ref").is_some() {
        return Shape::Alias(used(document, schema, name, types, report).ty);
    }
    object::check_keys(schema, &keys::SCHEMA, report);
    if let Some(key) = widen::key(schema) {
        return Shape::Alias(several_shapes(document, schema, &key, report));
    }
    if is_enumeration(schema) {
        return Shape::Enumeration(values(document, schema, name, report));
    }
    if is_record(schema) {
        return Shape::Record(record(document, schema, name, types, report));
    }
    Shape::Alias(scalar_or_list(document, schema, name, types, report))
}

/// A schema described in place.
fn described(
    document: &Document<'_, '_>,
    schema: Node<'_>,
    name: &str,
    types: &mut Types,
    report: &mut Report,
) -> Used {
    let ty = if let Some(key) = widen::key(schema) {
        object::check_keys(schema, &keys::SCHEMA, report);
        several_shapes(document, schema, &key, report)
    } else if is_enumeration(schema) || is_record(schema) {
        named(document, schema, name, true, types)
    } else {
        object::check_keys(schema, &keys::SCHEMA, report);
        scalar_or_list(document, schema, name, types, report)
    };
    Used {
        nullable: is_nullable(schema),
        docs: docs::of(schema, report),
        deprecated: object::flag(schema, "deprecated", report),
        facts: facts::with_type(document, schema, &ty),
        ty,
    }
}

/// A value that its schema gives several shapes.
fn several_shapes(
    document: &Document<'_, '_>,
    schema: Node<'_>,
    key: &Entry<'_>,
    report: &mut Report,
) -> Type {
    let message = format!("`{}` is not supported yet: the value", key.key);
    widen::widen(document, schema, key.key_span, &message, report)
}

/// The properties of an object, each with its name, schema, and whether it is required.
pub(super) struct Property<'d> {
    pub(super) name: &'d str,
    pub(super) span: Span,
    pub(super) schema: Node<'d>,
    pub(super) required: bool,
}

/// The properties of an object schema, in order.
pub(super) fn properties<'d>(schema: Node<'d>, report: &mut Report) -> Vec<Property<'d>> {
    let properties: Vec<_> = schema
        .get("properties")
        .and_then(|node| object::mapping(node, "properties", report))
        .into_iter()
        .flat_map(|node| node.entries().collect::<Vec<_>>())
        .collect();
    let required: Vec<_> = schema
        .get("required")
        .and_then(|node| object::list(node, "required", report))
        .into_iter()
        .flat_map(|node| node.items().collect::<Vec<_>>())
        .collect();
    for (at, node) in required.iter().enumerate() {
        let Some(name) = object::text(*node, "required", report) else {
            continue;
        };
        if required[..at]
            .iter()
            .any(|earlier| earlier.text() == Some(name))
        {
            report.error(
                Code::DuplicateValue,
                node.span(),
                format!("`{name}` is required twice"),
            );
        }
        if !properties.iter().any(|property| property.key == name) {
            let meant =
                crate::report::suggest(name, properties.iter().map(|property| property.key));
            let finding = report.error(
                Code::UnknownReference,
                node.span(),
                format!("`{name}` is required and is not described under `properties`"),
            );
            finding.did_you_mean(meant);
            if let Some(list) = schema.get("required") {
                let item = format!("[?@ == {}]", overlay::path::quoted(name));
                finding.repair(Repair::remove(list.identity(), item));
            }
        }
    }
    properties
        .into_iter()
        .map(|property| Property {
            name: property.key,
            span: property.key_span,
            schema: property.value,
            required: required
                .iter()
                .any(|node| node.text() == Some(property.key)),
        })
        .collect()
}

fn record(
    document: &Document<'_, '_>,
    schema: Node<'_>,
    name: &str,
    types: &mut Types,
    report: &mut Report,
) -> Record {
    if let Some(more) = schema
        .get("additionalProperties")
        .filter(|node| node.as_bool().is_none())
    {
        report
            .error(
                Code::Ignored,
                head(more),
                "further properties have no part in the code beside described ones",
            )
            .help("leave `additionalProperties` out, or acknowledge it in `bindery.yaml`");
    }
    let fields = properties(schema, report)
        .into_iter()
        .map(|property| {
            let used = used(
                document,
                property.schema,
                &format!("{name}_{}", property.name),
                types,
                report,
            );
            check_presence(&property, used.nullable, report);
            if let Some(former) = property.schema.entry("x-bindery-renamed-from") {
                report
                    .error(
                        Code::Unsupported,
                        former.key_span,
                        "a field cannot have its former name as well",
                    )
                    .help("keep the name in Rust by `x-bindery-name`, or take the key out and rename the field");
            }
            Field {
                wire: property.name.to_owned(),
                rust_name: super::rust_name(property.schema, report),
                origin: document
                    .context
                    .origin(property.span, &format!("{name}.{}", property.name)),
                docs: used.docs,
                deprecated: used.deprecated,
                ty: used.ty,
                presence: presence(property.required, used.nullable),
                facts: used.facts,
            }
        })
        .collect();
    Record { fields }
}

/// Reports a property that may be absent and may be null: callers get one `None` for both.
pub(super) fn check_presence(property: &Property<'_>, nullable: bool, report: &mut Report) {
    if nullable && !property.required {
        report
            .error(
                Code::Ignored,
                property.span,
                format!(
                    "`{}` may be absent and may be null, and callers cannot tell the two apart yet",
                    property.name
                ),
            )
            .help("make it `required`, or leave null out; or acknowledge it in `bindery.yaml`");
    }
}

/// Whether a value can be missing. An optional value that may be null as well is read alike either
/// way.
pub(super) fn presence(required: bool, nullable: bool) -> Presence {
    match (required, nullable) {
        (true, false) => Presence::Required,
        (true, true) => Presence::Nullable,
        (false, _) => Presence::Optional,
    }
}

fn values(
    document: &Document<'_, '_>,
    schema: Node<'_>,
    name: &str,
    report: &mut Report,
) -> Vec<EnumValue> {
    let (key, node) = match (schema.get("enum"), schema.get("oneOf"), schema.get("const")) {
        (Some(node), ..) => ("enum", node),
        (_, Some(node), _) => ("oneOf", node),
        (.., Some(node)) => {
            return value(document, name, node, Default::default())
                .into_iter()
                .collect();
        }
        _ => return Vec::new(),
    };
    let Some(list) = object::list(node, key, report) else {
        return Vec::new();
    };
    let mut found: Vec<EnumValue> = Vec::new();
    if list.len() == 0 {
        let at = schema
            .entry(key)
            .map_or_else(|| head(schema), |entry| entry.key_span);
        report.error(
            Code::EnumWithoutValues,
            at,
            format!("`{name}` is an enumeration without values"),
        );
    }
    for item in list.items() {
        let (item, docs) = if key == "oneOf" {
            object::check_keys(item, &keys::ENUM_VALUE, report);
            let docs = object::text_or_empty(item, "description", report);
            let docs = if docs.is_empty() {
                object::text_or_empty(item, "title", report)
            } else {
                docs
            };
            let Some(constant) = item.get("const") else {
                continue;
            };
            let names = (
                docs,
                super::rust_name(item, report),
                super::renamed_from(item, report),
            );
            (constant, names)
        } else {
            (item, Default::default())
        };
        if item.is_null() && is_nullable(schema) {
            continue;
        }
        if let Some(value) = value(document, name, item, docs) {
            if let Some(first) = found.iter().find(|known| known.wire == value.wire) {
                report
                    .error(
                        Code::DuplicateValue,
                        item.span(),
                        format!("`{}` is listed twice", value.wire),
                    )
                    .label(first.origin.span, "first here");
                continue;
            }
            found.push(value);
        }
    }
    found
}

fn value(
    document: &Document<'_, '_>,
    name: &str,
    node: Node<'_>,
    (docs, rust_name, renamed_from): (String, Option<String>, Option<String>),
) -> Option<EnumValue> {
    // Anything else is no enumeration, and was reported as a list of values.
    let text = node.as_str()?;
    let origin = document
        .context
        .origin(node.span(), &format!("{name}.{text}"));
    Some(EnumValue {
        wire: text.to_owned(),
        rust_name,
        renamed_from,
        origin,
        docs,
    })
}

/// Whether a schema lists its values, which are text. An empty list counts: it is reported where
/// the values are read.
pub(super) fn is_enumeration(schema: Node<'_>) -> bool {
    let text = kinds(schema)
        .iter()
        .all(|kind| matches!(*kind, "string" | "null"));
    let texts = |node: Node<'_>| {
        node.as_sequence().is_none()
            || node
                .items()
                .all(|item| item.as_str().is_some() || item.is_null())
    };
    let one_of = schema.get("oneOf").and_then(Node::as_sequence);
    schema.get("enum").is_some_and(texts)
        || one_of.is_some_and(|node| {
            node.items().all(|item| {
                item.get("const")
                    .is_some_and(|value| value.as_str().is_some())
            })
        })
        || (text
            && schema
                .get("const")
                .is_some_and(|value| value.as_str().is_some()))
}

fn is_record(schema: Node<'_>) -> bool {
    schema.get("properties").is_some()
}

fn is_nullable(schema: Node<'_>) -> bool {
    schema.get("nullable").and_then(Node::as_bool) == Some(true) || kinds(schema).contains(&"null")
}

/// The names under `type`, one or several.
pub(super) fn kinds(schema: Node<'_>) -> Vec<&str> {
    match schema.get("type") {
        Some(node) if node.kind() == Kind::Sequence => {
            node.items().filter_map(Node::text).collect()
        }
        Some(node) => node.text().into_iter().collect(),
        None => Vec::new(),
    }
}

const KINDS: &[&str] = &[
    "array", "boolean", "integer", "null", "number", "object", "string",
];

fn scalar_or_list(
    document: &Document<'_, '_>,
    schema: Node<'_>,
    name: &str,
    types: &mut Types,
    report: &mut Report,
) -> Type {
    let at = head(schema);
    listed_values(document, schema, report);
    let Some(node) = schema.get("type") else {
        if schema.get("items").is_some() {
            return list(document, schema, name, types, report);
        }
        // A schema that does not say what it is takes anything.
        return Type::Json;
    };
    let nodes: Vec<_> = if node.kind() == Kind::Sequence {
        node.items().collect()
    } else {
        vec![node]
    };
    let mut kinds = Vec::new();
    for node in nodes {
        match object::word(node, "type", KINDS, report) {
            Some("null") => {}
            Some(kind) => kinds.push(kind),
            None => return Type::Json,
        }
    }
    let [kind] = kinds[..] else {
        let message = if kinds.is_empty() {
            "null alone is no type: the value"
        } else {
            "a value of several types"
        };
        return widen::widen(document, schema, node.span(), message, report);
    };
    let format = object::text_of(schema, "format", report).unwrap_or_default();
    known_format(schema, kind, format, report);
    match kind {
        "boolean" => Type::Boolean,
        "integer" if matches!(format, "int32" | "int16" | "int8" | "uint8" | "uint16") => {
            Type::Int32
        }
        "integer" if format == "uint64" => without_type(document, schema, format, report),
        "integer" => Type::Int64,
        "number" if format == "float" => Type::Float32,
        "number" if format == "decimal" => without_type(document, schema, format, report),
        "number" => Type::Float64,
        "string" if format == "password" || object::flag(schema, "x-bindery-secret", report) => {
            Type::Secret
        }
        "string" if format == "date-time" => Type::DateTime,
        "string" if matches!(format, "binary" | "byte") => {
            widen::report_widened(
                document,
                schema,
                schema.get("format").map_or(at, Node::span),
                &format!("the format `{format}` is read as text"),
                report,
            );
            Type::Text
        }
        "string" => Type::Text,
        "array" => list(document, schema, name, types, report),
        _ => map(document, schema, name, types, report),
    }
}

/// Formats that a type or its documentation reflects, or that tell people what a text is.
const FORMATS: &[(&str, &[&str])] = &[
    (
        "integer",
        &[
            "int16", "int32", "int64", "int8", "uint16", "uint32", "uint64", "uint8",
        ],
    ),
    ("number", &["decimal", "double", "float"]),
    (
        "string",
        &[
            "binary",
            "byte",
            "date",
            "date-time",
            "duration",
            "email",
            "hostname",
            "idn-email",
            "idn-hostname",
            "ipv4",
            "ipv6",
            "iri",
            "iri-reference",
            "json-pointer",
            "password",
            "regex",
            "relative-json-pointer",
            "time",
            "uri",
            "uri-reference",
            "uri-template",
            "uuid",
        ],
    ),
];

/// Reports a format that nobody knows: it may be misspelled, and would be passed over.
fn known_format(schema: Node<'_>, kind: &str, format: &str, report: &mut Report) {
    let known = FORMATS
        .iter()
        .find(|(of, _)| *of == kind)
        .map_or(&[][..], |(_, formats)| formats);
    if format.is_empty() || known.contains(&format) {
        return;
    }
    let at = schema
        .get("format")
        .map_or_else(|| head(schema), Node::span);
    let finding = report.error(
        Code::Ignored,
        at,
        format!("the format `{format}` of a `{kind}` has no meaning here"),
    );
    match crate::report::suggest(format, known.iter().copied()) {
        Some(meant) => finding
            .help(format!("did you mean `{meant}`?"))
            .repair(Repair::update(
                schema.identity(),
                &serde_json::json!({ "format": meant }),
            )),
        None => finding
            .help("leave it out, or acknowledge it in `bindery.yaml`")
            .repair(Repair::remove(schema.identity(), ".format")),
    };
}

/// A format whose values no number of Rust's holds.
fn without_type(
    document: &Document<'_, '_>,
    schema: Node<'_>,
    format: &str,
    report: &mut Report,
) -> Type {
    let at = schema
        .get("format")
        .map_or_else(|| head(schema), Node::span);
    let message = format!("the format `{format}` is not supported yet: the value");
    widen::widen(document, schema, at, &message, report)
}

/// Reports a list of values that is no enumeration of texts.
fn listed_values(document: &Document<'_, '_>, schema: Node<'_>, report: &mut Report) {
    let Some(listed) = ["enum", "const"]
        .into_iter()
        .find_map(|key| schema.entry(key))
    else {
        return;
    };
    let mut items = listed.value.items();
    let other = items
        .find(|item| item.as_str().is_none() && !item.is_null())
        .unwrap_or(listed.value);
    let is = other.describe();
    widen::report_widened(
        document,
        schema,
        other.span(),
        &format!("only texts are listed in an enumeration, and this is {is}: any value is read"),
        report,
    );
    if kinds(schema).contains(&"string") {
        report.help_last("put the value in quotes if it is text");
    }
}

/// Reports names where nothing has one.
pub(super) fn nameless(schema: Node<'_>, report: &mut Report) {
    for key in ["x-bindery-name", "x-bindery-renamed-from"] {
        if let Some(entry) = schema.entry(key) {
            report
                .error(
                    Code::UnknownKey,
                    entry.key_span,
                    format!("`{key}` stands where nothing has a name"),
                )
                .help("say it beside a property, a parameter, an operation, a value or a schema under `components`");
        }
    }
}

/// A list: the schema of its members stands under `items`.
fn list(
    document: &Document<'_, '_>,
    schema: Node<'_>,
    name: &str,
    types: &mut Types,
    report: &mut Report,
) -> Type {
    let Some(items) = object::required(schema, "items", "the list", head(schema), report) else {
        return Type::Nothing;
    };
    nameless(items, report);
    let item = used(document, items, &format!("{name}_item"), types, report);
    let ty = if item.nullable {
        Type::Optional(Box::new(item.ty))
    } else {
        item.ty
    };
    Type::List(Box::new(ty), Item::Member)
}

/// An object without properties of its own.
fn map(
    document: &Document<'_, '_>,
    schema: Node<'_>,
    name: &str,
    types: &mut Types,
    report: &mut Report,
) -> Type {
    match schema
        .get("additionalProperties")
        .filter(|node| node.as_bool().is_none())
    {
        Some(values) => {
            nameless(values, report);
            let value = used(document, values, &format!("{name}_value"), types, report);
            let ty = if value.nullable {
                Type::Optional(Box::new(value.ty))
            } else {
                value.ty
            };
            Type::Map(Box::new(ty))
        }
        // An object that describes nothing of itself holds anything.
        None => Type::Map(Box::new(Type::Json)),
    }
}
