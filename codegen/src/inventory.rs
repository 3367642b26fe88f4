//! The inventory of generated code, for programs: every type and call by its place in the
//! description, with its Rust name and type.
//!
//! It generates nothing and decides nothing: names and types come from the modules that decide
//! them.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::describe::Described;
use crate::documents::Documents;
use crate::emit;
use crate::lower::{Context, client_builder};
use crate::model::{
    Access, Api, Constant, Credential, Header, Location, Message, Need, Operation, Presence,
    Protocol, Sender, Service, Shape, Switch, Type, TypeId, Wire,
};
use crate::names::{OperationNames, ServiceNames};
use crate::options::Options;
use crate::report::Report;
use crate::source::{FileId, Span};
use crate::syntax::escaped;

/// The types and calls of an API, returned by
/// [`Generator::inventory`](crate::Generator::inventory).
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct Inventory {
    /// The path of the generated module, as its users write it.
    pub module: String,
    /// The expression that creates the builder of a REST client, with every credential that it may
    /// hold: `Client::builder(ApiKey::from_env("API_KEY")?)`.
    pub client: Option<String>,
    /// The named types, in the order of their names.
    pub types: Vec<InventoryType>,
    /// The calls, in the order of their ids.
    pub operations: Vec<InventoryOperation>,
    /// The security schemes for which a client may hold a credential.
    pub credentials: Vec<String>,
    /// The requests of webhooks and callbacks, in the order of their names.
    pub webhooks: Vec<InventoryWebhook>,
}

/// A named type.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct InventoryType {
    /// The name in the module `types`.
    pub name: String,
    /// The file and the JSON pointer of its schema: `openapi.yaml#/components/schemas/Pet`.
    pub place: String,
    /// `record`, `enumeration`, `union` or `alias`.
    pub kind: &'static str,
    /// Whether it is deprecated, so that using it is a warning.
    #[serde(skip_serializing_if = "is_false")]
    pub deprecated: bool,
    /// Whether calls send it, so that it tells null from absence.
    #[serde(skip_serializing_if = "is_false")]
    pub sent: bool,
    /// The properties of a record or the values of an enumeration, as the description writes them.
    pub members: Vec<String>,
}

/// A call.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct InventoryOperation {
    /// The id in the description.
    pub id: String,
    /// The file and the JSON pointer of the operation.
    pub place: String,
    /// The HTTP method and path, or the name of the SOAP element.
    pub wire: String,
    /// The module of the client to which the call belongs: `rest`, `soap`.
    pub service: &'static str,
    /// The method of the client that returns the handle.
    pub handle: String,
    /// The module of the handle.
    pub module: String,
    /// The method of the handle.
    pub method: String,
    /// The struct of the required parameters, if they are too many for arguments.
    pub holder: Option<String>,
    /// The method that takes the body as a record, if there is one, after the arguments that are
    /// not properties of the body.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub with: Option<InventoryWhole>,
    /// The method that sends no body, if some arguments are properties of the body.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub without_body: Option<String>,
    /// The media type of the request body, if there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sends: Option<String>,
    /// In the order of the arguments.
    pub inputs: Vec<InventoryInput>,
    /// The constants that it sends and that no caller passes.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub constants: Vec<InventoryConstant>,
    /// The Rust type of the response.
    pub response: String,
    /// The accepted media types, if they are not only JSON.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub accepts: Option<String>,
    /// The media type for reading a stream instead.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub streams: Option<String>,
    /// What requests the stream, and is then not a parameter: the name of a parameter, or the JSON
    /// pointer of a property of the body.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub switch: Option<String>,
    /// The described status codes: `200`, `4XX`, `default`.
    pub statuses: Vec<String>,
    /// Those that are a success.
    pub successes: Vec<String>,
    /// The headers of successful responses.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub headers: Vec<InventoryHeader>,
    /// The security schemes of each alternative, if they are not those of the other calls; empty if
    /// no scheme is required.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub security: Option<Vec<Vec<String>>>,
    /// The required scopes, by security scheme.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub scopes: BTreeMap<String, Vec<String>>,
    /// Whether it is deprecated, so that using it is a warning.
    #[serde(skip_serializing_if = "is_false")]
    pub deprecated: bool,
}

