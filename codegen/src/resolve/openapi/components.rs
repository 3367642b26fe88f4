//! What stands under `components`: checked whether it is used or not, so that a mistake does not
//! wait for its first use. Nothing here adds a type.

use super::answer::{error_envelope, json};
use super::{Context, Document, body, keys, schema};
use crate::report::Report;
use crate::resolve::Types;
use crate::schemas::SchemaRef;
use crate::syntax::Node;
use crate::syntax::object::{self, Keys};

/// Checks the names of the sections, and the keys of what stands in them.
pub(super) fn check(document: &Document<'_, '_>, types: &mut Types, report: &mut Report) {
    let context = document.context;
    let Some(components) = context
        .member(document.root, "components")
        .and_then(|node| object::mapping_or_empty(node, "components", report))
    else {
        return;
    };
    object::check_keys(components, &keys::COMPONENTS, report);
    for section in keys::COMPONENTS.read {
        if let Some(node) = context.member(components, section) {
            object::mapping_or_empty(node, section, report);
        }
    }
    let mark = report.mark();
    for parameter in members(context, components, "parameters") {
        described(document, parameter, "parameter", &keys::PARAMETER, report);
    }
    for header in members(context, components, "headers") {
        described(document, header, "header", &keys::HEADER, report);
    }
    for link in members(context, components, "links") {
        described(document, link, "link", &keys::LINK, report);
    }
    for media in members(context, components, "mediaTypes") {
        described(document, media, "media type", &keys::ANY_MEDIA_TYPE, report);
    }
    for item in members(context, components, "pathItems") {
        described(document, item, "path", &keys::PATH_ITEM, report);
    }
    for (section, what) in [
        ("callbacks", "callback"),
        ("examples", "example"),
        ("securitySchemes", "security scheme"),
    ] {
        for member in members(context, components, section) {
            document.meant(member, what, report);
        }
    }
    for body in members(context, components, "requestBodies") {
        if let Some(content) =
            described(document, body, "request body", &keys::REQUEST_BODY, report)
                .and_then(|body| body.get("content"))
        {
            body::unused(document, content, report);
        }
    }
    for member in members(context, components, "responses") {
        let Some(node) = described(document, member, "response", &keys::RESPONSE, report) else {
            continue;
        };
        response(document, node, report);
        let content = node.get("content");
        for media in content.into_iter().flat_map(Node::entries) {
            described(
                document,
                media.value,
                "media type",
                &keys::SEQUENTIAL_MEDIA_TYPE,
                report,
            );
        }
        let Some(schema) = content.and_then(|content| json(document, content)) else {
            continue;
        };
        // The envelope of an error that no operation refers to is told by its payload: there is
        // none. It is no type.
        let whole = schema.followed();
        let (Some(envelope), Some(whole)) = (document.envelope, whole) else {
            continue;
        };
        let property = |name: &str| whole.property(name);
        if !types.was_read(whole.id)
            && property(&envelope.success).is_some()
            && property(&envelope.data).is_none_or(is_null)
        {
            error_envelope(document, node, envelope, types, report);
        }
    }
    report.leave_out(mark, "what refers to it");
}

/// Checks the keys of a response and of its headers.
pub(super) fn response(document: &Document<'_, '_>, response: Node<'_>, report: &mut Report) {
    object::check_keys(response, &keys::RESPONSE, report);
    for link in response.get("links").into_iter().flat_map(values) {
        if let Some(link) = document.meant(link, "link", report) {
            described(document, link.node, "link", &keys::LINK, report);
        }
    }
    let headers = response
        .get("headers")
        .and_then(|node| object::mapping_or_empty(node, "headers", report));
    for header in headers.into_iter().flat_map(values) {
        if let Some(header) = document.meant(header, "header", report) {
            described(document, header.node, "header", &keys::HEADER, report);
        }
    }
}

/// Resolves the schemas that nothing refers to, for what is wrong with them only.
///
/// They get types of their own, which are thrown away: a schema without use has no part in the
/// names of the others.
pub(super) fn unused_schemas(
    context: &Context<'_>,
    root: Node<'_>,
    types: &Types,
    report: &mut Report,
) {
    let Some(schemas) = context
        .member(root, "components")
        .and_then(|components| context.member(components, "schemas"))
        .and_then(Node::as_mapping)
    else {
        return;
    };
    let document = Document::bare(context, root);
    let mut unused = Types::default();
    for entry in schemas.entries() {
        if let Some(schema) = context.schemas.at(entry.value)
            && !types.was_read(schema.id)
        {
            schema::named(&document, schema, entry.key, false, &mut unused);
        }
    }
    schema::settle_beside(&document, &mut unused, types, report);
}

/// The members of a section.
fn members<'d>(context: &Context<'d>, components: Node<'d>, section: &str) -> Vec<Node<'d>> {
    let members = context.member(components, section);
    members.map(values).unwrap_or_default()
}

fn values(node: Node<'_>) -> Vec<Node<'_>> {
    node.entries().map(|entry| entry.value).collect()
}

/// A component with its keys checked; absent when it is the reference to another one.
fn described<'d>(
    document: &Document<'_, 'd>,
    node: Node<'d>,
    what: &str,
    keys: &Keys,
    report: &mut Report,
) -> Option<Node<'d>> {
    let node = object::mapping_or_empty(node, keys.what, report)?;
    if node.get("$ref").is_some() {
        document.meant(node, what, report);
        return None;
    }
    object::check_keys(node, keys, report);
    Some(node)
}

/// Whether a schema describes null and nothing else.
fn is_null(schema: SchemaRef<'_>) -> bool {
    schema::kinds(schema) == ["null"]
}
