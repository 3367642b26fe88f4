//! OpenAPI 3.0, 3.1 and 3.2 to the model.
//!
//! One level: what 3.0 says differently (`nullable`) is lifted to 3.1 where it is read, and what 3.2
//! adds is read in every version, which `newer` reports where it is another. Every key
//! of the specification is either read, or only for people, or reported as not supported yet; none
//! is passed over in silence.

mod alias;
mod answer;
mod body;
mod components;
mod docs;
mod facts;
mod groups;
mod identity;
mod keys;
mod media;
mod message;
mod method;
mod newer;
mod objects;
mod operation;
mod otherwise;
mod pagination;
mod parameter;
mod paths;
mod place;
mod schema;
mod security;
mod security_scheme;
mod servers;
mod switch;
mod tags;
mod widen;
mod xml;

use alias::{Meant, meant};
use groups::Groups;
use security::Security;

use super::{Context, Types};
use crate::documents::referred_name;
use crate::model::{
    Envelope, Message, Operation, Protocol, RestService, Service, Shape, Tag, Type, Values,
};
use crate::report::{Code, Report};
use crate::schemas::SchemaRef;
use crate::syntax::Node;
use crate::syntax::object::{self, head};

/// What the parts of a document are resolved against.
struct Document<'a, 'd> {
    context: &'a Context<'d>,
    root: Node<'d>,
    /// The wire names of the envelope.
    envelope: Option<&'a Envelope>,
    /// The groups of calls; absent where no call is read.
    groups: Option<&'a Groups>,
    security: Option<&'a Security<'d>>,
    /// Where calls go that say nothing else.
    base_url: Option<&'a String>,
}

