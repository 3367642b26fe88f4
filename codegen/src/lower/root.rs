//! The root modules: that of the library, and that of each service with its client.

use super::calls::{self, Call};
use super::credentials::{self, Shown};
use super::docs::{Docs, inline};
use super::imports::Imports;
use super::{Context, FirstCall, FirstSteps, example, exports, folder, messages, servers};
use crate::config::Features;
use crate::features::is_enveloped;
use crate::model::{Envelope, Protocol, RestService, Service, SoapService, Tag};
use crate::names::{MESSAGES, ServiceNames, TagNames};
use crate::rust::{self, Accessor, File, Gate, Identity, Item, Module, RestRoot, SoapRoot, Use};

/// `lib.rs`: the modules, what is re-exported, and the crate's error.
pub(super) fn library(context: &Context<'_>) -> File {
    let services = &context.api.services;
    let has_types = context.names.homes.iter().any(|home| home.group.is_none());
    let mut modules: Vec<_> = services
        .iter()
        .map(|service| Module {
            name: folder(service).to_owned(),
            public: true,
            gate: context.gates.service(service),
        })
        .collect();
    if has_types {
        modules.push(Module {
            name: "types".to_owned(),
            public: true,
            gate: Gate::default(),
        });
    }
    if messages::exist(context) {
        modules.push(Module {
            name: MESSAGES.to_owned(),
            public: true,
            gate: context.gates.messages(services),
        });
    }
    modules.sort_by(|one, other| one.name.cmp(&other.name));

    let mut runtime = vec![
        "ApiKey",
        "BearerToken",
        "ConversionError",
        "DateTime",
        "ErrorKind",
        "InvalidDateTime",
        "Pending",
        "RequestOptions",
        "Response",
        "SecretString",
        "UnixTime",
        "UnknownValue",
        "WithResponse",
    ];
    runtime.extend(exports::met(context));
    if messages::exist(context) {
        runtime.push("from_json");
    }
    let soap = services
        .iter()
        .find(|service| matches!(service.protocol, Protocol::Soap(_)));
    if soap.is_some() {
        runtime.push("Fault");
    }
    let mut uses = Vec::new();
    if let Some(service) = services
        .iter()
        .find(|service| matches!(service.protocol, Protocol::Rest(_)))
    {
        let mut names = vec!["Client".to_owned(), "ClientBuilder".to_owned()];
        if let Protocol::Rest(rest) = &service.protocol
            && !rest.credentials.is_empty()
        {
            let name = if rest.single {
                "Credential"
            } else {
                "Credentials"
            };
            names.push(name.to_owned());
        }
        uses.push(Use {
            public: true,
            path: "self::rest".to_owned(),
            names,
            gate: context.gates.service(service),
            inline: true,
        });
    }
    runtime.extend(credentials::exported(services));
    runtime.sort_unstable();
    // The runtime as a whole, too, for the types of other crates.
    for (names, inline) in [(&[][..], false), (&["reqwest"], false), (&runtime, true)] {
        uses.push(Use {
            public: true,
            path: "bindery_runtime".to_owned(),
            names: names.iter().map(|&name| name.to_owned()).collect(),
            gate: Gate::default(),
            inline,
        });
    }
    let codes = services.iter().find_map(|service| match &service.protocol {
        Protocol::Rest(rest) => rest.envelope.as_ref().and_then(|envelope| envelope.codes),
        Protocol::Soap(_) => None,
    });
    let xml = (services.iter())
        .flat_map(|service| &service.operations)
        .flat_map(|operation| &operation.errors)
        .any(|error| error.root.is_some());
    let mut error = Docs::from_ours("Why a call failed.");
    let code = match codes {
        Some(_) => "code",
        None => "code_text",
    };
    // A build without the feature of SOAP has no method to link to.
    let fault = if soap.is_some() { " and `fault`" } else { "" };
    let separator = if soap.is_some() { "," } else { " and" };
    error.ours(&format!(
        "[`kind`](Error::kind) says what kind of failure it is; [`status`](Error::status){separator} \
         [`{code}`](Error::{code}){fault} return what the server sent. `Display`, `Debug` and `source` contain no credential, \
         header, body or query, and secrets of the call are masked in messages of the server.",
    ));
    error.ours(
        "[`headers`](Error::headers), [`body`](Error::body) and [`body_text`](Error::body_text) return the response, whatever its \
         status.",
    );
    let is_root = context.options.module == "crate" && !context.options.included;
    File {
        // The root of a crate, or a module inside of one.
        path: if context.options.module == "crate" {
            "lib.rs"
        } else {
            "mod.rs"
        }
        .to_owned(),
        source: context.options.source.clone(),
        docs: if context.options.included {
            Vec::new()
        } else {
            library_docs(context)
        },
        deprecated: codes.is_some_and(|id| context.api.definition(id).deprecated),
        deprecated_gate: Gate::default(),
        items: is_root
            .then_some(Item::ShownFeatures)
            .into_iter()
            .chain([
                Item::Modules(modules),
                Item::Uses(uses),
                Item::Error {
                    docs: error.finish(),
                    codes: codes.map(|id| context.names.path(id)),
                    xml,
                    soap: soap.map(|service| context.gates.service(service)),
                },
            ])
            .collect(),
    }
}

