//! Objects with described properties: records.

use super::used;
use crate::model::{Field, Presence, Record};
use crate::overlay;
use crate::report::{Code, Repair, Report};
use crate::resolve::Types;
use crate::resolve::object::{self, head};
use crate::resolve::openapi::{self as openapi, Document};
use crate::source::Span;
use crate::syntax::Node;

/// The properties of an object, each with its name, schema, and whether it is required.
pub(in crate::resolve::openapi) struct Property<'d> {
    pub(in crate::resolve::openapi) name: &'d str,
    pub(in crate::resolve::openapi) span: Span,
    pub(in crate::resolve::openapi) schema: Node<'d>,
    pub(in crate::resolve::openapi) required: bool,
}

/// The properties of an object schema, in order.
pub(in crate::resolve::openapi) fn properties<'d>(
    schema: Node<'d>,
    report: &mut Report,
) -> Vec<Property<'d>> {
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

pub(super) fn record(
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
                rust_name: openapi::rust_name(property.schema, report),
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

/// Whether a value can be missing, and how.
pub(in crate::resolve::openapi) fn presence(required: bool, nullable: bool) -> Presence {
    match (required, nullable) {
        (true, false) => Presence::Required,
        (true, true) => Presence::Nullable,
        (false, false) => Presence::Optional,
        (false, true) => Presence::OptionalNullable,
    }
}

pub(super) fn is_record(schema: Node<'_>) -> bool {
    schema.get("properties").is_some()
}
