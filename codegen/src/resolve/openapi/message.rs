//! What the service sends to endpoints of the caller's: `webhooks`, and `callbacks` of operations.
//!
//! What it sends becomes a type that is read. Everything else of such a request is documentation:
//! who answers it is no business of a client.

use super::answer::{Kind, described, kind};
use super::paths::referred;
use super::{Document, Meant, keys, method, schema};
use crate::model::{Header, Message, Operation, Sender, Type};
use crate::report::{Code, Report};
use crate::resolve::Types;
use crate::syntax::object::{self, head};
use crate::syntax::{Entry, Node};

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
    let mark = report.mark();
    let webhooks = document
        .root
        .get("webhooks")
        .and_then(|node| object::mapping(node, "webhooks", report));
    report.assume_since(mark, "there are none");
    for entry in sorted(webhooks) {
        let sent = || Sent {
            key: entry.key,
            name: entry.key,
            from: Sender::Webhook,
        };
        item(
            document,
            entry.value,
            "a webhook",
            sent,
            types,
            &mut messages,
            report,
        );
    }
    messages
}

/// The callbacks of an operation.
pub(super) fn callbacks(
    document: &Document<'_, '_>,
    described: Node<'_>,
    operation: &Operation,
    types: &mut Types,
    messages: &mut Vec<Message>,
    report: &mut Report,
) {
    let mark = report.mark();
    let callbacks = described
        .get("callbacks")
        .and_then(|node| object::mapping(node, "callbacks", report));
    report.assume_since(mark, "there are none");
    for entry in sorted(callbacks) {
        let mark = report.mark();
        let callback = document
            .meant(entry.value, "callback", report)
            .and_then(|meant| object::mapping(meant.node, "a callback", report));
        report.assume_since(mark, "the callback is left out");
        let addresses: Vec<_> = sorted(callback).filter(is_described).collect();
        for address in &addresses {
            // Several addresses of one callback are told apart by what they are.
            let name = if addresses.len() == 1 {
                format!("{}_{}", operation.id, entry.key)
            } else {
                format!("{}_{}_{}", operation.id, entry.key, address.key)
            };
            let sent = || Sent {
                key: entry.key,
                name: &name,
                from: Sender::Callback {
                    operation: operation.id.clone(),
                    address: address.key.to_owned(),
                },
            };
            item(
                document,
                address.value,
                "a callback",
                sent,
                types,
                messages,
                report,
            );
        }
    }
}

/// The members of a mapping in the order of their keys, which has no meaning in the document.
fn sorted(node: Option<Node<'_>>) -> impl Iterator<Item = Entry<'_>> {
    let mut entries: Vec<_> = node.into_iter().flat_map(Node::entries).collect();
    entries.sort_by_key(|entry| entry.key);
    entries.into_iter()
}

/// Whether a member of an object of the specification is no extension.
fn is_described(entry: &Entry<'_>) -> bool {
    !entry.key.starts_with("x-")
}

/// The requests of one path of the caller's.
fn item<'a>(
    document: &Document<'_, '_>,
    node: Node<'_>,
    what: &str,
    sent: impl Fn() -> Sent<'a>,
    types: &mut Types,
    messages: &mut Vec<Message>,
    report: &mut Report,
) {
    let mark = report.mark();
    let node = object::mapping(node, what, report);
    report.assume_since(mark, "it is left out");
    let Some(item) = node.and_then(|node| referred(document.context, node, "path", report)) else {
        return;
    };
    object::check_keys(item, &keys::PATH_ITEM, report);
    for method in method::operations(item, report) {
        let mark = report.mark();
        let found = message(document, item, &method, sent(), types, report);
        report.leave_out(mark, "what is sent");
        if found.is_none() {
            report.assume_since(mark, "it is left out");
        }
        messages.extend(found);
    }
}

