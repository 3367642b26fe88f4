//! Calls: a file for each group, with its handle, requests and wire constants.

use std::collections::HashMap;

use super::bodies::{self, Whole};
use super::docs::{Docs, Links, code};
use super::example::{Example, Extent};
use super::imports::Imports;
use super::scope::{self, Scope};
use super::types::{beside_name, item_name};
use super::{
    Context, credentials, example, folder, headers_and_links, messages, outputs, pages, responses,
    sending,
};
use crate::model::{
    Api, Effect, Input, Location, Operation, Presence, Protocol, RestCall, Service, SoapCall,
    SoapService, Style, Switch, Tag, Type, Wire,
};
use crate::names::{OperationNames, ServiceNames, TagNames};
use crate::rust::{
    Argument, File, Former, Gate, Given, Handle, Held, Initial, Inputs, Item, Line, Makes, Method,
    Module, OperationStatic, Request, RequestMacro, Setter, Target, Ty, Use,
};

/// A call and its names.
#[derive(Clone, Copy)]
pub(super) struct Call<'a> {
    pub(super) operation: &'a Operation,
    pub(super) names: &'a OperationNames,
}

/// A group of calls in a sentence, by the tag as the description writes it where there is one.
pub(super) fn group(group: &Tag) -> String {
    match &group.written {
        Some(tag) => format!("tag {}", code(tag)),
        None => format!("group {}", code(&group.name)),
    }
}