/// A header of a response, or a parameter of a webhook.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct InventoryHeader {
    /// The name in the description.
    pub name: String,
    /// Whether it is always sent.
    pub required: bool,
    /// Whether it is deprecated.
    #[serde(skip_serializing_if = "is_false")]
    pub deprecated: bool,
}

/// A request of a webhook or a callback.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct InventoryWebhook {
    /// The name in the module `webhooks`.
    pub name: String,
    /// The key in the description.
    pub key: String,
    /// The HTTP method, in upper case.
    pub method: String,
    /// The id of the operation to which the callback belongs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub operation: Option<String>,
    /// The Rust type of the body, if there is one.
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    pub ty: Option<String>,
    /// The parameters and headers that are sent.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub parameters: Vec<InventoryHeader>,
    /// The status codes of the responses to it.
    pub statuses: Vec<String>,
    /// Whether it is deprecated.
    #[serde(skip_serializing_if = "is_false")]
    pub deprecated: bool,
}

/// The method that takes a request body as a record.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct InventoryWhole {
    /// The method of the handle.
    pub method: String,
    /// The Rust type of the record.
    #[serde(rename = "type")]
    pub ty: String,
}

/// A parameter or body property of a call.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct InventoryInput {
    /// The name in the description.
    pub wire: String,
    /// `path`, `query`, `querystring` (the whole query), `header`, `cookie`, `body` (a property of
    /// it), `whole-body`, or `element`.
    #[serde(rename = "in")]
    pub place: &'static str,
    /// The name of the argument, or of the method that sets it.
    pub name: String,
    /// The Rust type.
    #[serde(rename = "type")]
    pub ty: String,
    /// Whether it is an argument.
    pub required: bool,
    /// Whether it is sent as null unless it is set.
    pub nullable: bool,
    /// The method that sets it to null, where it may be null and absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub null: Option<String>,
    /// Whether it is deprecated, so that using it is a warning.
    #[serde(skip_serializing_if = "is_false")]
    pub deprecated: bool,
    /// Whether its method takes no value, because there is only one.
    #[serde(skip_serializing_if = "is_false")]
    pub only: bool,
}

/// A constant that a call sends.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct InventoryConstant {
    /// The name in the description.
    pub wire: String,
    /// The location, as in an [`InventoryInput`].
    #[serde(rename = "in")]
    pub place: &'static str,
    /// The value.
    pub value: serde_json::Value,
}

fn is_false(is: &bool) -> bool {
    !is
}

/// Lists what a description generates.
pub(crate) fn inventory(described: &mut Described, options: &Options) -> Inventory {
    // The tree is gone when names are chosen: most who generate need it no longer.
    let documents = Documents::read(
        &mut described.sources,
        &described.config.inputs,
        &described.config.overlays,
        &mut Report::new(),
    );
    let described = &*described;
    let context = Context::new(&described.api, &described.names, &described.usage, options);
    let places = Locations {
        documents: &documents,
        described,
    };
    let api = &described.api;
    let mut types: Vec<_> = (0..api.types.len())
        .map(TypeId::new)
        .filter(|id| described.usage.emitted(*id))
        .map(|id| InventoryType {
            name: described.names.path(id),
            place: places.schema(api.definition(id).origin.span),
            kind: kind(&api.definition(id).shape),
            deprecated: api.definition(id).deprecated,
            sent: described.usage.is_sent(id),
            members: members(&api.definition(id).shape),
        })
        .collect();
    types.sort_by(|one, other| one.name.cmp(&other.name));
    let mut operations: Vec<_> = api
        .services
        .iter()
        .zip(&described.names.services)
        .flat_map(|(service, names)| {
            service
                .operations
                .iter()
                .zip(&names.operations)
                .map(|(operation, own)| call(&context, &places, service, names, operation, own))
                .collect::<Vec<_>>()
        })
        .collect();
    operations.sort_by(|one, other| (one.service, &one.id).cmp(&(other.service, &other.id)));
    Inventory {
        module: options.crate_path.clone(),
        client: api
            .services
            .iter()
            .zip(&described.names.services)
            .find_map(|(service, names)| match &service.protocol {
                Protocol::Rest(rest) => Some(client_builder(&context, rest, names)),
                Protocol::Soap(_) => None,
            }),
        types,
        operations,
        credentials: api
            .services
            .iter()
            .flat_map(credentials)
            .map(|credential| credential.name.clone())
            .collect(),
        webhooks: api
            .services
            .iter()
            .zip(&described.names.services)
            .flat_map(|(service, names)| service.messages.iter().zip(&names.messages))
            .map(|(message, name)| webhook(&context, message, name))
            .collect(),
    }
}

