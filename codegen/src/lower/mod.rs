//! Model to Rust items: every type, file and sentence of documentation is decided here and nowhere
//! else. Names come settled.

mod answers;
mod calls;
mod credentials;
mod docs;
mod example;
mod imports;
mod root;
mod sending;
mod types;
mod unions;

pub(crate) use root::client_builder;

use crate::graph::{Components, by_value};
use crate::model::{Api, Protocol, Service, TypeId};
use crate::names::{Names, ServiceNames};
use crate::options::Options;
use crate::rust::{File, Gate};
use crate::threads;
use crate::usage::Usage;

/// What every part of lowering looks up.
pub(crate) struct Context<'a> {
    api: &'a Api,
    options: &'a Options,
    names: &'a Names,
    use_of: &'a Usage,
    /// Which types hold each other by value, so that a field is boxed.
    boxes: Components,
}

/// Turns the model into files of items, and answers what `each` makes of every file; files do not
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
    parts.push(Part::Library);
    threads::map(&parts, |part| each(&part.file(&context)))
}

/// What becomes a file.
enum Part<'a> {
    Library,
    Service(&'a Service, &'a ServiceNames),
    Tag(root::TagOf<'a>),
    /// The index of the types.
    Types,
    Type(TypeId),
}

impl Part<'_> {
    fn file(&self, context: &Context<'_>) -> File {
        match self {
            Self::Library => root::library(context),
            Self::Service(service, names) => root::service(context, service, names),
            Self::Tag(tag) => tag.file(context),
            Self::Types => types::index(context),
            Self::Type(id) => types::file(context, *id),
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
            boxes: by_value(api),
        }
    }

    /// The services, each with its names.
    fn services(&self) -> impl Iterator<Item = (&'a Service, &'a ServiceNames)> + use<'a> {
        self.api.services.iter().zip(&self.names.services)
    }

    /// The feature that items of this service depend on.
    fn gate(&self, service: &Service) -> Gate {
        self.options.gated.then(|| folder(service))
    }
}

/// The folder and module of a service.
fn folder(service: &Service) -> &'static str {
    match service.protocol {
        Protocol::Rest(_) => "rest",
        Protocol::Soap(_) => "soap",
    }
}
