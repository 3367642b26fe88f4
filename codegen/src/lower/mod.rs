//! Lowers the model to Rust items: every type, file and sentence of documentation is decided here
//! and nowhere else. Names are chosen before.

mod arguments;
mod bodies;
mod calls;
mod credentials;
mod docs;
mod example;
mod exports;
mod headers_and_links;
mod imports;
mod messages;
mod outputs;
mod pages;
mod responses;
mod root;
mod scope;
mod sending;
mod servers;
mod signatures;
mod types;
mod unions;

use docs::Links;
#[cfg(feature = "cli")]
pub(crate) use example::statement;
pub(crate) use root::client_builder;
use scope::Scope;

use std::collections::HashMap;
use std::sync::Arc;

use crate::features::{self, Gates};
use crate::graph::{Components, by_value};
use crate::model::{Api, Service};
use crate::names::{Names, ServiceNames};
use crate::options::Options;
use crate::rust::File;
use crate::threads;
use crate::usage::Usage;

/// What every part of lowering looks up.
pub(crate) struct Context<'a> {
    api: &'a Api,
    options: &'a Options,
    names: &'a Names,
    use_of: &'a Usage,
    /// The features that items depend on.
    gates: Arc<Gates>,
    /// Which types hold each other by value, so that a field is boxed.
    boxes: Arc<Components>,
    /// The calls over REST, by their ids: service and place.
    calls: Arc<HashMap<&'a str, (usize, usize)>>,
    /// How the file at hand writes the types of the crate.
    scope: Scope,
}

/// What a newcomer is shown: how a client is made, and a call.
#[derive(Clone, Debug)]
pub(crate) struct FirstSteps {
    /// The feature that it depends on.
    pub(crate) feature: Option<String>,
    /// What follows the crate in a `use` line.
    pub(crate) imported: String,
    /// The lines before it, where the credential takes lines of its own.
    pub(crate) before: Vec<String>,
    /// The statement that makes the client.
    pub(crate) client: String,
    /// What the client is called.
    pub(crate) variable: &'static str,
    /// None where no call may be shown: none only reads, and tells what it read.
    pub(crate) call: Option<FirstCall>,
}

impl FirstSteps {
    /// What is shown.
    pub(crate) fn title(&self) -> &'static str {
        match self.call {
            Some(_) => "A first call",
            None => "A client",
        }
    }
}

/// A call as a newcomer is shown it.
#[derive(Clone, Debug)]
pub(crate) struct FirstCall {
    /// The call, which is to be awaited.
    pub(crate) expression: String,
    /// What its response is called.
    pub(crate) response: String,
}

/// What a newcomer is shown outside of emitted code.
#[cfg(feature = "cli")]
pub(crate) fn first_steps(
    api: &Api,
    names: &Names,
    usage: &Usage,
    options: &Options,
) -> Option<FirstSteps> {
    root::first_steps(&Context::new(api, names, usage, options))
}

/// Turns the model into files of items, and returns what `each` makes of every file; files do not
/// depend on each other, and are made side by side.
pub(crate) fn lower<T: Send>(
    api: &Api,
    names: &Names,
    usage: &Usage,
    options: &Options,
    each: impl Fn(&File) -> T + Sync,
) -> Vec<T> {
    let context = Context::new(api, names, usage, options);
    // The largest first, so that no thread is left alone with one.
    let mut parts = Vec::new();
    for (service, names) in context.services() {
        parts.extend(root::tags(service, names).map(Part::Tag));
        parts.push(Part::Service(service, names));
    }
    parts.extend(types::parts(&context));
    if messages::exist(&context) {
        parts.push(Part::Messages);
    }
    parts.push(Part::Library);
    threads::map(&parts, |part| each(&part.file(&context)))
}

/// What becomes a file.
enum Part<'a> {
    Library,
    /// What the service sends.
    Messages,
    Service(&'a Service, &'a ServiceNames),
    Tag(root::TagOf<'a>),
    /// The index of the types.
    Types,
    /// The types of a component, or of a group.
    Home(usize),
}

impl Part<'_> {
    fn file(&self, context: &Context<'_>) -> File {
        match self {
            Self::Library => root::library(context),
            Self::Messages => messages::file(&context.within(Scope::Apart)),
            Self::Service(service, names) => root::service(context, service, names),
            Self::Tag(tag) => tag.file(context),
            Self::Types => types::index(context),
            Self::Home(at) => types::file(context, *at),
        }
    }
}

impl<'a> Context<'a> {
    pub(crate) fn new(
        api: &'a Api,
        names: &'a Names,
        usage: &'a Usage,
        options: &'a Options,
    ) -> Self {
        Self {
            api,
            options,
            names,
            use_of: usage,
            gates: Arc::new(Gates::of(options.features, api, usage, names)),
            boxes: Arc::new(by_value(api)),
            calls: Arc::new(calls::by_id(api)),
            scope: Scope::Outside,
        }
    }

    /// The same for a file of its own.
    fn within(&self, scope: Scope) -> Self {
        Self {
            scope,
            gates: Arc::clone(&self.gates),
            boxes: Arc::clone(&self.boxes),
            calls: Arc::clone(&self.calls),
            ..*self
        }
    }

    /// The services, each with its names.
    fn services(&self) -> impl Iterator<Item = (&'a Service, &'a ServiceNames)> + use<'a> {
        self.api.services.iter().zip(&self.names.services)
    }

    /// What the links of a file are relative to: its service's address, or that of the only one.
    fn links(&self, file: &str) -> Links<'a> {
        let services = &self.api.services;
        let service = match services.as_slice() {
            [only] => Some(only),
            several => several.iter().find(|one| one.origin.file == file),
        };
        Links::to(service.and_then(|one| one.links.as_deref()))
    }
}

/// The folder and module of a service.
fn folder(service: &Service) -> &'static str {
    features::protocol(service)
}
