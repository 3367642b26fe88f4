//! What the service sends to endpoints of the caller's: `webhooks`, and `callbacks` of operations.
//!
//! What it sends becomes a type that is read. Everything else of such a request is documentation:
//! who returns it is no business of a client.

use super::response::{Kind, kind};
use super::{Document, Named, is, method, said, schema};
use crate::model::{Header, Message, Operation, Sender, Type};
use crate::openapi::{self, Id, Member, PathItem, RequestBody, Use};
use crate::report::{Code, Report};
use crate::resolve::Types;

/// What is known of a request before its own description is read.
struct Sent<'a> {
    /// The key that it is described under.
    key: &'a str,
    /// What it is called by.
    name: &'a str,
    from: Sender,
}

/// The webhooks of a document.
pub(super) fn webhooks(
    document: &Document<'_, '_>,
    types: &mut Types,
    report: &mut Report,
) -> Vec<Message> {
    let mut messages = Vec::new();
    let webhooks = document.api.iter().flat_map(|api| &api.webhooks);
    for entry in sorted(webhooks.flat_map(|webhooks| &webhooks.value)) {
        let sent = || Sent {
            key: entry.name,
            name: entry.name,
            from: Sender::Webhook,
        };
        item(document, entry.value, sent, types, &mut messages, report);
    }
    messages
}

/// The callbacks of an operation.
pub(super) fn callbacks<'d>(
    document: &Document<'_, 'd>,
    described: &'d openapi::Operation<'d>,
    operation: &Operation,
    types: &mut Types,
    messages: &mut Vec<Message>,
    report: &mut Report,
) {
    let callbacks = described.callbacks.iter();
    for entry in sorted(callbacks.flat_map(|callbacks| &callbacks.value)) {
        let Some(callback) = document.context.objects.meant(entry.value) else {
            continue;
        };
        let addresses = sorted(&callback.items);
        for address in &addresses {
            // Several addresses of one callback are told apart by what they are.
            let name = if addresses.len() == 1 {
                format!("{}_{}", operation.id, entry.name)
            } else {
                format!("{}_{}_{}", operation.id, entry.name, address.name)
            };
            let sent = || Sent {
                key: entry.name,
                name: &name,
                from: Sender::Callback {
                    operation: operation.id.clone(),
                    address: address.name.to_owned(),
                },
            };
            item(document, address.value, sent, types, messages, report);
        }
    }
}

/// Members in the order of their names, which has no meaning in the document.
fn sorted<'m, 'd: 'm, T: 'm>(
    members: impl IntoIterator<Item = &'m Member<'d, T>>,
) -> Vec<&'m Member<'d, T>> {
    let mut members: Vec<_> = members.into_iter().collect();
    members.sort_by_key(|member| member.name);
    members
}

/// The requests of one path of the caller's.
fn item<'a, 'd>(
    document: &Document<'_, 'd>,
    item: Id<PathItem<'d>>,
    sent: impl Fn() -> Sent<'a>,
    types: &mut Types,
    messages: &mut Vec<Message>,
    report: &mut Report,
) {
    let objects = document.context.objects;
    let Some(item) = objects.meant(item) else {
        return;
    };
    for method in method::operations(item.object, report) {
        let Some(method) = method.map(|id| Some(objects.meant(*id)?.object)) else {
            continue;
        };
        let mark = report.mark();
        messages.push(message(
            document,
            item.object,
            &method,
            sent(),
            types,
            report,
        ));
        report.leave_out(mark, "what is sent");
    }
}