/// Where things are in the description.
struct Locations<'a> {
    documents: &'a Documents,
    described: &'a Described,
}

impl Locations<'_> {
    /// The place of a schema: it is known by a key of it, the first one that composing left.
    fn schema(&self, span: Span) -> String {
        let (file, pointer) = self.pointer(span);
        let above = pointer.rsplit_once('/').map(|(above, _)| above);
        let of_above = above.filter(|above| {
            let root = self
                .documents
                .roots()
                .find(|root| root.identity().0 == file);
            root.and_then(|root| root.pointer(above))
                .is_some_and(|node| node.entries().any(|entry| entry.key_span == span))
        });
        self.written(file, of_above.unwrap_or(&pointer))
    }

    /// The place of an operation: it is known by its id.
    fn operation(&self, span: Span) -> String {
        let (file, pointer) = self.pointer(span);
        let whole = pointer.strip_suffix("/operationId").unwrap_or(&pointer);
        self.written(file, whole)
    }

    fn pointer(&self, span: Span) -> (FileId, String) {
        self.documents
            .pointer(span)
            .unwrap_or((span.file, String::new()))
    }

    fn written(&self, file: FileId, pointer: &str) -> String {
        format!("{}#{pointer}", self.described.sources.path(file))
    }
}

fn kind(shape: &Shape) -> &'static str {
    match shape {
        Shape::Record(_) => "record",
        Shape::Enumeration(_) => "enumeration",
        Shape::Union(_) => "union",
        Shape::Alias(_) => "alias",
    }
}

/// The names of what a value is made of.
fn members(shape: &Shape) -> Vec<String> {
    match shape {
        Shape::Record(record) => (record.fields.iter())
            .map(|field| field.wire.clone())
            .collect(),
        Shape::Enumeration(values) => values.iter().map(|value| value.wire.clone()).collect(),
        Shape::Union(_) | Shape::Alias(_) => Vec::new(),
    }
}

fn credentials(service: &Service) -> &[Credential] {
    match &service.protocol {
        Protocol::Rest(rest) => &rest.credentials,
        Protocol::Soap(_) => &[],
    }
}

fn webhook(context: &Context<'_>, message: &Message, name: &str) -> InventoryWebhook {
    InventoryWebhook {
        name: name.to_owned(),
        key: message.key.clone(),
        method: message.method.clone(),
        operation: match &message.from {
            Sender::Webhook => None,
            Sender::Callback { operation, .. } => Some(operation.clone()),
        },
        ty: (message.ty.as_ref()).map(|ty| emit::type_text(&context.ty(ty))),
        parameters: headers(&message.parameters),
        statuses: (message.responses.iter())
            .map(|(status, _)| status.clone())
            .collect(),
        deprecated: message.deprecated,
    }
}

/// What a call sends that has one value: by itself, or in the record of its body.
fn constants(api: &Api, operation: &Operation) -> Vec<InventoryConstant> {
    let of = |wire: &str, at: Location, constant: &Constant| InventoryConstant {
        wire: wire.to_owned(),
        place: place(at),
        value: serde_json::from_str(&constant.json()).unwrap_or_default(),
    };
    let own = operation.constants.iter();
    let own = own.filter_map(|input| {
        let Type::Constant(constant) = &input.ty else {
            return None;
        };
        Some(of(&input.wire, input.place, constant))
    });
    let record = operation.record().map(|record| api.resolved(record));
    let fields = match record {
        Some(Type::Named(id)) => match &api.definition(*id).shape {
            Shape::Record(record) => record.fields.as_slice(),
            Shape::Enumeration(_) | Shape::Union(_) | Shape::Alias(_) => &[],
        },
        _ => &[],
    };
    let sent = fields
        .iter()
        .filter(|field| field.access != Access::ReadOnly);
    let sent =
        sent.filter_map(|field| Some(of(&field.wire, Location::BodyField, field.constant()?)));
    own.chain(sent).collect()
}

