//! Model to Rust items: every type, file and sentence of documentation is decided here and nowhere
//! else. Names come settled.

mod calls;
mod docs;
mod example;
mod imports;
mod root;
mod types;

use crate::model::{Api, Protocol, Service};
use crate::names::{Names, ServiceNames};
use crate::options::Options;
use crate::rust::{Crate, Gate};
use crate::usage::Usage;

/// What every part of lowering looks up.
pub(crate) struct Context<'a> {
    api: &'a Api,
    options: &'a Options,
    names: &'a Names,
    use_of: &'a Usage,
}

/// Turns the model into files of items.
pub(crate) fn lower(api: &Api, names: &Names, usage: &Usage, options: &Options) -> Crate {
    let context = Context {
        api,
        options,
        names,
        use_of: usage,
    };
    let mut files = vec![root::library(&context)];
    files.extend(types::files(&context));
    for (service, names) in context.services() {
        files.extend(root::service(&context, service, names));
    }
    Crate { files }
}

impl<'a> Context<'a> {
    /// The services, each with its names.
    fn services(&self) -> impl Iterator<Item = (&'a Service, &'a ServiceNames)> {
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
