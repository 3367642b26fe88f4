//! Rust names for everything that the description names, chosen once, before anything is emitted.
//!
//! This is the only place that chooses names. Each name comes from its own text or from the names
//! that were given before; neither the order of the description nor a counter has an effect.

mod allocate;
mod arguments;
mod calls;
mod credentials;
mod digest;
mod equal;
mod feature;
mod first;
mod identifier;
mod ledger;
mod length;
mod members;
mod messages;
mod methods;
mod owners;
#[cfg(feature = "cli")]
mod package;
mod reserved;
mod shorter;
mod statuses;
mod twins;
mod types;

use std::collections::HashSet;

use crate::graph;
use crate::model::{Api, Presence, Service, Shape, Type, TypeId};
use crate::usage::{MOST_ARGUMENTS, Usage};
use crate::words::{self, script};

use allocate::{Wanted, assign, plain, yielding};
pub(crate) use arguments::{Orders, moved, orders};
pub(crate) use credentials::{conversions, payload};
#[cfg(feature = "cli")]
pub(crate) use feature::OURS;
pub(crate) use feature::feature;
pub(crate) use identifier::{Case, single};
use identifier::{belonging, constant};
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
    /// Where types stand.
    pub(crate) homes: Vec<Home>,
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

    /// The types that are names for others, each with the other.
    pub(crate) fn aliases(&self) -> impl Iterator<Item = (TypeId, TypeId)> {
        let types = self.types.iter().enumerate();
        types.filter_map(|(at, names)| Some((TypeId::new(at), names.same_as?)))
    }

    /// The path of a type from the root of the crate.
    pub(crate) fn path(&self, id: TypeId) -> String {
        let names = &self.types[id.index()];
        let mut path = names.modules.join("::");
        path.push_str("::");
        path + &names.name
    }
}

/// Where types stand that a component, or a group of calls, owns.
#[derive(Debug)]
pub(crate) struct Home {
    /// The key of the component; of a group the name of its tag.
    pub(crate) owner: String,
    /// The modules of what is inline in the owner, from the root.
    pub(crate) modules: Vec<String>,
    /// The group: a service, and a tag of it. None for a component.
    pub(crate) group: Option<(usize, usize)>,
    /// The component, which stands in the module above as well.
    pub(crate) components: Vec<TypeId>,
    /// What is inline in the owner, by name.
    pub(crate) inline: Vec<TypeId>,
}

impl Home {
    /// All types that stand there.
    pub(crate) fn types(&self) -> impl Iterator<Item = TypeId> {
        self.components.iter().chain(&self.inline).copied()
    }

    /// Whether the component is declared in `types/mod.rs`: a file of its own would only hold a few
    /// lines that are always the same. That is an alias, or a record without properties of its own,
    /// that names no other type of the crate. Only the component itself decides, so that no edit of
    /// another one moves it.
    pub(crate) fn is_in_index(&self, api: &Api, usage: &Usage) -> bool {
        let names_no_type = |ty: &Type| graph::named(ty, true).is_empty();
        let is_short = |id: TypeId| match &api.definition(id).shape {
            Shape::Alias(ty) => names_no_type(ty),
            Shape::Record(record) => {
                let mut fields = record.fields.iter();
                // The macros of XML depend on features of the runtime.
                let is_xml = usage.over_soap(id) || usage.over_xml(id);
                !is_xml
                    && fields.all(|field| {
                        field.presence == Presence::Further && names_no_type(&field.ty)
                    })
            }
            Shape::Enumeration(_) | Shape::Union(_) => false,
        };
        // A key with dots is in a module of its own.
        self.group.is_none() && self.modules.len() == 2 && self.types().all(is_short)
    }
}

/// The names of a type.
#[derive(Clone, Debug, Default)]
pub(crate) struct TypeNames {
    pub(crate) name: String,
    /// The modules that callers find it in, from the root.
    pub(crate) modules: Vec<String>,
    /// Where it stands, by its place among the homes.
    pub(crate) home: usize,
    /// The equal type of the same owner that it is a name for.
    pub(crate) same_as: Option<TypeId>,
    /// Of the fields or variants, in their order.
    pub(crate) members: Vec<String>,
    /// The functions that make a variant of a union, in their order.
    pub(crate) constructors: Vec<String>,
    /// The struct of what `new` takes, where these are too many for a signature.
    pub(crate) required: Option<String>,
    /// The name that the type had in the description that it was renamed from.
    pub(crate) former: Option<String>,
    /// Former names of variants, in the order of the variants.
    pub(crate) former_members: Vec<Option<String>>,
}

