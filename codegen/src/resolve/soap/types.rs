//! Types of the SOAP description: `int`, `KeyValue?`, `[KeyValue]`, and what they name.

use super::{Document, keys};
use crate::documents::referred_name;
use crate::model::{
    Access, EnumValue, Facts, Field, Item, Presence, Record, Scalar, Shape, Type, TypeId, XmlName,
    XmlNode,
};
use crate::report::{Code, Report};
use crate::resolve::{TypeSource, Types, openapi};
use crate::source::Span;
use crate::syntax::object::{self, head};
use crate::syntax::{Entry, Node};

/// The types that need no description.
const SCALARS: &[(&str, Type)] = &[
    ("boolean", Type::Boolean),
    ("dateTime", Type::DateTime),
    ("double", Type::Float64),
    ("float", Type::Float32),
    ("int", Type::Int32),
    ("long", Type::Int64),
    ("string", Type::Text),
];

/// A type as it is used: the type, and whether it may be absent.
pub(super) struct Used {
    pub(super) ty: Type,
    pub(super) optional: bool,
    pub(super) docs: String,
}

/// Resolves every described type, used or not, so that each mistake is found.
pub(super) fn check(document: &Document<'_, '_>, known: &mut Types, report: &mut Report) {
    let Some(types) = document
        .root
        .get("types")
        .and_then(|node| object::mapping(node, "types", report))
    else {
        return;
    };
    for entry in types.entries() {
        if SCALARS.iter().any(|(name, _)| *name == entry.key)
            || entry.key.contains(['?', '[', ']'])
            || entry.key.is_empty()
        {
            report
                .error(
                    Code::InvalidValue,
                    entry.key_span,
                    format!("a type cannot be called `{}`", entry.key),
                )
                .help("give it a name that is not a scalar type");
            continue;
        }
        let described = named(document, &entry, known, report);
        if let Some(Type::Named(id)) = described.filter(|_| entry.value.get("$ref").is_none()) {
            describe(document, id, &entry, known, report);
        }
    }
}

/// The use of a type in a field, a parameter or a response: `{type, secret, docs}`.
pub(super) fn used(
    document: &Document<'_, '_>,
    node: Node<'_>,
    known: &mut Types,
    report: &mut Report,
) -> Option<Used> {
    let node = object::mapping(node, "a field", report)?;
    object::check_keys(node, &keys::FIELD, report);
    let written = object::required(node, "type", "the field", head(node), report)?;
    let text = object::text(written, "type", report)?;
    let (text, optional) = text
        .strip_suffix('?')
        .map_or((text, false), |text| (text, true));
    let mut ty = parse(document, text, written, known, report)?;
    if object::flag(node, "secret", report) {
        if ty != Type::Text {
            report
                .error(
                    Code::WrongType,
                    written.span(),
                    format!("a secret is text, and `{text}` is not"),
                )
                .help("write `type: string`, or leave `secret` out");
        }
        ty = Type::Secret;
    }
    Some(Used {
        ty,
        optional,
        docs: object::text_or_empty(node, "docs", report),
    })
}

fn parse(
    document: &Document<'_, '_>,
    text: &str,
    written: Node<'_>,
    known: &mut Types,
    report: &mut Report,
) -> Option<Type> {
    if let Some(item) = text
        .strip_prefix('[')
        .and_then(|text| text.strip_suffix(']'))
    {
        let (item, nullable) = item
            .strip_suffix('?')
            .map_or((item, false), |item| (item, true));
        if item.starts_with('[') {
            report.error(
                Code::Unsupported,
                written.span(),
                "a list of lists is not supported yet",
            );
            return None;
        }
        let ty = parse(document, item, written, known, report)?;
        let ty = if nullable {
            Type::Optional(Box::new(ty))
        } else {
            ty
        };
        return Some(Type::List(Box::new(ty), Item::Element(item.to_owned())));
    }
    if let Some((_, ty)) = SCALARS.iter().find(|(name, _)| *name == text) {
        return Some(ty.clone());
    }
    if text == "decimal" {
        report
            .error(
                Code::Unsupported,
                written.span(),
                "the type `decimal` is not supported yet",
            )
            .help("`double` loses digits, `string` keeps them");
        return None;
    }
    let types = document.root.get("types");
    let Some(entry) = types.and_then(|types| types.entry(text)) else {
        let names: Vec<&str> = types
            .into_iter()
            .flat_map(|types| types.entries().map(|entry| entry.key).collect::<Vec<_>>())
            .collect();
        let meant = report.suggest(
            text,
            names
                .iter()
                .copied()
                .chain(SCALARS.iter().map(|(name, _)| *name)),
        );
        report
            .error(
                Code::UnknownReference,
                written.span(),
                format!("`{text}` is not defined"),
            )
            .did_you_mean(meant);
        return None;
    };
    named(document, &entry, known, report)
}

