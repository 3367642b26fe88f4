//! The roots: the library's own module, and the module of each service with its client.

use super::calls::{self, Call};
use super::credentials::{self, Shown};
use super::docs::{Docs, code, inline};
use super::imports::Imports;
use super::{Context, example, folder, sending};
use crate::model::{Envelope, Protocol, RestService, Service, SoapService, Tag};
use crate::names::{ServiceNames, TagNames};
use crate::rust::{self, Accessor, File, Identity, Item, Module, RestRoot, SoapRoot, Use};

/// `lib.rs`: the modules, what is re-exported, and the crate's error.
pub(super) fn library(context: &Context<'_>) -> File {
    let services = &context.api.services;
    let has_types = (0..context.api.types.len())
        .any(|index| context.use_of.emitted(crate::model::TypeId::new(index)));
    let mut modules: Vec<_> = services
        .iter()
        .map(|service| Module {
            name: folder(service).to_owned(),
            public: true,
            gate: context.gate(service),
        })
        .collect();
    if has_types {
        modules.push(Module {
            name: "types".to_owned(),
            public: true,
            gate: None,
        });
    }
    modules.sort_by(|one, other| one.name.cmp(&other.name));

    let mut runtime = vec![
        "ApiKey",
        "BearerToken",
        "ConversionError",
        "DateTime",
        "ErrorKind",
        "Fault",
        "InvalidDateTime",
        "Pending",
        "Response",
        "SecretString",
        "UnixTime",
        "UnknownValue",
        "WithResponse",
        "reqwest",
    ];
    if sends_uploads(context) {
        runtime.push("Upload");
        runtime.sort_unstable_by_key(|name| (*name == "reqwest", *name));
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
            gate: context.gate(service),
        });
    }
    let mut runtime = runtime.to_vec();
    runtime.extend(credentials::exported(services));
    runtime.sort_unstable();
    // The runtime as a whole, too, for the types of other crates.
    for names in [&[][..], &runtime] {
        uses.push(Use {
            public: true,
            path: "bindery_runtime".to_owned(),
            names: names.iter().map(|&name| name.to_owned()).collect(),
            gate: None,
        });
    }
    let codes = services.iter().find_map(|service| match &service.protocol {
        Protocol::Rest(rest) => rest.envelope.as_ref().and_then(|envelope| envelope.codes),
        Protocol::Soap(_) => None,
    });
    let mut error = Docs::from_ours("Why a call failed.");
    error.ours(
        "[`kind`](Error::kind) tells what to do about it, [`status`](Error::status), `code` and [`fault`](Error::fault) what the \
         server said. Neither what is printed nor the source holds a credential, a body or a query: messages of the server are \
         shown with the secrets of the call masked.",
    );
    let mut operations = services.iter().flat_map(|service| &service.operations);
    let bodies =
        operations.any(|operation| operation.errors.iter().any(|error| error.ty.is_some()));
    if bodies {
        error.ours(
            "[`body`](Error::body) reads what the API answered, as the type that the call names for its status.",
        );
    }
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
        items: vec![
            Item::Modules(modules),
            Item::Uses(uses),
            Item::Error {
                docs: error.finish(),
                codes: codes.map(|id| context.type_name(id).to_owned()),
                bodies,
            },
        ],
    }
}