/// What a newcomer reads first.
fn library_docs(context: &Context<'_>) -> Vec<String> {
    let services = &context.api.services;
    let titles: Vec<_> = services
        .iter()
        .map(|service| format!("{} ({})", inline(&service.title), protocol_name(service)))
        .collect();
    let mut docs = Docs::from_ours(&format!("Client for {}.", titles.join(" and ")));
    docs.ours(&format!(
        "A client returns a handle for each group of calls; each call is a method of a handle, and is sent when it is awaited. {}",
        services
            .iter()
            .map(|service| {
                let status = match &service.protocol {
                    Protocol::Soap(soap) if soap.maintenance => ", which is in maintenance mode",
                    Protocol::Soap(_) | Protocol::Rest(_) => "",
                };
                // A module that a feature leaves out cannot be linked to.
                let is_gated = !context.gates.service(service).names().is_empty();
                let (open, close) = if is_gated { ("", "") } else { ("[", "]") };
                let (module, protocol) = (folder(service), protocol_name(service));
                format!("{open}`{module}`{close} is the client over {protocol}{status}.")
            })
            .collect::<Vec<_>>()
            .join(" ")
    ));
    if let Some(first) = first_steps(context) {
        docs.heading(first.title());
        let crate_name = &context.options.crate_path;
        let mut lines = vec!["```no_run".to_owned()];
        if let Some(feature) = &first.feature {
            lines.push(format!("# #[cfg(feature = \"{feature}\")]"));
        }
        let (function, printed) = match &first.call {
            Some(call) => ("async fn", call.response.as_str()),
            None => ("fn", first.variable),
        };
        lines.extend([
            format!("# {function} example() -> Result<(), {crate_name}::Error> {{"),
            format!("use {crate_name}::{};", first.imported),
            String::new(),
        ]);
        lines.extend(first.before);
        lines.push(first.client);
        if let Some(call) = &first.call {
            let FirstCall {
                expression,
                response,
            } = call;
            lines.extend(example::statement(&format!(
                "let {response} = {expression}.await?;"
            )));
        }
        lines.push(format!(
            "println!(\"{{{printed}:?}}\"); // secrets print as [REDACTED]"
        ));
        lines.extend(["# Ok(())", "# }", "```"].map(str::to_owned));
        docs.verbatim(lines);
    }
    if context.options.features == Features::Tags {
        docs.heading("Features");
        docs.ours(
            "Each group of calls has a Cargo feature, which enables the calls and the types that they use. All are enabled by \
             default; with `default-features = false` only those that you list are.",
        );
    }
    docs.heading("Requests");
    docs.ours(
        "Required parameters are arguments; optional ones are methods of the request. Every request also has `timeout`, `header`, \
         `options`, which takes [`RequestOptions`], and `with_response`, which returns the status and the headers with the value; \
         an error always has them. With the feature `blocking`, every request has `wait`, which needs no async runtime.",
    );
    docs.heading("Secrets");
    docs.ours(
        "Credentials and secret fields are redacted when printed, compared in constant time and wiped when dropped. Only \
         [`SecretString::expose_secret`] returns the text of one.",
    );
    docs.heading("Errors");
    docs.ours(
        "Every call fails with [`Error`]. [`Error::kind`] returns the kind of the failure; [`Error::is_retryable`] says whether \
         the same call may be sent again, [`Error::may_have_acted`] whether the server may have carried it out. A retryable call is \
         sent up to three times, unless the builder sets another number, with growing pauses and not before `Retry-After`.",
    );
    docs.heading("Types of other crates");
    docs.ours(
        "Signatures name reqwest's `ClientBuilder`, `StatusCode` and `header::HeaderMap`, serde's traits, rustls's \
         `ClientConfig` with the feature `rustls`, and the types that [`DateTime`] converts to, with their features. All of them are \
         re-exported by `bindery_runtime`. A new major version of one of these crates is a new major version of this one.",
    );
    docs.finish()
}