/// The calls of each group, in the order of their ids; deprecated ones are the last.
pub(super) fn by_tag<'a>(service: &'a Service, names: &'a ServiceNames) -> Vec<Vec<Call<'a>>> {
    let mut tags = vec![Vec::new(); service.tags.len()];
    for (operation, names) in service.operations.iter().zip(&names.operations) {
        tags[operation.tag].push(Call { operation, names });
    }
    for calls in &mut tags {
        calls.sort_by_key(|call: &Call<'a>| (call.operation.deprecated, &call.operation.id));
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
    let context = &context.within(Scope::of_calls(context, names, calls));
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
        .flat_map(|call| methods(context, (service, service_names), names, *call))
        .collect();
    let mut items = vec![Item::Handle(Handle {
        docs: Docs::from_ours(&format!(
            "Calls of the {}, returned by [`Client::{}`].",
            group(tag),
            names.method
        ))
        .finish(),
        name: handle.clone(),
        methods,
    })];
    for call in calls {
        items.extend(inputs(context, *call, handle).map(Item::Inputs));
        items.push(Item::Request(request(context, *call, handle)));
        items.extend(outputs::by_status(context, *call, handle).map(Item::Responses));
        items.extend(outputs::streams(context, *call).map(Item::Streams));
        items.extend(pages::methods(context, *call).map(Item::Pages));
        let former = call.names.former.as_ref();
        let former = former
            .into_iter()
            .flat_map(|former| former.aliases(call.names));
        items.extend(former.map(|(name, now)| {
            Item::Former(Former {
                name: name.clone(),
                now: now.clone(),
            })
        }));
        items.push(Item::Operation(constants(context, service, *call)));
    }

    for call in calls {
        outputs::imports(context, *call, &mut imports);
        pages::imports(context, *call, &mut imports);
        input_imports(context, *call, &mut imports);
        if let Some(whole) = Whole::of(context, *call) {
            whole.imports(context, *call, &mut imports);
        }
    }
    let mut all = Vec::new();
    if scope::home_of(context, calls).is_some() {
        all.push(Item::Modules(vec![Module {
            name: "types".to_owned(),
            public: false,
            gate: Gate::default(),
        }]));
    }
    all.extend(imports.finish());
    if scope::home_of(context, calls).is_some() {
        all.push(Item::Uses(vec![Use {
            public: true,
            path: "self::types".to_owned(),
            names: vec!["*".to_owned()],
            gate: Gate::default(),
            inline: false,
        }]));
    }
    all.extend(items);
    File {
        path: format!("{}/{module}.rs", folder(service)),
        source: service.origin.file.clone(),
        docs: Docs::of(&tag.docs, context.links(&service.origin.file)).finish(),
        deprecated: calls.iter().any(|call| {
            let mut types = call.operation.taken();
            let pagination = call.operation.pagination.as_ref();
            let listed = pagination.and_then(|pagination| pagination.list.as_ref());
            types.any(|ty| context.mentions_deprecated(ty))
                || Whole::of(context, *call).is_some_and(|whole| {
                    // The usual method calls the one that takes the body whole.
                    call.operation.deprecated || whole.mentions_deprecated(context, *call)
                })
                || listed.is_some_and(|(_, ty)| context.mentions_deprecated(ty))
                || call
                    .operation
                    .response_types()
                    .any(|ty| context.mentions_deprecated(ty))
        }),
        deprecated_gate: Gate::default(),
        items: all,
    }
}

/// Imports what the inputs of a call are written with.
fn input_imports(context: &Context<'_>, call: Call<'_>, imports: &mut Imports) {
    let is_whole = call.names.whole.is_some();
    for input in &call.operation.inputs {
        let is_required = input.presence == Presence::Required;
        if is_required && call.names.holder.is_some() {
            imports.ty(&context.ty(&input.ty));
        } else {
            imports.taken(&context.taken(&input.ty));
        }
        if !(is_whole && input.place == Location::BodyField) {
            imports.ty(&held(context, call, input));
        }
        if input.presence == Presence::OptionalNullable {
            imports.add("bindery_runtime", "Maybe");
        }
        if input.presence == Presence::Defaulted {
            let start = context.start_value(&input.ty, &input.facts);
            if let Some((_, Some(id))) = start {
                imports.ty(&Ty::Named(context.named(id)));
            }
        }
        if let (true, Type::Named(id)) = (
            context.api.is_switch(input),
            context.api.resolved(&input.ty),
        ) {
            imports.ty(&Ty::Named(context.named(*id)));
        }
        if !is_required {
            imports.add("bindery_runtime::v1", "setters");
        }
        let is_converted = if !is_required {
            true
        } else if input.place == Location::BodyField {
            !is_whole && call.names.holder.is_none()
        } else {
            call.names.holder.is_none() || is_whole || call.names.without.is_some()
        };
        if is_converted && !context.api.is_switch(input) {
            imports.conversion(&context.taken(&input.ty));
        }
    }
}

/// The ways to make a call.
fn methods(
    context: &Context<'_>,
    service: (&Service, &ServiceNames),
    tag: &TagNames,
    call: Call<'_>,
) -> Vec<Method> {
    let operation = call.operation;
    let required: Vec<_> = operation
        .inputs
        .iter()
        .zip(&call.names.inputs)
        .filter(|(input, _)| input.presence == Presence::Required)
        .collect();
    let arguments = required
        .iter()
        .map(|(input, name)| Argument {
            name: (*name).clone(),
            taken: context.taken(&input.ty),
        })
        .collect();
    let whole = Whole::of(context, call);
    let fields = |beside_body| initial_fields(context, call, whole.is_some(), beside_body);
    let mut methods = vec![Method {
        docs: method_docs(context, service, tag, call, &required),
        deprecated: operation.deprecated,
        name: call.names.method.clone(),
        request: call.names.request.clone(),
        arguments,
        inputs: call.names.holder.clone(),
        makes: match &whole {
            Some(whole) => bodies::usual(context, call, whole),
            None => Makes::Request {
                operation: call.names.constant.clone(),
                fields: fields(false),
                set: None,
            },
        },
        former: call
            .names
            .former
            .as_ref()
            .map(|former| former.method.clone()),
    }];
    methods.extend(bodies::methods(context, call, &tag.handle, fields));
    methods
}

/// What the fields of a request start as, but for a record that is its body; with `beside_body` but
/// for the required properties of the body, too.
fn initial_fields(
    context: &Context<'_>,
    call: Call<'_>,
    has_record: bool,
    beside_body: bool,
) -> Vec<(String, Initial)> {
    let inputs = call.operation.inputs.iter().zip(&call.names.inputs);
    let is_held = |input: &Input| !(has_record && input.place == Location::BodyField);
    let held: Vec<_> = inputs.filter(|(input, _)| is_held(input)).collect();
    let of = |presence: fn(Presence) -> bool| {
        held.iter()
            .filter(move |(input, _)| presence(input.presence))
            .copied()
    };
    let given = of(|presence| presence == Presence::Required)
        .filter(|(input, _)| !(beside_body && input.place == Location::BodyField))
        .map(|(input, name)| {
            let given = Given {
                name: name.clone(),
                taken: context.taken(&input.ty),
                held: if call.names.without.is_some() && input.place == Location::BodyField {
                    bodies::optional(call, input)
                } else {
                    Held::Plainly
                },
                boxed: false,
            };
            (name.clone(), Initial::Given(given))
        });
    let switch = switch(call);
    let set = |at: bool| {
        let switch = switch
            .iter()
            .filter(move |(_, _, plain)| plain.is_some() == at);
        switch.map(|(_, name, plain)| (name.clone(), plain.map_or(Initial::None, Initial::Chosen)))
    };
    let optional = of(|presence| {
        matches!(
            presence,
            Presence::Nullable | Presence::Optional | Presence::Further
        )
    });
    let optional = optional.map(|(_, name)| (name.clone(), Initial::None));
    let started = of(|presence| presence == Presence::Defaulted).map(|(input, name)| {
        let start = context.start_value(&input.ty, &input.facts);
        let start = start.map_or(Initial::None, |(value, _)| Initial::Written(value));
        (name.clone(), start)
    });
    let maybe = of(|presence| presence == Presence::OptionalNullable);
    let maybe = maybe.map(|(_, name)| (name.clone(), Initial::Absent));
    given
        .chain(set(true))
        .chain(started)
        .chain(optional)
        .chain(set(false))
        .chain(maybe)
        .collect()
}

fn method_docs(
    context: &Context<'_>,
    (service, service_names): (&Service, &ServiceNames),
    tag: &TagNames,
    call: Call<'_>,
    required: &[(&Input, &String)],
) -> Vec<String> {
    let operation = call.operation;
    let links = context.links(&operation.origin.file);
    let mut docs = Docs::of(&operation.summary, links);
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
    responses::returned(context, call, &mut docs);
    bodies::notes(context, call, &tag.handle, &mut docs);
    outputs::notes(context, call, &mut docs);
    pages::notes(context, call, &mut docs);
    headers_and_links::notes(context, call, &mut docs);
    messages::callbacks(service, service_names, &operation.id, &mut docs);
    if call.names.holder.is_none() {
        argument_docs(context, call, required.iter().copied(), &mut docs);
    }
    responses::errors(context, call, &mut docs);
    docs.heading("Examples");
    let example = example::of(context, service, call, tag, Extent::Full);
    docs.verbatim(example::lines(context, service, operation, tag, &example));
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
        (false, Some(call)) => docs.ours(&format!("Over REST, the call is `{call}`.")),
        (true, None) => docs.ours("This API is in maintenance mode."),
        (true, Some(call)) => docs.ours(&format!(
            "This API is in maintenance mode; over REST, the call is `{call}`."
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
        names.tags[service.operations[at].tag].method,
        names.operations[at].method
    ))
}

/// A call as a caller first writes it, and a name for its response.
pub(super) fn written_out(
    context: &Context<'_>,
    service: &Service,
    call: Call<'_>,
    tag: &TagNames,
) -> Option<(Example, String)> {
    let example = example::of(context, service, call, tag, Extent::Least);
    let response = outputs::variable(context, &call.operation.output)?;
    Some((example, response))
}

/// Adds the arguments that the description says something of, apart from its own lists.
pub(super) fn argument_docs<'a>(
    context: &Context<'_>,
    call: Call<'a>,
    inputs: impl Iterator<Item = (&'a Input, &'a String)>,
    docs: &mut Docs,
) {
    let links = context.links(&call.operation.origin.file);
    let mut described = inputs
        .map(|(input, name)| {
            let said = beside_name(&input.docs, &input.wire);
            (name, said, context.sentence(&input.ty))
        })
        .filter(|(_, said, sentence)| !(said.trim().is_empty() && sentence.is_empty()))
        .peekable();
    if described.peek().is_some() {
        docs.heading("Arguments");
        for (name, said, sentence) in described {
            if said.trim().is_empty() {
                docs.item(&format!("{}: {sentence}", code(name)));
            } else {
                docs.described(name, said, links);
            }
        }
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
        Effect::Read => "read-only",
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
                input_docs(context, input, links),
                name.clone(),
                context.ty(&input.ty),
            )
        })
        .collect();
    let docs = Docs::from_ours(&format!(
        "The required parameters of [`{handle}::{}`].",
        call.names.method
    ))
    .finish();
    Some(Inputs { docs, name, fields })
}

