//! The properties of an object: those that are described, and those that are only said to be there.

use std::collections::HashSet;

use super::{Used, used};
use crate::model::{Access, Type};
use crate::overlay;
use crate::report::{Code, Effort, Repair, Report, suggest_within};
use crate::resolve::Types;
use crate::resolve::openapi::Document;
use crate::source::Span;
use crate::syntax::object;
use crate::syntax::{Entry, Node};

/// One of the properties of an object.
pub(in crate::resolve::openapi) struct Property<'d> {
    pub(in crate::resolve::openapi) name: &'d str,
    pub(in crate::resolve::openapi) span: Span,
    /// Its schema; its name under `required` where it has none.
    pub(in crate::resolve::openapi) schema: Node<'d>,
    pub(in crate::resolve::openapi) required: bool,
    /// Whether it has a schema.
    pub(in crate::resolve::openapi) described: bool,
}

/// How many references a property is followed through to what says which way it travels.
const MOST_FOLLOWED: usize = 8;

impl Property<'_> {
    /// Which way the property travels: its schema says so, or what that refers to.
    pub(in crate::resolve::openapi) fn access(&self, document: &Document<'_, '_>) -> Access {
        let says =
            |schema: Node<'_>, key: &str| schema.get(key).and_then(Node::as_bool) == Some(true);
        let mut schema = self.schema;
        for _ in 0..MOST_FOLLOWED {
            match (says(schema, "readOnly"), says(schema, "writeOnly")) {
                (true, false) => return Access::ReadOnly,
                (false, true) => return Access::WriteOnly,
                // Both contradict each other.
                (true, true) => return Access::Any,
                (false, false) => {}
            }
            match schema
                .get("$ref")
                .and_then(|reference| document.target(reference))
            {
                Some(next) => schema = next,
                None => break,
            }
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
        if self.described {
            return used(document, self.schema, name, types, report);
        }
        Used::plain(Type::Json)
    }
}

/// The most described properties among which a name is looked for that was perhaps meant.
const MOST_SUGGESTED: usize = 200;

/// The properties of an object schema: the described ones in order, then those that are only
/// required.
pub(in crate::resolve::openapi) fn properties<'d>(
    schema: Node<'d>,
    report: &mut Report,
) -> Vec<Property<'d>> {
    let mark = report.mark();
    let described: Vec<Entry<'d>> = schema
        .get("properties")
        .and_then(|node| object::mapping(node, "properties", report))
        .into_iter()
        .flat_map(Node::entries)
        .collect();
    report.guess_since(mark, "it is as if it were not there");
    let names: HashSet<&str> = described.iter().map(|property| property.key).collect();
    let list = schema
        .get("required")
        .and_then(|node| object::list(node, "required", report));
    report.guess_since(mark, "it is as if it were not there");
    let mut required = HashSet::new();
    let mut undescribed = Vec::new();
    let mut effort = Effort::default();
    for node in list.into_iter().flat_map(Node::items) {
        let Some(name) = object::text(node, "required", report) else {
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
        let near = described.iter().map(|property| property.key);
        let meant = suggest_within(&mut effort, name, near.take(MOST_SUGGESTED));
        let finding = report.error(
            Code::UnknownReference,
            node.span(),
            format!("`{name}` is required and is not described under `properties`"),
        );
        finding.did_you_mean(meant);
        // What is perhaps a slip of the pen need not be there.
        finding.guess(match meant {
            Some(_) => "it may be there, and is any JSON",
            None => "it is any JSON",
        });
        if let Some(list) = list {
            let item = format!("[?@ == {}]", overlay::path::quoted(name));
            finding.repair(Repair::remove(list.identity(), item));
        }
        undescribed.push(Property {
            name,
            span: node.span(),
            schema: node,
            required: meant.is_none(),
            described: false,
        });
    }
    let may_be = |property: &Entry<'_>| {
        let forbidden = property.value.as_bool() == Some(false);
        if forbidden {
            report
                .error(
                    Code::Ignored,
                    property.key_span,
                    format!("`{}` may not be there, which no type says", property.key),
                )
                .help("leave it out, or acknowledge it in `bindery.yaml`");
        }
        !forbidden
    };
    let described = described
        .into_iter()
        .filter(may_be)
        .map(|property| Property {
            name: property.key,
            span: property.key_span,
            schema: property.value,
            required: required.contains(property.key),
            described: true,
        });
    let mut all: Vec<_> = described.collect();
    all.extend(undescribed);
    all
}