/// What a newcomer does first, written out: a client, and the call that may be shown first with the
/// credentials that it needs.
pub(super) fn first_steps(context: &Context<'_>) -> Option<FirstSteps> {
    let (at, operation) = match context.names.first {
        Some((service, operation)) => (service, Some(operation)),
        None => (0, None),
    };
    let (service, names) = context.services().nth(at)?;
    let variable = example::variable(service);
    let call = operation.and_then(|at| {
        Some(Call {
            operation: service.operations.get(at)?,
            names: names.operations.get(at)?,
        })
    });
    let (client, mut imported, before, argument) = match &service.protocol {
        Protocol::Rest(rest) => {
            let needs = call.and_then(|call| call.operation.needs());
            let shown = credentials::shown(context, service, rest, &names.credentials, needs);
            let imported = imported(&shown);
            ("Client", imported, shown.lines, shown.argument)
        }
        Protocol::Soap(_) => {
            let name = environment(context, "SESSION_ID");
            let session = format!("soap::Session::from_env(\"{name}\")?");
            ("soap::Client", vec!["soap"], Vec::new(), session)
        }
    };
    let mut gates = vec![context.gates.service(service)];
    let call = call.and_then(|call| {
        let tag = &names.tags[call.operation.tag];
        gates.push(context.gates.tag(tag));
        let (example, response) = calls::written_out(context, service, call, tag)?;
        if !example.types.is_empty() {
            imported.push("types");
        }
        Some(FirstCall {
            expression: example.call,
            response,
        })
    });
    Some(FirstSteps {
        feature: gates.iter().flat_map(Gate::names).next().cloned(),
        imported: list(&imported),
        before,
        client: format!("let {variable} = {client}::new({argument})?;"),
        variable,
        call,
    })
}

fn protocol_name(service: &Service) -> &'static str {
    match service.protocol {
        Protocol::Rest(_) => "REST",
        Protocol::Soap(_) => "SOAP",
    }
}

/// What examples import for a client, in rustfmt's order.
fn imported(shown: &Shown) -> Vec<&'static str> {
    let mut names = shown.imported.clone();
    names.push("Client");
    names.sort_unstable();
    names
}

/// Names as a `use` line has them behind their path.
fn list(names: &[&str]) -> String {
    match names {
        [name] => (*name).to_owned(),
        names => format!("{{{}}}", names.join(", ")),
    }
}

/// The name of an environment variable of this crate.
pub(super) fn environment(context: &Context<'_>, what: &str) -> String {
    let name = context
        .options
        .crate_path
        .split("::")
        .next()
        .unwrap_or_default();
    format!("{}_{what}", name.to_uppercase())
}

/// A builder of a client over REST that holds every credential, as one expression.
pub(crate) fn client_builder(
    context: &Context<'_>,
    rest: &RestService,
    names: &ServiceNames,
) -> String {
    let every = credentials::every(context, rest, &names.credentials);
    format!(
        "Client::builder({})",
        servers::with_address(&rest.address, every)
    )
}

/// A tag with its calls: a file of its own.
pub(super) struct TagOf<'a> {
    service: &'a Service,
    tag: &'a Tag,
    service_names: &'a ServiceNames,
    names: &'a TagNames,
    calls: Vec<Call<'a>>,
}

/// The tags of a service.
pub(super) fn tags<'a>(
    service: &'a Service,
    names: &'a ServiceNames,
) -> impl Iterator<Item = TagOf<'a>> {
    let calls = calls::by_tag(service, names);
    let tags = service.tags.iter().zip(&names.tags).zip(calls);
    tags.map(move |((tag, of_tag), calls)| TagOf {
        service,
        tag,
        service_names: names,
        names: of_tag,
        calls,
    })
}

impl TagOf<'_> {
    pub(super) fn file(&self, context: &Context<'_>) -> File {
        let service = (self.service, self.service_names);
        calls::file(context, service, self.tag, self.names, &self.calls)
    }
}

/// The root of a service.
pub(super) fn service(context: &Context<'_>, service: &Service, names: &ServiceNames) -> File {
    root(context, service, names)
}

