//! The properties of an object: those that are described, and those that are only said to be there.

use std::collections::HashSet;

use super::{Used, used};
use crate::keywords::Keyword;
use crate::model::{Access, Type};
use crate::overlay;
use crate::report::{Code, Effort, Repair, Report, suggest_within};
use crate::resolve::Types;
use crate::resolve::openapi::Document;
use crate::schemas::{Named, SchemaRef};
use crate::source::Span;
use crate::syntax::object;

/// One of the properties of an object.
pub(in crate::resolve::openapi) struct Property<'d> {
    pub(in crate::resolve::openapi) name: &'d str,
    pub(in crate::resolve::openapi) span: Span,
    /// Its schema, where it has one.
    pub(in crate::resolve::openapi) schema: Option<SchemaRef<'d>>,
    pub(in crate::resolve::openapi) required: bool,
}

/// How many references a property is followed through to what says which way it travels.
const MOST_FOLLOWED: usize = 8;

impl Property<'_> {
    /// Which way the property travels: its schema says so, or what that refers to.
    pub(in crate::resolve::openapi) fn access(&self) -> Access {
        let mut next = self.schema;
        for _ in 0..MOST_FOLLOWED {
            let Some(schema) = next else { break };
            match (schema.is(Keyword::ReadOnly), schema.is(Keyword::WriteOnly)) {
                (true, false) => return Access::ReadOnly,
                (false, true) => return Access::WriteOnly,
                // Both contradict each other.
                (true, true) => return Access::Any,
                (false, false) => {}
            }
            next = schema.target();
        }
        Access::Any
    }

    /// The type of the property: any JSON where nothing describes it.
    pub(in crate::resolve::openapi) fn used(
        &self,
        document: &Document<'_, '_>,
        name: &str,
        types: &mut Types,
        report: &mut Report,
    ) -> Used {
        match self.schema {
            Some(schema) => used(document, schema, name, types, report),
            None => Used::plain(Type::Json),
        }
    }
}

/// The most described properties among which a name is looked for that was perhaps meant.
const MOST_SUGGESTED: usize = 200;

/// The properties of an object schema: the described ones in order, then those that are only
/// required.
pub(in crate::resolve::openapi) fn properties<'d>(
    schema: SchemaRef<'d>,
    report: &mut Report,
) -> Vec<Property<'d>> {
    let mark = report.mark();
    if let Some(node) = schema.malformed(Keyword::Properties) {
        object::mapping(node, Keyword::Properties.name(), report);
    }
    if let Some(node) = schema.malformed(Keyword::Required) {
        object::list(node, Keyword::Required.name(), report);
    }
    report.guess_since(mark, "it is as if it were not there");
    let described = schema.schema().named(Keyword::Properties);
    let names: HashSet<&str> = described.iter().map(|property| property.name).collect();
    let list = schema.schema().list(Keyword::Required).unwrap_or_default();
    let mut required = HashSet::new();
    let mut undescribed = Vec::new();
    let mut effort = Effort::default();
    for node in list {
        let Some(name) = object::text(*node, "required", report) else {
            continue;
        };
        if !required.insert(name) {
            report
                .error(
                    Code::DuplicateValue,
                    node.span(),
                    format!("`{name}` is required twice"),
                )
                .guess("it is required");
            continue;
        }
        if names.contains(name) {
            continue;
        }
        let near = described.iter().map(|property| property.name);
        let meant = suggest_within(&mut effort, name, near.take(MOST_SUGGESTED));
        let finding = report.error(
            Code::UnknownReference,
            node.span(),
            format!("`{name}` is required and is not defined under `properties`"),
        );
        finding.did_you_mean(meant);
        // What nothing describes is most often not sent either.
        finding.guess("it may be there, and is any JSON");
        let written = schema
            .written
            .and_then(|node| node.get(Keyword::Required.name()));
        if let Some(list) = written {
            let item = format!("[?@ == {}]", overlay::path::quoted(name));
            finding.repair(Repair::remove(list.identity(), item));
        }
        undescribed.push(Property {
            name,
            span: node.span(),
            schema: None,
            required: false,
        });
    }
    let mut all: Vec<_> = described
        .iter()
        .filter(|property| may_be(schema, property, report))
        .map(|property| Property {
            name: property.name,
            span: property.span,
            schema: Some(schema.other(property.schema)),
            required: required.contains(property.name),
        })
        .collect();
    all.extend(undescribed);
    all
}

/// Whether a property may be there; that it may not is reported.
fn may_be(schema: SchemaRef<'_>, property: &Named<'_>, report: &mut Report) -> bool {
    let forbidden = schema.other(property.schema).as_bool() == Some(false);
    if forbidden {
        report
            .error(
                Code::Ignored,
                property.span,
                format!("`{}` may not be there, which no type says", property.name),
            )
            .help("leave it out, or acknowledge it in `bindery.yaml`");
    }
    !forbidden
}
