//! Rust names for everything that the description names: settled once, before anything is emitted.
//!
//! This is the one place that chooses names. Each comes from its own text or from the ledger of
//! those that were given before; neither the order of the description nor a counter has a say.

mod allocate;
mod arguments;
mod calls;
mod credentials;
mod digest;
mod feature;
mod first;
mod identifier;
mod ledger;
mod length;
mod messages;
#[cfg(feature = "cli")]
mod package;
mod reserved;
mod script;
mod statuses;
mod twins;
mod types;
mod words;

use std::collections::{BTreeSet, HashSet};

use crate::model::{Api, Service};
use crate::usage::{MOST_ARGUMENTS, Usage};

use allocate::{Wanted, assign, plain, yielding};
pub(crate) use arguments::{Orders, moved, orders};
pub(crate) use credentials::{conversions, payload};
#[cfg(feature = "cli")]
pub(crate) use feature::OURS;
pub(crate) use feature::feature;
pub(crate) use identifier::{Case, single};
use identifier::{belonging, constant, suffixed};
pub(crate) use ledger::{Given, Ledger, LedgerKey};
pub(crate) use messages::MODULE as MESSAGES;
#[cfg(feature = "cli")]
pub(crate) use package::{is_package, library, module, package};
pub(crate) use reserved::Reserved;
pub(crate) use statuses::status_variant;

/// The names of an API.
#[derive(Debug, Default)]
pub(crate) struct Names {
    /// By [`TypeId`](crate::model::TypeId).
    pub(crate) types: Vec<TypeNames>,
    /// In the order of the services.
    pub(crate) services: Vec<ServiceNames>,
    /// The call that a newcomer is shown first: its service, and its place there.
    pub(crate) first: Option<(usize, usize)>,
    /// The names of types, handles and requests, of all services.
    holders: HashSet<String>,
}

impl Names {
    /// Whether a type, a handle or a request has a name.
    pub(crate) fn holds(&self, name: &str) -> bool {
        self.holders.contains(name)
    }
}

/// The names of a type.
#[derive(Clone, Debug, Default)]
pub(crate) struct TypeNames {
    pub(crate) name: String,
    /// The file, without its ending.
    pub(crate) module: String,
    /// Of the fields or variants, in their order.
    pub(crate) members: Vec<String>,
    /// The struct of what `new` takes, where these are too many for a signature.
    pub(crate) required: Option<String>,
    /// The name that the type had in the description that it was renamed from.
    pub(crate) former: Option<String>,
    /// Names that variants had before, likewise, in the order of the variants.
    pub(crate) former_members: Vec<Option<String>>,
}

/// The names of a service.
#[derive(Debug, Default)]
pub(crate) struct ServiceNames {
    /// In the order of the tags.
    pub(crate) tags: Vec<TagNames>,
    /// In the order of the credentials.
    pub(crate) credentials: Vec<String>,
    /// In the order of the operations.
    pub(crate) operations: Vec<OperationNames>,
    /// In the order of the messages.
    pub(crate) messages: Vec<String>,
}

/// The names of a tag.
#[derive(Clone, Debug, Default)]
pub(crate) struct TagNames {
    /// The module, in ASCII.
    pub(crate) module: String,
    /// The method of the client that leads to the calls: the same, in the script of the tag.
    pub(crate) method: String,
    pub(crate) handle: String,
}

/// The names of a call.
#[derive(Clone, Debug, Default)]
pub(crate) struct OperationNames {
    pub(crate) method: String,
    pub(crate) request: String,
    /// The struct that holds the required inputs, when there are too many for a signature.
    pub(crate) holder: Option<String>,
    /// The enumeration of what it answers, when the status decides.
    pub(crate) answer: Option<String>,
    /// The names of what takes its body as a record, where callers may have one.
    pub(crate) whole: Option<WholeNames>,
    /// The method that sends no body, where what the usual one requires is part of it.
    pub(crate) without: Option<String>,
    /// The method of its request that answers with a stream, where there is one beside its answer.
    pub(crate) stream: Option<String>,
    /// The methods of its request that read page after page, where its answers are pages.
    pub(crate) pages: Option<PageNames>,
    pub(crate) constant: String,
    /// In the order of the inputs.
    pub(crate) inputs: Vec<String>,
    /// The method and the request of the operation that it was renamed from.
    pub(crate) former: Option<(String, String)>,
    /// Names that inputs had before, likewise, in the order of the inputs.
    pub(crate) former_inputs: Vec<Option<String>>,
}

/// The names of what takes the body of a call as a record.
#[derive(Clone, Debug, Default)]
pub(crate) struct WholeNames {
    pub(crate) method: String,
    /// The argument of the method, and the field of the request.
    pub(crate) field: String,
}

/// The names of the methods that read page after page.
#[derive(Clone, Debug, Default)]
pub(crate) struct PageNames {
    pub(crate) pages: String,
    pub(crate) items: String,
}

/// The word behind the names of structs of required values.
const REQUIRED: &str = "Required";

/// Settles every name of an API; what was given before stays, and what is given now is answered
/// for the next ledger.
pub(crate) fn settle(api: &Api, usage: &Usage, ledger: &Ledger) -> (Names, Given) {
    let mut given = Given::default();
    let calls = calls::frozen(api, ledger);
    let types = types::settle(api, usage, ledger, &calls.names, &mut given);
    let type_names: BTreeSet<&str> = types
        .iter()
        .flat_map(|names| names.required.iter().chain([&names.name]))
        .map(String::as_str)
        .collect();
    let services: Vec<_> = api
        .services
        .iter()
        .zip(&calls.services)
        .map(|(service, frozen)| calls::settle(service, frozen, ledger, &type_names, &mut given))
        .collect();
    let first = first::choose(api, ledger, &mut given);
    let mut names = Names {
        types,
        services,
        first,
        holders: HashSet::new(),
    };
    let types = names.types.iter().flat_map(|names| {
        let derived = names.former.iter().chain(&names.required);
        derived.chain([&names.name])
    });
    let calls = names.services.iter().flat_map(|service| {
        let handles = service.tags.iter().map(|tag| &tag.handle);
        let requests = service.operations.iter().flat_map(|operation| {
            let former = operation.former.iter().map(|(_, request)| request);
            former.chain(&operation.holder).chain([&operation.request])
        });
        handles.chain(requests)
    });
    names.holders = types.chain(calls).cloned().collect();
    (names, given)
}

/// A name to be given: the one that the description asks for, else the one that was given before,
/// else one from the text.
fn wanted<'a>(
    asked: Option<&'a str>,
    text: &'a str,
    given: impl FnOnce() -> Option<&'a str>,
) -> Wanted<'a> {
    match asked {
        Some(name) => Wanted::of(name),
        None => Wanted {
            given: given(),
            ..Wanted::of(text)
        },
    }
}

/// The place of a tag.
fn tag_place(service: &Service, name: &str) -> LedgerKey {
    LedgerKey::new(&service.origin.file, "tags", name)
}

/// The word in front of a name that stands in two files: the last component of the path without
/// its ending.
fn file_stem(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.split('.').next().unwrap_or(name)
}