impl TypeNames {
    /// All that stand for it where it stands.
    pub(crate) fn all(&self) -> impl Iterator<Item = &String> {
        let derived = self.former.iter().chain(&self.required);
        derived.chain([&self.name])
    }
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
    /// The enumeration of what it returns, when the status decides.
    pub(crate) response: Option<String>,
    /// The names of what takes its body as a record, where callers may have one.
    pub(crate) whole: Option<WholeNames>,
    /// The method that sends no body, where what the usual one requires is part of it.
    pub(crate) without: Option<String>,
    pub(crate) constant: String,
    /// In the order of the inputs.
    pub(crate) inputs: Vec<String>,
    /// The methods that set an input to null, of those that may be null and absent.
    pub(crate) null_inputs: Vec<Option<String>>,
    /// What it was called before it was renamed.
    pub(crate) former: Option<FormerNames>,
    /// Former names of inputs, in the order of the inputs.
    pub(crate) former_inputs: Vec<Option<String>>,
}

/// What an operation was called before it was renamed, with all that callers name after it.
#[derive(Clone, Debug)]
pub(crate) struct FormerNames {
    pub(crate) method: String,
    pub(crate) request: String,
    /// The struct that holds the required inputs.
    pub(crate) holder: Option<String>,
    /// The enumeration of what it returns.
    pub(crate) response: Option<String>,
    /// The method that takes the body whole.
    pub(crate) whole: Option<String>,
    /// The method that sends no body.
    pub(crate) without: Option<String>,
}

impl FormerNames {
    /// The names of types.
    pub(crate) fn types(&self) -> impl Iterator<Item = &String> {
        let beside = self.holder.iter().chain(&self.response);
        [&self.request].into_iter().chain(beside)
    }

    /// The types that have another name now, each with that.
    pub(crate) fn aliases<'n>(
        &'n self,
        now: &'n OperationNames,
    ) -> impl Iterator<Item = (&'n String, &'n String)> {
        let beside = [
            self.holder.as_ref().zip(now.holder.as_ref()),
            self.response.as_ref().zip(now.response.as_ref()),
        ];
        [(&self.request, &now.request)]
            .into_iter()
            .chain(beside.into_iter().flatten())
    }
}

/// The names of what takes the body of a call as a record.
#[derive(Clone, Debug, Default)]
pub(crate) struct WholeNames {
    pub(crate) method: String,
    /// The argument of the method, and the field of the request.
    pub(crate) field: String,
}

/// The word behind the names of structs of required values.
const REQUIRED: &str = "required";

/// Chooses every name of an API. Names in the lock file stay; the new ones are returned for the next
/// lock file.
pub(crate) fn choose(api: &Api, usage: &Usage, ledger: &Ledger) -> (Names, Given) {
    let mut given = Given::default();
    let calls = calls::frozen(api, ledger);
    let mut types = types::choose(api, usage, ledger, &calls.names, &mut given);
    let taken = types.taken();
    let services: Vec<_> = api
        .services
        .iter()
        .zip(&calls.services)
        .map(|(service, frozen)| calls::choose(api, service, frozen, ledger, &taken, &mut given))
        .collect();
    types.groups(&services);
    let (types, homes) = types.finish(&services, &mut given);
    let first = first::choose(api, ledger, &mut given);
    let mut names = Names {
        types,
        homes,
        services,
        first,
        holders: HashSet::new(),
    };
    let types = names.types.iter().flat_map(TypeNames::all);
    let calls = names.services.iter().flat_map(|service| {
        let handles = service.tags.iter().map(|tag| &tag.handle);
        let requests = service.operations.iter().flat_map(|operation| {
            let former = operation.former.iter().flat_map(FormerNames::types);
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
    LedgerKey::new(&service.origin.file, "groups", name)
}

/// The word in front of a name that stands in two files: the last component of the path without
/// its ending.
fn file_stem(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.split('.').next().unwrap_or(name)
}