impl<'d> Document<'_, 'd> {
    /// What a schema on its own is resolved against.
    fn bare<'a>(context: &'a Context<'d>, root: Node<'d>) -> Document<'a, 'd> {
        Document {
            context,
            root,
            envelope: None,
            groups: None,
            security: None,
            base_url: None,
        }
    }

    /// The node that a `$ref` refers to; nothing where it was reported as unknown.
    fn target(&self, reference: Node<'_>) -> Option<Node<'d>> {
        self.context
            .documents
            .target(self.context.sources, reference)
    }

    /// The schema that a node has, where it has one.
    fn schema_of(&self, node: Node<'d>) -> Option<SchemaRef<'d>> {
        self.context.schemas.at(node.get("schema")?)
    }

    /// What an object that is no schema means, behind all of its references; nothing where it was
    /// reported that nothing describes it.
    fn meant(&self, node: Node<'d>, what: &str, report: &mut Report) -> Option<Meant<'d>> {
        let overrides = references_describe(self.root);
        meant(self.context, node, what, overrides, |_, _| {}, report)
    }
}

/// Resolves a document.
pub(super) fn service(
    context: &Context<'_>,
    root: Node<'_>,
    types: &mut Types,
    report: &mut Report,
) -> Option<Service> {
    let mark = report.mark();
    let service = document(context, root, types, report);
    report.permit(mark);
    service
}

fn document(
    context: &Context<'_>,
    root: Node<'_>,
    types: &mut Types,
    report: &mut Report,
) -> Option<Service> {
    let root = object::mapping(root, "the document", report)?;
    let at = head(root);
    newer::version(context, root, report);
    object::check_keys(root, &keys::DOCUMENT, report);
    object::text_of(root, "$self", report);

    let mut title = String::new();
    let mut docs = String::new();
    let mark = report.mark();
    if let Some(info) = object::required(root, "info", "the document", at, report)
        && let Some(info) = object::mapping(info, "info", report)
    {
        object::check_keys(info, &keys::INFO, report);
        object::required(info, "title", "`info`", head(info), report);
        if let Some(version) = object::required(info, "version", "`info`", head(info), report) {
            object::text(version, "version", report);
        }
        title = object::text_or_empty(info, "title", report);
        docs = object::text_or_empty(info, "description", report);
    }
    report.guess_since(mark, "the API goes without");

    let components = context.member(root, "components");
    let keys_of = |section: &str| {
        let section = components.and_then(|components| context.member(components, section));
        section
            .into_iter()
            .flat_map(Node::entries)
            .map(|entry| entry.key)
    };
    keys_of("schemas").for_each(|name| types.reserve_for_schema(name));
    let schemas = components.and_then(|components| context.member(components, "schemas"));
    for entry in schemas.into_iter().flat_map(Node::entries) {
        let Some(schema) = context.schemas.at(entry.value) else {
            continue;
        };
        let (meant, _) = schema::renamed(schema, entry.key.to_owned());
        if meant.id != schema.id {
            types.index(meant.id, entry.key);
        }
    }
    keys_of("parameters").for_each(|name| types.reserve_for_parameter(name));
    let items = paths::items(context, root, at, report);
    let calls = identity::called(context, &items, report);
    let described = tags::described(root, report);
    let groups = Groups::of(context.groups, &title, &calls, &described, report);
    let calls = otherwise::expand(&Document::bare(context, root), calls);
    let address = servers::address(root, at, report);
    let mut document = Document {
        context,
        root,
        envelope: None,
        groups: Some(&groups),
        security: None,
        base_url: address.url.as_ref(),
    };
    let security = Security::of(&document, &calls, report);
    let needs = security.needs(root, report).unwrap_or_default();
    let envelope = root
        .get("x-bindery-envelope")
        .and_then(|node| envelope(&document, node, types, report));
    document.envelope = envelope.as_ref();
    document.security = Some(&security);

    place::settle(&document, &calls, types);
    let Contents {
        mut operations,
        described_by,
        messages,
    } = contents(&document, &calls, types, report);

    components::check(&document, types, report);
    schema::settle(&document, types, report);
    switch::settle(&mut operations, types, report);
    let paged = operations
        .iter_mut()
        .zip(&described_by)
        .filter(|(_, called)| {
            let asked = called.method.value.get("x-bindery-pagination").is_some();
            !asked || called.asks_for().is_none()
        })
        .map(|(operation, called)| (operation, called.method.value));
    pagination::settle(paged, types, report);
    body::settle(&mut operations, types);
    let single = security.is_single(&needs, &operations);
    let tags = with_calls(groups.into_groups(), &mut operations);
    Some(Service {
        origin: context.origin(at, "info"),
        title,
        docs,
        links: servers::of_links(root, &address),
        tags,
        operations,
        messages,
        protocol: Protocol::Rest(RestService {
            address,
            single,
            needs,
            credentials: security.credentials,
            envelope,
        }),
    })
}

/// The groups that have calls: one whose calls are all left out is left out with them.
fn with_calls(groups: Vec<Tag>, operations: &mut [Operation]) -> Vec<Tag> {
    let mut called = vec![false; groups.len()];
    for operation in &*operations {
        called[operation.tag] = true;
    }
    let mut kept = 0;
    let places: Vec<usize> = called
        .iter()
        .map(|called| {
            kept += usize::from(*called);
            kept.saturating_sub(1)
        })
        .collect();
    for operation in operations {
        operation.tag = places[operation.tag];
    }
    let all = groups.into_iter().zip(called);
    all.filter_map(|(group, called)| called.then_some(group))
        .collect()
}

/// What can be called, and what is sent.
struct Contents<'c, 'd> {
    operations: Vec<Operation>,
    /// The calls that the operations are described by.
    described_by: Vec<&'c identity::Called<'d>>,
    messages: Vec<Message>,
}

/// Reads the calls of a document, and what it sends.
fn contents<'c, 'd>(
    document: &Document<'_, 'd>,
    calls: &'c [identity::Called<'d>],
    types: &mut Types,
    report: &mut Report,
) -> Contents<'c, 'd> {
    let mut operations = Vec::new();
    let mut described_by = Vec::new();
    let known = identity::Calls::of(calls);
    for called in calls {
        let mark = report.mark();
        let operation = operation::operation(document, called, &known, types, report);
        // What cannot be called as described is not offered.
        let left_out = report.leave_out(mark, &format!("`{}`", called.id));
        if operation.is_none() {
            report.assume_since(mark, &format!("`{}` is left out", called.id));
        }
        if let Some(operation) = operation.filter(|_| !left_out) {
            described_by.push(called);
            operations.push(operation);
        }
    }
    // Behind the calls, so that nothing that they name is named by what is sent.
    let mut messages = message::webhooks(document, types, report);
    for (operation, called) in operations.iter().zip(&described_by) {
        // What comes back is described once, however the operation is called.
        if called.otherwise.is_some() {
            continue;
        }
        message::callbacks(
            document,
            called.method.value,
            operation,
            types,
            &mut messages,
            report,
        );
    }
    messages.sort_by(|one, other| one.name.cmp(&other.name));
    Contents {
        operations,
        described_by,
        messages,
    }
}

/// The type of a schema that another format refers to.
pub(super) fn foreign(
    context: &Context<'_>,
    schema: Node<'_>,
    name: &str,
    types: &mut Types,
    report: &mut Report,
) -> Option<Type> {
    let document = Document::bare(context, schema);
    let schema = context.schemas.at(schema)?;
    let mark = report.mark();
    let named = schema::named(&document, schema, name, false, types);
    schema::settle(&document, types, report);
    report.permit(mark);
    Some(named)
}

/// Reports what is wrong with what nothing reads of a document.
pub(super) fn unread(context: &Context<'_>, root: Node<'_>, types: &Types, report: &mut Report) {
    let mark = report.mark();
    components::unused_schemas(context, root, types, report);
    objects::check(context, root, report);
    report.permit(mark);
}

/// The ids of the operations of a document, as they are written.
pub(super) fn operation_ids<'d>(context: &Context<'d>, root: Node<'d>) -> Vec<&'d str> {
    let paths = context.member(root, "paths");
    paths
        .into_iter()
        .flat_map(Node::entries)
        // What is wrong with them was reported when they were resolved.
        .flat_map(|path| method::operations(context.behind(path.value), &mut Report::new()))
        .filter_map(|entry| context.behind(entry.value).get("operationId")?.as_str())
        .collect()
}

/// A scalar as an example shows it.
pub(super) fn example_value(node: Node<'_>) -> Option<crate::model::Value> {
    parameter::value(node)
}

/// The data that an example of `examples` shows. Its serialized form is for people.
fn example_data(example: Node<'_>) -> Option<Node<'_>> {
    example.get("dataValue").or_else(|| example.get("value"))
}

/// The Rust name that the description asks for.
fn rust_name(node: Node<'_>, report: &mut Report) -> Option<String> {
    object::text_of(node, "x-bindery-name", report).map(str::to_owned)
}

/// The name of something in an earlier description, which stays as a deprecated alias.
fn renamed_from(node: Node<'_>, report: &mut Report) -> Option<String> {
    object::text_of(node, "x-bindery-renamed-from", report).map(str::to_owned)
}

/// Whether what stands beside a reference may describe it: from 3.1 on.
fn references_describe(root: Node<'_>) -> bool {
    let version = root.get("openapi").and_then(Node::text);
    version.is_some_and(|version| !version.starts_with("3.0"))
}

fn envelope(
    document: &Document<'_, '_>,
    node: Node<'_>,
    types: &mut Types,
    report: &mut Report,
) -> Option<Envelope> {
    let node = object::mapping(node, "x-bindery-envelope", report)?;
    object::check_keys(node, &keys::ENVELOPE, report);
    let at = head(node);
    let success = object::required(node, "success", "`x-bindery-envelope`", at, report);
    let data = object::required(node, "data", "`x-bindery-envelope`", at, report);
    let codes = node.get("codes").and_then(|codes| {
        let target = document.target(codes);
        let target = target.and_then(|target| document.context.schemas.at(target));
        let Some(target) = target else {
            let text = codes.text().unwrap_or_default();
            report
                .error(
                    Code::UnknownReference,
                    codes.span(),
                    format!("`{text}` is not described anywhere"),
                )
                .help("name the schema of the error codes: `#/components/schemas/ErrorCode`");
            return None;
        };
        let name = referred_name(codes).unwrap_or_default();
        let codes_type = schema::named(document, target, &name, false, types);
        schema::settle(document, types, report);
        match codes_type {
            Type::Named(id)
                if matches!(
                    &types.definition(id).shape,
                    Shape::Enumeration(values) if Values::of(values) == Values::Texts
                ) =>
            {
                Some(id)
            }
            _ => {
                report
                    .error(
                        Code::WrongType,
                        codes.span(),
                        format!("`{name}` is no enumeration of error codes"),
                    )
                    .help("describe it as a string with `enum`, or with `oneOf` and `const`");
                None
            }
        }
    });
    Some(Envelope {
        span: at,
        success: object::text(success?, "success", report)?.to_owned(),
        data: object::text(data?, "data", report)?.to_owned(),
        code: object::text_of(node, "code", report).map(str::to_owned),
        message: object::text_of(node, "message", report).map(str::to_owned),
        codes,
    })
}
