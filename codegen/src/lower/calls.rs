//! Calls: a file a tag, with its handle, requests and wire constants.

use std::collections::HashMap;

use super::docs::{Docs, Links, clause, code};
use super::example::{Example, Extent};
use super::imports::Imports;
use super::types::item_name;
use super::{Context, answers, beside, credentials, example, folder, messages, pages, sending};
use crate::model::{
    Api, Effect, Input, Location, Operation, Presence, Protocol, RestCall, Service, SoapCall,
    SoapService, Style, Switch, Tag, Type, Wire,
};
use crate::names::{OperationNames, ServiceNames, TagNames};
use crate::rust::{
    Argument, File, Former, Gate, Handle, Inputs, Item, Line, Method, OperationStatic, Request,
    RequestMacro, Setter, Ty,
};

/// A call and its names.
#[derive(Clone, Copy)]
pub(super) struct Call<'a> {
    pub(super) operation: &'a Operation,
    pub(super) names: &'a OperationNames,
}

/// The calls of each tag, in the order of their ids.
pub(super) fn by_tag<'a>(service: &'a Service, names: &'a ServiceNames) -> Vec<Vec<Call<'a>>> {
    let mut tags = vec![Vec::new(); service.tags.len()];
    for (operation, names) in service.operations.iter().zip(&names.operations) {
        tags[operation.tag].push(Call { operation, names });
    }
    for calls in &mut tags {
        calls.sort_by(|one: &Call<'_>, other| one.operation.id.cmp(&other.operation.id));
    }
    tags
}

/// The file of a tag.
pub(super) fn file(
    context: &Context<'_>,
    (service, service_names): (&Service, &ServiceNames),
    tag: &Tag,
    names: &TagNames,
    calls: &[Call<'_>],
) -> File {
    let (handle, module) = (&names.handle, &names.module);
    let mut imports = Imports::default();
    imports.add("super", "Client");
    imports.add(&context.options.module, "Error");
    for name in ["Call", "Operation", "request"] {
        imports.add(&format!("bindery_runtime::v1::{}", folder(service)), name);
    }
    if calls
        .iter()
        .any(|call| matches!(&call.operation.wire, Wire::Rest(rest) if rest.enveloped))
    {
        imports.add("super", "ENVELOPE");
    }

    let methods = calls
        .iter()
        .map(|call| method(context, (service, service_names), module, *call))
        .collect();
    let mut items = vec![Item::Handle(Handle {
        docs: Docs::from_ours(&format!(
            "Calls of the tag {}, from [`Client::{module}`].",
            code(&tag.name)
        ))
        .finish(),
        name: handle.clone(),
        methods,
    })];
    for call in calls {
        items.extend(inputs(context, *call, handle).map(Item::Inputs));
        items.push(Item::Request(request(context, *call, handle)));
        items.extend(answers::by_status(context, *call, handle).map(Item::Answer));
        items.extend(answers::streams(context, *call).map(Item::Streams));
        items.extend(pages::methods(context, *call).map(Item::Pages));
        if let Some((_, former)) = &call.names.former {
            items.push(Item::Former(Former {
                name: former.clone(),
                now: call.names.request.clone(),
            }));
        }
        items.push(Item::Operation(constants(context, service, *call)));
    }

    let types = format!("{}::types", context.options.module);
    for call in calls {
        answers::imports(context, *call, &types, &mut imports);
        pages::imports(context, *call, &types, &mut imports);
        for input in &call.operation.inputs {
            imports.ty(&types, &context.ty(&input.ty));
            if input.presence == Presence::OptionalNullable {
                imports.add("bindery_runtime", "Maybe");
            }
        }
    }
    let mut all = imports.finish();
    all.extend(items);
    File {
        path: format!("{}/{module}.rs", folder(service)),
        source: service.origin.file.clone(),
        docs: Docs::of(
            &tag.docs,
            context.links(&service.origin.file),
            &format!("Calls of the tag {}.", code(&tag.name)),
        )
        .finish(),
        deprecated: calls.iter().any(|call| {
            let mut types = call.operation.inputs.iter().map(|input| &input.ty);
            let pagination = call.operation.pagination.as_ref();
            let listed = pagination.and_then(|pagination| pagination.list.as_ref());
            types.any(|ty| context.mentions_deprecated(ty))
                || listed.is_some_and(|(_, ty)| context.mentions_deprecated(ty))
                || call
                    .operation
                    .answers()
                    .any(|ty| context.mentions_deprecated(ty))
        }),
        deprecated_gate: Gate::default(),
        items: all,
    }
}

fn method(
    context: &Context<'_>,
    service: (&Service, &ServiceNames),
    module: &str,
    call: Call<'_>,
) -> Method {
    let operation = call.operation;
    let (required, optional): (Vec<_>, Vec<_>) = operation
        .inputs
        .iter()
        .zip(&call.names.inputs)
        .partition(|(input, _)| input.presence == Presence::Required);
    let (maybe, optional): (Vec<_>, Vec<_>) = optional
        .into_iter()
        .partition(|(input, _)| input.presence == Presence::OptionalNullable);
    let arguments = required
        .iter()
        .map(|(input, name)| Argument {
            name: (*name).clone(),
            ty: context.ty(&input.ty),
        })
        .collect();
    let switch = switch(call);
    let unset = switch.iter().filter(|(_, _, plain)| plain.is_none());
    let unset = unset.map(|(_, name, _)| name.clone());
    let set = switch
        .iter()
        .filter_map(|(_, name, plain)| Some((name.clone(), (*plain)?)));
    Method {
        docs: method_docs(context, service, module, call, &required),
        deprecated: operation.deprecated,
        name: call.names.method.clone(),
        request: call.names.request.clone(),
        operation: call.names.constant.clone(),
        arguments,
        inputs: call.names.holder.clone(),
        set: set.collect(),
        optional: optional
            .iter()
            .map(|(_, name)| (*name).clone())
            .chain(unset)
            .collect(),
        maybe: maybe.iter().map(|(_, name)| (*name).clone()).collect(),
        former: call.names.former.as_ref().map(|(method, _)| method.clone()),
    }
}

fn method_docs(
    context: &Context<'_>,
    (service, service_names): (&Service, &ServiceNames),
    module: &str,
    call: Call<'_>,
    required: &[(&Input, &String)],
) -> Vec<String> {
    let operation = call.operation;
    let links = context.links(&operation.origin.file);
    let mut docs = Docs::of(
        &operation.summary,
        links,
        &format!("Calls `{}`.", operation.id),
    );
    if let Protocol::Soap(soap) = &service.protocol {
        // Where sources disagree about a call, that comes first.
        for conflict in &soap.conflicts {
            if conflict.operations.contains(&operation.id) {
                docs.text(&conflict.docs, links);
            }
        }
    }
    docs.text(&operation.docs, links);
    if !operation.also.is_empty() {
        let also: Vec<_> = operation.also.iter().map(|tag| code(tag)).collect();
        docs.ours(&format!("Also tagged {}.", also.join(", ")));
    }
    if let (Protocol::Soap(soap), Wire::Soap(wire)) = (&service.protocol, &operation.wire) {
        soap_notes(context, soap, wire, &mut docs);
    }
    if call.names.holder.is_none() {
        for (input, name) in required {
            let otherwise = format!("`{}`", input.wire);
            docs.described(name, &input.docs, links, &otherwise);
        }
    }
    if !operation.output.docs.is_empty() {
        docs.ours(&format!(
            "Answers: {}.",
            uncapitalised(&clause(&operation.output.docs, links))
        ));
    }
    answers::notes(context, call, &mut docs);
    pages::notes(context, call, &mut docs);
    beside::notes(context, call, &mut docs);
    messages::callbacks(service, service_names, &operation.id, &mut docs);
    docs.heading("Errors");
    if operation.errors.is_empty() {
        docs.ours(match operation.wire {
            Wire::Soap(_) => {
                "A fault of the server, an answer that lacks what is required or is of another type, and what any call can \
                 meet: see [`Error`]."
            }
            Wire::Rest(_) => "What any call can meet: see [`Error`].",
        });
    } else {
        docs.ours("What any call can meet (see [`Error`]), and:");
        for error in &operation.errors {
            docs.item(&answers::failure(context, links, error));
        }
    }
    docs.heading("Examples");
    let example = example::of(context, service, call, module, Extent::Full);
    docs.verbatim(example::lines(
        context, service, operation, module, &example,
    ));
    if let (Protocol::Rest(rest), Wire::Rest(wire)) = (&service.protocol, &operation.wire) {
        let note = credentials::note(service, rest, service_names, wire.needs.as_ref());
        if let Some(note) = note {
            docs.ours(&note);
        }
    }
    docs.ours(&wire_line(operation));
    docs.finish()
}

/// What a caller should know before building on the call: the status of its service, its successor.
fn soap_notes(context: &Context<'_>, soap: &SoapService, wire: &SoapCall, docs: &mut Docs) {
    let equivalent = wire.equivalent.as_ref().and_then(|id| path(context, id));
    match (soap.maintenance, equivalent) {
        (false, None) => {}
        (false, Some(call)) => docs.ours(&format!("Over REST the call is `{call}`.")),
        (true, None) => docs.ours("This API is in maintenance mode."),
        (true, Some(call)) => docs.ours(&format!(
            "This API is in maintenance mode; over REST the call is `{call}`."
        )),
    }
}

/// The calls over REST, by their ids: service and place.
pub(super) fn by_id(api: &Api) -> HashMap<&str, (usize, usize)> {
    let mut found = HashMap::new();
    for (service, described) in api.services.iter().enumerate() {
        if matches!(described.protocol, Protocol::Rest(_)) {
            for (at, operation) in described.operations.iter().enumerate() {
                found.entry(operation.id.as_str()).or_insert((service, at));
            }
        }
    }
    found
}

/// The call over REST with this id, as a caller writes it.
pub(super) fn path(context: &Context<'_>, id: &str) -> Option<String> {
    let &(service, at) = context.calls.get(id)?;
    let names = context.names.services.get(service)?;
    let service = context.api.services.get(service)?;
    Some(format!(
        "{}.{}().{}(…)",
        example::variable(service),
        names.tags[service.operations[at].tag].module,
        names.operations[at].method
    ))
}

/// A call as a caller first writes it, and a name for its answer.
pub(super) fn written_out(
    context: &Context<'_>,
    service: &Service,
    call: Call<'_>,
    module: &str,
) -> Option<(Example, String)> {
    let example = example::of(context, service, call, module, Extent::Least);
    let answer = answers::variable(context, &call.operation.output)?;
    Some((example, answer))
}

/// The sentence without the capital that it starts with, unless that is a name or an acronym.
pub(super) fn uncapitalised(text: &str) -> String {
    let mut characters = text.chars();
    match (characters.next(), characters.next()) {
        (Some(first), Some(second)) if first.is_uppercase() && !second.is_uppercase() => {
            let rest = &text[first.len_utf8()..];
            first.to_lowercase().chain(rest.chars()).collect()
        }
        _ => text.to_owned(),
    }
}

/// Method and path, effect, and where the description says so.
fn wire_line(operation: &Operation) -> String {
    let wire = match &operation.wire {
        Wire::Rest(rest) => format!(
            "{} {}{}",
            rest.method,
            rest.server.as_deref().unwrap_or_default(),
            rest.path
        ),
        Wire::Soap(soap) => soap.element.clone(),
    };
    let effect = match operation.effect {
        Effect::Read => "reads only",
        Effect::Idempotent => "idempotent",
        Effect::Write => "writes",
    };
    format!(
        "Wire: `{wire}` · {effect} · `{}#{}`",
        operation.origin.file, operation.origin.anchor
    )
}

fn inputs(context: &Context<'_>, call: Call<'_>, handle: &str) -> Option<Inputs> {
    let name = call.names.holder.clone()?;
    let links = context.links(&call.operation.origin.file);
    let fields = call
        .operation
        .inputs
        .iter()
        .zip(&call.names.inputs)
        .filter(|(input, _)| input.presence == Presence::Required)
        .map(|(input, name)| {
            (
                input_docs(input, links),
                name.clone(),
                context.ty(&input.ty),
            )
        })
        .collect();
    let docs = Docs::from_ours(&format!(
        "What [`{handle}::{}`] requires.",
        call.names.method
    ))
    .finish();
    Some(Inputs { docs, name, fields })
}

fn request(context: &Context<'_>, call: Call<'_>, handle: &str) -> Request {
    let operation = call.operation;
    let links = context.links(&operation.origin.file);
    let named = || operation.inputs.iter().zip(&call.names.inputs);
    let switch = switch(call);
    let mut fields: Vec<_> = named()
        .map(|(input, name)| {
            let ty = context.ty(&input.ty);
            let ty = match input.presence {
                Presence::Required | Presence::Further => ty,
                Presence::OptionalNullable => Ty::Maybe(Box::new(ty)),
                Presence::Nullable | Presence::Optional => Ty::Option(Box::new(ty)),
            };
            (name.clone(), ty)
        })
        .collect();
    let field = |(_, name, _): &(_, String, _)| (name.clone(), Ty::Option(Box::new(Ty::Bool)));
    fields.extend(switch.iter().map(field));
    let setters = named()
        .zip(&call.names.former_inputs)
        .filter(|((input, _), _)| input.presence != Presence::Required)
        .map(|((input, name), former)| Setter {
            docs: input_docs(input, links),
            deprecated: input.deprecated,
            name: name.clone(),
            ty: match input.presence {
                Presence::OptionalNullable => Ty::Maybe(Box::new(context.ty(&input.ty))),
                _ => context.ty(&input.ty),
            },
            former: former.clone(),
        })
        .collect();
    let asking = switch.iter().map(|(input, name, _)| (*input, name));
    let lines = named()
        .chain(asking)
        .map(|(input, name)| Line {
            place: sending::place(operation, input),
            name: name.clone(),
            wire: input.wire.clone(),
            item: item_name(&input.ty),
            secret: match input.place {
                Location::Body => context.api.is_made_of_secrets(&input.ty),
                // A secret itself finds its way by its type.
                Location::BodyField => {
                    context.api.is_made_of_secrets(&input.ty) && !context.api.is_secret(&input.ty)
                }
                Location::Path | Location::Query | Location::Header | Location::Cookie => {
                    input.style.is_some() && context.api.is_made_of_secrets(&input.ty)
                }
                Location::Child => false,
            },
            media_type: sending::media_type(context, operation, input),
            nullable: matches!(input.ty, Type::Optional(_)) && !sending::is_form(operation, input),
            style: input.style.map(Style::words),
        })
        .collect();
    Request {
        docs: Docs::from_ours(&format!(
            "Request of [`{handle}::{}`]: sent when it is awaited.",
            call.names.method
        ))
        .finish(),
        name: call.names.request.clone(),
        fields,
        setters,
        wire: RequestMacro {
            output: answers::ty(context, call),
            item: item_name(&operation.output.ty),
            lines,
        },
    }
}

/// What travels like an input and asks for a stream: its field, and what it starts as.
fn switch(call: Call<'_>) -> Option<(&Input, String, Option<bool>)> {
    match call.operation.output.switch.as_ref()? {
        Switch::Input { input, plain } => Some((input, answers::switch_field(call), *plain)),
        Switch::Member(_) => None,
    }
}

fn input_docs(input: &Input, links: Links<'_>) -> Vec<String> {
    let mut docs = Docs::of(&input.docs, links, &format!("Sets `{}`.", input.wire));
    if matches!(input.ty, Type::Secret) {
        docs.ours("Secret: never printed.");
    }
    if input.presence == Presence::OptionalNullable {
        docs.ours("It may be null: `None` is sent as that.");
    }
    docs.finish()
}

fn constants(context: &Context<'_>, service: &Service, call: Call<'_>) -> OperationStatic {
    let operation = call.operation;
    let effect = match operation.effect {
        Effect::Read => "reads_only",
        Effect::Idempotent => "idempotent",
        Effect::Write => "writes",
    };
    let (constructor, wire, default, mut modifiers) = match &operation.wire {
        Wire::Rest(rest) => {
            let (constructor, default) = rest_constructor(rest);
            let mut modifiers = sending::modifiers(rest);
            modifiers.extend(answers::modifiers(context, call));
            if rest.enveloped {
                modifiers.push(("enveloped", Some("&ENVELOPE".to_owned())));
            }
            (constructor, rest.path.clone(), default, modifiers)
        }
        Wire::Soap(soap) => {
            let modifiers = if soap.session {
                Vec::new()
            } else {
                vec![("sessionless", None)]
            };
            ("new", soap.element.clone(), Effect::Write, modifiers)
        }
    };
    if operation.effect != default {
        modifiers.insert(0, (effect, None));
    }
    let needs = match (&service.protocol, &operation.wire) {
        (Protocol::Rest(service), Wire::Rest(rest)) => {
            credentials::of_call(service, rest.needs.as_ref())
        }
        _ => None,
    };
    OperationStatic {
        name: call.names.constant.clone(),
        constructor,
        arguments: [operation.id.clone(), wire],
        modifiers,
        needs,
    }
}

/// The constructor of a method, and the effect that it implies.
fn rest_constructor(rest: &RestCall) -> (&'static str, Effect) {
    match rest.method.as_str() {
        "GET" => ("get", Effect::Read),
        "HEAD" => ("head", Effect::Read),
        "OPTIONS" => ("options", Effect::Read),
        "PUT" => ("put", Effect::Idempotent),
        "DELETE" => ("delete", Effect::Idempotent),
        "PATCH" => ("patch", Effect::Write),
        "TRACE" => ("trace", Effect::Read),
        _ => ("post", Effect::Write),
    }
}