fn headers(headers: &[Header]) -> Vec<InventoryHeader> {
    let headers = headers.iter();
    headers
        .map(|header| InventoryHeader {
            name: header.name.clone(),
            required: header.required,
            deprecated: header.deprecated,
        })
        .collect()
}

fn call(
    context: &Context<'_>,
    places: &Locations<'_>,
    service: &Service,
    names: &ServiceNames,
    operation: &Operation,
    own: &OperationNames,
) -> InventoryOperation {
    let inputs = operation.inputs.iter().zip(&own.inputs);
    InventoryOperation {
        id: operation.id.clone(),
        place: places.operation(operation.origin.span),
        wire: match &operation.wire {
            Wire::Rest(rest) => format!("{} {}", rest.method, rest.path),
            Wire::Soap(soap) => soap.element.clone(),
        },
        service: match service.protocol {
            Protocol::Rest(_) => "rest",
            Protocol::Soap(_) => "soap",
        },
        handle: names.tags[operation.tag].method.clone(),
        module: names.tags[operation.tag].module.clone(),
        method: own.method.clone(),
        holder: own.holder.clone(),
        with: (own.whole.as_ref().zip(operation.record())).map(|(names, record)| InventoryWhole {
            method: names.method.clone(),
            ty: emit::type_text(&context.ty(record)),
        }),
        without_body: own.without.clone(),
        sends: operation.body().map(|body| body.media_type.clone()),
        inputs: inputs
            .zip(&own.null_inputs)
            .map(|((input, name), null)| InventoryInput {
                wire: input.wire.clone(),
                place: place(input.place),
                name: name.clone(),
                ty: emit::type_text(&context.ty(&input.ty)),
                required: input.presence == Presence::Required,
                nullable: input.presence == Presence::Nullable,
                null: null.clone(),
                deprecated: input.deprecated,
                only: places.described.api.is_switch(input),
            })
            .collect(),
        constants: constants(&places.described.api, operation),
        response: emit::type_text(&context.ty(&operation.output.ty)),
        accepts: operation.output.accept.clone(),
        streams: (operation.output.stream.as_ref()).map(|stream| stream.accept.clone()),
        switch: operation.output.switch.as_ref().map(|switch| match switch {
            Switch::Input { input, .. } => input.wire.clone(),
            Switch::Member(keys) => keys
                .iter()
                .map(|key| format!("/{}", escaped(key)))
                .collect(),
        }),
        statuses: successes(operation)
            .chain(operation.errors.iter().map(|error| &error.status))
            .cloned()
            .collect(),
        successes: successes(operation).cloned().collect(),
        headers: headers(&operation.output.headers),
        security: operation.needs().map(|needs| {
            let schemes = |alternative: &Vec<Need>| {
                let needs = alternative.iter();
                needs
                    .map(|need| credentials(service)[need.credential].name.clone())
                    .collect()
            };
            needs.alternatives.iter().map(schemes).collect()
        }),
        scopes: scopes(service, operation),
        deprecated: operation.deprecated,
    }
}

/// The scopes that a call needs, whether it or the service says so.
fn scopes(service: &Service, operation: &Operation) -> BTreeMap<String, Vec<String>> {
    let needs = match &service.protocol {
        Protocol::Rest(rest) => operation.needs().unwrap_or(&rest.needs),
        Protocol::Soap(_) => return BTreeMap::new(),
    };
    let mut scopes: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for need in needs.alternatives.iter().flatten() {
        for scope in &need.scopes {
            let name = &credentials(service)[need.credential].name;
            let known = scopes.entry(name.clone()).or_default();
            if !known.contains(scope) {
                known.push(scope.clone());
            }
        }
    }
    scopes
}

/// The status codes of the responses that are a success.
fn successes(operation: &Operation) -> impl Iterator<Item = &String> {
    let output = &operation.output;
    let good = output.statuses.iter().map(|(status, _)| status);
    good.chain(output.choices.iter().map(|choice| &choice.status))
}

fn place(place: Location) -> &'static str {
    match place {
        Location::Path => "path",
        Location::Query => "query",
        Location::QueryString => "querystring",
        Location::Header => "header",
        Location::Cookie => "cookie",
        Location::BodyField => "body",
        Location::Body => "whole-body",
        Location::Child => "element",
    }
}