fn message<'d>(
    document: &Document<'_, 'd>,
    item: &'d openapi::Object<'d, PathItem<'d>>,
    method: &Named<'d, openapi::Operation<'d>>,
    sent: Sent<'_>,
    types: &mut Types,
    report: &mut Report,
) -> Message {
    let described = method.value;
    // Callbacks of what is received are none of ours.
    described.check_use(Use::Any, report);
    // Nearly all are posted; another method is a part of the name.
    let name = match method.name {
        "post" => sent.name.to_owned(),
        other => format!("{}_{other}", sent.name),
    };
    let body = described.request_body;
    let ty = body.and_then(|said| self::body(document, said.value, &name, types, report));
    let own = |own: &'d str, shared: &'d str| if own.is_empty() { shared } else { own };
    let docs = own(described.description(), item.description()).to_owned();
    let (summary, docs) = match own(described.summary(), item.summary()) {
        "" => (docs, String::new()),
        summary => (super::operation::sentence(summary), docs),
    };
    Message {
        rust_name: said(described.rust_name),
        origin: document.context.origin(method.span, &name),
        name,
        key: sent.key.to_owned(),
        from: sent.from,
        method: method::sent(method.name),
        summary,
        docs,
        deprecated: is(described.deprecated),
        ty,
        parameters: parameters(document, item, described),
        responses: responses(document, described),
    }
}

/// What the body holds; nothing where it holds no JSON.
fn body<'d>(
    document: &Document<'_, 'd>,
    described: Id<RequestBody<'d>>,
    name: &str,
    types: &mut Types,
    report: &mut Report,
) -> Option<Type> {
    // A component is named after its key, not after its first user.
    let meant = document.context.objects.meant(described)?;
    let owner = meant.called.as_deref().unwrap_or(name);
    let mut entries = super::media::entries(document, &meant.object.content);
    entries.sort_by_key(|entry| (entry.name != super::response::JSON, entry.name));
    let chosen = entries
        .iter()
        .position(|entry| kind(entry.name) == Kind::Json);
    for (at, entry) in entries.iter().enumerate() {
        if Some(at) == chosen {
            continue;
        }
        let message = if chosen.is_some() {
            format!(
                "beside JSON the media type `{}` is not supported and is ignored",
                entry.name
            )
        } else {
            format!("what is sent as `{}` has no type", entry.name)
        };
        report
            .error(Code::Ignored, entry.span, message)
            .help("leave it out, or acknowledge it in `bindery.yaml`");
    }
    let media = entries[chosen?].value;
    media.check_use(Use::Any, report);
    let Some(schema) = document.schema(&media.schema) else {
        return Some(Type::Json);
    };
    schema::nameless(schema, report);
    let used = schema::used(document, schema, &format!("{owner}_payload"), types, report);
    Some(super::response::optional(used.ty, used.nullable))
}

/// What is sent beside the body.
fn parameters<'d>(
    document: &Document<'_, 'd>,
    item: &'d PathItem<'d>,
    operation: &'d openapi::Operation<'d>,
) -> Vec<Header> {
    let mut found: Vec<Header> = Vec::new();
    let objects = document.context.objects;
    let own = objects.listed(&operation.parameters);
    for parameter in own.chain(objects.listed(&item.parameters)) {
        let Some(name) = parameter.name.map(|name| name.value) else {
            continue;
        };
        if found.iter().all(|known| known.name != name) {
            found.push(Header {
                span: parameter.object.at(),
                name: name.to_owned(),
                kind: super::response::words(document.schema(&parameter.object.schema)),
                docs: parameter.description().to_owned(),
                required: is(parameter.object.required),
                deprecated: is(parameter.object.deprecated),
                leads_on: false,
            });
        }
    }
    found
}

/// What may be answered, each status with what is said of it.
fn responses<'d>(
    document: &Document<'_, 'd>,
    operation: &'d openapi::Operation<'d>,
) -> Vec<(String, String)> {
    let objects = document.context.objects;
    let responses = objects.one(&operation.responses);
    let entries = responses.iter().flat_map(|responses| &responses.statuses);
    let responses = sorted(entries).into_iter().filter_map(|entry| {
        let meant = objects.meant(entry.value)?;
        Some((entry.name.to_owned(), super::operation::summarised(&meant)))
    });
    responses.collect()
}