fn request(context: &Context<'_>, call: Call<'_>, handle: &str) -> Request {
    let operation = call.operation;
    let links = context.links(&operation.origin.file);
    let whole = Whole::of(context, call);
    let is_held = |input: &Input| !(whole.is_some() && input.place == Location::BodyField);
    let named = || {
        let inputs = operation.inputs.iter().zip(&call.names.inputs);
        inputs.filter(|(input, _)| is_held(input))
    };
    let switch = switch(call);
    let mut fields: Vec<_> = named()
        .map(|(input, name)| (name.clone(), held(context, call, input)))
        .collect();
    let field = |(_, name, _): &(_, String, _)| (name.clone(), Ty::Option(Box::new(Ty::Bool)));
    fields.extend(switch.iter().map(field));
    fields.extend((whole.iter()).map(|whole| (whole.field.to_owned(), whole.held())));
    let setters = operation
        .inputs
        .iter()
        .zip(&call.names.inputs)
        .zip(&call.names.former_inputs)
        .zip(&call.names.null_inputs)
        .filter(|(((input, _), _), _)| input.presence != Presence::Required)
        .map(|(((input, name), former), null)| {
            let body = whole.as_ref().filter(|_| !is_held(input));
            let set = body.and_then(|whole| {
                let (value, target) = whole.set(input, name, context.taken(&input.ty))?;
                Some(Setter {
                    docs: input_docs(context, input, links),
                    deprecated: input.deprecated,
                    value,
                    null: null.clone(),
                    only: context.only_value(input),
                    target,
                    former: former.clone(),
                })
            });
            set.unwrap_or_else(|| Setter {
                docs: input_docs(context, input, links),
                deprecated: input.deprecated,
                value: Given {
                    name: name.clone(),
                    taken: context.taken(&input.ty),
                    held: match input.presence {
                        Presence::OptionalNullable => Held::Maybe,
                        Presence::Defaulted => Held::Plainly,
                        Presence::Required
                        | Presence::Nullable
                        | Presence::Optional
                        | Presence::Further => Held::Option,
                    },
                    boxed: false,
                },
                null: null.clone(),
                only: context.only_value(input),
                target: Target::Request {
                    field: name.clone(),
                },
                former: former.clone(),
            })
        })
        .collect();
    let asking = switch.iter().map(|(input, name, _)| (*input, name));
    let lines = named()
        .chain(asking)
        .map(|(input, name)| (input, name, sending::root(operation, input)))
        .map(|(input, name, root)| Line {
            place: sending::place(operation, input),
            name: name.clone(),
            wire: match &root {
                Some(root) => root.name.clone(),
                None => input.wire.clone(),
            },
            item: match &root {
                Some(root) => root.item.clone(),
                None => item_name(&input.ty),
            },
            secret: match input.place {
                // Elements say so to their writer themselves.
                Location::Body if root.is_some() => false,
                Location::Body => context.api.is_made_of_secrets(&input.ty),
                // A secret itself finds its way by its type.
                Location::BodyField => {
                    context.api.is_made_of_secrets(&input.ty) && !context.api.is_secret(&input.ty)
                }
                Location::Path
                | Location::Query
                | Location::QueryString
                | Location::Header
                | Location::Cookie => {
                    input.style.is_some() && context.api.is_made_of_secrets(&input.ty)
                }
                Location::Child => false,
            },
            media_type: sending::media_type(context, operation, input),
            nullable: matches!(input.ty, Type::Optional(_))
                && !sending::is_form(operation, input)
                && !matches!(held(context, call, input), Ty::Maybe(_)),
            style: input.style.map(Style::words),
            members: match input.place {
                Location::Body => bodies::writings(call),
                Location::Path
                | Location::Query
                | Location::QueryString
                | Location::Header
                | Location::Cookie
                | Location::BodyField
                | Location::Child => Vec::new(),
            },
        })
        .chain(whole.iter().map(|whole| bodies::line(call, whole)))
        .collect();
    Request {
        docs: Docs::from_ours(&format!(
            "Request of [`{handle}::{}`], sent when it is awaited.",
            call.names.method
        ))
        .finish(),
        name: call.names.request.clone(),
        fields,
        setters,
        wire: RequestMacro {
            output: outputs::ty(context, call),
            item: item_name(&operation.output.ty),
            root: operation.output.root.as_ref().map(outputs::root),
            constants: sending::constants(context, operation),
            lines,
        },
    }
}

