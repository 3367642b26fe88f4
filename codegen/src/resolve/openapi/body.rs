//! Request bodies: what they add to the inputs of a call.

use super::answer::json_schema;
use super::parameter::{self, value};
use super::{Document, keys, schema, widen};
use crate::documents::referred_name;
use crate::model::{Example, Input, Place, Presence, Type, Value};
use crate::report::{Code, Report};
use crate::resolve::Types;
use crate::resolve::object::{self, head};
use crate::syntax::Node;

/// What the body adds to the inputs: its properties one by one when it is an object, itself
/// otherwise.
pub(super) fn body(
    document: &Document<'_, '_>,
    node: Node<'_>,
    id: &str,
    types: &mut Types,
    inputs: &mut Vec<Input>,
    example: &mut Example,
    report: &mut Report,
) {
    // What stands under a name of its own is named by it, whoever refers to it first.
    let own = node.get("$ref").and_then(referred_name);
    let owner = own.as_deref().unwrap_or(id);
    let node = document
        .follow(node)
        .and_then(|node| object::mapping(node, "a request body", report));
    let Some(node) = node else { return };
    // `required` says nothing to read: the body is always sent, and a server that can do without
    // takes it too.
    object::check_keys(node, &keys::REQUEST_BODY, report);
    let Some(content) = object::required(node, "content", "the request body", head(node), report)
    else {
        return;
    };
    let Some(schema) = json_schema(content, report) else {
        return;
    };
    let shown = content.entries().find_map(|entry| shown(entry.value));
    let whole = document.follow(schema);
    let Some(whole) = whole else { return };
    if whole.get("properties").is_none() || widen::key(document, whole).is_some() {
        schema::nameless(schema, report);
        let used = schema::used(document, schema, &format!("{owner}_body"), types, report);
        let docs = object::text_or_empty(node, "description", report);
        inputs.push(Input {
            wire: "body".to_owned(),
            rust_name: None,
            renamed_from: None,
            origin: document.context.origin(head(node), &format!("{id}.body")),
            place: Place::Body,
            style: None,
            docs: if docs.is_empty() { used.docs } else { docs },
            deprecated: used.deprecated,
            ty: used.ty,
            presence: Presence::Required,
            facts: used.facts,
        });
        return;
    }
    types.mark_read(whole.identity());
    object::check_keys(whole, &keys::SCHEMA, report);
    if let Some(more) = whole
        .get("additionalProperties")
        .filter(|node| node.as_bool() != Some(false))
    {
        report
            .error(
                Code::Ignored,
                head(more),
                "further properties of a request body cannot be sent",
            )
            .help("leave `additionalProperties` out, or acknowledge it in `bindery.yaml`");
    }
    for property in schema::properties(whole, report) {
        let used = schema::used(
            document,
            property.schema,
            &format!("{owner}_{}", property.name),
            types,
            report,
        );
        let value = shown
            .and_then(|shown| shown.get(property.name))
            .and_then(value);
        let value: Option<Value> = value.or_else(|| parameter::example(property.schema));
        example
            .inputs
            .extend(value.map(|value| (property.name.to_owned(), value)));
        inputs.push(Input {
            wire: property.name.to_owned(),
            rust_name: super::rust_name(property.schema, report),
            renamed_from: super::renamed_from(property.schema, report),
            origin: document
                .context
                .origin(property.span, &format!("{id}.{}", property.name)),
            place: Place::BodyField,
            style: None,
            docs: used.docs,
            deprecated: used.deprecated,
            ty: if used.nullable && property.required {
                Type::Optional(Box::new(used.ty))
            } else {
                used.ty
            },
            presence: match schema::presence(property.required, used.nullable) {
                // The type of an argument says so itself.
                Presence::Nullable => Presence::Required,
                presence => presence,
            },
            facts: used.facts,
        });
    }
}

/// The example of a media type: its own, or the first of several.
fn shown(media: Node<'_>) -> Option<Node<'_>> {
    media
        .get("example")
        .or_else(|| media.get("examples")?.entries().next()?.value.get("value"))
}
