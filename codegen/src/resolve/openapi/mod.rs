//! OpenAPI 3.0, 3.1 and 3.2 to the model.
//!
//! One level: what 3.0 says differently (`nullable`) is lifted to 3.1 where it is read, and what 3.2
//! adds is read in every version, which `newer` reports where it is another. Every key
//! of the specification is either read, or only for people, or reported as not supported yet; none
//! is passed over in silence.

mod body;
mod components;
mod docs;
mod facts;
mod groups;
mod identity;
mod inline_names;
mod media;
mod media_variants;
mod message;
mod method;
mod operation;
mod pagination;
mod parameter;
mod paths;
mod response;
mod schema;
mod security;
mod security_scheme;
mod servers;
mod switch;
mod tags;
mod widen;
mod xml;

use groups::Groups;
use security::Security;

use super::{Context, Types};
use crate::documents::referred_name;
use crate::model::{
    Envelope, Message, Operation, Protocol, RestService, Service, Shape, Tag, Type, Values,
};
use crate::openapi::{self, Data, Example, NamedObjects, Said, Use, is_version};
use crate::report::{Code, Report};
use crate::schemas::SchemaRef;
use crate::syntax::Node;
use crate::syntax::object::{self, Keys, head};

/// What the parts of a document are resolved against.
struct Document<'a, 'd> {
    context: &'a Context<'d>,
    root: Node<'d>,
    /// What the document says, where it is not a schema on its own.
    api: Option<&'d openapi::Object<'d, openapi::Document<'d>>>,
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
            api: context.objects.document(root),
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

    /// The schema under a key.
    fn schema(&self, said: &Option<Said<'d, openapi::Schema<'d>>>) -> Option<SchemaRef<'d>> {
        self.context.schemas.at(said.as_ref()?.value.0)
    }

    /// Whether the responses of the document stand in an envelope.
    fn is_enveloped(&self) -> bool {
        self.api.is_some_and(|api| api.envelope.is_some())
    }
}

/// An object behind its references.
type Meant<'d, T> = openapi::Meant<'d, 'd, T>;