fn root(context: &Context<'_>, service: &Service, names: &ServiceNames) -> File {
    let mut tags: Vec<_> = service.tags.iter().zip(&names.tags).collect();
    tags.sort_by_key(|(_, names)| &names.module);
    let links = context.links(&service.origin.file);
    let accessors = tags
        .iter()
        .map(|(tag, names)| Accessor {
            docs: Docs::of(first_paragraph(&tag.docs), links).finish(),
            name: names.method.clone(),
            module: names.module.clone(),
            handle: names.handle.clone(),
            gate: context.gates.tag(names),
        })
        .collect();
    let declared = tags
        .iter()
        .map(|(_, names)| Module {
            name: names.module.clone(),
            public: true,
            gate: context.gates.tag(names),
        })
        .collect();

    let mut imports = Imports::default();
    imports.add(&context.options.module, "Error");
    let path = format!("bindery_runtime::v1::{}", folder(service));
    for name in ["self", "Service", "client"] {
        imports.add(&path, name);
    }
    let mut items = vec![Item::Modules(declared)];
    let root = match &service.protocol {
        Protocol::Rest(rest) => {
            if !rest.credentials.is_empty() {
                let table = if rest.single {
                    "credential"
                } else {
                    "credentials"
                };
                imports.add(&path, table);
            }
            let enveloped = context.gates.calls(service, &names.tags, is_enveloped);
            if rest.envelope.is_some() && enveloped.names().is_empty() {
                imports.add(&path, "Envelope");
            }
            let identity =
                credentials::identity(context, rest, &service.operations, &names.credentials);
            for ty in identity.types() {
                imports.add("bindery_runtime", ty);
            }
            items.extend(imports.finish());
            if rest.envelope.is_some() && !enveloped.names().is_empty() {
                items.push(Item::Uses(vec![Use {
                    public: false,
                    path,
                    names: vec!["Envelope".to_owned()],
                    gate: enveloped.clone(),
                    inline: false,
                }]));
            }
            let shown = credentials::shown(context, service, rest, &names.credentials, None);
            Item::RestRoot(rest_root(
                context, service, rest, accessors, identity, &shown, enveloped,
            ))
        }
        Protocol::Soap(soap) => {
            items.extend(imports.finish());
            items.push(Item::Uses(vec![Use {
                public: true,
                path: "bindery_runtime".to_owned(),
                names: vec!["Session".to_owned()],
                gate: Gate::default(),
                inline: true,
            }]));
            Item::SoapRoot(soap_root(context, service, soap, accessors))
        }
    };
    items.push(root);
    File {
        path: format!("{}/mod.rs", folder(service)),
        source: service.origin.file.clone(),
        docs: Docs::of(&service.docs, links)
            .or(&format!(
                "{} over {}.",
                service.title,
                protocol_name(service)
            ))
            .finish(),
        deprecated: false,
        deprecated_gate: Gate::default(),
        items,
    }
}

fn rest_root(
    context: &Context<'_>,
    service: &Service,
    rest: &RestService,
    accessors: Vec<Accessor>,
    identity: Identity,
    shown: &Shown,
    enveloped: Gate,
) -> RestRoot {
    let crate_name = &context.options.crate_path;
    let links = context.links(&service.origin.file);
    let imported = list(&imported(shown));
    let argument = &shown.argument;
    RestRoot {
        base_url: servers::base_url(&rest.address, links),
        client_docs: client_docs(service),
        new_docs: new_docs(
            servers::argument(&rest.address, links),
            &imported,
            crate_name,
            shown.lines.clone(),
            &format!("let client = Client::new({argument})?;"),
        ),
        builder_docs: builder_docs(
            service,
            &imported,
            crate_name,
            shown.lines.clone(),
            &format!("Client::builder({argument})"),
            rest.address
                .url
                .as_ref()
                .map(|_| "base_url(\"http://127.0.0.1:8080\")"),
        ),
        accessors,
        identity,
        envelope: rest
            .envelope
            .as_ref()
            .map(|found| envelope(found, enveloped)),
    }
}

fn envelope(envelope: &Envelope, gate: Gate) -> rust::Envelope {
    rust::Envelope {
        success: envelope.success.clone(),
        data: envelope.data.clone(),
        code: envelope.code.clone(),
        message: envelope.message.clone(),
        gate,
    }
}