/// Whether a call takes an upload.
fn sends_uploads(context: &Context<'_>) -> bool {
    let services = context.api.services.iter();
    let mut inputs = services
        .flat_map(|service| &service.operations)
        .flat_map(|operation| &operation.inputs);
    inputs.any(|input| sending::is_upload(&input.ty))
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
        "A client hands out a handle for each group of calls; a call is a method of a handle, and is sent when it is awaited. {}",
        services
            .iter()
            .map(|service| {
                let status = match &service.protocol {
                    Protocol::Soap(soap) if soap.maintenance => ", which are in maintenance mode",
                    _ => "",
                };
                // A module that a feature leaves out cannot be linked to.
                let (open, close) = if context.options.gated { ("", "") } else { ("[", "]") };
                let (module, protocol) = (folder(service), protocol_name(service));
                format!("{open}`{module}`{close} holds the calls over {protocol}{status}.")
            })
            .collect::<Vec<_>>()
            .join(" ")
    ));
    if let Some((service, call, answer)) = first_call(context) {
        let names = context.services().next().map(|(_, names)| names);
        docs.heading("A first call");
        let crate_name = &context.options.crate_path;
        let credentials = names.map_or(&[][..], |names| &names.credentials);
        let (credential, before, imported, variable) = match &service.protocol {
            Protocol::Rest(rest) => {
                let shown = credentials::shown(context, service, rest, credentials);
                let imported = imported(&shown);
                (shown.argument, shown.lines, imported, "client")
            }
            Protocol::Soap(_) => (
                format!(
                    "soap::Session::from_env(\"{}\")?",
                    environment(context, "SESSION_ID")
                ),
                Vec::new(),
                "soap".to_owned(),
                "soap",
            ),
        };
        let client = match &service.protocol {
            Protocol::Rest(_) => "Client",
            Protocol::Soap(_) => "soap::Client",
        };
        let mut lines = vec!["```no_run".to_owned()];
        if let Some(feature) = context.gate(service) {
            lines.push(format!("# #[cfg(feature = \"{feature}\")]"));
        }
        lines.extend([
            format!("# async fn example() -> Result<(), {crate_name}::Error> {{"),
            format!("use {crate_name}::{imported};"),
            String::new(),
        ]);
        lines.extend(before);
        lines.extend([
            format!("let {variable} = {client}::new({credential})?;"),
            format!("let {answer} = {call}.await?;"),
            format!("println!(\"{{{answer}:?}}\"); // secrets print as [REDACTED]"),
            "# Ok(())".to_owned(),
            "# }".to_owned(),
            "```".to_owned(),
        ]);
        docs.verbatim(lines);
    }
    docs.heading("Requests");
    docs.ours(
        "Required inputs are arguments; optional ones are methods of the request, and so are `timeout`, `header` and \
         `with_response`, which answers status and headers beside the value. With the feature `blocking` every request has `wait`, \
         which needs no async runtime.",
    );
    docs.heading("Secrets");
    docs.ours(
        "Credentials and secret fields are redacted when printed, are compared in constant time and are wiped when dropped. \
         [`SecretString::expose_secret`] reads one; nothing else does.",
    );
    docs.heading("Errors");
    docs.ours(
        "Every call fails with [`Error`]. [`Error::kind`] tells errors apart, [`Error::is_retryable`] says whether the same call \
         may succeed later, [`Error::may_have_acted`] whether the server may have acted although no answer came. Calls that only \
         read are sent up to three times in all, unless the builder says otherwise, with growing pauses and no sooner than \
         `Retry-After` says.",
    );
    docs.heading("Types of other crates");
    docs.ours(
        "The public surface names [`reqwest`]'s `ClientBuilder`, `StatusCode` and `header::HeaderMap`, serde's traits, rustls's \
         `ClientConfig` where TLS is rustls, and the types that [`DateTime`] converts to, where those features are on. All of them \
         are re-exported by [`bindery_runtime`], and so is every type of its own that a signature names. A major version of one of \
         them is a major version of this crate.",
    );
    docs.finish()
}

/// The first call of the first service, written out.
fn first_call<'a>(context: &'a Context<'_>) -> Option<(&'a Service, String, String)> {
    let (service, names) = context.services().next()?;
    let first = context.names.first?;
    let call = Call {
        operation: service.operations.get(first)?,
        names: names.operations.get(first)?,
    };
    let module = &names.tags[call.operation.tag].module;
    calls::written_out(context, service, call, module).map(|(call, answer)| (service, call, answer))
}

