//! Model to Rust items: every name, type, file and sentence of documentation is decided here and
//! nowhere else.

mod calls;
mod docs;
mod example;
mod imports;
mod names;
mod root;
mod types;

use crate::model::{Api, Protocol, Service};
use crate::options::Options;
use crate::rust::{Crate, Gate};

use names::{Case, Reserved, Wanted};

/// What every part of lowering looks up.
pub(crate) struct Context<'a> {
    api: &'a Api,
    options: &'a Options,
    /// The Rust name of each type.
    type_names: Vec<String>,
    /// The module of each type.
    type_modules: Vec<String>,
    use_of: types::Usage,
}

/// Turns the model into files of items.
pub(crate) fn lower(api: &Api, options: &Options) -> Crate {
    let wanted: Vec<_> = api
        .types
        .iter()
        .map(|ty| Wanted {
            text: &ty.name,
            qualifier: file_stem(&ty.origin.file),
        })
        .collect();
    let context = Context {
        api,
        options,
        type_names: names::assign(Case::Pascal, Reserved::Types, &wanted),
        type_modules: names::assign(Case::Snake, Reserved::Modules, &wanted),
        use_of: types::Usage::of(api),
    };
    let mut files = vec![root::library(&context)];
    files.extend(types::files(&context));
    for service in &api.services {
        files.extend(root::service(&context, service));
    }
    Crate { files }
}

impl Context<'_> {
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

/// The last component of a path without its ending.
fn file_stem(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.split('.').next().unwrap_or(name)
}