/// The type of the field of a request that holds an input.
fn held(context: &Context<'_>, call: Call<'_>, input: &Input) -> Ty {
    let ty = context.ty(&input.ty);
    match input.presence {
        Presence::Required
            if call.names.without.is_some() && input.place == Location::BodyField =>
        {
            match (bodies::optional(call, input), ty) {
                (Held::Maybe, Ty::Option(inner)) => Ty::Maybe(inner),
                (Held::Option, ty) => Ty::Option(Box::new(ty)),
                (Held::Plainly | Held::Maybe, ty) => ty,
            }
        }
        Presence::Required | Presence::Defaulted | Presence::Further => ty,
        Presence::OptionalNullable => Ty::Maybe(Box::new(ty)),
        Presence::Nullable | Presence::Optional => Ty::Option(Box::new(ty)),
    }
}

/// What travels like an input and asks for a stream: its field, and what it starts as; none where
/// it is a field of the body's record.
fn switch(call: Call<'_>) -> Option<(&Input, String, Option<bool>)> {
    match call.operation.output.switch.as_ref()? {
        Switch::Input { input, .. }
            if input.place == Location::BodyField && call.names.whole.is_some() =>
        {
            None
        }
        Switch::Input { input, plain } => Some((input, outputs::switch_field(call), *plain)),
        Switch::Member(_) => None,
    }
}

