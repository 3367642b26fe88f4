//! Webhooks and callbacks: a module of names, each for the type of a body.
//!
//! Generated code does not receive requests: the program that does decodes the bytes as the type of
//! a name.

use super::docs::{Docs, Links, clause, code};
use super::imports::Imports;
use super::{Context, calls, headers_and_links};
use crate::model::{Message, Sender, Service};
use crate::names::{MESSAGES, ServiceNames};
use crate::rust::{Alias, File, Gate, Item, Ty};

/// Whether there is anything to name.
pub(super) fn exist(context: &Context<'_>) -> bool {
    let mut services = context.api.services.iter();
    services.any(|service| !service.messages.is_empty())
}

/// The file of the module.
pub(super) fn file(context: &Context<'_>) -> File {
    let mut imports = Imports::default();
    let mut named = Vec::new();
    let mut bare = Vec::new();
    for (service, names) in context.services() {
        for (message, name) in service.messages.iter().zip(&names.messages) {
            let Some(ty) = &message.ty else {
                bare.push(without_body(message, context.links(&message.origin.file)));
                continue;
            };
            let ty = apart(context.ty(ty));
            imports.ty(&ty);
            named.push(Alias {
                docs: docs(context, message),
                deprecated: message.deprecated,
                name: name.clone(),
                ty,
            });
        }
    }
    let mut docs =
        Docs::from_ours("Webhooks and callbacks: what the service sends to your endpoints.");
    if let Some(first) = named.first() {
        docs.ours(&format!(
            "Each type is the body of one: `from_json::<{MESSAGES}::{}>(&body)` reads it. Verify the signature of a \
             request first, which is in its headers.",
            first.name
        ));
    }
    if !bare.is_empty() {
        docs.ours("Without a body of a known type:");
        for item in &bare {
            docs.item(item);
        }
    }
    let mut sent = context.api.services.iter().flat_map(|one| &one.messages);
    let mut items = imports.finish();
    items.extend(named.into_iter().map(Item::Alias));
    File {
        path: format!("{MESSAGES}.rs"),
        source: context.options.source.clone(),
        docs: docs.finish(),
        deprecated: sent.any(|message| {
            let ty = message.ty.as_ref();
            ty.is_some_and(|ty| context.mentions_deprecated(ty))
        }),
        deprecated_gate: Gate::default(),
        items,
    }
}

/// The type by paths that no name of this module can hide: those of the crate are written so.
fn apart(ty: Ty) -> Ty {
    let inside = |inner: Box<Ty>| Box::new(apart(*inner));
    match ty {
        Ty::Runtime { name, of, .. } => Ty::Runtime {
            name,
            qualified: true,
            of: of.map(inside),
        },
        Ty::Constant { .. } => Ty::Constant { qualified: true },
        Ty::Boxed(inner) => Ty::Boxed(inside(inner)),
        Ty::Option(inner) => Ty::Option(inside(inner)),
        Ty::Maybe(inner) => Ty::Maybe(inside(inner)),
        Ty::Vec(inner) => Ty::Vec(inside(inner)),
        Ty::Map(inner) => Ty::Map(inside(inner)),
        plain @ (Ty::Bool
        | Ty::I32
        | Ty::I64
        | Ty::Plain(_)
        | Ty::F32
        | Ty::F64
        | Ty::String
        | Ty::Secret
        | Ty::DateTime
        | Ty::Json
        | Ty::Unit
        | Ty::Named(_)
        | Ty::Own(_)
        | Ty::Tuple(_)) => plain,
    }
}

fn docs(context: &Context<'_>, message: &Message) -> Vec<String> {
    let links = context.links(&message.origin.file);
    let mut docs =
        Docs::of(&message.summary, links).or(&format!("The body of {}.", code(&message.key)));
    docs.text(&message.docs, links);
    let wire = match &message.from {
        Sender::Webhook => "webhook".to_owned(),
        Sender::Callback { operation, address } => {
            if let Some(call) = calls::path(context, operation) {
                docs.ours(&format!(
                    "A callback of `{call}`, sent to the URL {}.",
                    code(address)
                ));
            }
            "callback".to_owned()
        }
    };
    let parameters = message.parameters.iter();
    let parameters = parameters.map(|parameter| headers_and_links::header(parameter, links));
    list(&mut docs, "Sent with it:", parameters);
    let responses = message.responses.iter().map(|(status, said)| {
        let said = clause(said, links);
        if said.is_empty() {
            code(status)
        } else {
            format!("{}: {said}.", code(status))
        }
    });
    list(&mut docs, "Expected responses:", responses);
    docs.ours(&format!(
        "Wire: `{}` · {wire} · `{}#{}`",
        message.method, message.origin.file, message.origin.anchor
    ));
    docs.finish()
}

/// What a call makes the service send, as an item of its documentation each.
pub(super) fn callbacks(service: &Service, names: &ServiceNames, id: &str, docs: &mut Docs) {
    let mut is_first = true;
    // They stand in the order of their names, which begin with the call.
    let messages = &service.messages;
    let from = messages.partition_point(|message| message.name.as_str() < id);
    let named = messages.iter().zip(&names.messages).skip(from);
    for (message, name) in named.take_while(|(message, _)| message.name.starts_with(id)) {
        let Sender::Callback { operation, address } = &message.from else {
            continue;
        };
        if operation != id {
            continue;
        }
        if std::mem::take(&mut is_first) {
            docs.ours("The service calls back:");
        }
        let what = match &message.ty {
            Some(_) => format!("with a `{MESSAGES}::{name}`"),
            None => "without a body of a known type".to_owned(),
        };
        docs.item(&format!(
            "`{}` to {}, {what}.",
            message.method,
            code(address)
        ));
    }
}

fn list(docs: &mut Docs, heading: &str, items: impl ExactSizeIterator<Item = String>) {
    if items.len() == 0 {
        return;
    }
    docs.ours(heading);
    for item in items {
        docs.item(&item);
    }
}

fn without_body(message: &Message, links: Links<'_>) -> String {
    let said = clause(&message.summary, links);
    let head = format!("{}, `{}`", code(&message.key), message.method);
    if said.is_empty() {
        head
    } else {
        format!("{head}: {said}.")
    }
}