fn message(
    document: &Document<'_, '_>,
    item: Node<'_>,
    method: &Entry<'_>,
    sent: Sent<'_>,
    types: &mut Types,
    report: &mut Report,
) -> Option<Message> {
    let node = object::mapping(method.value, "an operation", report)?;
    let node = referred(document.context, node, "operation", report)?;
    object::check_keys(node, &keys::RECEIVED, report);
    // Nearly all are posted; another method is a part of the name.
    let name = match method.key {
        "post" => sent.name.to_owned(),
        other => format!("{}_{other}", sent.name),
    };
    let ty = node
        .get("requestBody")
        .and_then(|body| self::body(document, body, &name, types, report));
    let own = |key: &str, report: &mut Report| {
        let said = object::text_or_empty(node, key, report);
        if said.is_empty() {
            object::text_or_empty(item, key, report)
        } else {
            said
        }
    };
    let summary = own("summary", report);
    let docs = own("description", report);
    let (summary, docs) = if summary.is_empty() {
        (docs, String::new())
    } else {
        (super::operation::sentence(&summary), docs)
    };
    Some(Message {
        rust_name: super::rust_name(node, report),
        origin: document.context.origin(method.key_span, &name),
        name,
        key: sent.key.to_owned(),
        from: sent.from,
        method: super::method::sent(method.key),
        summary,
        docs,
        deprecated: object::flag(node, "deprecated", report),
        ty,
        parameters: parameters(document, item, node, report),
        answers: answers(document, node, report),
    })
}

/// What the body holds; nothing where it holds no JSON.
fn body(
    document: &Document<'_, '_>,
    node: Node<'_>,
    name: &str,
    types: &mut Types,
    report: &mut Report,
) -> Option<Type> {
    // What stands under a name of its own is named by it, whoever refers to it first.
    let Meant {
        node, name: own, ..
    } = document.meant(node, "request body", report)?;
    let owner = own.as_deref().unwrap_or(name);
    let node = object::mapping_or_empty(node, "a request body", report)?;
    object::check_keys(node, &keys::REQUEST_BODY, report);
    let mark = report.mark();
    let content = object::required(node, "content", "the request body", head(node), report);
    report.guess_since(mark, "nothing is sent");
    let content = content?;
    let content = object::mapping_or_empty(content, "content", report)?;
    let mut entries: Vec<_> = super::media::entries(document, content).collect();
    entries.sort_by_key(|entry| (entry.key != super::answer::JSON, entry.key));
    let chosen = entries
        .iter()
        .position(|entry| kind(entry.key) == Kind::Json);
    for (at, entry) in entries.iter().enumerate() {
        if Some(at) == chosen {
            continue;
        }
        let message = if chosen.is_some() {
            format!(
                "beside JSON the media type `{}` is not supported and is ignored",
                entry.key
            )
        } else {
            format!("what is sent as `{}` has no type", entry.key)
        };
        report
            .error(Code::Ignored, entry.key_span, message)
            .help("leave it out, or acknowledge it in `bindery.yaml`");
    }
    let media = object::mapping_or_empty(entries[chosen?].value, "a media type", report)?;
    object::check_keys(media, &keys::MEDIA_TYPE, report);
    let Some(schema) = document.schema_of(media) else {
        return Some(Type::Json);
    };
    schema::nameless(schema, report);
    let used = schema::used(document, schema, &format!("{owner}_payload"), types, report);
    Some(super::answer::optional(used.ty, used.nullable))
}

/// What is sent beside the body.
fn parameters(
    document: &Document<'_, '_>,
    item: Node<'_>,
    node: Node<'_>,
    report: &mut Report,
) -> Vec<Header> {
    let mut found: Vec<Header> = Vec::new();
    for list in [node.get("parameters"), item.get("parameters")] {
        let list = list.and_then(|list| object::list_or_empty(list, "parameters", report));
        for parameter in list.into_iter().flat_map(Node::items) {
            let Some(meant) = document.meant(parameter, "parameter", report) else {
                continue;
            };
            let Some(parameter) = object::mapping(meant.node, "a parameter", report) else {
                continue;
            };
            object::check_keys(parameter, &keys::PARAMETER, report);
            let Some(name) = object::text_of(parameter, "name", report) else {
                continue;
            };
            if found.iter().all(|known| known.name != name) {
                found.push(described(document, name, head(parameter), &meant, report));
            }
        }
    }
    found
}

/// What may be answered, each status with what is said of it.
fn answers(
    document: &Document<'_, '_>,
    node: Node<'_>,
    report: &mut Report,
) -> Vec<(String, String)> {
    let responses = (document.context.member(node, "responses"))
        .and_then(|node| object::mapping_or_empty(node, "responses", report));
    sorted(responses)
        .filter(is_described)
        .filter_map(|entry| {
            let meant = document.meant(entry.value, "response", report)?;
            let response = object::mapping_or_empty(meant.node, "a response", report)?;
            object::check_keys(response, &keys::RESPONSE, report);
            Some((entry.key.to_owned(), meant.summarised(report)))
        })
        .collect()
}