pub(super) fn input_docs(context: &Context<'_>, input: &Input, links: Links<'_>) -> Vec<String> {
    let said = beside_name(&input.docs, &input.wire);
    let mut docs = context.documented(said, &input.ty, links);
    if matches!(input.ty, Type::Secret) {
        docs.ours("A secret, which is never printed.");
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
    let (constructor, arguments, default, mut modifiers) = match &operation.wire {
        Wire::Rest(rest) => {
            let (constructor, default) = rest_constructor(rest);
            let method = (constructor == OTHER).then(|| rest.method.clone());
            let named = [operation.id.clone(), rest.path.clone()];
            let arguments = method.into_iter().chain(named).collect();
            let mut modifiers = sending::modifiers(operation, rest);
            modifiers.extend(outputs::modifiers(context, call));
            if rest.enveloped {
                modifiers.push(("enveloped", Some("&ENVELOPE".to_owned())));
            }
            (constructor, arguments, default, modifiers)
        }
        Wire::Soap(soap) => {
            let modifiers = if soap.session {
                Vec::new()
            } else {
                vec![("sessionless", None)]
            };
            let arguments = vec![operation.id.clone(), soap.element.clone()];
            ("new", arguments, Effect::Write, modifiers)
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
        arguments,
        modifiers,
        needs,
    }
}

/// The constructor of a method that has none of its own, which takes it as the first argument.
const OTHER: &str = "other";

/// The constructor of a method, and the effect that it implies.
fn rest_constructor(rest: &RestCall) -> (&'static str, Effect) {
    match rest.method.as_str() {
        "GET" => ("get", Effect::Read),
        "HEAD" => ("head", Effect::Read),
        "OPTIONS" => ("options", Effect::Read),
        "PUT" => ("put", Effect::Idempotent),
        "DELETE" => ("delete", Effect::Idempotent),
        "PATCH" => ("patch", Effect::Write),
        "POST" => ("post", Effect::Write),
        "QUERY" => ("query", Effect::Read),
        "TRACE" => ("trace", Effect::Read),
        _ => (OTHER, Effect::Write),
    }
}