/// Something of an object under the name that the description gives it.
type Named<'d, T> = openapi::Member<'d, &'d openapi::Object<'d, T>>;

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
    let api = context.objects.document(root)?;
    let at = api.at();
    version(root, report);
    api.check_use(Use::Any, report);

    let info = context.objects.one(&api.info);
    let title = said(info.as_ref().and_then(|info| info.title)).unwrap_or_default();
    let docs = info.map_or("", |info| info.description()).to_owned();

    let components = context.objects.one(&api.components);
    let components = components.map(|components| components.object);
    let schemas = components.and_then(|components| components.schemas.as_ref());
    let schemas = || schemas.into_iter().flat_map(|schemas| &schemas.value);
    schemas().for_each(|schema| types.reserve_for_schema(schema.name));
    for entry in schemas() {
        let Some(schema) = context.schemas.at(entry.value.0) else {
            continue;
        };
        let (meant, _) = schema::renamed(schema, entry.name.to_owned());
        if meant.id != schema.id {
            types.index(meant.id, entry.name);
        }
    }
    let parameters = components.and_then(|components| components.parameters.as_ref());
    for parameter in parameters
        .into_iter()
        .flat_map(|parameters| &parameters.value)
    {
        types.reserve_for_parameter(parameter.name);
    }
    let items = paths::items(context, api, report);
    let calls = identity::called(context, &items, report);
    let described = tags::described(context, api, report);
    let groups = Groups::of(context.groups, &title, &calls, &described, report);
    let calls = media_variants::expand(&Document::bare(context, root), calls);
    let address = servers::address(context, api, report);
    let mut document = Document {
        context,
        root,
        api: Some(api),
        envelope: None,
        groups: Some(&groups),
        security: None,
        base_url: address.url.as_ref(),
    };
    let security = Security::of(context, api, &calls, report);
    let needs = security.needs(&api.security, report).unwrap_or_default();
    let envelope = api
        .envelope
        .and_then(|said| envelope(&document, said.node, types, report));
    document.envelope = envelope.as_ref();
    document.security = Some(&security);

    inline_names::name_referenced(&document, &calls, types);
    let Contents {
        mut operations,
        described_by,
        messages,
    } = contents(&document, &calls, types, report);

    components::check(&document, types, report);
    schema::read_pending(&document, types, report);
    switch::extract(&mut operations, types, report);
    let paged = operations
        .iter_mut()
        .zip(&described_by)
        .filter(|(_, called)| {
            let asked = called.method.value.pagination.is_some();
            !asked || called.asks_for().is_none()
        })
        .map(|(operation, called)| (operation, &**called.method.value));
    pagination::find(paged, types, report);
    body::flatten_only(&mut operations, types);
    let single = security.is_single(&needs, &operations);
    let tags = with_calls(groups.into_groups(), &mut operations);
    Some(Service {
        origin: context.origin(at, "info"),
        title,
        docs,
        links: servers::of_links(context, api),
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

/// Reports a version that is not read.
fn version(root: Node<'_>, report: &mut Report) {
    let Some(node) = root.get("openapi") else {
        return;
    };
    let text = node.text().unwrap_or_default();
    let mut read = ["3.0", "3.1", "3.2"].into_iter();
    if !read.any(|version| is_version(text, version)) {
        report
            .error(
                Code::UnsupportedVersion,
                node.span(),
                format!("OpenAPI `{text}` is not read"),
            )
            .help("bindery reads Swagger 2.0 and OpenAPI 3.0, 3.1 and 3.2, as in `3.1.0`");
    }
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
        if !report.leave_out(mark, &format!("`{}`", called.id)) {
            described_by.push(called);
            operations.push(operation);
        }
    }
    // Behind the calls, so that nothing that they name is named by what is sent.
    let mut messages = message::webhooks(document, types, report);
    for (operation, called) in operations.iter().zip(&described_by) {
        // What comes back is described once, however the operation is called.
        if called.variant.is_some() {
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
    schema::read_pending(&document, types, report);
    report.permit(mark);
    Some(named)
}

/// Checks every schema of a description.
pub(super) fn check_schemas(context: &Context<'_>, report: &mut Report) {
    schema::check_all(context.schemas, report);
}

/// Reports what is wrong with what nothing reads of a document.
pub(super) fn unread(context: &Context<'_>, root: Node<'_>, types: &Types, report: &mut Report) {
    let mark = report.mark();
    components::unused_schemas(context, root, types, report);
    report.permit(mark);
}

/// The ids of the operations of a document, as they are written.
pub(super) fn operation_ids<'d>(context: &Context<'d>, root: Node<'d>) -> Vec<&'d str> {
    let api = context.objects.document(root);
    let paths = api.and_then(|api| context.objects.one(&api.paths));
    let items = paths.iter().flat_map(|paths| &paths.items);
    items
        .filter_map(|item| context.objects.meant(item.value))
        // What is wrong with them was reported when they were resolved.
        .flat_map(|item| method::operations(item.object, &mut Report::new()))
        .filter_map(|method| Some(context.objects.meant(method.value)?.operation_id?.value))
        .collect()
}

/// A scalar as an example shows it.
pub(super) fn example_value(node: Node<'_>) -> Option<crate::model::Value> {
    parameter::value(node)
}

/// The data that an object shows: its `example`, or the first of its `examples`. The serialized
/// form of one is for people.
fn shown<'d>(
    context: &Context<'d>,
    example: Option<Said<'d, Data<'d>>>,
    examples: &'d Option<Said<'d, NamedObjects<'d, Example<'d>>>>,
) -> impl Iterator<Item = Node<'d>> {
    let examples = context.objects.named(examples);
    let examples = examples.filter_map(|example| example.value.data_value.or(example.value.value));
    example.into_iter().chain(examples).map(|data| data.node)
}

/// A text that may be there.
fn said(said: Option<Said<'_, &str>>) -> Option<String> {
    said.map(|said| said.value.to_owned())
}

/// Whether a flag is there and true.
fn is(flag: Option<Said<'_, bool>>) -> bool {
    flag.is_some_and(|flag| flag.value)
}

/// The keys of the envelope.
const ENVELOPE: Keys = Keys {
    what: "`x-bindery-envelope`",
    read: &["success", "data", "code", "message", "codes"],
    extensible: false,
};

fn envelope(
    document: &Document<'_, '_>,
    node: Node<'_>,
    types: &mut Types,
    report: &mut Report,
) -> Option<Envelope> {
    let node = object::mapping(node, "x-bindery-envelope", report)?;
    object::check_keys(node, &ENVELOPE, report);
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
                    format!("`{text}` is not defined"),
                )
                .help("name the schema of the error codes: `#/components/schemas/ErrorCode`");
            return None;
        };
        let name = referred_name(codes).unwrap_or_default();
        let codes_type = schema::named(document, target, &name, false, types);
        schema::read_pending(document, types, report);
        if let Type::Named(id) = codes_type
            && let Shape::Enumeration(values) = &types.definition(id).shape
            && Values::of(values) == Values::Texts
        {
            return Some(id);
        }
        report
            .error(
                Code::WrongType,
                codes.span(),
                format!("`{name}` is not an enumeration of error codes"),
            )
            .help("describe it as a string with `enum`, or with `oneOf` and `const`");
        None
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