fn soap_root(
    context: &Context<'_>,
    service: &Service,
    soap: &SoapService,
    accessors: Vec<Accessor>,
) -> SoapRoot {
    let crate_name = &context.options.crate_path;
    let session = format!(
        "Session::from_env(\"{}\")?",
        environment(context, "SESSION_ID")
    );
    let imported = "soap::{Client, Session}";
    SoapRoot {
        endpoint: soap.endpoint.clone(),
        namespace: soap.namespace.clone(),
        session: soap.session.clone(),
        client_docs: client_docs(service),
        new_docs: new_docs(
            None,
            imported,
            crate_name,
            Vec::new(),
            &format!("let soap = Client::new({session})?;"),
        ),
        builder_docs: builder_docs(
            service,
            imported,
            crate_name,
            Vec::new(),
            &format!("Client::builder({session})"),
            Some(&format!(
                "endpoint(\"http://127.0.0.1:8081/{}\")",
                last_segment(&soap.endpoint)
            )),
        ),
        accessors,
    }
}

/// The last part of an address's path; empty where it has none, or holds what a literal would.
fn last_segment(address: &str) -> &str {
    let path = address.split_once("://").map_or(address, |(_, rest)| rest);
    let last = path.rsplit_once('/').map_or("", |(_, last)| last);
    if last.contains(['"', '\\', '{']) {
        ""
    } else {
        last
    }
}

fn client_docs(service: &Service) -> Vec<String> {
    let mut docs = Docs::from_ours(&format!(
        "Client for {} over {}.",
        inline(&service.title),
        protocol_name(service)
    ));
    docs.ours(
        "Cheap to clone: clones share settings and connections. `Debug` shows no credential.",
    );
    match &service.protocol {
        Protocol::Rest(rest) if rest.credentials.is_empty() => docs.ours(
            "The document declares no credential. A credential for every call is given to the \
             builder: [`bearer_token`](ClientBuilder::bearer_token), \
             [`basic_auth`](ClientBuilder::basic_auth) or \
             [`header_credential`](ClientBuilder::header_credential).",
        ),
        Protocol::Rest(_) | Protocol::Soap(_) => {}
    }
    docs.finish()
}

fn new_docs(
    address: Option<Vec<String>>,
    imported: &str,
    crate_name: &str,
    mut before: Vec<String>,
    line: &str,
) -> Vec<String> {
    before.push(line.to_owned());
    let mut docs = Docs::from_ours("Creates a client with the default settings.");
    let wrong = if address.is_some() {
        "Fails if `base_url` is not a URL or uses plain HTTP to a host other than loopback, or if"
    } else {
        "Fails if"
    };
    if let Some(address) = address {
        docs.verbatim(address);
    }
    docs.heading("Errors");
    docs.ours(&format!(
        "{wrong} the system lacks the certificates or the library that TLS needs. Nothing is sent."
    ));
    docs.heading("Examples");
    docs.verbatim(example_lines(crate_name, imported, before));
    docs.finish()
}

fn builder_docs(
    service: &Service,
    imported: &str,
    crate_name: &str,
    before: Vec<String>,
    start: &str,
    address: Option<&str>,
) -> Vec<String> {
    let mut docs = Docs::from_ours("Starts a client with settings other than the default.");
    if matches!(service.protocol, Protocol::Soap(_)) {
        docs.ours("Calls are SOAP 1.1; [`soap12`](ClientBuilder::soap12) makes them SOAP 1.2.");
    }
    docs.heading("Examples");
    let mut lines = vec!["use std::time::Duration;".to_owned(), String::new()];
    lines.extend(before);
    lines.push(format!("let {} = {start}", example::variable(service)));
    lines.extend(address.map(|address| format!("    .{address}")));
    lines.extend([
        "    .timeout(Duration::from_secs(5))".to_owned(),
        "    .build()?;".to_owned(),
    ]);
    docs.verbatim(example_lines(crate_name, imported, lines));
    docs.finish()
}

/// An example that compiles: `use` lines first, then the body in a function that may fail.
fn example_lines(crate_name: &str, imported: &str, body: Vec<String>) -> Vec<String> {
    let (uses, body): (Vec<_>, Vec<_>) =
        body.into_iter().partition(|line| line.starts_with("use "));
    let mut lines = vec!["```no_run".to_owned()];
    lines.extend(uses);
    if lines.len() > 1 {
        lines.push(String::new());
    }
    lines.push(format!("use {crate_name}::{imported};"));
    lines.push(String::new());
    lines.push(format!(
        "# fn example() -> Result<(), {crate_name}::Error> {{"
    ));
    lines.extend(body.into_iter().filter(|line| !line.is_empty()));
    lines.extend(["# Ok(())", "# }", "```"].map(str::to_owned));
    lines
}

fn first_paragraph(text: &str) -> &str {
    text.split("\n\n").next().unwrap_or(text)
}
