//! Finds the schemas that are made of others.

use super::kinds;
use crate::keywords::{Keyword, Role};
use crate::report::{Code, Report};
use crate::schemas::{Schema, SchemaId, SchemaRef, Schemas, Value};

/// What is to be composed.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// Schemas with parts, or with alternatives beside other things.
    pub(super) composed: Vec<SchemaId>,
    /// Schemas with a discriminator and without alternatives.
    pub(super) parents: Vec<SchemaId>,
    /// Schemas of several types that none of the above is said of.
    pub(super) several: Vec<SchemaId>,
}

impl Found {
    pub(super) fn is_empty(&self) -> bool {
        self.composed.is_empty() && self.several.is_empty()
    }
}

/// Whether a schema says what its values are made of.
pub(super) fn is_structured(schema: &Schema<'_>) -> bool {
    let mut said = schema.says.iter().filter_map(|said| said.keyword);
    said.any(Keyword::is_structure)
}

/// Finds every schema that is to be composed, in an order that says nothing.
pub(super) fn schemas(schemas: &Schemas<'_>) -> Found {
    let mut found = Found::default();
    for id in schemas.ids() {
        let schema = schemas.refer(id);
        if is_composed(schema) {
            found.composed.push(id);
        } else if kinds::is_several(&schema) {
            found.several.push(id);
        }
        let discriminator = schema.data(Keyword::Discriminator);
        if discriminator.is_some_and(|node| node.len() > 0)
            && schema.schemas(Keyword::OneOf).is_empty()
            && schema.schemas(Keyword::AnyOf).is_empty()
        {
            found.parents.push(id);
        }
    }
    found
}

/// Whether a schema has parts, or alternatives beside properties.
fn is_composed(schema: SchemaRef<'_>) -> bool {
    let is_list = |keyword: Keyword| {
        let mut members = schema.listed(keyword);
        members.len() > 0 && members.all(|member| member.is_object())
    };
    let mut parts = schema.listed(Keyword::AllOf);
    // A part may be `true` or `false`.
    if parts.len() > 0 && parts.all(|part| part.is_object() || part.as_bool().is_some()) {
        return true;
    }
    let (one_of, any_of) = (is_list(Keyword::OneOf), is_list(Keyword::AnyOf));
    ((one_of || any_of) && (is_structured(&schema) || (one_of && any_of)))
        || has_beside_reference(&schema)
}

/// Reports what stands beside references that are parts of a schema, and is passed over.
pub(super) fn report_beside_references(schema: SchemaRef<'_>, report: &mut Report) {
    let parts = schema.listed(Keyword::AllOf);
    for part in parts.filter(|part| part.has(Keyword::Reference) && !has_beside_reference(part)) {
        for said in &part.schema().says {
            let is_for_people = said.keyword.is_some_and(|keyword| {
                keyword == Keyword::Reference
                    || keyword.row().role == Role::Annotation
                        && !matches!(said.value, Value::Flag(_))
            });
            if !is_for_people && !said.key.starts_with("x-") {
                report
                    .error(
                        Code::Ignored,
                        said.span,
                        format!(
                            "`{}` beside `$ref` is not supported and is ignored",
                            said.key
                        ),
                    )
                    .help("write it as another part, or acknowledge it in `bindery.yaml`");
            }
        }
    }
}

/// Whether a reference has properties beside it, which are a part like what it refers to.
pub(super) fn has_beside_reference(schema: &Schema<'_>) -> bool {
    let is_part = |keyword: Keyword| match schema.said(keyword).map(|said| &said.value) {
        Some(Value::Named(properties)) => !properties.is_empty(),
        Some(Value::Schemas(_) | Value::List(_)) => true,
        _ => false,
    };
    schema.reference().is_some()
        && [
            Keyword::Properties,
            Keyword::AllOf,
            Keyword::OneOf,
            Keyword::AnyOf,
            Keyword::Required,
        ]
        .into_iter()
        .any(is_part)
}