fn protocol_name(service: &Service) -> &'static str {
    match service.protocol {
        Protocol::Rest(_) => "REST",
        Protocol::Soap(_) => "SOAP",
    }
}

/// What examples import for a client.
fn imported(shown: &Shown) -> String {
    let mut names = shown.imported.clone();
    names.push("Client");
    names.sort_unstable();
    match &names[..] {
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
    format!("Client::builder({every})")
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
    let accessors = tags
        .iter()
        .map(|(tag, names)| Accessor {
            docs: Docs::of(
                first_paragraph(&tag.docs),
                &format!("Calls of the tag {}.", code(&tag.name)),
            )
            .finish(),
            name: names.module.clone(),
            handle: names.handle.clone(),
        })
        .collect();
    let declared = tags
        .iter()
        .map(|(_, names)| Module {
            name: names.module.clone(),
            public: true,
            gate: None,
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
            if rest.envelope.is_some() {
                imports.add(&path, "Envelope");
            }
            let identity = credentials::identity(rest, &service.operations, &names.credentials);
            for ty in identity.types() {
                imports.add("bindery_runtime", ty);
            }
            items.extend(imports.finish());
            let shown = credentials::shown(context, service, rest, &names.credentials);
            Item::RestRoot(rest_root(
                context, service, rest, accessors, identity, &shown,
            ))
        }
        Protocol::Soap(soap) => {
            items.extend(imports.finish());
            items.push(Item::Uses(vec![Use {
                public: true,
                path: "bindery_runtime".to_owned(),
                names: vec!["Session".to_owned()],
                gate: None,
            }]));
            Item::SoapRoot(soap_root(context, service, soap, accessors))
        }
    };
    items.push(root);
    File {
        path: format!("{}/mod.rs", folder(service)),
        source: service.origin.file.clone(),
        docs: Docs::of(
            &service.docs,
            &format!("{} over {}.", service.title, protocol_name(service)),
        )
        .finish(),
        deprecated: false,
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
) -> RestRoot {
    let crate_name = &context.options.crate_path;
    let imported = imported(shown);
    let argument = &shown.argument;
    RestRoot {
        base_url: rest.base_url.clone(),
        client_docs: client_docs(service),
        new_docs: new_docs(
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
            "base_url(\"http://127.0.0.1:8080\")",
        ),
        accessors,
        identity,
        envelope: rest.envelope.as_ref().map(envelope),
    }
}

fn envelope(envelope: &Envelope) -> rust::Envelope {
    rust::Envelope {
        success: envelope.success.clone(),
        data: envelope.data.clone(),
        code: envelope.code.clone(),
        message: envelope.message.clone(),
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
            &format!(
                "endpoint(\"http://127.0.0.1:8081/{}\")",
                last_segment(&soap.endpoint)
            ),
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
        "Client of {} over {}.",
        inline(&service.title),
        protocol_name(service)
    ));
    docs.ours(
        "Cheap to clone: clones share settings and connections. Printing it shows no credential.",
    );
    docs.finish()
}

fn new_docs(imported: &str, crate_name: &str, mut before: Vec<String>, line: &str) -> Vec<String> {
    before.push(line.to_owned());
    let mut docs = Docs::from_ours("Creates a client with the default settings.");
    docs.heading("Errors");
    docs.ours("A system without the certificates or the library that TLS needs. Nothing is sent.");
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
    address: &str,
) -> Vec<String> {
    let mut docs = Docs::from_ours("Starts a client whose settings differ from the default.");
    if matches!(service.protocol, Protocol::Soap(_)) {
        docs.ours("Calls are SOAP 1.1; [`soap12`](ClientBuilder::soap12) makes them SOAP 1.2.");
    }
    docs.heading("Examples");
    let mut lines = vec!["use std::time::Duration;".to_owned(), String::new()];
    lines.extend(before);
    lines.extend([
        format!("let {} = {start}", example::variable(service)),
        format!("    .{address}"),
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
