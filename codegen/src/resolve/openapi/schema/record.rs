//! Objects with described properties: records.

use super::property::properties;
use super::{further, kinds};
use crate::keywords::Keyword;
use crate::model::{Field, Presence, Record, Type};
use crate::report::{Code, Report};
use crate::resolve::Types;
use crate::resolve::openapi::{Document, schema, xml};
use crate::schemas::SchemaRef;

pub(super) fn record(
    document: &Document<'_, '_>,
    schema: SchemaRef<'_>,
    name: &str,
    types: &mut Types,
    report: &mut Report,
) -> Record {
    let mut fields: Vec<Field> = properties(schema, report)
        .into_iter()
        .map(|property| {
            let place = format!("{name}_{}", property.name);
            let used = property.used(document, &place, types, report);
            let described = property.schema.as_ref();
            if let Some(former) = described.and_then(|it| it.said(Keyword::RenamedFrom)) {
                report
                    .error(
                        Code::Unsupported,
                        former.span,
                        "a field cannot have its former name as well",
                    )
                    .help("keep the name in Rust by `x-bindery-name`, or take the key out and rename the field");
            }
            // A unit is null, and needs no other word for it where it must be there.
            let is_unit = property.required && used.ty == Type::Nothing;
            let presence = presence(property.required, used.nullable && !is_unit);
            Field {
                wire: property.name.to_owned(),
                rust_name: property
                    .schema
                    .and_then(|schema| schema::rust_name(schema, report)),
                xml: xml::field(property.schema, property.name),
                origin: document
                    .context
                    .origin(property.span, &format!("{name}.{}", property.name)),
                docs: used.docs,
                deprecated: used.deprecated,
                ty: used.ty,
                presence,
                access: property.access(),
                facts: used.facts,
            }
        })
        .collect();
    let described = further::field(document, schema, name, types, report);
    let undescribed = match described {
        Some(_) => None,
        None => further::undescribed(document, schema, name),
    };
    let keeps_undescribed = undescribed.is_some();
    fields.extend(described.or(undescribed));
    Record {
        fields,
        keeps_undescribed,
    }
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

/// Whether a schema describes an object by its properties.
pub(in crate::resolve::openapi) fn is_record(schema: SchemaRef<'_>) -> bool {
    let kinds = kinds(schema);
    schema.has(Keyword::Properties) && (kinds.is_empty() || kinds.contains(&"object"))
}