/// The type under a name of the description.
fn named(
    document: &Document<'_, '_>,
    entry: &Entry<'_>,
    known: &mut Types,
    report: &mut Report,
) -> Option<Type> {
    let name = entry.key;
    let node = object::mapping(entry.value, "a type", report)?;
    if let Some(reference) = node.get("$ref") {
        object::check_keys(node, &keys::TYPE, report);
        let target = document
            .context
            .documents
            .target(document.context.sources, reference)?;
        let last = referred_name(reference).unwrap_or_else(|| name.to_owned());
        return openapi::foreign(document.context, target, &last, known, report);
    }
    let place = TypeSource::Soap(node.identity());
    let id = known.at(place).unwrap_or_else(|| {
        let origin = document.context.origin(entry.key_span, name);
        known.announce(place, name, origin)
    });
    Some(Type::Named(id))
}

/// Gives a described type its shape.
fn describe(
    document: &Document<'_, '_>,
    id: TypeId,
    entry: &Entry<'_>,
    known: &mut Types,
    report: &mut Report,
) {
    let (name, node) = (entry.key, entry.value);
    object::check_keys(node, &keys::TYPE, report);
    let docs = object::text_or_empty(node, "docs", report);
    let shape = match (node.get("enum"), node.get("fields")) {
        (Some(values), None) => Shape::Enumeration(self::values(document, entry, values, report)),
        (None, Some(fields)) => Shape::Record(record(document, name, fields, known, report)),
        _ => {
            report
                .error(Code::MissingKey, entry.key_span, format!("`{name}` is neither an enumeration nor a record"))
                .help("describe its `enum` or its `fields`, and not both; or refer to a schema by `$ref`");
            Shape::Alias(Type::Nothing)
        }
    };
    let renamed_from = object::text_of(node, "renamed_from", report).map(str::to_owned);
    known.describe(id, docs, false, shape);
    known.name(id, None, renamed_from);
}

fn values(
    document: &Document<'_, '_>,
    entry: &Entry<'_>,
    node: Node<'_>,
    report: &mut Report,
) -> Vec<EnumValue> {
    let name = entry.key;
    let Some(node) = object::mapping(node, "enum", report) else {
        return Vec::new();
    };
    if node.len() == 0 {
        report.error(
            Code::EnumWithoutValues,
            entry.key_span,
            format!("`{name}` is an enumeration without values"),
        );
    }
    node.entries()
        .map(|value| EnumValue {
            scalar: Scalar::Text,
            called: None,
            title: String::new(),
            wire: value.key.to_owned(),
            rust_name: None,
            renamed_from: None,
            origin: document
                .context
                .origin(value.key_span, &format!("{name}.{}", value.key)),
            docs: object::text(value.value, value.key, report)
                .unwrap_or_default()
                .to_owned(),
        })
        .collect()
}

fn record(
    document: &Document<'_, '_>,
    name: &str,
    node: Node<'_>,
    known: &mut Types,
    report: &mut Report,
) -> Record {
    let Some(node) = object::mapping(node, "fields", report) else {
        return Record::default();
    };
    let fields = node
        .entries()
        .filter_map(|entry| {
            element_name(entry.key, entry.key_span, report);
            let used = used(document, entry.value, known, report)?;
            let element = XmlName::plain(entry.key);
            Some(Field {
                rust_name: None,
                wire: entry.key.to_owned(),
                xml: if let Type::List(_, Item::Element(item)) = &used.ty {
                    XmlNode::List {
                        name: element,
                        item: XmlName::plain(item),
                    }
                } else {
                    XmlNode::Element(element)
                },
                origin: document
                    .context
                    .origin(entry.key_span, &format!("{name}.{}", entry.key)),
                docs: used.docs,
                deprecated: false,
                ty: used.ty,
                presence: if used.optional {
                    Presence::Optional
                } else {
                    Presence::Required
                },
                access: Access::Any,
                facts: Facts::default(),
            })
        })
        .collect();
    Record {
        fields,
        keeps_undescribed: false,
    }
}

/// Reports a key or a value that cannot be the name of an XML element.
pub(super) fn element_name(name: &str, at: Span, report: &mut Report) {
    if !XmlName::is_name(name) {
        report
            .error(
                Code::InvalidValue,
                at,
                format!("`{name}` cannot be the name of an XML element"),
            )
            .help("write the name as the WSDL has it");
    }
}
